/** Comparing strings that were read by a machine: edit distance, approximate occurrences and a readable difference. */
import { editDistance } from "../text/edit-distance.ts";

export interface Edit {
	kind: "same" | "substitute" | "insert" | "delete";
	/** Indices into `seen` and `expected` at which the edit applies. */
	seen: number;
	expected: number;
}

/**
 * Shortest edit script from `expected` to `seen` (Wagner & Fischer, 1974). An insert is a character only seen, a delete
 * one only expected.
 */
export function editScript(seen: string, expected: string): Edit[] {
	const n = seen.length;
	const m = expected.length;
	const cost = distanceTable(seen, expected, false);
	const at = (i: number, j: number) => cost[i]?.[j] ?? Number.POSITIVE_INFINITY;
	const edits: Edit[] = [];
	for (let i = n, j = m; i > 0 || j > 0; ) {
		const same = i > 0 && j > 0 && seen[i - 1] === expected[j - 1];
		if (i > 0 && j > 0 && at(i, j) === at(i - 1, j - 1) + (same ? 0 : 1)) {
			edits.push({ kind: same ? "same" : "substitute", seen: --i, expected: --j });
		} else if (i > 0 && at(i, j) === at(i - 1, j) + 1) edits.push({ kind: "insert", seen: --i, expected: j });
		else edits.push({ kind: "delete", seen: i, expected: --j });
	}
	return edits.reverse();
}

/** 1 = identical, 0 = nothing in common; two empty strings are identical. */
export function similarity(a: string, b: string): number {
	const longest = Math.max(a.length, b.length);
	return longest === 0 ? 1 : 1 - editDistance(a, b) / longest;
}

/**
 * Non-overlapping places in `text` that read `pattern` with at most `edits` edits, best first within an overlap
 * (Sellers, 1980). Ranges are [start, end).
 */
export function approximateOccurrences(
	text: string,
	pattern: string,
	edits: number,
): { start: number; end: number; edits: number }[] {
	if (pattern.length === 0) return [];
	const cost = distanceTable(text, pattern, true);
	const found: { start: number; end: number; edits: number }[] = [];
	for (let end = 1; end <= text.length; end++) {
		const distance = cost[end]?.[pattern.length] ?? Number.POSITIVE_INFINITY;
		if (distance > edits) continue;
		const candidate = { start: startOf(cost, text, pattern, end), end, edits: distance };
		const last = found.at(-1);
		if (last && candidate.start < last.end) {
			if (candidate.edits < last.edits) found[found.length - 1] = candidate;
		} else found.push(candidate);
	}
	return found;
}

/** Difference as a person reads it: deletions as [-x-], additions as {+y+}. */
export function difference(seen: string, expected: string): string {
	let out = "";
	let removed = "";
	let added = "";
	const flush = () => {
		out += (removed && `[-${removed}-]`) + (added && `{+${added}+}`);
		removed = "";
		added = "";
	};
	for (const edit of editScript(seen, expected)) {
		if (edit.kind === "same") {
			flush();
			out += seen[edit.seen] ?? "";
			continue;
		}
		if (edit.kind !== "insert") removed += expected[edit.expected] ?? "";
		if (edit.kind !== "delete") added += seen[edit.seen] ?? "";
	}
	flush();
	return out;
}

/** cost[i][j] = edits between text[0..i) and pattern[0..j); with `anywhere`, the pattern may start at any i at no cost. */
function distanceTable(text: string, pattern: string, anywhere: boolean): number[][] {
	const table: number[][] = [Array.from({ length: pattern.length + 1 }, (_, j) => j)];
	for (let i = 1; i <= text.length; i++) {
		const above = table[i - 1] as number[];
		const row = [anywhere ? 0 : i];
		for (let j = 1; j <= pattern.length; j++) {
			const substitute = (above[j - 1] ?? 0) + (text[i - 1] === pattern[j - 1] ? 0 : 1);
			row.push(Math.min(substitute, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
		}
		table.push(row);
	}
	return table;
}

function startOf(cost: number[][], text: string, pattern: string, end: number): number {
	let i = end;
	for (let j = pattern.length; j > 0; ) {
		const here = cost[i]?.[j] ?? 0;
		const same = i > 0 && text[i - 1] === pattern[j - 1];
		if (i > 0 && here === (cost[i - 1]?.[j - 1] ?? 0) + (same ? 0 : 1)) {
			i--;
			j--;
		} else if (here === (cost[i]?.[j - 1] ?? 0) + 1) j--;
		else i--;
	}
	return i;
}
