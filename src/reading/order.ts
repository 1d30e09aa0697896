import type { Line } from "../evidence.ts";
import { bounds } from "../geometry.ts";

/** Lines whose middles are nearer than this share of the lower one's height stand side by side. */
const SAME_ROW = 0.5;

/** Rows from top to bottom, each from left to right. Vertical lines are a row of their own at their upper end. */
export function inReadingOrder<T extends Pick<Line, "polygon" | "vertical">>(lines: readonly T[]): T[] {
	const placed = lines
		.map((line) => {
			const { x, y, width, height } = bounds(line.polygon);
			const rowHeight = line.vertical ? Math.min(width, height) : height;
			return { line, x, middle: y + rowHeight / 2, height: rowHeight };
		})
		.sort((a, b) => a.middle - b.middle);
	const rows: (typeof placed)[] = [];
	for (const item of placed) {
		const row = rows.at(-1);
		const last = row?.at(-1);
		if (row && last && item.middle - last.middle < SAME_ROW * Math.min(item.height, last.height)) row.push(item);
		else rows.push([item]);
	}
	return rows.flatMap((row) => row.sort((a, b) => a.x - b.x).map(({ line }) => line));
}
