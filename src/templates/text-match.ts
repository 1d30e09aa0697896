/** Approximate comparison of short Chinese strings, blind to width, spacing and punctuation. */
import { editDistance } from "../text/edit-distance.ts";

/** Text reduced to what carries meaning, with the way back: `origin[i]` is the UTF-16 index of `text[i]` in the source. */
export interface Folded {
	text: string;
	origin: number[];
}

/** NFKC, lower case; everything but letters, digits and ideographs dropped. */
export function fold(source: string): Folded {
	let text = "";
	const origin: number[] = [];
	for (let i = 0; i < source.length; i++) {
		for (const c of (source[i] as string).normalize("NFKC").toLowerCase()) {
			if (!/[\p{L}\p{N}]/u.test(c)) continue;
			text += c;
			origin.push(i);
		}
	}
	return { text, origin };
}

/** Where a pattern was found in a text: [start, end) in the text, and the edit distance to it. */
export interface Occurrence {
	start: number;
	end: number;
	distance: number;
}

/**
 * Best approximate occurrence of `pattern` inside `text` (Sellers 1980: edit distance with a free start and a free end).
 * Among equal distances the occurrence closest in length to the pattern wins, then the leftmost. Null for an empty pattern.
 */
export function findApproximate(pattern: string, text: string): Occurrence | null {
	const m = pattern.length;
	if (m === 0) return null;
	let costs = Array.from({ length: m + 1 }, (_, i) => i);
	let starts = new Array<number>(m + 1).fill(0);
	let best: Occurrence | null = null;
	for (let j = 1; j <= text.length; j++) {
		const nextCosts = [0];
		const nextStarts = [j];
		for (let i = 1; i <= m; i++) {
			const substitute = (costs[i - 1] as number) + (pattern[i - 1] === text[j - 1] ? 0 : 1);
			const skipText = (costs[i] as number) + 1;
			const skipPattern = (nextCosts[i - 1] as number) + 1;
			const cost = Math.min(substitute, skipText, skipPattern);
			nextCosts.push(cost);
			nextStarts.push(
				cost === substitute
					? i === 1
						? j - 1
						: (starts[i - 1] as number)
					: cost === skipText
						? (starts[i] as number)
						: (nextStarts[i - 1] as number),
			);
		}
		costs = nextCosts;
		starts = nextStarts;
		const found = { start: starts[m] as number, end: j, distance: costs[m] as number };
		if (best === null || rank(found, m) < rank(best, m)) best = found;
	}
	return best;
}

const rank = (o: Occurrence, m: number): number => o.distance + Math.abs(o.end - o.start - m) * 1e-3 + o.start * 1e-6;

/** 1 − edit distance / longer length, on folded text; 1 for two empty strings. */
export function similarity(a: string, b: string): number {
	const fa = fold(a).text;
	const fb = fold(b).text;
	const longer = Math.max(fa.length, fb.length);
	return longer === 0 ? 1 : 1 - editDistance(fa, fb) / longer;
}
