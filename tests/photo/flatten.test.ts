import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backward, forward, type Point, type Polygon } from "../../src/geometry.ts";
import { aspectRatio, type FlatPage, flatten, PAGE_LONG_SIDE_PX, turnPage } from "../../src/photo/page.ts";
import type { Raster } from "../../src/vision/raster.ts";
import type { QuarterTurn } from "../../src/vision/warp.ts";
import { drawScene } from "./scene.ts";

const TURNS: QuarterTurn[] = [0, 90, 180, 270];
const picture: Raster = { width: 640, height: 480, data: new Uint8Array(640 * 480 * 3).fill(200) };

/** Convex quadrilaterals well inside the picture. */
const corner = (x: number, y: number) =>
	fc.tuple(fc.integer({ min: x - 60, max: x + 60 }), fc.integer({ min: y - 60, max: y + 60 }));
const outline = fc.tuple(corner(100, 80), corner(540, 80), corner(540, 400), corner(100, 400));

describe("flatten and turnPage", () => {
	it("lead from any place of the upload to the page and back", async () => {
		await fc.assert(
			fc.asyncProperty(
				outline,
				fc.constantFrom(...TURNS),
				fc.boolean(),
				fc.array(fc.tuple(fc.double({ min: 0, max: 640, noNaN: true }), fc.double({ min: 0, max: 480, noNaN: true })), {
					minLength: 5,
					maxLength: 5,
				}),
				async (polygon, turn, found, points) => {
					const flat = turnPage(await flatten(picture, { polygon, corners: found ? "found" : "assumed" }), turn);
					for (const p of points) {
						const back = backward(flat.steps, forward(flat.steps, p));
						expect(Math.hypot(back[0] - p[0], back[1] - p[1])).toBeLessThanOrEqual(0.003 * 640);
					}
				},
			),
			{ numRuns: 60, seed: 1 },
		);
	});

	it.each(TURNS)("a page turned by %i° keeps its colours at the places its steps name", async (turn) => {
		const { photo, corners } = await drawScene({ paper: "bordered", desk: "dark", seed: 3, size: 800, blur: 2.5 });
		const flat = turnPage(await flatten(photo, { polygon: corners, corners: "found" }), turn);
		let difference = 0;
		const places = Array.from(
			{ length: 400 },
			(_, k): Point => [0.1 + 0.04 * (k % 20), 0.1 + 0.04 * Math.floor(k / 20)],
		);
		for (const [u, v] of places) {
			const at: Point = [u * flat.raster.width, v * flat.raster.height];
			difference += Math.abs(sample(flat.raster, at) - sample(photo, backward(flat.steps, at)));
		}
		expect(difference / places.length).toBeLessThan(6);
	});

	it("brings the page's own corners to the corners of the flat page, turned or not", async () => {
		const polygon: Polygon = [
			[100, 90],
			[560, 60],
			[580, 420],
			[90, 400],
		];
		const flat = turnPage(await flatten(picture, { polygon, corners: "found" }), 90);
		const [x, y] = forward(flat.steps, [100, 90]);
		expect(x).toBeCloseTo(flat.raster.width, 6);
		expect(y).toBeCloseTo(0, 6);
	});

	it("recovers the proportions of a page seen in strong perspective", () => {
		// A 1.4 : 1 rectangle, camera of focal length 0.8 (in long sides) tilted by 35° and turned by 20°.
		const see = ([x, y]: Point): Point => {
			const [ct, st, cr, sr] = [Math.cos(0.61), Math.sin(0.61), Math.cos(0.35), Math.sin(0.35)];
			const [u, v] = [x * cr - y * sr, x * sr + y * cr];
			const depth = 2 + v * st;
			return [320 + (640 * 0.8 * u) / depth, 240 + (640 * 0.8 * v * ct) / depth];
		};
		const polygon = (
			[
				[-0.7, -0.5],
				[0.7, -0.5],
				[0.7, 0.5],
				[-0.7, 0.5],
			] as Polygon
		).map(see);
		expect(aspectRatio(polygon, picture)).toBeCloseTo(1.4, 3);
	});

	it("never makes more pixels than the upload has, nor a side longer than the limit", async () => {
		const whole = (raster: Raster): Promise<FlatPage> =>
			flatten(raster, {
				polygon: [
					[0, 0],
					[raster.width, 0],
					[raster.width, raster.height],
					[0, raster.height],
				],
				corners: "assumed",
			});
		expect((await whole(picture)).raster.width).toBe(640);
		const large = { width: 3000, height: 2000, data: new Uint8Array(3000 * 2000 * 3) };
		expect((await whole(large)).raster).toMatchObject({ width: PAGE_LONG_SIDE_PX, height: 1600 });
	});
});

function sample({ width, data }: Raster, [x, y]: Point): number {
	return data[(Math.floor(y) * width + Math.floor(x)) * 3 + 1] as number;
}
