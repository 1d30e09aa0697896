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
	it("keeps each slot to its alphabet, so that a misread word between two does not merge them", () => {
		const seen = "号110105199，千2022年01月16日至今书";
		const a = alignWording("号{id}，于{from}至{to}", seen, { id: /[0-9x]/, from: /[0-9年月日]/ });
		const value = (name: string) => seen.slice(...(a.slots[name] as [number, number]));
		expect([value("id"), value("from"), value("to")]).toEqual(["110105199", "2022年01月16日", "今书"]);
		expect(a.differences.map(({ seen, registered }) => [seen, registered])).toEqual([["千", "于"]]);
	});
	it("leaves foreign characters at the end out of a slot", () => {
		const seen = "发证日期：2023年11月22日书专用";
		const a = alignWording("发证日期：{value}", seen, { value: /[0-9年月日]/ });
		expect(seen.slice(...(a.slots.value as [number, number]))).toBe("2023年11月22日");
	});
	it("names absent wording", () => {
		const a = alignWording("经考核，持证人合格，特发此证", "经考核，特发此证");
		expect(a.differences.map((d) => d.registered)).toEqual(["持证人合格"]);
	});
});
