/** A coloured field under a print whose ground would not show it: a label, a panel, a band. */
import type { Random } from "../../samples/generator/random.ts";
import type { Box } from "../../src/geometry.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { isDark, type Rgb } from "./colour.ts";
import { apply, painted } from "./layer.ts";
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
	// Superellipses run from discs to rectangles (Lamé).
	const power = random.pick([2, 4, 40, 40]);
	const amount = new Float32Array(width * height);
	for (let p = 0; p < amount.length; p++) {
		const x = Math.abs(((p % width) + 0.5) / width - 0.5) * 2;
		const y = Math.abs((Math.floor(p / width) + 0.5) / height - 0.5) * 2;
		const edge = (1 - (x ** power + y ** power) ** (1 / power)) * Math.min(width, height) * 0.5;
		amount[p] = Math.max(0, Math.min(1, edge + 0.5));
	}
	// The corners of an ellipse must not cut into what stands on it.
	apply(flat, painted(amount, width, colour), Math.round(box.x - padX), Math.round(box.y - padY));
	return colour;
}
