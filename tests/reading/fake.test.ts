import { expect, test } from "vitest";
import { boxPolygon } from "../../src/geometry.ts";
import { createFakeReader, fakeLine } from "../../src/reading/fake.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { inkOf, PRINTED } from "./page.ts";
import { readerContract } from "./reader-contract.ts";

const lines = PRINTED.map((printed) => {
	const [left, top, right, bottom] = inkOf(printed);
	return fakeLine(printed.text, boxPolygon({ x: left, y: top, width: right - left, height: bottom - top }));
});
const isBlank = ({ data }: Raster) => data.every((value, i) => value === data[i % 3]);

readerContract("the fake reader", async () => {
	const reader = createFakeReader(
		[...lines].reverse(),
		PRINTED.map(({ text }) => text),
	);
	return { ...reader, readPage: async (page) => (await reader.readPage(page)).filter(() => !isBlank(page)) };
});

test("the fake reader leaves out lines that lie beside the page", async () => {
	const reader = createFakeReader(lines);
	const page = { width: 1000, height: 200, data: new Uint8Array(600_000) };
	expect((await reader.readPage(page)).map(({ text }) => text)).toEqual([PRINTED[0]?.text, PRINTED[1]?.text]);
});
