/**
 * Alignment of registered wording, which may hold {slots}, with text as read: which characters fill the slots and where
 * the fixed characters differ. Edit distance in which a slot takes any characters for free.
 */
import { fold } from "./text-match.ts";

type Token = { slot: string } | { char: string };

/** Which folded characters (lower case, no punctuation) a slot may hold; a slot without an entry takes any. */
export type SlotAlphabets = Record<string, RegExp>;

/** A run of characters that differ. Indices are UTF-16 positions in the text as read, [start, end). */
export interface Difference {
	seen: string;
	registered: string;
	start: number;
	end: number;
}

export interface WordingAlignment {
	/** Edit distance over the fixed characters. */
	distance: number;
	/** 1 − distance / number of fixed characters, at least 0. */
	similarity: number;
	/** Slot name → [start, end) in the text as read. */
	slots: Record<string, [number, number]>;
	differences: Difference[];
}

function tokenise(sentence: string): Token[] {
	return sentence
		.split(/(\{\w+\})/)
		.flatMap((part): Token[] =>
			/^\{\w+\}$/.test(part) ? [{ slot: part.slice(1, -1) }] : [...fold(part).text].map((char) => ({ char })),
		);
}

const NONE = 1e9;
/** An empty slot costs less than a wrong character, or a blank would take the last character of its label. */
const EMPTY_SLOT_COST = 0.5;

/** A character that a slot's alphabet does not have costs as much as a surplus one. */
const FOREIGN_COST = 1;

/**
 * Aligns `sentence` (e.g. "学员{holderName}，身份证号{identityNumber}…") with `seen`. Punctuation and spacing are ignored.
 * Foreign characters at the ends of a slot are left out of it.
 */
export function alignWording(sentence: string, seen: string, alphabets: SlotAlphabets = {}): WordingAlignment {
	const tokens = tokenise(sentence);
	const { text, origin } = fold(seen);
	const n = text.length;
	// cost[i][j]: tokens 0..i against characters 0..j. A slot row may stay in itself, taking characters for free.
	const cost: number[][] = [Array.from({ length: n + 1 }, (_, j) => j)];
	for (let i = 1; i <= tokens.length; i++) {
		const token = tokens[i - 1] as Token;
		const above = cost[i - 1] as number[];
		const row: number[] = [];
		for (let j = 0; j <= n; j++) {
			const left = j > 0 ? (row[j - 1] as number) : NONE;
			if ("slot" in token) {
				const take =
					j > 0 ? Math.min(above[j - 1] as number, left) + foreign(alphabets[token.slot], text[j - 1]) : NONE;
				row.push(Math.min((above[j] as number) + EMPTY_SLOT_COST, take));
			} else {
				const substitute = j > 0 ? (above[j - 1] as number) + (text[j - 1] === token.char ? 0 : 1) : NONE;
				row.push(Math.min(substitute, (above[j] as number) + 1, left + 1));
			}
		}
		cost.push(row);
	}
	return traceBack(tokens, text, origin, seen, cost, alphabets);
}

const foreign = (alphabet: RegExp | undefined, char: string | undefined): number =>
	!alphabet || (char !== undefined && alphabet.test(char)) ? 0 : FOREIGN_COST;

function traceBack(
	tokens: Token[],
	text: string,
	origin: number[],
	seen: string,
	cost: number[][],
	alphabets: SlotAlphabets,
): WordingAlignment {
	const slots: Record<string, [number, number]> = {};
	const runs: { seen: number[]; registered: string; at: number }[] = [];
	let open: (typeof runs)[number] | null = null;
	const differ = (position: number | null, registered: string, at: number) => {
		open ??= { seen: [], registered: "", at };
		if (position !== null) open.seen.unshift(position);
		open.registered = registered + open.registered;
		open.at = at;
	};
	const close = () => {
		if (open) runs.unshift(open);
		open = null;
	};
	let i = tokens.length;
	let j = text.length;
	while (i > 0 || j > 0) {
		const here = (cost[i] as number[])[j] as number;
		const token = tokens[i - 1];
		const above = cost[i - 1];
		if (token && above && "slot" in token) {
			close();
			const row = cost[i] as number[];
			const alphabet = alphabets[token.slot];
			let end = j;
			// Walk back through the characters this slot took.
			while (j > 0) {
				const before = (row[j] as number) - foreign(alphabet, text[j - 1]);
				if (above[j - 1] === before) {
					j--;
					break;
				}
				if (row[j - 1] !== before) break;
				j--;
			}
			let start = j;
			while (start < end && foreign(alphabet, text[start]) > 0) start++;
			while (end > start && foreign(alphabet, text[end - 1]) > 0) end--;
			slots[token.slot] = end > start ? [origin[start] as number, (origin[end - 1] as number) + 1] : [0, 0];
			i--;
		} else if (j > 0 && (cost[i] as number[])[j - 1] === here - 1) {
			// Surplus characters first: of two equal explanations, the one that leaves an addition in one piece.
			differ(j - 1, "", j - 1);
			j--;
		} else if (token && above && "char" in token && j > 0 && above[j - 1] === here && text[j - 1] === token.char) {
			close();
			i--;
			j--;
		} else if (token && above && "char" in token && j > 0 && (above[j - 1] as number) + 1 === here) {
			differ(j - 1, token.char, j - 1);
			i--;
			j--;
		} else {
			differ(null, (token as { char: string }).char, j);
			i--;
		}
	}
	close();
	const fixed = tokens.filter((t) => "char" in t).length;
	const distance = cost.at(-1)?.at(-1) ?? 0;
	return {
		distance,
		similarity: Math.max(0, 1 - distance / Math.max(1, fixed)),
		slots,
		differences: runs.map((run) => {
			const first = run.seen[0];
			const last = run.seen.at(-1);
			const start = first === undefined ? (origin[run.at] ?? seen.length) : (origin[first] as number);
			const end = last === undefined ? start : (origin[last] as number) + 1;
			return { seen: seen.slice(start, end), registered: run.registered, start, end };
		}),
	};
}
