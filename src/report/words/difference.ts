/** A difference as rules write it, `[-missing-]` and `{+added+}` within the words that agree, in pieces and in words. */
import { type Language, say } from "./catalogue.ts";

export interface Piece {
	kind: "same" | "missing" | "added";
	text: string;
}

const MARKED = /\[-(?<missing>.*?)-\]|\{\+(?<added>.*?)\+\}/gsu;

/** The pieces in reading order; together they are what was seen (same, added) and what was expected (same, missing). */
export function piecesOf(difference: string): Piece[] {
	const pieces: Piece[] = [];
	let end = 0;
	for (const match of difference.matchAll(MARKED)) {
		if (match.index > end) pieces.push({ kind: "same", text: difference.slice(end, match.index) });
		const { missing, added } = match.groups ?? {};
		pieces.push(missing === undefined ? { kind: "added", text: added ?? "" } : { kind: "missing", text: missing });
		end = match.index + match[0].length;
	}
	if (end < difference.length) pieces.push({ kind: "same", text: difference.slice(end) });
	return pieces;
}

/** The changes in words, e.g. 多出“全国”; the text itself where nothing in it is marked. */
export function describeDifference(language: Language, difference: string): string {
	const pieces = piecesOf(difference);
	const changes = pieces.flatMap((piece, index) => {
		const next = pieces[index + 1];
		if (piece.kind === "missing")
			return next?.kind === "added"
				? [say(language, "difference.changed", { expected: piece.text, seen: next.text })]
				: [say(language, "difference.missing", { expected: piece.text })];
		if (piece.kind === "added" && pieces[index - 1]?.kind !== "missing")
			return [say(language, "difference.added", { seen: piece.text })];
		return [];
	});
	return changes.length > 0 ? changes.join(say(language, "summary.separator")) : difference;
}
