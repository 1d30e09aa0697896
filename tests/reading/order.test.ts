import { expect, test } from "vitest";
import { boxPolygon } from "../../src/geometry.ts";
import { fakeLine } from "../../src/reading/fake.ts";
import { inReadingOrder } from "../../src/reading/order.ts";

const line = (text: string, x: number, y: number, width: number, height: number) =>
	fakeLine(text, boxPolygon({ x, y, width, height }));

test("rows from top to bottom, each from left to right, though not quite level", () => {
	const lines = [
		line("D", 10, 60, 80, 20),
		line("C", 200, 26, 80, 20),
		line("A", 50, 0, 200, 20),
		line("B", 10, 32, 80, 20),
	];
	expect(inReadingOrder(lines).map(({ text }) => text)).toEqual(["A", "B", "C", "D"]);
});

test("a column takes its turn at its upper end", () => {
	const lines = [line("B", 10, 80, 80, 20), line("column", 300, 5, 20, 200), line("A", 10, 0, 80, 20)];
	expect(inReadingOrder(lines).map(({ text }) => text)).toEqual(["A", "column", "B"]);
});
