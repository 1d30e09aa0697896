import { describe, expect, it } from "vitest";
import type { Polygon } from "../../src/geometry.ts";
import { findPage } from "../../src/photo/page.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { DESKS, drawScene, PAPERS } from "./scene.ts";

/** Largest distance of a corner, share of the photo's diagonal. */
const TOLERANCE = 0.01;

describe("findPage", () => {
	// Every paper and every desk at least twice.
	it.each(
		PAPERS.flatMap((paper, i) =>
			[0, 2, 3].map((j) => ({ paper, desk: DESKS[(i + j) % 6] ?? "dark", seed: 500 + 6 * i + j })),
		),
	)("$paper page on a $desk desk", async (options) => {
		const { photo, corners } = await drawScene({ ...options, size: 1000 });
		const page = await findPage(photo);
		// White paper on a pale desk may be given up, never misplaced.
		if (options.desk !== "pale") expect(page.corners).toBe("found");
		if (page.corners === "found") expect(error(page.polygon, corners, photo)).toBeLessThan(TOLERANCE);
		else expect(page.polygon).toEqual(whole(photo));
	});

	it("starts at the corner nearest to the picture's top left and goes clockwise", async () => {
		const { photo, corners } = await drawScene({ paper: "plain", desk: "dark", seed: 7, size: 1000 });
		const { polygon } = await findPage(photo);
		polygon.forEach(([x, y], k) => {
			const [u, v] = corners[k] ?? [0, 0];
			expect(Math.hypot(x - u, y - v)).toBeLessThan(10);
		});
	});

	it.each([1, 2, 3])("takes the whole picture when a side of the page is outside it (seed %i)", async (seed) => {
		const { photo } = await drawScene({ paper: "plain", desk: "wood", seed, size: 1000, shift: 0.3 });
		const page = await findPage(photo);
		expect(page).toEqual({ corners: "assumed", polygon: whole(photo) });
	});

	it.each(DESKS)("finds nothing on an empty %s desk", async (desk) => {
		const { photo } = await drawScene({ paper: "plain", desk, seed: 9, size: 1000, shift: 1.5 });
		expect(await findPage(photo)).toEqual({ corners: "assumed", polygon: whole(photo) });
	});
});

/** Largest distance between corresponding corners, whichever corner comes first, as a share of the diagonal. */
function error(found: Polygon, truth: Polygon, { width, height }: Raster): number {
	const largest = (shift: number) =>
		Math.max(
			...truth.map(([x, y], i) => {
				const [u, v] = found[(i + shift) % 4] ?? [0, 0];
				return Math.hypot(u - x, v - y);
			}),
		);
	return Math.min(...[0, 1, 2, 3].map(largest)) / Math.hypot(width, height);
}

function whole({ width, height }: Raster): Polygon {
	return [
		[0, 0],
		[width, 0],
		[width, height],
		[0, height],
	];
}
