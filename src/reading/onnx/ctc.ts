import { mean, NOTHING, type Recognition } from "../reader.ts";

/**
 * What the recogniser says about one crop before any decision: for each step along the crop the probability of each
 * class. Class 0 is the CTC blank, class k the k-th character of the alphabet.
 */
export interface Posterior {
	steps: number;
	classes: number;
	/** steps × classes, row-major. */
	probabilities: Float32Array;
	/** Width of one step as a fraction of the crop's width. The last steps may lie beyond the crop (padding). */
	stepWidth: number;
	/** Height ÷ width of the crop. */
	aspect: number;
}

export const BLANK = 0;

/** A class at least this probable at the peak of a character is kept as what else it may be. Lower ones are the softmax's tail. */
const ALTERNATIVE = 0.01;

/** Widest half character, in crop heights: a full-width character is at most about as wide as the crop is high. */
const MAX_HALF_WIDTH = 0.5;

/**
 * Best-path decoding (Graves et al. 2006, Connectionist Temporal Classification, section 3.2): the most probable class of
 * each step, repeats merged, blanks dropped. A character's probability is the highest of its steps; its place is the
 * middle of its steps, and its span reaches half-way to its neighbours. With `allowed`, one entry per class, only classes
 * whose entry is 1 are read.
 */
export function decode(posterior: Posterior, alphabet: readonly string[], allowed?: Uint8Array): Recognition {
	const { steps, classes, probabilities, stepWidth, aspect } = posterior;
	const characters: { text: string; probability: number; first: number; last: number; peak: number }[] = [];
	let previous = BLANK;
	for (let step = 0; step < steps && step * stepWidth < 1; step++) {
		const row = step * classes;
		let best = BLANK;
		let probability = probabilities[row] ?? 0;
		for (let c = 1; c < classes; c++) {
			const p = probabilities[row + c] as number;
			if (p > probability && allowed?.[c] !== 0) {
				best = c;
				probability = p;
			}
		}
		const current = characters.at(-1);
		if (best !== BLANK && best === previous && current !== undefined) {
			current.last = step;
			if (probability > current.probability) Object.assign(current, { probability, peak: step });
		} else if (best !== BLANK)
			characters.push({ text: alphabet[best] as string, probability, first: step, last: step, peak: step });
		previous = best;
	}
	while (characters[0]?.text.trim() === "") characters.shift();
	while (characters.at(-1)?.text.trim() === "") characters.pop();
	if (characters.length === 0) return NOTHING;

	const centre = characters.map(({ first, last }) => ((first + last + 1) / 2) * stepWidth);
	const reach = MAX_HALF_WIDTH * aspect;
	const text: string[] = [];
	const charConfidence: number[] = [];
	const spans: [number, number][] = [];
	const alternatives: Record<number, Record<string, number>> = {};
	characters.forEach((character, i) => {
		const at = centre[i] as number;
		const before = i === 0 ? reach : Math.min(reach, (at - (centre[i - 1] as number)) / 2);
		const after = i + 1 === centre.length ? reach : Math.min(reach, ((centre[i + 1] as number) - at) / 2);
		const others = othersAt(posterior, character.peak, alphabet, character.text);
		if (others) alternatives[charConfidence.length] = others;
		for (let unit = 0; unit < character.text.length; unit++) {
			charConfidence.push(character.probability);
			spans.push([Math.max(0, at - before), Math.min(1, at + after)]);
		}
		text.push(character.text);
	});
	return { text: text.join(""), confidence: mean(charConfidence), charConfidence, spans, alternatives };
}

/** Characters other than `read` that a step may show, and how probable each is; null where there is no doubt. */
function othersAt(
	{ classes, probabilities }: Posterior,
	step: number,
	alphabet: readonly string[],
	read: string,
): Record<string, number> | null {
	const others: Record<string, number> = {};
	for (let c = 1; c < classes; c++) {
		const p = probabilities[step * classes + c] as number;
		if (p >= ALTERNATIVE && alphabet[c] !== read) others[alphabet[c] as string] = p;
	}
	return Object.keys(others).length > 0 ? others : null;
}
