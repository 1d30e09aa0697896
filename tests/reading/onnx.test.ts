import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bounds, type Point } from "../../src/geometry.ts";
import { createOnnxReader, type OnnxReader } from "../../src/reading/onnx/reader.ts";
import { cutOut, draw, PRINTED, type PrintedLine } from "./page.ts";
import { readerContract } from "./reader-contract.ts";

readerContract("the ONNX reader", () => createOnnxReader());

describe("the ONNX reader", () => {
	let reader: OnnxReader;
	beforeAll(async () => {
		reader = await createOnnxReader();
	}, 60_000);
	afterAll(() => reader.close());

	test("reads a column downwards, its outline starting at the first character's top right on the page", async () => {
		const [line, ...rest] = await reader.readPage(draw([], "中华人民共和国"));
		expect(rest).toEqual([]);
		expect(line).toMatchObject({ text: "中华人民共和国", vertical: true });
		const [first, second] = (line?.polygon ?? []) as [Point, Point];
		const { x, y, width, height } = bounds(line?.polygon ?? []);
		expect(height).toBeGreaterThan(5 * width);
		expect(first[0]).toBeCloseTo(x + width, 0);
		expect(first[1]).toBeCloseTo(y, 0);
		expect(second[1]).toBeCloseTo(y + height, 0);
	});

	test("finds small print on a large page", async () => {
		const small: PrintedLine = { text: "印制流水码：GD20240000123456", x: 60, y: 600, size: 11 };
		const lines = await reader.readPage(draw([...PRINTED, small]));
		expect(lines.at(-1)?.text).toBe(small.text);
	});

	test("hands out the posterior, each step a distribution over the alphabet", async () => {
		const page = draw(PRINTED);
		const crops = PRINTED.slice(0, 2).map((line) => cutOut(page, line));
		const seen = await reader.recognise(crops, ({ steps, classes, probabilities, stepWidth }, index) => {
			const sums = Array.from({ length: steps }, (_, t) =>
				probabilities.subarray(t * classes, (t + 1) * classes).reduce((a, b) => a + b, 0),
			);
			return { index, classes, sums, covered: steps * stepWidth };
		});
		expect(seen.map(({ index }) => index)).toEqual([0, 1]);
		for (const { classes, sums, covered } of seen) {
			expect(classes).toBe(reader.alphabet.length);
			for (const sum of sums) expect(sum).toBeCloseTo(1, 3);
			expect(covered).toBeGreaterThanOrEqual(1);
		}
	});

	test("knows which characters its alphabet lacks", () => {
		expect(reader.alphabet[0]).toBe("");
		expect(reader.alphabet).toContain("燕");
		for (const rare of "赟翀蓁禚殳") expect(reader.alphabet).not.toContain(rare);
	});
});
