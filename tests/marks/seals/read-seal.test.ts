/** Seals are drawn, photographed, found and read with the real recogniser: what is stamped is what must be read. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FACES } from "../../../samples/generator/fonts.ts";
import { type Stamp, stampSeal } from "../../../samples/generator/pages/seals.ts";
import { Sheet } from "../../../samples/generator/pages/sheet.ts";
import { Random } from "../../../samples/generator/random.ts";
import type { Mark } from "../../../src/evidence.ts";
import { viewInk } from "../../../src/marks/ink.ts";
import { findSeals } from "../../../src/marks/seals/find-seals.ts";
import { inspectSeal } from "../../../src/marks/seals/inspect-seal.ts";
import { createOnnxReader } from "../../../src/reading/onnx/reader.ts";
import type { Reader } from "../../../src/reading/reader.ts";
import { loadOpenCv } from "../../../src/vision/opencv.ts";
import type { Raster } from "../../../src/vision/raster.ts";
import { draw, photographed, printed, seal, star } from "../scenes.ts";

/** Fine enough to read a seal: the flat page of a phone photo has 6 to 8 pixels per millimetre. */
const PAGE = { width: 297, height: 210, scale: 7 };

let reader: Reader;
beforeAll(async () => {
	reader = await createOnnxReader();
}, 60_000);
afterAll(() => reader.close());

async function sealsOn(page: Raster): Promise<Mark[]> {
	const cv = await loadOpenCv();
	return Promise.all(findSeals(cv, viewInk(cv, page)).map((found) => inspectSeal(page, found, reader)));
}

const told = (marks: readonly Mark[]) => marks.map(({ kind, ink, text }) => ({ kind, ink, text }));

const PLAIN: Stamp = {
	shape: "round",
	name: "临江市远航职业培训学校",
	lines: [],
	number: "",
	centre: "star",
	ink: "red",
	colour: "#c8102e",
	opacity: 0.85,
	turn: 0,
	face: FACES.serifBold,
	height: 0.24,
	doubleRing: false,
	patchy: 0,
	inverted: false,
	columns: false,
};

/** A small white page with one stamp, 7 px per mm. */
async function stamped(look: Partial<Stamp>): Promise<Mark[]> {
	const sheet = new Sheet(150, 105);
	sheet.ground('<rect width="150" height="105" fill="#fff"/>');
	stampSeal(sheet, { x: 80, y: 40, width: 42, height: 42 }, { ...PLAIN, ...look }, new Random(7));
	const { width, height, data } = sheet.render(PAGE.scale);
	const rgb = new Uint8Array(width * height * 3);
	for (let i = 0, p = 0; p < rgb.length; i += 4, p += 3) rgb.set(data.subarray(i, i + 3), p);
	return sealsOn(await photographed({ width, height, data: rgb }));
}

describe("text of seals", () => {
	it.each([
		{ name: "upright over print", look: { text: "晨光职业培训学校" } },
		{ name: "turned by a sixth", look: { text: "惠州市鼎盛职业培训学校", turn: -60 } },
	])("$name", async ({ look }) => {
		const marks = await sealsOn(await photographed(draw(printed() + seal(217, 159, look), PAGE)));
		expect(told(marks)).toEqual([{ kind: "round-seal", ink: "red", text: look.text }]);
		expect(marks[0]?.textConfidence).toBeGreaterThan(0.8);
		expect(marks[0]?.charConfidence).toHaveLength(look.text.length);
	});

	it.each<{ name: string; look: Partial<Stamp>; ink?: string; text?: string }>([
		{
			name: "a blue seal with a number along its foot",
			look: { ink: "blue", colour: "#2846a8", number: "4401061234567" },
		},
		{ name: "a purple one with two rings", look: { ink: "purple", colour: "#6b2fa0", doubleRing: true } },
		{ name: "a black one without a centre piece", look: { ink: "black", colour: "#26262a", centre: "none" } },
		{ name: "uneven ink", look: { patchy: 0.3, turn: 12 } },
	])("$name", async ({ look }) => {
		expect(told(await stamped(look))).toEqual([{ kind: "round-seal", ink: look.ink ?? "red", text: PLAIN.name }]);
	});

	it("a straight line under the star stands on its own line", async () => {
		const [mark] = await stamped({ lines: ["证书专用章"], turn: 4 });
		expect(mark).toMatchObject({ centre: "star", text: "临江市远航职业培训学校\n证书专用章" });
	});

	it("an oval seal: the name along its arc, then the line inside", async () => {
		const marks = await stamped({ shape: "oval", centre: "none", lines: ["培训专用章"] });
		expect(told(marks)).toEqual([{ kind: "oval-seal", ink: "red", text: "临江市远航职业培训学校\n培训专用章" }]);
	});

	it.each([
		{ name: "rows", columns: false, inverted: false },
		{ name: "columns from the right", columns: true, inverted: false },
		{ name: "rows left white in solid ink", columns: false, inverted: true },
	])("a square seal in $name", async ({ columns, inverted }) => {
		const marks = await stamped({ shape: "square", centre: "none", name: "临江市禾海技工学校", columns, inverted });
		expect(told(marks)).toEqual([{ kind: "square-seal", ink: "red", text: "临江市禾海技工学校" }]);
	});

	it("a ring without text has none", async () => {
		const ticks = Array.from(
			{ length: 60 },
			(_, i) => `<rect x="216.8" y="102" width=".5" height="6" transform="rotate(${i * 6} 217 120)" fill="#d8232a"/>`,
		).join("");
		const marks = await sealsOn(await photographed(draw(seal(217, 120, { text: " " }) + ticks, PAGE)));
		expect(told(marks)).toEqual([{ kind: "round-seal", ink: "red", text: undefined }]);
	});

	it.each([
		[
			"a red box around a title",
			'<rect x="60" y="60" width="60" height="50" fill="none" stroke="#c8202a" stroke-width="2"/>',
		],
		[
			"a solid red square with a star",
			`<rect x="60" y="60" width="40" height="40" fill="#c8202a"/>${star(80, 80, 15, "#fff")}`,
		],
		["a blue panel", '<rect x="60" y="60" width="30" height="40" fill="#2f6fb8"/>'],
	])("%s is no seal", async (_, content) => {
		expect(await sealsOn(await photographed(draw(content, PAGE)))).toEqual([]);
	});
});
