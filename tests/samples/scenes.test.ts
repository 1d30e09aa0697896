import { describe, expect, it } from "vitest";
import { SEEDS } from "../../samples/generator/corpus.ts";
import { Random } from "../../samples/generator/random.ts";
import { SCENES, type Scene } from "../../samples/generator/scenes.ts";
import { area, bounds, iou, type Polygon } from "../../src/geometry.ts";

const ROUNDS = 12;
const scenesOf = (group: string): Scene[] =>
	Array.from({ length: ROUNDS }, (_, k) => {
		const draw = SCENES[group];
		if (!draw) throw new Error(`no group ${group}`);
		return draw(new Random(SEEDS.test + k).fork("scene"));
	});

const insideOf = (scene: Scene) => (polygon: Polygon) => {
	const { x, y, width, height } = bounds(polygon);
	return x >= 0 && y >= 0 && x + width <= scene.sheet.width && y + height <= scene.sheet.height;
};

describe.each(Object.keys(SCENES))("group %s", (group) => {
	const scenes = scenesOf(group);

	it("puts every finding, line and mark on the page", () => {
		for (const scene of scenes) {
			const places = [
				...scene.findings.flatMap((f) => f.where(scene.sheet)),
				...scene.sheet.lines.map((l) => l.polygon),
				...scene.sheet.marks.map((m) => m.polygon),
			];
			expect(places.length).toBeGreaterThan(0);
			const outside = places.filter((p) => !insideOf(scene)(p));
			expect({ variant: scene.variant, outside }).toEqual({ variant: scene.variant, outside: [] });
		}
	});

	it("concludes what its findings say", () => {
		for (const { findings, conclusion } of scenes) {
			const severities = findings.map((f) => f.severity);
			if (severities.includes("violation")) expect(conclusion).toBe("violation");
			else if (severities.includes("suspect")) expect(conclusion).toBe("suspect");
			else expect(["conforming", "unrecognized", "unreadable"]).toContain(conclusion);
		}
	});

	it("prints no line over another", () => {
		for (const { sheet, variant } of scenes) {
			const clashes = sheet.lines.flatMap((a, i) =>
				sheet.lines
					.slice(i + 1)
					.filter((b) => iou(a.polygon, b.polygon) > 0.02)
					.map((b) => `${variant}: ${a.text} × ${b.text}`),
			);
			expect(clashes).toEqual([]);
		}
	});

	it("outlines clockwise, with an area", () => {
		for (const scene of scenes)
			for (const polygon of scene.findings.flatMap((f) => f.where(scene.sheet)))
				expect(area(polygon)).toBeGreaterThan(1);
	});
});
