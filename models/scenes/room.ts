/** Where there is room on a page: places with little print. */
import type { Random } from "../../samples/generator/random.ts";
import type { Box } from "../../src/geometry.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { luminance, type Rgb } from "./colour.ts";

/** Cell of the map of print, px. */
const CELL = 8;
/** Places compared before the emptiest is taken. */
const TRIES = 14;

/** Print per cell, as a summed-area table (Crow 1984). */
export interface Print {
	columns: number;
	rows: number;
	sums: Float64Array;
}

export function printOf({ data, width, height }: Raster): Print {
	const [columns, rows] = [Math.floor(width / CELL), Math.floor(height / CELL)];
	const sums = new Float64Array((columns + 1) * (rows + 1));
	for (let r = 0; r < rows; r++)
		for (let c = 0; c < columns; c++) {
			let [low, high] = [255, 0];
			for (let y = r * CELL; y < r * CELL + CELL; y += 2)
				for (let x = c * CELL; x < c * CELL + CELL; x += 2) {
					const v = data[(y * width + x) * 3 + 1] as number;
					if (v < low) low = v;
					if (v > high) high = v;
				}
			const at = (r + 1) * (columns + 1) + c + 1;
			sums[at] =
				Math.max(0, high - low - 12) +
				(sums[at - 1] as number) +
				(sums[at - columns - 1] as number) -
				(sums[at - columns - 2] as number);
		}
	return { columns, rows, sums };
}

function printIn({ columns, rows, sums }: Print, box: Box): number {
	const clamp = (v: number, most: number): number => Math.max(0, Math.min(most, Math.round(v / CELL)));
	const [c0, c1] = [clamp(box.x, columns), clamp(box.x + box.width, columns)];
	const [r0, r1] = [clamp(box.y, rows), clamp(box.y + box.height, rows)];
	const at = (r: number, c: number): number => sums[r * (columns + 1) + c] as number;
	return (at(r1, c1) - at(r0, c1) - at(r1, c0) + at(r0, c0)) / Math.max(1, (r1 - r0) * (c1 - c0));
}

/**
 * A place for a box of a size that touches none of those taken; the emptiest of several where `empty` is asked for.
 * `middle` draws the middle of a candidate. Null = no room.
 */
export function roomFor(
	print: Print,
	taken: readonly Box[],
	{ width, height }: { width: number; height: number },
	middle: () => readonly [number, number],
	empty: boolean,
): Box | null {
	let best: Box | null = null;
	let least = Number.POSITIVE_INFINITY;
	for (let k = 0; k < TRIES; k++) {
		const [x, y] = middle();
		const box = { x: x - width / 2, y: y - height / 2, width, height };
		if (taken.some((b) => overlap(b, box))) continue;
		const amount = printIn(print, box);
		if (amount >= least) continue;
		[best, least] = [box, amount];
		if (!empty) break;
	}
	return best;
}

/** Whether two boxes have area in common. */
export const overlap = (a: Box, b: Box): boolean =>
	a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The colour of the ground within a box: that of middle brightness among 49 pixels. */
export function groundColour({ data, width, height }: Raster, box: Box): Rgb {
	const colours = Array.from({ length: 49 }, (_, k): Rgb => {
		const x = Math.max(0, Math.min(width - 1, Math.round(box.x + ((k % 7) / 6) * box.width)));
		const y = Math.max(0, Math.min(height - 1, Math.round(box.y + (Math.floor(k / 7) / 6) * box.height)));
		const at = (y * width + x) * 3;
		return [data[at] as number, data[at + 1] as number, data[at + 2] as number];
	});
	return colours.sort((a, b) => luminance(a) - luminance(b))[24] as Rgb;
}

/** Middles anywhere in a rectangle of a size. */
export const anywhere = (width: number, height: number, random: Random) => (): readonly [number, number] => [
	random.float(0, width),
	random.float(0, height),
];
