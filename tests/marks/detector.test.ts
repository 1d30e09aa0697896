/** The trained detector on pages drawn and photographed for this test: what is found, what is not, and what a part of what is. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DRAWINGS, type Drawing, LOOK_ALIKES, STYLES } from "../../models/drawings/index.ts";
import { type Box, bounds, boxIou } from "../../src/geometry.ts";
import { createMarkDetector, type MarkDetector } from "../../src/marks/detector/detector.ts";
import { pyramid } from "../../src/marks/detector/pyramid.ts";
import { distinct } from "../../src/marks/detector/search.ts";
import { EMBLEM_CONFIDENCE } from "../../src/rules/mark/national-emblem.ts";
import { loadOpenCv, toMat, withMats } from "../../src/vision/opencv.ts";
import { A4_LANDSCAPE, draw, photographed, printed } from "./scenes.ts";

let detector: MarkDetector;
beforeAll(async () => {
	detector = await createMarkDetector();
});
afterAll(() => detector.close());

const drawingOf = (name: string): Drawing => DRAWINGS.find((d) => d.name === name) as Drawing;

/** A drawing of `width` mm at (x, y) of a printed page, pale by `opacity`, and its box in pixels. */
async function lookAt(name: string, style: keyof typeof STYLES, width: number, opacity = 1) {
	const drawing = drawingOf(name);
	const [x, y] = [141 - width / 2, 6];
	const mark = `<g opacity="${opacity}" transform="translate(${x},${y}) scale(${width})">${drawing.draw(STYLES[style])}</g>`;
	const page = await photographed(draw(mark + printed(), A4_LANDSCAPE), { seed: 3 });
	const { place } = drawing;
	const { scale } = A4_LANDSCAPE;
	const box: Box = {
		x: (x + place.x * width) * scale,
		y: (y + place.y * width) * scale,
		width: place.width * width * scale,
		height: place.height * width * scale,
	};
	return { marks: await detector.detect(page), box };
}

describe("marks of every kind and rendering", () => {
	it.each([
		["national-emblem", "colour", 18, 1],
		["national-emblem", "gilt", 14, 1],
		["national-emblem", "redLine", 16, 1],
		["national-emblem", "grey", 22, 1],
		["national-emblem", "colour", 60, 0.2],
		["party-emblem", "colour", 16, 1],
		["police-badge", "colour", 18, 1],
		["procuratorate-badge", "colour", 18, 1],
		["court-badge", "colour", 18, 1],
		["market-regulation-badge", "colour", 18, 1],
		["national-flag", "colour", 20, 1],
	] as const)("%s, %s, %d mm wide, ink at %d", async (name, style, width, opacity) => {
		const { marks, box } = await lookAt(name, style, width, opacity);
		expect(marks.map(({ kind }) => kind)).toEqual([name]);
		expect(boxIou(bounds(marks[0]?.polygon ?? []), box)).toBeGreaterThan(0.7);
	});
});

describe("what carries no finding", () => {
	it.each(LOOK_ALIKES.map(({ name }) => name))("%s", async (name) => {
		const { marks } = await lookAt(name, "colour", 18);
		expect(marks.filter(({ confidence }) => confidence >= EMBLEM_CONFIDENCE)).toEqual([]);
	});
});

it("the levels of a page halve down to the smallest", async () => {
	const cv = await loadOpenCv();
	withMats((own) => {
		const page = own(toMat(cv, { width: 1200, height: 2400, data: new Uint8Array(1200 * 2400 * 3) }));
		const sizes = pyramid(cv, page, own).map(({ picture, scale }) => [picture.cols, picture.rows, scale]);
		expect(sizes[0]).toEqual([800, 1600, 2 / 3]);
		expect(sizes.at(-1)).toEqual([25, 50, 1 / 48]);
		expect(sizes).toHaveLength(6);
	});
});

it("of places that overlap the best stays", () => {
	const at = (x: number, score: number) => ({ box: { x, y: 0, width: 10, height: 10 }, score });
	expect(distinct([at(0, 0.4), at(1, 0.9), at(30, 0.5)], 0.5)).toEqual([at(1, 0.9), at(30, 0.5)]);
});
