import { describe, expect, it } from "vitest";
import type { Truth } from "../../../samples/truth.ts";
import { boxPolygon, type Polygon } from "../../../src/geometry.ts";
import { rulebook } from "../../../src/rulebook/index.ts";
import { shippedTemplates } from "../../../src/templates/registered.ts";
import { fixedTerms, type Reading, scoreReading } from "./reading.ts";

const box = (x: number, y: number, width: number, height: number): Polygon => boxPolygon({ x, y, width, height });

/** A page of a registered form with the given lines. */
function page(lines: Truth["lines"], fields: Record<string, string> = {}): Truth {
	return {
		file: "page.jpg",
		group: "clean-skill-level",
		variant: "",
		preset: "scan",
		seed: 0,
		conclusion: "conforming",
		family: "skill-level",
		template: "skill-level",
		findings: [],
		allowed: [],
		fields,
		lines,
		marks: [],
		page: { polygon: box(0, 0, 1000, 700) },
		turn: 0,
		issuerListing: null,
	};
}

const level = (text: string, x: number, y: number, width: number) => ({
	text,
	polygon: box(x, y, width, 20),
	vertical: false,
});
const NAME = level("姓名：李桐雨", 100, 100, 120);
const NUMBER = level("证书编号：S0001", 100, 140, 160);

const scored = (truth: Truth, lines: Reading["lines"], terms: string[] = []) => scoreReading(truth, { lines }, terms);

describe("character errors", () => {
	it("are none where every line is read in its place, whatever the order, spacing and punctuation", () => {
		const read = [
			{ text: "证 书编号: s0001", polygon: NUMBER.polygon },
			{ text: "姓名李桐雨", polygon: NAME.polygon },
		];
		expect(scored(page([NAME, NUMBER]), read)).toMatchObject({ errors: 0, characters: 14 });
	});

	it("count each wrong, absent and additional character within a line", () => {
		const read = [{ text: "姓名：李铜雨", polygon: NAME.polygon }];
		expect(scored(page([NAME]), read)).toMatchObject({ errors: 1, characters: 5 });
		expect(scored(page([NAME]), [{ text: "名：李桐雨", polygon: NAME.polygon }]).errors).toBe(1);
		expect(scored(page([NAME]), [{ text: "姓名：李一桐雨", polygon: NAME.polygon }]).errors).toBe(1);
	});

	it("count a line that was not read, and one read at another place, as wrong throughout", () => {
		expect(scored(page([NAME, NUMBER]), [])).toMatchObject({ errors: 14, characters: 14 });
		expect(scored(page([NAME]), [{ text: NAME.text, polygon: box(100, 400, 120, 20) }]).errors).toBe(5);
		expect(scored(page([NAME]), [{ text: NAME.text, polygon: box(100, 117, 120, 20) }]).errors).toBe(5);
	});

	it("are none where a reader splits a line or runs two columns into one", () => {
		const right = level("证件类型：居民身份证", 400, 100, 200);
		const split = [
			{ text: "居民身份证", polygon: box(500, 101, 100, 19) },
			{ text: "证件类型：", polygon: box(400, 99, 98, 20) },
		];
		expect(scored(page([right]), split).errors).toBe(0);
		const joined = [{ text: "姓名：李桐雨 证件类型：居民身份证", polygon: box(98, 98, 505, 24) }];
		expect(scored(page([NAME, right]), joined).errors).toBe(0);
		const tilted = [{ text: "姓名：李桐雨 证件类型：居民身份证", polygon: box(98, 60, 505, 62) }];
		expect(scored(page([NAME, right]), tilted).errors).toBe(0);
	});

	it("follow the direction of a line on a page that lies on its side, and of a vertical one", () => {
		const upwards: Polygon = [
			[300, 600],
			[300, 480],
			[320, 480],
			[320, 600],
		];
		const pieces = [
			{ text: "李桐雨", polygon: box(300, 480, 20, 60) },
			{ text: "姓名：", polygon: box(300, 542, 20, 58) },
		];
		expect(scored(page([{ ...NAME, polygon: upwards }]), pieces).errors).toBe(0);
		const downwards = { text: "录用依据", polygon: box(700, 200, 20, 80), vertical: true };
		const halves = [
			{ text: "依据", polygon: box(700, 241, 20, 39) },
			{ text: "录用", polygon: box(700, 200, 20, 39) },
		];
		expect(scored(page([downwards]), halves).errors).toBe(0);
	});

	it("do not charge text read where none is printed", () => {
		const read = [NAME, { text: "纹饰", polygon: box(500, 500, 60, 20) }];
		expect(scored(page([NAME]), read).errors).toBe(0);
	});
});

describe("fixed terms", () => {
	const terms = ["职业技能等级", "职业技能等级证书", "姓名"];
	const title = level("职业技能等级证书", 300, 40, 300);

	it("count once where the longer one stands, and only when exact", () => {
		const truth = page([title, NAME]);
		expect(scored(truth, [title, NAME], terms)).toMatchObject({ terms: 2, termsFound: 2 });
		const misread = [{ text: "职业技能等级证节", polygon: title.polygon }, NAME];
		expect(scored(truth, misread, terms)).toMatchObject({ terms: 2, termsFound: 1 });
	});

	it("are the titles, Chinese labels and literal words that ship", () => {
		const shipped = fixedTerms(shippedTemplates, rulebook);
		expect(shipped).toEqual(expect.arrayContaining(["职业技能等级证书", "姓名", "出生日期", "中华人民共和国"]));
		// A label's English half may be a line of its own; × stands for any characters.
		expect(shipped.filter((term) => /name|：|^联盟$/.test(term))).toEqual([]);
	});
});

describe("fields", () => {
	const truth = page([NAME, NUMBER], { holderName: "李桐雨", certificateNumber: "S0001", jobDirection: "--" });

	it("of a reader without names are exact when the value stands in the line read there", () => {
		expect(scored(truth, [NAME, NUMBER])).toMatchObject({ fieldsExact: 2, fields: 2 });
		const misread = [NAME, { text: "证书编号：S0O01", polygon: NUMBER.polygon }];
		expect(scored(truth, misread)).toMatchObject({ fieldsExact: 1, fields: 2 });
	});

	it("of a reader that names them must equal the printed value", () => {
		const named = { lines: [NAME, NUMBER], fields: { holderName: "李桐雨生", certificateNumber: "S 0001" } };
		expect(scoreReading(truth, named, [])).toMatchObject({ fieldsExact: 1, fields: 2 });
	});

	it("count only where a form is registered and a printed line holds the whole value", () => {
		expect(scored({ ...truth, template: null }, [NAME, NUMBER]).fields).toBe(0);
		expect(scored(page([NAME], { issuer: "临江市远航职业培训学校" }), [NAME]).fields).toBe(0);
	});
});
