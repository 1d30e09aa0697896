import type { Line } from "../evidence.ts";
import { bounds, centroid, coveredShare, type Polygon, quadSlice } from "../geometry.ts";

/** Characters read at least this surely are characters, probability. */
const SURE_CHARACTER = 0.8;
/** A place of which this share lies on such characters is text. */
const ON_TEXT = 0.5;

/**
 * True where a place is nothing but surely read characters: blurred small print is like the smallest badges. A badge that stands in
 * a line of text is read there as nothing, or as a character nobody would be sure of.
 */
export function isPrintedText(place: Polygon, lines: readonly Line[]): boolean {
	const box = bounds(place);
	return lines.some((line) => {
		if (line.source !== "page" || coveredShare(place, line.polygon) < ON_TEXT) return false;
		const within = line.spans.flatMap(([start, end], unit) => {
			const [x, y] = centroid(quadSlice(line.polygon, start, end));
			const inside = x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
			return inside ? [unit] : [];
		});
		const [first, last] = [within[0], within.at(-1)];
		if (first === undefined || last === undefined) return false;
		if (within.some((unit) => (line.charConfidence[unit] ?? 0) < SURE_CHARACTER)) return false;
		const text = quadSlice(line.polygon, line.spans[first]?.[0] ?? 0, line.spans[last]?.[1] ?? 1);
		return coveredShare(place, text) >= ON_TEXT;
	});
}
