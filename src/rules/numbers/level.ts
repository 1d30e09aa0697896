/** Skill levels as the standard writes them, 中文数字+级/等级名称, and as the old booklet does. */

const REGISTERED: Readonly<Record<string, string>> = {
	"五级/初级工": "5",
	"四级/中级工": "4",
	"三级/高级工": "3",
	"二级/技师": "2",
	"一级/高级技师": "1",
};
/** Added in 2022 without a published way of writing or numbering them. */
const UNSETTLED = ["特级技师", "首席技师", "学徒工"];

export type Level = { kind: "level"; digit: string } | { kind: "unsettled" } | { kind: "unknown" };

export const REGISTERED_LEVELS: readonly string[] = Object.keys(REGISTERED);

/** Level of the skill-level certificate, exactly as registered (NFKC, spaces ignored). */
export function parseLevel(printed: string): Level {
	const value = printed.normalize("NFKC").replace(/\s/g, "");
	const digit = REGISTERED[value];
	if (digit) return { kind: "level", digit };
	return UNSETTLED.some((name) => value.includes(name)) ? { kind: "unsettled" } : { kind: "unknown" };
}

const BOOKLET: readonly (readonly [RegExp, string])[] = [
	[/一级/, "1"],
	[/二级/, "2"],
	[/三级/, "3"],
	[/四级/, "4"],
	[/五级/, "5"],
	[/高级技师/, "1"],
	[/技师/, "2"],
	[/高级/, "3"],
	[/中级/, "4"],
	[/初级/, "5"],
];
const NO_LEVEL = /[六七八九十]级|[A-Z]级|特等|优等/u;

/** Level inside the booklet's "occupation and level". `unsettled` where none is named. */
export function parseOccupationLevel(printed: string): Level {
	const value = printed.normalize("NFKC").replace(/\s/g, "");
	const found = BOOKLET.find(([pattern]) => pattern.test(value));
	if (found) return { kind: "level", digit: found[1] };
	return NO_LEVEL.test(value) ? { kind: "unknown" } : { kind: "unsettled" };
}
