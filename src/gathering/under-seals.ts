/** Text under seals: the ink is taken away and what is left is detected and read anew. */
import type { Line, Mark } from "../evidence.ts";
import { type Box, bounds } from "../geometry.ts";
import type { Reader } from "../reading/reader.ts";
import { cutOut } from "../vision/crop.ts";
import { withoutColouredInk } from "../vision/ink.ts";
import type { Raster } from "../vision/raster.ts";

/** Room around a seal and the lines that cross it, as a share of the seal's height. */
const MARGIN = 0.08;
/** A line belongs to the seal's surroundings when at least this share of its own height overlaps the seal's box. */
const CROSSING = 0.3;

/**
 * Lines of the page with those that touch a seal read again without its ink. A seal's own ring text, which a page reader takes
 * for crumbs of lines, disappears with the ink. All places in PagePx; the seals' own text is found with the marks.
 */
export async function readUnderSeals(
	lines: readonly Line[],
	marks: readonly Mark[],
	page: Raster,
	reader: Reader,
): Promise<Line[]> {
	let result = [...lines];
	for (const seal of marks.filter((m) => m.kind === "round-seal" || m.kind === "oval-seal")) {
		const own = bounds(seal.polygon);
		const touched = result.filter((line) => touches(bounds(line.polygon), own));
		const margin = own.height * MARGIN;
		const area = clamp(grow(union([own, ...touched.map((line) => bounds(line.polygon))]), margin), page);
		const fresh = await reader.readPage(withoutColouredInk(cutOut(page, area)));
		const placed = fresh.map(
			(line): Line => ({
				...line,
				polygon: line.polygon.map(([x, y]) => [x + area.x, y + area.y] as [number, number]),
			}),
		);
		// Lines beside the seal were read well on the page itself.
		result = [
			...result.filter((line) => !touched.includes(line)),
			...placed.filter((line) => touches(bounds(line.polygon), own)),
		];
	}
	return result;
}

function touches(line: Box, seal: Box): boolean {
	const w = Math.min(line.x + line.width, seal.x + seal.width) - Math.max(line.x, seal.x);
	const h = Math.min(line.y + line.height, seal.y + seal.height) - Math.max(line.y, seal.y);
	return w > 0 && h > CROSSING * line.height;
}

function union(boxes: readonly Box[]): Box {
	return bounds(
		boxes.flatMap(({ x, y, width, height }): [number, number][] => [
			[x, y],
			[x + width, y + height],
		]),
	);
}

const grow = ({ x, y, width, height }: Box, by: number): Box => ({
	x: x - by,
	y: y - by,
	width: width + 2 * by,
	height: height + 2 * by,
});

/** Whole pixels inside the picture. */
function clamp({ x, y, width, height }: Box, picture: Raster): Box {
	const left = Math.max(0, Math.floor(x));
	const top = Math.max(0, Math.floor(y));
	return {
		x: left,
		y: top,
		width: Math.min(picture.width, Math.ceil(x + width)) - left,
		height: Math.min(picture.height, Math.ceil(y + height)) - top,
	};
}
