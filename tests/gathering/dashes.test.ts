import { describe, expect, it } from "vitest";
import { holdsDashes } from "../../src/gathering/dashes.ts";
import type { Raster } from "../../src/vision/raster.ts";

/** A pale crop of 200 × 60 px with dark boxes [x, y, width, height]. */
function crop(...boxes: [number, number, number, number][]): Raster {
	const data = new Uint8Array(200 * 60 * 3).fill(230);
	for (const [x, y, width, height] of boxes)
		for (let row = y; row < y + height; row++) data.fill(30, (row * 200 + x) * 3, (row * 200 + x + width) * 3);
	return { width: 200, height: 60, data };
}

describe("holdsDashes", () => {
	it.each([
		["two dashes", crop([10, 30, 10, 3], [24, 30, 10, 3])],
		["two dashes on a rule", crop([10, 26, 10, 3], [24, 26, 10, 3], [8, 44, 120, 2])],
		["two dashes under another line's descender", crop([10, 30, 10, 3], [24, 30, 10, 3], [50, 0, 4, 6])],
	])("finds %s", (_, picture) => {
		expect(holdsDashes(picture)).toBe(true);
	});
	it.each([
		["blank paper", crop()],
		["a character", crop([10, 15, 4, 30], [10, 15, 30, 4])],
		["three strokes", crop([10, 12, 30, 3], [10, 28, 30, 3], [10, 46, 30, 3])],
		["specks", crop([10, 30, 2, 2], [80, 40, 2, 2])],
	])("does not take %s for dashes", (_, picture) => {
		expect(holdsDashes(picture)).toBe(false);
	});
});
