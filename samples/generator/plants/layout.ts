/** Pages that differ from the registered form: title, missing, displaced and extra elements, fixed wording. */
import type { Box, Polygon } from "../../../src/geometry.ts";
import type { Template } from "../../../src/templates/schema.ts";
import type { PageContent, TemplateId } from "../pages/content.ts";
import { qr, roundSeal, sealLook } from "../pages/marks.ts";
import { outline } from "../pages/sheet.ts";
import type { Random } from "../random.ts";
import { addLine, elementPlace, placeOf, registeredPlace } from "./places.ts";
import type { Plant, Planted } from "./plant.ts";

type Form = Exclude<TemplateId, "vocational-qualification-cover">;
const FORMS = ["skill-level", "special-ability", "training-completion"] as const satisfies readonly Form[];

const TITLES: Record<(typeof FORMS)[number], readonly string[]> = {
	"skill-level": ["职业技能水平证书", "职业技能等级认定证书", "技能人才等级证书", "职业技能等级凭证"],
	"special-ability": ["专项能力证书", "专项技能证书", "专项职业能力凭证"],
	"training-completion": ["培训证书", "培训结业证", "技能培训合格证", "培训考核合格证书"],
};

/** Required elements whose absence leaves the page recognisable. */
const DROPPABLE: Record<Form, readonly string[]> = {
	"skill-level": [
		"statement",
		"issueDate",
		"seal",
		"photo",
		"identityType",
		"jobDirection",
		"skillLevel",
		"certificateNumber",
		"qr",
		"lookupIssuer",
	],
	"special-ability": ["photo", "sex", "result", "certificateNumber", "statement", "issueDate", "seal"],
	"training-completion": ["certificateNumber", "issueDate", "seal"],
	"vocational-qualification-inside": ["photo", "education", "theoryScore", "practiceScore", "sealCentre", "birthDate"],
};

const MOVABLE: Record<(typeof FORMS)[number], readonly string[]> = {
	"skill-level": ["title", "photo", "qr", "seal", "certificateNumber", "issueDate", "skillLevel", "lookupIssuer"],
	"special-ability": ["title", "photo", "certificateNumber", "issueDate", "statement", "result"],
	"training-completion": ["title", "certificateNumber", "seal", "issueDate"],
};

/** Clear of the registered place by more than any natural misplacement, mm. */
const LEAST_MOVE = 14;
const FURTHEST_MOVE = 45;
/** Kept free round moved elements and inside the page's edge, mm. */
const CLEARANCE = 2;
const EDGE = 12;

const NEUTRAL_LINES = [
	"本证书涂改无效",
	"备注：仅供内部使用",
	"咨询电话：0000-8812345",
	"（副本）",
	"打印日期以签发日期为准",
	"持证人须妥善保管本证书",
	"第二联 存根",
];

function displaced(content: PageContent, random: Random): Planted {
	for (const name of random.shuffle(MOVABLE[content.template.id as (typeof FORMS)[number]])) {
		const move = freeMove(content, name, random);
		if (!move) continue;
		content.moved[name] = move;
		return {
			variant: `${name} by ${Math.round(Math.hypot(...move))} mm`,
			findings: [
				{
					code: "layout.displaced",
					severity: "suspect",
					where: elementPlace(name),
				},
			],
			allowed: [],
		};
	}
	throw new RangeError(`nothing on ${content.template.id} can be moved`);
}

/** A move that ends on empty paper; null when forty tries find none. */
function freeMove(content: PageContent, name: string, random: Random): [number, number] | null {
	const box = printedBox(content, name);
	const others = content.template.elements
		.filter((e) => e.name !== name && !content.omitted.has(e.name))
		.map((e) => printedBox(content, e.name));
	for (let k = 0; k < 40; k++) {
		const angle = random.float(0, 2 * Math.PI);
		const length = random.float(LEAST_MOVE, FURTHEST_MOVE);
		const [dx, dy] = [length * Math.cos(angle), length * Math.sin(angle)];
		if (Math.max(Math.abs(dx), Math.abs(dy)) < LEAST_MOVE) continue;
		const to = { ...box, x: box.x + dx, y: box.y + dy };
		if (insidePage(to, content.template) && !others.some((o) => overlap(to, o))) return [dx, dy];
	}
	return null;
}

/** Where print really stands in an element's box: fields seldom fill theirs. */
function printedBox({ template, values, sentence }: PageContent, name: string): Box {
	const element = template.elements.find((e) => e.name === name);
	if (!element) throw new RangeError(`no element ${name}`);
	const [x, y, width, height] = element.box;
	if (element.kind === "field") {
		const em = [...element.pattern, ...(values[name] ?? "")].reduce((s, c) => s + (c < "\u0100" ? 0.58 : 1), 0);
		return { x, y, width: Math.min(width, em * 4.6 + 3), height };
	}
	if (element.kind === "statement")
		return { x, y, width, height: sentence.length > 40 ? Math.min(height, 42) : height };
	return { x, y, width, height };
}

const overlap = (a: Box, b: Box): boolean =>
	a.x < b.x + b.width + CLEARANCE &&
	b.x < a.x + a.width + CLEARANCE &&
	a.y < b.y + b.height + CLEARANCE &&
	b.y < a.y + a.height + CLEARANCE;

