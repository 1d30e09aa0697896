import { describe, expect, it } from "vitest";
import { approximateOccurrences, difference, editScript, similarity } from "../../src/rulebook/approximate.ts";
import { comparable, foldLoose, foldTight } from "../../src/rulebook/folding.ts";
import { rulebook } from "../../src/rulebook/index.ts";
import { passagesOf } from "../../src/rulebook/passages.ts";
import { spotWords } from "../../src/rulebook/spotting.ts";
import { line } from "../rules/evidence.ts";

const row = (text: string, x = 0, y = 0, size = 40) => line(text, { x, y, width: size * text.length, height: size });
const spot = (...lines: ReturnType<typeof row>[]) =>
	spotWords(lines, { rulebook, today: "2026-11-22", proper: [] }).map(({ seen }) => seen);

describe("folding", () => {
	it("undoes width, traditional forms, look-alikes and separators, and knows where each character came from", () => {
		const { text, origin } = foldTight("中 國·囯Ｃ\u200b家");
		expect(text).toBe("中国国C家");
		expect(origin).toEqual([0, 2, 4, 5, 7]);
	});
	it("keeps dots when only white space is dropped", () => {
		expect(foldLoose("中国 · 东莞").text).toBe("中国·东莞");
	});
	it("compares print without punctuation", () => {
		expect(comparable("证书编号：  S0-01")).toBe("证书编号S001");
	});
});

describe("approximate comparison", () => {
	it("shows a difference as a person reads it", () => {
		expect(difference("特授予此证", "特发此证")).toBe("特[-发-]{+授予+}此证");
		expect(editScript("甲乙", "甲丙乙").map(({ kind }) => kind)).toEqual(["same", "delete", "same"]);
	});
	it("finds a phrase with one misread character, and not one with two", () => {
		expect(approximateOccurrences("依据国家职业枝能标准", "国家职业技能标准", 1)).toEqual([
			{ start: 2, end: 10, edits: 1 },
		]);
		expect(approximateOccurrences("依据国家职业枝术标准", "国家职业技能标准", 1)).toEqual([]);
	});
	it("measures likeness", () => {
		expect(similarity("", "")).toBe(1);
		expect(similarity("青禾", "荷塘")).toBe(0);
	});
});

describe("passages", () => {
	it("joins the pieces of a row and the rows of a paragraph", () => {
		expect(passagesOf([row("本证书由全"), row("国颁发与", 0, 50), row("远处", 0, 400)])).toEqual([[0, 1], [2]]);
		expect(passagesOf([row("中"), row("国", 90), row("右栏", 600)])).toEqual([[0, 1], [2]]);
	});
	it("starts anew at a label, and never loses a line", () => {
		expect(passagesOf([row("姓名：张中"), row("国籍：中国", 0, 50)])).toEqual([[0], [1]]);
		const upsideDown = row("青禾荷塘");
		upsideDown.polygon = [...upsideDown.polygon.slice(2), ...upsideDown.polygon.slice(0, 2)];
		expect(
			passagesOf([row("青禾荷塘"), upsideDown, row("青禾", 0, 45)])
				.flat()
				.sort(),
		).toEqual([0, 1, 2]);
	});
	it("holds when the whole page is turned", () => {
		const turned = [row("本证书由全"), row("国颁发与", 0, 50)].map((l) => ({
			...l,
			polygon: l.polygon.map(([x, y]): [number, number] => [1000 - y, x]),
		}));
		expect(spotWords(turned, { rulebook, today: "2026-11-22", proper: [] }).map((s) => s.seen)).toEqual(["全国"]);
	});
});

describe("spotting", () => {
	it.each([
		["继续教育部", []],
		["人事部门", []],
		["教育部", ["教育部"]],
		["Nationality", []],
		["to state that", []],
		["N A T I O N A L", ["N A T I O N A L"]],
		["期中 国庆", []],
		["中国大学生技能协会", ["中国"]],
		["国家职业技能标准与国家认可", ["国家"]],
		["《国家职业资格目录》", []],
		["中国·培训", ["中国"]],
		["中国·深圳", []],
	])("%s: %j", (text, seen) => expect(spot(row(text))).toEqual(seen));
	describe("a word of which one character was the reader's second choice", () => {
		const doubtful = (text: string, index: number, others: Record<string, number>, read = 0.9) => {
			const own = row(text);
			own.charConfidence[index] = read;
			return spotWords([{ ...own, alternatives: { [index]: others } }], { rulebook, today: "2026-11-22", proper: [] });
		};
		it("is seen, and weighs more the more of it was read at first", () => {
			const [long] = doubtful("就业凭正", 3, { 证: 0.09 });
			expect(long?.seen).toBe("就业凭证");
			expect(long?.confidence).toBeCloseTo(2 / 3);
			const [short] = doubtful("全囚", 1, { 国: 0.09 });
			expect(short?.confidence).toBeCloseTo(1 / 11);
		});
		it("does not stand against what was read surely, nor displace it", () => {
			expect(doubtful("就业凭正", 3, { 证: 0.02 })).toEqual([]);
			const spots = doubtful("国家职业资恪", 5, { 格: 0.05 }).filter(
				({ word }) => word.code === "wording.national-name",
			);
			expect(spots.map(({ seen, confidence }) => [seen, confidence])).toEqual([["国家", 0.98]]);
		});
	});
	it("masks a listed name, and only that", () => {
		const options = { rulebook, today: "2026-11-22", proper: ["中国青禾职业培训协会"] };
		const seen = spotWords([row("中国青禾职业培训协会全国推广")], options).map((s) => s.seen);
		expect(seen).toEqual(["全国"]);
	});
});
