/** A coloured field under a print whose ground would not show it: a label, a panel, a band. */
import type { Random } from "../../samples/generator/random.ts";
import type { Box } from "../../src/geometry.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { isDark, type Rgb } from "./colour.ts";
import { NEEDED_GROUND, patchColour, type Rendering } from "./renderings.ts";
import { overlap } from "./room.ts";

/** Share of prints that get a field of their own without needing one. */
const UNASKED = 0.08;
/** How far a field goes beyond the print on each side, as a share of its size. */
const REACH = [0.02, 0.5] as const;

/**
 * Lays a field under the print in `box` where one is needed, clear of what the `others` hold as far as it can be.
 * Returns the colour of the ground the print will stand on.
 */
export function patchUnder(
	flat: Raster,
	box: Box,
	others: readonly Box[],
	ground: Rgb,
	rendering: Rendering,
	random: Random,
): Rgb {
	const needed = NEEDED_GROUND[rendering];
	const suits = needed === null || isDark(ground) === (needed === "dark");
	if (suits && !random.chance(UNASKED)) return ground;
	const colour = patchColour(needed ?? random.pick(["light", "dark"] as const), random);
	const wide = padded(box, random.float(...REACH), random.float(...REACH));
	const field = others.some((b) => overlap(b, wide)) ? padded(box, REACH[0], REACH[0]) : wide;
	// Superellipses run from discs to rectangles (Lamé).
	fill(flat, field, random.pick([2, 4, 40, 40]), colour);
	return colour;
}

function padded({ x, y, width, height }: Box, across: number, down: number): Box {
	const [dx, dy] = [across * width, down * height];
	const [left, top] = [Math.round(x - dx), Math.round(y - dy)];
	return { x: left, y: top, width: Math.ceil(width + 2 * dx), height: Math.ceil(height + 2 * dy) };
}

/** Fills the superellipse of a box, with an edge one pixel soft to the left and right. */
function fill({ data, width, height }: Raster, box: Box, power: number, colour: Rgb): void {
	for (let y = Math.max(0, box.y); y < Math.min(height, box.y + box.height); y++) {
		const v = Math.abs((2 * (y + 0.5 - box.y)) / box.height - 1);
		const half = (box.width / 2) * (1 - v ** power) ** (1 / power);
		const [from, to] = [box.x + box.width / 2 - half, box.x + box.width / 2 + half];
		for (let x = Math.max(0, Math.floor(from)); x < Math.min(width, Math.ceil(to)); x++) {
			const amount = Math.min(1, x + 1 - from) * Math.min(1, to - x);
			for (let c = 0, at = (y * width + x) * 3; c < 3; c++, at++)
				data[at] = (data[at] as number) * (1 - amount) + (colour[c] as number) * amount;
		}
	}
}
