/** Hand-made evidence: a conforming page of a registered form, and the few ways tests change it. Places at 5 px per mm. */
import type { ElementEvidence, Evidence, Field, Line, Mark, Match } from "../../src/evidence.ts";
import { type Box, boxPolygon, type Polygon } from "../../src/geometry.ts";
import type { Registry } from "../../src/registry.ts";
import { rulebook } from "../../src/rulebook/index.ts";
import type { Policy } from "../../src/rules/rule.ts";
import { shippedTemplates } from "../../src/templates/registered.ts";
import type { Template, TemplateElement } from "../../src/templates/schema.ts";

export const PX_PER_MM = 5;
const SURE = 0.98;

export const ISSUER = "东莞市青禾职业培训学校";

/** Values of a conforming page of each form. Every person, number and school is invented. */
export const VALUES: Record<string, Record<string, string>> = {
	"skill-level": {
		issuer: ISSUER,
		issueDate: "2024年03月05日",
		holderName: "陆青禾",
		identityType: "居民身份证",
		identityNumber: "11010519491231002X",
		occupation: "养老护理员",
		jobDirection: "--",
		skillLevel: "三级/高级工",
		certificateNumber: "S000044123456243000001",
		lookupCertificate: "http://zscx.osta.org.cn",
		lookupIssuer: "http://pjjg.osta.org.cn",
	},
	"vocational-qualification-inside": {
		holderName: "陆青禾",
		sex: "女",
		birthDate: "1949年12月31日",
		education: "高中",
		issueDate: "2010年06月01日",
		certificateNumber: "1010012003400001",
		identityNumber: "11010519491231002X",
		occupationAndLevel: "电工 四级",
		theoryScore: "80",
		practiceScore: "82",
		result: "合格",
		testingCentre: "职业技能鉴定（指导）中心",
		authority: "发证机关",
	},
	"vocational-qualification-cover": {},
	"special-ability": {
		holderName: "陆青禾",
		sex: "女",
		identityNumber: "11010519491231002X",
		ability: "瑶绣制作",
		result: "合格",
		certificateNumber: "ZX2024000123",
		issuer: "东莞市青禾职业技能鉴定中心",
		issueDate: "2024年03月05日",
	},
	"training-completion": {
		holderName: "陆青禾",
		identityNumber: "11010519491231002X",
		trainingFrom: "2024年01月05日",
		trainingTo: "2024年02月05日",
		course: "中式面点师",
		hours: "40",
		certificateNumber: "QH2024-0012",
		issuer: ISSUER,
		issueDate: "2024年03月05日",
	},
};

export const POLICY: Policy = { today: "2026-11-22", claims: {} };

export const REGISTRY: Registry = { templates: shippedTemplates, issuers: [], logos: [], rulebook };

const at = ([x, y, width, height]: readonly [number, number, number, number]): Box => ({
	x: x * PX_PER_MM,
	y: y * PX_PER_MM,
	width: width * PX_PER_MM,
	height: height * PX_PER_MM,
});

/** A line of even print filling `box` (px); a vertical one runs down it. */
export function line(text: string, box: Box, options: Partial<Line> = {}): Line {
	const { x, y, width, height } = box;
	const polygon: Polygon = options.vertical
		? [
				[x + width, y],
				[x + width, y + height],
				[x, y + height],
				[x, y],
			]
		: boxPolygon(box);
	const units = [...Array(text.length).keys()];
	return {
		text,
		confidence: SURE,
		polygon,
		spans: units.map((i) => [i / text.length, (i + 1) / text.length]),
		charConfidence: units.map(() => SURE),
		source: "page",
		vertical: false,
		elements: [],
		...options,
	};
}

function printed(element: TemplateElement, values: Record<string, string>): string {
	switch (element.kind) {
		case "title":
		case "text":
			return element.text;
		case "statement":
			return (element.sentences[0] ?? "").replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
		case "field":
			return element.pattern.replace("{value}", values[element.name] ?? "");
		case "mark":
			return "";
	}
}

const SEX: Record<string, string> = { 男: "M", 女: "F" };

/** Canonical form as gathering gives it, for the types whose rules need it. */
function normalized(value: string): { normalized?: string } {
	const date = /^(\d{4})年(\d{2})月(\d{2})日$/.exec(value);
	if (date) return { normalized: `${date[1]}-${date[2]}-${date[3]}` };
	return SEX[value] ? { normalized: SEX[value] } : {};
}

export function field(value: string, polygon: Polygon, options: Partial<Field> = {}): Field {
	return { value, confidence: SURE, polygon, ...normalized(value), ...options };
}

