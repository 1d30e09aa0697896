import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { area, bounds } from "../../src/geometry.ts";
import { fold } from "../../src/reading/normalise.ts";
import type { Reader, Recognition } from "../../src/reading/reader.ts";
import { cutOut, draw, HEIGHT, inkOf, middleOf, PRINTED, WIDTH } from "./page.ts";

/** What every reader must do, on a page it is able to read. `open` is called once. */
export function readerContract(name: string, open: () => Promise<Reader>): void {
	describe(`${name} keeps the reader's contract`, () => {
		const page = draw(PRINTED);
		const blank = draw([]);
		let reader: Reader;
		let lines: Awaited<ReturnType<Reader["readPage"]>>;
		beforeAll(async () => {
			reader = await open();
			lines = await reader.readPage(page);
		}, 60_000);

		test("names itself and its models", () => {
			expect(reader.name).toMatch(/^[a-z]+$/);
			for (const version of Object.values(reader.models)) expect(version).toMatch(/^([0-9a-f]{12}|\d+\.\d+\.\d+)$/);
		});

		test("finds every printed line at its place", () => {
			for (const printed of PRINTED) {
				const line = lines.find(({ text }) => fold(text) === fold(printed.text));
				expect(line, printed.text).toBeDefined();
				const { x, y, width, height } = bounds(line?.polygon ?? []);
				const [cx, cy] = middleOf(printed);
				expect(Math.abs(x + width / 2 - cx)).toBeLessThan(printed.size);
				expect(Math.abs(y + height / 2 - cy)).toBeLessThan(printed.size / 2);
				const [left, , right] = inkOf(printed);
				expect(width).toBeGreaterThan((right - left) * 0.85);
			}
			expect(lines).toHaveLength(PRINTED.length);
		});

		test("gives them in reading order", () => {
			expect(lines.map(({ text }) => fold(text))).toEqual(PRINTED.map(({ text }) => fold(text)));
		});

		test("outlines lines clockwise from the first character, inside the page", () => {
			for (const { polygon, vertical, source } of lines) {
				expect(polygon).toHaveLength(4);
				expect(area(polygon)).toBeGreaterThan(0);
				const [[x0, y0], [x1], , [, y3]] = polygon as [[number, number], [number, number], unknown, [number, number]];
				expect(x0).toBeLessThan(x1);
				expect(y0).toBeLessThan(y3);
				for (const [x, y] of polygon) {
					expect(x).toBeGreaterThanOrEqual(0);
					expect(y).toBeGreaterThanOrEqual(0);
					expect(x).toBeLessThanOrEqual(WIDTH);
					expect(y).toBeLessThanOrEqual(HEIGHT);
				}
				expect(vertical).toBe(false);
				expect(source).toBe("page");
			}
		});

		test("places and weighs every character", () => {
			for (const line of lines) expectConsistent(line);
		});

		test("says where in the line a word stands", () => {
			const line = lines.find(({ text }) => text.startsWith("本证书由"));
			const at = line?.text.indexOf("职业技能") ?? -1;
			const [start] = line?.spans[at] ?? [0, 0];
			const [, end] = line?.spans[at + 3] ?? [0, 0];
			// The 9th to the 12th of twenty equally wide characters; a line's outline has some room around the ink.
			expect(start).toBeCloseTo(8 / 20, 1);
			expect(end).toBeCloseTo(12 / 20, 1);
		});

		test("finds nothing on an empty page", async () => {
			expect(await reader.readPage(blank)).toEqual([]);
		});

		test("reads crops in the order given", async () => {
			const crops = PRINTED.map((printed) => cutOut(page, printed));
			const readings = await reader.readCrops(crops);
			expect(readings.map(({ text }) => fold(text))).toEqual(PRINTED.map(({ text }) => fold(text)));
			for (const reading of readings) expectConsistent(reading);
			expect(await reader.readCrops([])).toEqual([]);
		});

		afterAll(async () => {
			await reader.close();
			await expect(reader.readPage(blank)).rejects.toThrow(/closed/);
			await expect(reader.readCrops([blank])).rejects.toThrow(/closed/);
		});
	});
}

function expectConsistent({ text, confidence, charConfidence, spans }: Recognition): void {
	expect(text).toBe(text.trim());
	expect(charConfidence).toHaveLength(text.length);
	expect(spans).toHaveLength(text.length);
	expect(confidence).toBeGreaterThan(0.5);
	expect(confidence).toBeLessThanOrEqual(1);
	expect(confidence).toBeCloseTo(charConfidence.reduce((a, b) => a + b, 0) / text.length, 6);
	for (const p of charConfidence) {
		expect(p).toBeGreaterThanOrEqual(0);
		expect(p).toBeLessThanOrEqual(1);
	}
	let reached = 0;
	for (const [start, end] of spans) {
		expect(start).toBeGreaterThanOrEqual(reached - 1e-9);
		expect(end).toBeGreaterThanOrEqual(start);
		expect(end).toBeLessThanOrEqual(1);
		reached = start;
	}
}
