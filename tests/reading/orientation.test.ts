import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boxPolygon } from "../../src/geometry.ts";
import { createFakeReader, fakeLine } from "../../src/reading/fake.ts";
import { createOnnxReader, type OnnxReader } from "../../src/reading/onnx/reader.ts";
import { layUpright } from "../../src/reading/orientation.ts";
import { rotateQuarter } from "../../src/vision/warp.ts";
import { draw, HEIGHT, PRINTED, WIDTH } from "./page.ts";

describe("a page that lies on its side or upside down", () => {
	const page = draw(PRINTED);
	let reader: OnnxReader;
	beforeAll(async () => {
		reader = await createOnnxReader();
	});
	afterAll(() => reader.close());

	test.each([
		[0, 0],
		[90, 270],
		[180, 180],
		[270, 90],
	] as const)("turned by %i is put right by %i", async (turned, back) => {
		expect((await layUpright(rotateQuarter(page, turned), reader)).turn).toBe(back);
	});

	test("is read upright, in the coordinates of the turned page", async () => {
		const { turn, page: upright, read } = await layUpright(rotateQuarter(page, 90), reader);
		expect(turn).toBe(270);
		expect([upright.width, upright.height]).toEqual([WIDTH, HEIGHT]);
		expect(Buffer.compare(upright.data, page.data)).toBe(0);
		expect((await read()).map(({ text }) => text)).toEqual(PRINTED.map(({ text }) => text));
	});

	test("counts as upright when nothing is on it", async () => {
		expect((await layUpright(draw([]), reader)).turn).toBe(0);
	});
});

test("a reader without stages reads all four ways and keeps the one with most text", async () => {
	const wide = fakeLine("职业技能等级证书", boxPolygon({ x: 120, y: 20, width: 60, height: 20 }));
	const page = { width: 100, height: 200, data: new Uint8Array(60_000) };
	const { turn, read } = await layUpright(page, createFakeReader([wide]));
	expect(turn).toBe(90);
	expect(await read()).toEqual([wide]);
});