/** A conforming page of the form; optional elements are left out. */
export function page(templateId: string, overrides: Record<string, string> = {}): Evidence {
	const template = shippedTemplates.find((t) => t.id === templateId) as Template;
	const values = { ...VALUES[templateId], ...overrides };
	const lines: Line[] = [];
	const marks: Mark[] = [];
	const fields: Record<string, Field> = {};
	const elements = template.elements
		.filter((element) => !element.optional || values[element.name] !== undefined)
		.map((element): ElementEvidence => {
			const polygon = boxPolygon(at(element.box));
			const text = printed(element, values);
			if (element.kind === "mark") {
				const seal = element.mark === "round-seal";
				marks.push({
					kind: element.mark,
					confidence: SURE,
					polygon,
					element: element.name,
					...(seal ? { centre: "star", text: values.issuer ?? "", textConfidence: 0.9 } : {}),
				});
			} else {
				lines.push(line(text, at(element.box), { elements: [element.name] }));
				const names =
					element.kind === "field" ? [element.name] : element.kind === "statement" ? Object.keys(element.slots) : [];
				for (const name of names) if (values[name]) fields[name] = field(values[name], polygon);
			}
			return {
				name: element.name,
				kind: element.kind,
				optional: element.optional,
				status: "found",
				expected: polygon,
				found: polygon,
				displacementMm: 0,
				seenText: element.kind === "mark" ? null : text,
				registeredText: element.kind === "mark" ? null : text,
				similarity: element.kind === "mark" ? null : 1,
				differences: [],
				confidence: SURE,
				lines: element.kind === "mark" ? [] : [lines.length - 1],
			};
		});
	const match: Match = {
		template: { id: template.id, version: template.version, family: template.family, provisional: true },
		score: 0.95,
		residualMm: 0.5,
		mmToUpload: [PX_PER_MM, 0, 0, 0, PX_PER_MM, 0, 0, 0, 1],
		elements,
		extraLines: [],
		extraMarks: [],
	};
	return blank({ lines, marks, fields, match });
}

/** A page that matches no form, with these lines one below the other. */
export function unmatched(texts: readonly string[], marks: Mark[] = []): Evidence {
	const lines = texts.map((text, i) => line(text, { x: 100, y: 100 + 120 * i, width: 40 * text.length, height: 40 }));
	return blank({ lines, marks });
}

function blank(parts: Partial<Evidence>): Evidence {
	return {
		schema: "evidence/v1",
		image: { sha256: "0".repeat(64), width: 1485, height: 1050, turn: 0 },
		source: { format: "jpeg", page: 0, pages: 1, listed: [{ page: 0, form: null }] },
		page: { polygon: boxPolygon({ x: 0, y: 0, width: 1485, height: 1050 }), corners: "assumed" },
		lines: [],
		marks: [],
		lookedFor: ["round-seal", "portrait", "qr", "national-emblem"],
		quality: { score: 0.95, issues: [] },
		match: null,
		fields: {},
		failures: [],
		engine: { version: "test", readers: [], models: {} },
		timings: {},
		...parts,
	};
}

const matchOf = (evidence: Evidence): Match => evidence.match as Match;

export const element = (evidence: Evidence, name: string): ElementEvidence =>
	matchOf(evidence).elements.find((e) => e.name === name) as ElementEvidence;

/** Prints one more line, 8 mm high print at the given mm place. */
export function addLine(evidence: Evidence, text: string, [x, y]: [number, number], options: Partial<Line> = {}): Line {
	const size = 6 * PX_PER_MM;
	const box = options.vertical
		? { x: x * PX_PER_MM, y: y * PX_PER_MM, width: size, height: size * text.length }
		: { x: x * PX_PER_MM, y: y * PX_PER_MM, width: size * text.length, height: size };
	const added = line(text, box, options);
	evidence.lines.push(added);
	if (evidence.match) matchOf(evidence).extraLines.push(evidence.lines.length - 1);
	return added;
}

/** Adds a mark that no element explains. */
export function addMark(evidence: Evidence, mark: Partial<Mark> & Pick<Mark, "kind">, [x, y]: [number, number]): Mark {
	const added: Mark = { confidence: SURE, polygon: boxPolygon(at([x, y, 20, 20])), ...mark };
	evidence.marks.push(added);
	if (evidence.match) matchOf(evidence).extraMarks.push(evidence.marks.length - 1);
	return added;
}

/** Prints other fixed wording in an element's place: `registered` is replaced by `seen`. */
export function reword(evidence: Evidence, name: string, registered: string, seen: string, confidence = SURE): void {
	const changed = element(evidence, name);
	const own = evidence.lines[changed.lines[0] as number] as Line;
	const text = (changed.seenText ?? "").replace(registered, seen);
	const start = text.indexOf(seen);
	Object.assign(own, line(text, { x: own.polygon[0]?.[0] ?? 0, y: own.polygon[0]?.[1] ?? 0, width: 500, height: 40 }), {
		elements: [name],
	});
	for (let i = start; i < start + seen.length; i++) own.charConfidence[i] = confidence;
	changed.seenText = text;
	changed.similarity = 1 - Math.max(seen.length, registered.length) / Math.max(text.length, 1);
	changed.differences = [{ seen, registered, confidence, polygon: own.polygon, at: null, nats: null }];
}
