import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	applyHomography,
	area,
	backward,
	boxPolygon,
	coveredShare,
	forward,
	type Homography,
	intersectConvex,
	invert,
	iou,
	type Point,
	quadSlice,
	solveAffine,
	solveHomography,
} from "../src/geometry.ts";

const coordinate = fc.double({ min: 0, max: 4000, noNaN: true });
const point = fc.tuple(coordinate, coordinate);
/** Mild perspectives, as of a page on a desk: never singular inside the picture. */
const homography = fc
	.tuple(...Array.from({ length: 8 }, () => fc.double({ min: -1, max: 1, noNaN: true })))
	.map(
		([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]): Homography => [
			1 + 0.3 * a,
			0.3 * b,
			500 * c,
			0.3 * d,
			1 + 0.3 * e,
			500 * f,
			4e-5 * g,
			4e-5 * h,
			1,
		],
	);

const square: [Point, Point, Point, Point] = [
	[100, 100],
	[3000, 100],
	[3000, 2000],
	[100, 2000],
];

describe("homographies", () => {
	it("map there and back", () => {
		fc.assert(
			fc.property(point, homography, homography, (p, first, second) => {
				const steps = [first, second].map((matrix) => ({ kind: "projective" as const, matrix }));
				const [x, y] = backward(steps, forward(steps, p));
				expect(Math.hypot(x - p[0], y - p[1])).toBeLessThan(0.01);
			}),
		);
	});

	it("are found from the corners they moved", () => {
		fc.assert(
			fc.property(homography, point, (h, p) => {
				const solved = solveHomography(
					square,
					square.map((q) => applyHomography(h, q)),
				);
				const [x, y] = applyHomography(solved, p);
				const [ex, ey] = applyHomography(h, p);
				expect(Math.hypot(x - ex, y - ey)).toBeLessThan(0.01);
			}),
		);
	});

	it("refuse what is degenerate", () => {
		const onLine: Point[] = [0, 1, 2, 3].map((k) => [k, k]);
		expect(() => solveHomography(onLine, square)).toThrow(RangeError);
		expect(() => solveAffine(onLine, onLine)).toThrow(RangeError);
		expect(() => invert([1, 2, 0, 2, 4, 0, 0, 0, 1])).toThrow(RangeError);
	});

	it("fit an affine map by least squares", () => {
		const h: Homography = [2, 0.1, 5, -0.1, 3, 7, 0, 0, 1];
		const from: Point[] = [
			[0, 0],
			[10, 0],
			[0, 10],
			[10, 10],
			[5, 3],
		];
		const solved = solveAffine(
			from,
			from.map((p) => applyHomography(h, p)),
		);
		solved.forEach((v, i) => {
			expect(v).toBeCloseTo(h[i] as number, 6);
		});
	});
});

describe("polygons", () => {
	it("overlap by their common part", () => {
		const a = boxPolygon({ x: 0, y: 0, width: 10, height: 10 });
		const b = boxPolygon({ x: 5, y: 0, width: 10, height: 10 });
		expect(area(intersectConvex(a, b))).toBeCloseTo(50);
		expect(iou(a, b)).toBeCloseTo(1 / 3);
		expect(coveredShare(a, b)).toBeCloseTo(1 / 2);
		expect(coveredShare(boxPolygon({ x: 1, y: 1, width: 2, height: 2 }), a)).toBeCloseTo(1);
		expect(iou(a, boxPolygon({ x: 20, y: 0, width: 1, height: 1 }))).toBe(0);
	});

	it("are cut along their reading direction", () => {
		expect(quadSlice(boxPolygon({ x: 0, y: 0, width: 100, height: 10 }), 0.2, 0.5)).toEqual([
			[20, 0],
			[50, 0],
			[50, 10],
			[20, 10],
		]);
	});
});
