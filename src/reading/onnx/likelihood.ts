import { BLANK, type Posterior } from "./ctc.ts";

/** Probabilities below this are taken as this, so that one impossible step does not make a whole line impossible. */
const FLOOR = 1e-7;

const log = (p: number): number => Math.log(Math.max(FLOOR, p));

/** log(exp a + exp b) without overflow. */
function add(a: number, b: number): number {
	if (a === Number.NEGATIVE_INFINITY) return b;
	if (b === Number.NEGATIVE_INFINITY) return a;
	return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}

/**
 * Log probability, in nats, that a crop holds exactly these characters: the sum over all CTC paths (Graves et al. 2006,
 * section 4.1, forward variables). `labels` are class numbers without blanks; an unknown character makes it −∞.
 */
export function logLikelihood(
	{ steps, classes, probabilities, stepWidth }: Posterior,
	labels: readonly number[],
): number {
	const extended = [BLANK, ...labels.flatMap((label) => [label, BLANK])];
	if (labels.some((label) => label < 0)) return Number.NEGATIVE_INFINITY;
	let alpha = extended.map((label, s) => (s < 2 ? log(probabilities[label] as number) : Number.NEGATIVE_INFINITY));
	for (let step = 1; step < steps && step * stepWidth < 1; step++) {
		const row = step * classes;
		alpha = extended.map((label, s) => {
			let sum = alpha[s] as number;
			if (s > 0) sum = add(sum, alpha[s - 1] as number);
			// A blank may be left out between two different characters.
			if (s > 1 && label !== BLANK && label !== extended[s - 2]) sum = add(sum, alpha[s - 2] as number);
			return sum + log(probabilities[row + label] as number);
		});
	}
	const last = alpha.length - 1;
	return last > 0 ? add(alpha[last] as number, alpha[last - 1] as number) : (alpha[last] as number);
}

/**
 * Log probability, in nats, of the most probable path, whatever it spells: the ceiling for any text. With `allowed`, one entry
 * per class, of the paths over classes whose entry is 1, the blank among them.
 */
export function bestPath({ steps, classes, probabilities, stepWidth }: Posterior, allowed?: Uint8Array): number {
	let sum = 0;
	for (let step = 0; step < steps && step * stepWidth < 1; step++) {
		let best = 0;
		for (let c = 0, at = step * classes; c < classes; c++, at++)
			if (allowed?.[c] !== 0) best = Math.max(best, probabilities[at] as number);
		sum += log(best);
	}
	return sum;
}
