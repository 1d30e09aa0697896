import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlap, placeLabels } from "../../src/report/look/labels.ts";
import { uprightPoint, uprightSize } from "../../src/report/look/upright.ts";

const PICTURE = { width: 1200, height: 800 };
const label = fc.record({
	width: fc.integer({ min: 20, max: 300 }),
	height: fc.integer({ min: 20, max: 40 }),
	anchor: fc.record({
		x: fc.integer({ min: -50, max: 1190 }),
		y: fc.integer({ min: -50, max: 790 }),
		width: fc.integer({ min: 1, max: 600 }),
		height: fc.integer({ min: 1, max: 300 }),
	}),
});

describe("labels", () => {
	it("never cover each other and never leave the picture", () => {
		fc.assert(
			fc.property(fc.array(label, { maxLength: 24 }), (labels) => {
				const placed = placeLabels(labels, PICTURE).filter((box) => box !== null);
				placed.forEach((box, index) => {
					expect(box.x).toBeGreaterThanOrEqual(0);
					expect(box.y).toBeGreaterThanOrEqual(0);
					expect(box.x + box.width).toBeLessThanOrEqual(PICTURE.width);
					expect(box.y + box.height).toBeLessThanOrEqual(PICTURE.height);
					for (const other of placed.slice(index + 1)) expect(overlap(box, other)).toBe(0);
				});
			}),
			{ numRuns: 60 },
		);
	});

	it("stand beside what they name when there is room", () => {
		const anchor = { x: 500, y: 400, width: 100, height: 50 };
		const [box] = placeLabels([{ width: 120, height: 30, anchor }], PICTURE);
		expect(box).not.toBeNull();
		expect(overlap(box ?? anchor, anchor)).toBe(0);
		expect(Math.abs((box?.y ?? 0) - anchor.y)).toBeLessThan(100);
	});

	it("keep off print when there is room", () => {
		const anchor = { x: 500, y: 400, width: 100, height: 50 };
		const above = { x: 400, y: 340, width: 400, height: 58 };
		const [box] = placeLabels([{ width: 120, height: 30, anchor }], PICTURE, [above]);
		expect(box).not.toBeNull();
		expect(overlap(box ?? above, above)).toBe(0);
	});

	it("are left out, not piled up, when there is no room at all", () => {
		const anchor = { x: 0, y: 0, width: 10, height: 10 };
		const tight = { width: 60, height: 30 };
		const placed = placeLabels(
			[1, 2, 3].map(() => ({ width: 60, height: 30, anchor })),
			tight,
		);
		expect(placed.filter((box) => box !== null)).toHaveLength(1);
	});
});

describe("turning a photo upright", () => {
	it("takes the corner that becomes the top left to the origin", () => {
		const image = { width: 300, height: 200 };
		expect(uprightPoint([0, 0], { ...image, turn: 0 })).toEqual([0, 0]);
		expect(uprightPoint([0, 200], { ...image, turn: 90 })).toEqual([0, 0]);
		expect(uprightPoint([300, 200], { ...image, turn: 180 })).toEqual([0, 0]);
		expect(uprightPoint([300, 0], { ...image, turn: 270 })).toEqual([0, 0]);
	});
	it("swaps the sides for quarter turns", () => {
		expect(uprightSize({ width: 300, height: 200, turn: 90 })).toEqual({ width: 200, height: 300 });
		expect(uprightSize({ width: 300, height: 200, turn: 180 })).toEqual({ width: 300, height: 200 });
	});
});
