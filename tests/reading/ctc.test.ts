import { expect, test } from "vitest";
import { decode, type Posterior } from "../../src/reading/onnx/ctc.ts";
import { bestPath } from "../../src/reading/onnx/likelihood.ts";

const ALPHABET = ["", "证", "书", "A", " "];

/** A posterior whose best class at each step is the one given, with the probability given. */
function posterior(best: readonly [number, number][], stepWidth = 1 / best.length): Posterior {
	const classes = ALPHABET.length;
	const probabilities = new Float32Array(best.length * classes);
	best.forEach(([klass, p], step) => {
		probabilities.fill((1 - p) / (classes - 1), step * classes, (step + 1) * classes);
		probabilities[step * classes + klass] = p;
	});
	return { steps: best.length, classes, probabilities, stepWidth, aspect: 0.5 };
}

test("repeats merge unless a blank stands between them", () => {
	const reading = decode(
		posterior([
			[1, 0.9],
			[1, 0.6],
			[0, 1],
			[1, 0.8],
			[2, 0.7],
		]),
		ALPHABET,
	);
	expect(reading.text).toBe("证证书");
	for (const [i, p] of [0.9, 0.8, 0.7].entries()) expect(reading.charConfidence[i]).toBeCloseTo(p, 6);
	expect(reading.confidence).toBeCloseTo(0.8, 6);
});

test("spans meet half-way between neighbours and reach half a crop height at the ends", () => {
	const { spans } = decode(
		posterior([
			[0, 1],
			[0, 1],
			[0, 1],
			[1, 1],
			[1, 1],
			[2, 1],
			[0, 1],
			[0, 1],
			[0, 1],
			[0, 1],
		]),
		ALPHABET,
	);
	// Middles at 0.4 and 0.55; half a crop height is a quarter of the width here.
	for (const [i, at] of [0.15, 0.475, 0.475, 0.8].entries()) expect(spans.flat()[i]).toBeCloseTo(at, 6);
});

test("spaces at the ends are left out, with their places", () => {
	const reading = decode(
		posterior([
			[4, 1],
			[3, 1],
			[4, 1],
			[3, 1],
			[4, 1],
		]),
		ALPHABET,
	);
	expect(reading.text).toBe("A A");
	expect(reading.spans).toHaveLength(3);
});

test("nothing is read from blanks or beyond the crop's end", () => {
	const nothing = { text: "", confidence: 0, charConfidence: [], spans: [] };
	expect(
		decode(
			posterior([
				[0, 1],
				[0, 1],
			]),
			ALPHABET,
		),
	).toEqual(nothing);
	expect(
		decode(
			posterior(
				[
					[0, 1],
					[0, 1],
					[1, 1],
					[1, 1],
				],
				0.5,
			),
			ALPHABET,
		),
	).toEqual(nothing);
});

test("what else a character may be is told, and only the allowed classes are read when some are left out", () => {
	const classes = ALPHABET.length;
	const doubtful: Posterior = {
		steps: 3,
		classes,
		// 证, then a letter that may be 书, then nothing.
		probabilities: new Float32Array([0, 1, 0, 0, 0, 0, 0, 0.3, 0.7, 0, 1, 0, 0, 0, 0]),
		stepWidth: 1 / 3,
		aspect: 0.5,
	};
	const free = decode(doubtful, ALPHABET);
	expect(free.text).toBe("证A");
	expect(free.alternatives?.[1]?.书).toBeCloseTo(0.3, 6);
	expect(free.alternatives?.[0]).toBeUndefined();
	const han = Uint8Array.from([1, 1, 1, 0, 0]);
	expect(decode(doubtful, ALPHABET, han).text).toBe("证书");
	expect(bestPath(doubtful) - bestPath(doubtful, han)).toBeCloseTo(Math.log(0.7 / 0.3), 5);
});