const insidePage = (b: Box, { page: [width, height] }: Template): boolean => {
	const edge = Math.min(EDGE, width / 20);
	return b.x >= edge && b.y >= edge && b.x + b.width <= width - edge && b.y + b.height <= height - edge;
};

function missing(content: PageContent, random: Random): Planted {
	const name = random.pick(DROPPABLE[content.template.id as Form]);
	content.omitted.add(name);
	return {
		variant: name,
		findings: [{ code: "layout.missing", severity: "suspect", where: () => [registeredPlace(content, name)] }],
		allowed: [],
	};
}

function extra(content: PageContent, random: Random): Planted {
	const finding = (where: Planted["findings"][number]["where"]): Planted["findings"] => [
		{ code: "layout.extra", severity: "suspect", where },
	];
	if (random.chance(0.75)) {
		const words = random.pick(NEUTRAL_LINES);
		addLine(content, words, random);
		return { variant: words, findings: finding(placeOf(words)), allowed: [] };
	}
	const unregistered =
		(kind: string) => (sheet: { marks: { kind: string; element: string | null; polygon: Polygon }[] }) =>
			sheet.marks.filter((m) => m.kind === kind && m.element === null).map((m) => m.polygon);
	if (content.template.id === "skill-level") {
		const box = { x: random.float(238, 250), y: random.float(32, 42), width: 24, height: 24 };
		content.extras.push((sheet) => qr(sheet, box, content.qrContent, null));
		return { variant: "second QR code", findings: finding(unregistered("qr")), allowed: [] };
	}
	const at = content.template.id === "special-ability" ? { x: 100, y: 152 } : { x: 120, y: 120 };
	const look = sealLook(random);
	const name = content.values.issuer ?? "";
	content.extras.push((sheet) => roundSeal(sheet, { ...at, width: 36, height: 36 }, name, look, null));
	return { variant: "second seal", findings: finding(unregistered("round-seal")), allowed: [] };
}

/** Changed fixed wording: registered part, printed part. */
const STATEMENT_CHANGES: Record<(typeof FORMS)[number], readonly (readonly [from: string, to: string])[]> = {
	"skill-level": [
		["具备该职业（工种）相应技能等级水平", "具备该职业（工种）相应从业水平"],
		["表明持证人通过本机构组织的", "证明持有者已通过本机构举办的"],
		["由{issuer}颁发", "经{issuer}审核颁发"],
		["相应技能等级水平。", "相应技能等级水平，终身有效。"],
	],
	"special-ability": [
		["特发此证", "予以发证"],
		["持证人具备上述专项职业能力", "该同志已掌握上述专项职业能力"],
	],
	"training-completion": [
		["考核合格，特发此证", "成绩优秀，准予上岗"],
		["考核合格", "经考试具备相应的专业知识和技能"],
		["特发此证", "特授予此证"],
	],
};
const LABEL_CHANGES: Record<(typeof FORMS)[number], readonly (readonly [name: string, pattern: string])[]> = {
	"skill-level": [
		["holderName", "持证者：{value}"],
		["occupation", "岗位名称：{value}"],
		["skillLevel", "技能级别：{value}"],
	],
	"special-ability": [
		["ability", "能力项目：{value}"],
		["result", "评审结果：{value}"],
	],
	"training-completion": [["certificateNumber", "登记号码：{value}"]],
};

function wording(content: PageContent, random: Random): Planted {
	const id = content.template.id as (typeof FORMS)[number];
	if (random.chance(0.3)) {
		const [name, pattern] = random.pick(LABEL_CHANGES[id]);
		content.wording[name] = pattern;
		return {
			variant: pattern,
			findings: [{ code: "layout.wording", severity: "suspect", where: elementPlace(name) }],
			allowed: ["layout.missing", "layout.extra"],
		};
	}
	const [from, to] = random.pick(STATEMENT_CHANGES[id].filter(([part]) => content.sentence.includes(part)));
	content.sentence = content.sentence.replace(from, to);
	return {
		variant: to,
		findings: [
			{
				code: "layout.wording",
				severity: "suspect",
				where: (sheet) => [outline(sheet.lines.filter((l) => l.element === "statement").flatMap((l) => l.polygon))],
			},
		],
		allowed: [],
	};
}

export const LAYOUT_PLANTS: readonly Plant[] = [
	{
		group: "layout.title",
		templates: FORMS,
		plant: (content, random) => {
			const title = random.pick(TITLES[content.template.id as (typeof FORMS)[number]]);
			content.wording.title = title;
			return {
				variant: title,
				findings: [
					{
						code: "layout.title",
						severity: "suspect",
						where: elementPlace("title"),
					},
				],
				allowed: [],
			};
		},
	},
	{ group: "layout.missing", templates: [...FORMS, "vocational-qualification-inside"], plant: missing },
	{ group: "layout.displaced", templates: FORMS, plant: displaced },
	{ group: "layout.extra", templates: FORMS, plant: extra },
	{ group: "layout.wording", templates: FORMS, plant: wording },
];
