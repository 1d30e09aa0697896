import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FACES } from "../../samples/generator/fonts.ts";
import { Sheet } from "../../samples/generator/pages/sheet.ts";
import { column } from "../../samples/generator/pages/typeset.ts";
import { type WatermarkLook, watermark } from "../../samples/generator/pages/watermark.ts";
import type { Line, Mark } from "../../src/evidence.ts";
import { bounds, boxPolygon, iou, type Polygon } from "../../src/geometry.ts";
import { findWatermarks } from "../../src/marks/watermark.ts";
import { createFakeReader } from "../../src/reading/fake.ts";
import { createOnnxReader, type OnnxReader } from "../../src/reading/onnx/reader.ts";
import type { Raster } from "../../src/vision/raster.ts";

let reader: OnnxReader;
beforeAll(async () => {
	reader = await createOnnxReader();
});
afterAll(() => reader.close());

const PX_PER_MM = 8;
const LOOK: WatermarkLook = {
	words: "国家职业资格",
	face: FACES.serifBold,
	size: 24,
	angle: 0,
	vertical: false,
	contrast: 0.15,
	ink: "#6a6a6a",
	cutOut: false,
	tiled: false,
	at: [148, 105],
};

async function pageWith(draw: (sheet: Sheet) => void): Promise<Raster> {
	const sheet = new Sheet(297, 210);
	sheet.ground('<rect width="297" height="210" fill="#fdfcf7"/>');
	draw(sheet);
	column(sheet, ["姓名：李明轩", "证书编号：ZC20240012", "培训课程：中式面点师"], 60, 84, 4.5, 14);
	const { width, height, data } = sheet.render(PX_PER_MM);
	const jpeg = await sharp(data, { raw: { width, height, channels: 4 } })
		.blur(0.8)
		.jpeg({ quality: 85 })
		.toBuffer();
	const decoded = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
	return { width: decoded.info.width, height: decoded.info.height, data: new Uint8Array(decoded.data) };
}

async function laid(look: Partial<WatermarkLook>): Promise<{ marks: Mark[]; places: Polygon[] }> {
	let places: Polygon[] = [];
	const page = await pageWith((sheet) => {
		places = watermark(sheet, { ...LOOK, ...look });
	});
	const marks = (await findWatermarks(page, reader, [], [])) ?? [];
	return { marks, places: places.map((p) => p.map(([x, y]) => [x * PX_PER_MM, y * PX_PER_MM])) };
}

const line = (text: string, [x, y, width, height]: readonly [number, number, number, number]): Line => ({
	text,
	confidence: 0.98,
	polygon: boxPolygon({ x: x * PX_PER_MM, y: y * PX_PER_MM, width: width * PX_PER_MM, height: height * PX_PER_MM }),
	spans: [...Array(text.length).keys()].map((i) => [i / text.length, (i + 1) / text.length]),
	charConfidence: [...text].map(() => 0.98),
	source: "page",
	vertical: false,
});

describe("watermark words", () => {
	it.each([
		["level", {}],
		["at a tenth of the paper's brightness", { contrast: 0.1 }],
		["slanting, in red", { angle: -30, size: 18, ink: "#a83232" }],
		["left white in a tint", { cutOut: true, ink: "#2c5a8c" }],
	] as const)("%s", async (_, look) => {
		const { marks, places } = await laid(look);
		expect(marks.map(({ kind, text }) => ({ kind, text }))).toEqual([{ kind: "watermark", text: LOOK.words }]);
		expect(marks[0]?.textConfidence).toBeGreaterThan(0.85);
		expect(iou(marks[0]?.polygon ?? [], places[0] ?? [])).toBeGreaterThan(0.5);
	});

	it("repeated over the page", async () => {
		const { marks, places } = await laid({ tiled: true, size: 9, angle: 20, words: "全国通用" });
		const whole = marks.filter(({ text }) => text?.includes("全国"));
		expect(whole.length).toBeGreaterThan(2);
		const outlined = places.map((p) => boxPolygon(bounds(p)));
		for (const { polygon } of whole)
			expect(Math.max(...outlined.map((p) => iou(p, boxPolygon(bounds(polygon)))))).toBeGreaterThan(0.3);
	});

	it("print is none, and pale print of ordinary size is none", async () => {
		expect(await findWatermarks(await pageWith(() => {}), reader, [], [])).toEqual([]);
		const words = "国家职业资格";
		const page = await pageWith((sheet) => {
			watermark(sheet, { ...LOOK, words, size: 7, contrast: 0.2, at: [200, 150] });
			watermark(sheet, { ...LOOK, words: "防伪", size: 36, at: [190, 60] });
		});
		const lines = [line("姓名：李明轩", [60, 84, 27, 5]), line(words, [176, 146, 48, 8])];
		expect(await findWatermarks(page, reader, lines, [])).toMatchObject([{ text: "防伪" }]);
		const all = (await findWatermarks(page, reader, [], [])) ?? [];
		expect(all.map(({ text }) => text).sort()).toEqual([words, "防伪"]);
	});

	it("a place that is taken is not looked at, and a reader that cannot look says so", async () => {
		const page = await pageWith((sheet) => watermark(sheet, LOOK));
		const whole = boxPolygon({ x: 0, y: 0, width: page.width, height: page.height });
		expect(await findWatermarks(page, reader, [], [whole])).toEqual([]);
		expect(await findWatermarks(page, createFakeReader([]), [], [])).toBeNull();
	});
});
