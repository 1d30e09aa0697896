import { describe, expect, it } from "vitest";
import { boxPolygon } from "../../src/geometry.ts";
import { isPrintedText } from "../../src/marks/printed-text.ts";
import { fakeLine } from "../../src/reading/fake.ts";

/** Four characters, 20 px each, from (100, 50). */
const row = (confidence = 0.95) =>
	fakeLine("职业技能", boxPolygon({ x: 100, y: 50, width: 80, height: 20 }), confidence);
const place = (x: number, y: number, width: number, height = width) => boxPolygon({ x, y, width, height });

describe("a place on a line of text", () => {
	it("is text where characters were read surely", () => {
		expect(isPrintedText(place(121, 51, 18), [row()])).toBe(true);
		expect(isPrintedText(place(105, 50, 70, 20), [row()])).toBe(true);
	});
	it("is none where one of them was read badly, or nothing was", () => {
		expect(isPrintedText(place(121, 51, 18), [row(0.6)])).toBe(false);
		const gap = {
			...row(),
			spans: [
				[0, 0.2],
				[0.2, 0.3],
				[0.7, 0.8],
				[0.8, 1],
			] as [number, number][],
		};
		expect(isPrintedText(place(131, 51, 18), [gap])).toBe(false);
	});
	it("is none where it reaches far beyond the line", () => {
		expect(isPrintedText(place(100, 20, 80), [row()])).toBe(false);
		expect(isPrintedText(place(300, 50, 18), [row()])).toBe(false);
	});
	it("is none in a seal", () => {
		expect(isPrintedText(place(121, 51, 18), [{ ...row(), source: "seal" }])).toBe(false);
	});
});
