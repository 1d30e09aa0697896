/** Number of single-character edits between two strings (Levenshtein 1966), in UTF-16 units. */
export function editDistance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			next.push(
				Math.min(
					(row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
					(row[j] as number) + 1,
					(next[j - 1] as number) + 1,
				),
			);
		}
		row = next;
	}
	return row[b.length] as number;
}
