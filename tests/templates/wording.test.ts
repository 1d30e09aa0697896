import { describe, expect, it } from "vitest";
import { findApproximate, fold, similarity } from "../../src/templates/text-match.ts";
import { alignWording } from "../../src/templates/wording.ts";

describe("findApproximate", () => {
	it.each([
		["证书编号", "证书编号s000", { start: 0, end: 4, distance: 0 }],
		["发证日期", "x发证曰期2024", { start: 1, end: 5, distance: 1 }],
		["姓名", "性别男", { start: 0, end: 2, distance: 2 }],
	])("finds %s in %s", (pattern, text, expected) => {
		expect(findApproximate(pattern, text)).toEqual(expected);
	});
});

describe("fold", () => {
	it("drops width, spacing and punctuation and keeps the way back", () => {
		const folded = fold("发 证：ＡB");
		expect(folded.text).toBe("发证ab");
		expect(folded.origin).toEqual([0, 2, 4, 5]);
	});
	it("compares titles blind to spacing", () => {
		expect(similarity("职 业 资 格 证 书", "职业资格证书")).toBe(1);
		expect(similarity("职业资格证书", "职业资质证书")).toBeCloseTo(5 / 6);
	});
});

describe("alignWording", () => {
	const sentence = "学员{name}，身份证号{id}，参加本校{course}培训，考核合格，特发此证。";
	it("fills the slots of a genuine sentence", () => {
		const seen = "学员李小满,身份证号110105，参加本校中式面点培训，考核合格，特发此证";
		const a = alignWording(sentence, seen);
		expect(a.distance).toBe(0);
		expect(a.differences).toEqual([]);
		const value = (name: string) => seen.slice(...(a.slots[name] as [number, number]));
		expect([value("name"), value("id"), value("course")]).toEqual(["李小满", "110105", "中式面点"]);
	});
	it("names a changed word with its place", () => {
		const seen = "学员李小满，身份证号110105，参加本校面点培训，考试合格，特授此证";
		const a = alignWording(sentence, seen);
		expect(a.distance).toBe(2);
		expect(a.differences.map(({ seen, registered }) => [seen, registered])).toEqual([
			["试", "核"],
			["授", "发"],
		]);
		expect(a.differences.map((d) => seen.slice(d.start, d.end))).toEqual(["试", "授"]);
	});
	it("names an added sentence", () => {
		const a = alignWording("考核合格，特发此证。", "考核合格，特发此证。本证为就业凭证");
		expect(a.differences).toEqual([{ seen: "本证为就业凭证", registered: "", start: 10, end: 17 }]);
	});
	it("names absent wording", () => {
		const a = alignWording("经考核，持证人合格，特发此证", "经考核，特发此证");
		expect(a.differences.map((d) => d.registered)).toEqual(["持证人合格"]);
	});
});
