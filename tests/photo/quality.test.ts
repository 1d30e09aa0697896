import { beforeAll, describe, expect, it } from "vitest";
import { bounds } from "../../src/geometry.ts";
import { flatten } from "../../src/photo/page.ts";
import { assessQuality } from "../../src/photo/quality.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { drawScene, onPhoto, type Scene } from "./scene.ts";

const clean = { paper: "bordered", desk: "dark", seed: 21, size: 1600, blur: 0.6 } as const;
let scene: Scene;
beforeAll(async () => {
	scene = await drawScene(clean);
});

const assess = async (photo: Raster, corners = scene.corners) =>
	assessQuality(photo, await flatten(photo, { polygon: corners, corners: "found" }));
const repaint = (level: (value: number) => number): Raster => ({
	...scene.photo,
	data: scene.photo.data.map((value) => Math.max(0, Math.min(255, level(value)))),
});

describe("assessQuality", () => {
	it("finds nothing wrong with a clean photo of white paper", async () => {
		expect(await assess(scene.photo)).toEqual({ score: 1, issues: [] });
	});

	it("calls print blurred, not plain paper, and more blur severe", async () => {
		const severity = async (blur: number) => {
			const blurred = await drawScene({ ...clean, blur });
			const { issues } = await assess(blurred.photo, blurred.corners);
			return issues.filter(({ code }) => code === "blur").map(({ severe }) => severe);
		};
		expect(await severity(1)).toEqual([]);
		expect(await severity(5)).toHaveLength(1);
		expect(await severity(10)).toEqual([true]);
	});

	it("calls an underexposed photo dark", async () => {
		expect((await assess(repaint((v) => v * 0.15))).issues).toContainEqual({ code: "dark", severe: true });
	});

	it("calls washed-out print overexposed, but not exposed white paper with black print", async () => {
		expect((await assess(repaint((v) => 200 + v * 0.22))).issues).toContainEqual({ code: "overexposed", severe: true });
		expect((await assess(repaint((v) => v * 1.4))).issues.map(({ code }) => code)).not.toContain("overexposed");
	});

	it("outlines a blank white blob as glare", async () => {
		const [x, y] = onPhoto(scene, 0.3, 0.5);
		const { width, height, data } = repaint((v) => v * 0.8);
		for (let row = 0; row < height; row++)
			for (let column = 0; column < width; column++)
				if (Math.hypot(column - x, row - y) < 110)
					data.fill(255, (row * width + column) * 3, (row * width + column) * 3 + 3);
		const glare = (await assess({ width, height, data })).issues.filter(({ code }) => code === "glare");
		expect(glare).toHaveLength(1);
		expect(glare[0]?.severe).toBe(true);
		const box = bounds(glare[0]?.polygon ?? []);
		expect(Math.abs(box.x + box.width / 2 - x)).toBeLessThan(20);
		expect(Math.abs(box.y + box.height / 2 - y)).toBeLessThan(20);
	});

	it("names a page too small to read and a page that was not found", async () => {
		const small = await drawScene({ ...clean, size: 600 });
		expect((await assess(small.photo, small.corners)).issues).toContainEqual({ code: "too-small", severe: true });
		const whole = await flatten(scene.photo, {
			polygon: [
				[0, 0],
				[scene.photo.width, 0],
				[scene.photo.width, scene.photo.height],
				[0, scene.photo.height],
			],
			corners: "assumed",
		});
		expect((await assessQuality(scene.photo, whole)).issues).toContainEqual({ code: "page-not-found", severe: false });
	});

	it("outlines the visible edge of a page that runs out of the picture", async () => {
		const cut = await drawScene({ ...clean, shift: 0.2 });
		const issue = (await assess(cut.photo, cut.corners)).issues.find(({ code }) => code === "cut-off");
		expect(issue?.severe).toBe(true);
		const box = bounds(issue?.polygon ?? []);
		expect(box.x + box.width).toBe(cut.photo.width);
		expect(box.x).toBeGreaterThan(0.9 * cut.photo.width);
	});
});
