/** A coloured field under a print whose ground would not show it: a label, a panel, a band. */
import type { Random } from "../../samples/generator/random.ts";
import type { Box } from "../../src/geometry.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { isDark, type Rgb } from "./colour.ts";
import { NEEDED_GROUND, patchColour, type Rendering } from "./renderings.ts";

/** Share of prints that get a field of their own without needing one. */
const UNASKED = 0.08;
/** Seals and other rings reach far beyond the mark in their middle. */
const REACH: Partial<Record<Rendering, readonly [number, number]>> = { seal: [1.1, 1.5] };

/** Lays a field where one is needed. Returns the colour of the ground the print will stand on. */
export function patchUnder(flat: Raster, box: Box, ground: Rgb, rendering: Rendering, random: Random): Rgb {
	const needed = NEEDED_GROUND[rendering];
	const suits = needed === null || isDark(ground) === (needed === "dark");
	if (suits && !random.chance(UNASKED)) return ground;
	const colour = patchColour(needed ?? random.pick(["light", "dark"] as const), random);
	const [from, to] = REACH[rendering] ?? [0.12, 0.6];
	const [padX, padY] = [random.float(from, to) * box.width + 2, random.float(from, to) * box.height + 2];
	const [width, height] = [Math.ceil(box.width + 2 * padX), Math.ceil(box.height + 2 * padY)];
	const [left, top] = [Math.round(box.x - padX), Math.round(box.y - padY)];
	// Superellipses run from discs to rectangles (Lamé).
	fill(flat, { x: left, y: top, width, height }, random.pick([2, 4, 40, 40]), colour);
	return colour;
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
