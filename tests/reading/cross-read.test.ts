import { describe, expect, test } from "vitest";
import { comparable, crossRead, type ValueType } from "../../src/reading/cross-read.ts";
import { evenly } from "../../src/reading/fake.ts";
import { fold } from "../../src/reading/normalise.ts";

test("folding makes widths one and drops white space, nothing else", () => {
	expect(fold("Ｓ０００　０１１ ：國 家\n")).toBe("S000011:國家");
});

describe("two readings of one value", () => {
	test.each<[ValueType, string, string]>([
		["digits", "S000044190007243000123", "SOOOO44I9OOO7243OOOI23"],
		["digits", "44010619900307123X", "4401 0619 9003 0712 3x"],
		["date", "2024年05月17日", "2024-5-17"],
		["url", "http://zscx.osta.org.cn", "http：//zscx.osta.org.cn/"],
		["text", "工种/职业方向：植保", "工种 职业方向:植保"],
	])("agree in %s: %s and %s", (type, first, second) => {
		const result = crossRead(evenly(first, 0.9), evenly(second, 0.8), type);
		expect(result).toMatchObject({ agrees: true, value: first });
		expect(result.confidence).toBeCloseTo(0.98, 9);
	});

	test.each<[ValueType, string, string]>([
		["digits", "44010619900307123X", "44010619900307128X"],
		["date", "2024年05月17日", "2024年06月17日"],
		["url", "http://pjjg.osta.org.cn", "http://pjig.osta.org.cn"],
		["text", "李溪丽", "李溪雨"],
	])("disagree in %s: %s and %s", (type, first, second) => {
		const result = crossRead(evenly(first, 0.9), evenly(second, 0.6), type);
		expect(result).toMatchObject({ agrees: false, value: first });
		expect(result.confidence).toBeCloseTo(0.54, 9);
	});

	test("that say nothing do not agree", () => {
		expect(crossRead(evenly(""), evenly(""), "text")).toEqual({ agrees: false, confidence: 0, value: "" });
	});

	test("letters of a date do not count, its numbers do", () => {
		expect(comparable("发证日期：2024 年 5 月 7 日", "date")).toBe("2024-5-7");
	});
});
