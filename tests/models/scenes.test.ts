import { describe, expect, test } from "vitest";
import { MARKS } from "../../models/drawings/index.ts";
import { luminance, type Rgb } from "../../models/scenes/colour.ts";
import { apply } from "../../models/scenes/layer.ts";
import { NEEDED_GROUND, RENDERINGS, type Rendering, renderDrawing } from "../../models/scenes/renderings.ts";
import { drawScene } from "../../models/scenes/scene.ts";
import { randomView, seen, toScene } from "../../models/scenes/view.ts";
import { Random } from "../../samples/generator/random.ts";
import type { Raster } from "../../src/vision/raster.ts";

const SEED = 870_000;
const small = { width: 256, height: 256 };

const blank = (width: number, height: number, [r, g, b]: Rgb): Raster => {
	const data = new Uint8Array(width * height * 3);
	for (let s = 0; s < data.length; s += 3) data.set([r, g, b], s);
	return { width, height, data };
};

const lightness = ({ data }: Raster): number[] =>
	Array.from({ length: data.length / 3 }, (_, p) =>
		luminance([data[3 * p] ?? 0, data[3 * p + 1] ?? 0, data[3 * p + 2] ?? 0]),
	);

describe("scenes", () => {
	test("the same seed gives the same file, whatever was drawn before", async () => {
		const first = await drawScene(SEED, small);
		for (const other of [1, 2]) await drawScene(SEED + 1000 * other, small);
		const again = await drawScene(SEED, small);
		expect(Buffer.compare(first.jpeg, again.jpeg)).toBe(0);
		expect(again.marks).toEqual(first.marks);
		expect(Buffer.compare((await drawScene(SEED + 1, small)).jpeg, first.jpeg)).not.toBe(0);
	});

	test("marks come in many renderings, and every box lies inside the picture", async () => {
		const found = new Set<Rendering>();
		let boxes = 0;
		for (let k = 0; k < 20; k++) {
			const { picture, marks, lookAlikes } = await drawScene(SEED + k, small);
			expect(picture.data.length).toBe(256 * 256 * 3);
			for (const { box } of [...marks, ...lookAlikes]) {
				boxes++;
				expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
				expect(box.x + box.width).toBeLessThanOrEqual(256);
				expect(box.y + box.height).toBeLessThanOrEqual(256);
			}
			for (const { rendering, hidden, strength } of marks) {
				found.add(rendering);
				expect(hidden).toBeGreaterThanOrEqual(0);
				expect(hidden).toBeLessThan(1);
				expect(strength < 1).toBe(rendering === "watermark" || rendering === "emboss");
			}
		}
		expect(boxes).toBeGreaterThan(20);
		expect(found.size).toBeGreaterThan(6);
	});

	test("scenes without marks have look-alikes only", async () => {
		let lookAlikes = 0;
		for (let k = 0; k < 8; k++) {
			const scene = await drawScene(SEED + k, { ...small, marks: "none" });
			expect(scene.marks).toEqual([]);
			lookAlikes += scene.lookAlikes.length;
		}
		expect(lookAlikes).toBeGreaterThan(4);
	});
});

describe("renderings", () => {
	const emblem = MARKS[0];
	if (emblem === undefined) throw new RangeError("no marks");

	test.each(RENDERINGS.map((r) => [r, NEEDED_GROUND[r] === "dark" ? 60 : 225] as const))(
		"%s leaves its mark on the ground",
		(rendering, level) => {
			for (let k = 0; k < 3; k++) {
				const ground: Rgb = [level, level, level];
				const { sprite, layer } = renderDrawing(emblem, rendering, 60, ground, new Random(SEED + k));
				const paper = blank(layer.width, layer.height, ground);
				apply(paper, layer, 0, 0);
				const changed = lightness(paper).filter((v) => Math.abs(v - level) > 4).length;
				expect(changed).toBeGreaterThan(0.1 * sprite.place.width * sprite.place.height);
			}
		},
	);

	test.each([
		["white paper", [244, 244, 240]],
		["tinted paper", [214, 220, 208]],
	] as [string, Rgb][])("a watermark on %s differs from it by its strength", (_, ground) => {
		for (let k = 0; k < 6; k++) {
			const { layer, strength } = renderDrawing(emblem, "watermark", 160, ground, new Random(SEED + k));
			const paper = blank(layer.width, layer.height, ground);
			apply(paper, layer, 0, 0);
			const contrasts = lightness(paper)
				.map((v) => Math.abs(1 - v / luminance(ground)))
				.filter((c) => c > 0.01)
				.sort((a, b) => a - b);
			expect(contrasts[Math.floor(0.95 * contrasts.length)]).toBeCloseTo(strength, 1.5);
		}
	});

	test("blind embossing has lights and shades and no colour", () => {
		const paper = blank(240, 260, [200, 200, 200]);
		apply(paper, renderDrawing(emblem, "emboss", 200, [200, 200, 200], new Random(SEED)).layer, 10, 10);
		const coloured = paper.data.filter((v, s) => s % 3 === 0 && v !== paper.data[s + 2]);
		expect(coloured.length).toBe(0);
		const levels = lightness(paper).sort((a, b) => a - b);
		expect(levels.at(-1)).toBeGreaterThan(208);
		expect(levels[0]).toBeLessThan(192);
	});
});

describe("the way from the page to the scene", () => {
	test("a dot is seen where its truth says, turned, tilted and bent", () => {
		const bends = new Set<string>();
		for (let k = 0; k < 30; k++) {
			const view = randomView(200, 200, false, new Random(SEED + k));
			const flat = blank(view.flat.width, view.flat.height, [255, 255, 255]);
			const [x, y] = [Math.round(view.flat.width * 0.55), Math.round(view.flat.height * 0.45)];
			for (const j of [-1, 0])
				flat.data.fill(0, ((y + j) * flat.width + x - 1) * 3, ((y + j) * flat.width + x + 1) * 3);
			const levels = lightness(
				seen({ ...view, bend: view.bend && { ...view.bend, shade: view.bend.shade.fill(1) } }, flat, 200, 200),
			);
			const dark = levels.map((v) => 255 - v);
			const total = dark.reduce((a, b) => a + b, 0);
			const at = [0, 1].map(
				(axis) => dark.reduce((sum, d, p) => sum + d * ((axis === 0 ? p % 200 : Math.floor(p / 200)) + 0.5), 0) / total,
			);
			const [u, v] = toScene(view, [x, y]);
			expect(Math.hypot((at[0] ?? 0) - u, (at[1] ?? 0) - v)).toBeLessThan(0.5);
			if (view.bend) bends.add(view.distortions.at(-1) ?? "");
		}
		expect([...bends].sort()).toEqual(["curl", "fold"]);
	});
});
