/** A drawing as pixels: the part that every rendering starts from. */
import { Resvg } from "@resvg/resvg-js";
import type { Random } from "../../samples/generator/random.ts";
import type { Box } from "../../src/geometry.ts";
import type { Drawing, Style } from "../drawings/index.ts";

export interface Sprite {
	width: number;
	height: number;
	/** Premultiplied RGBA, 0..255, row by row. */
	data: Float32Array;
	/** Where the mark lies, px of the sprite. */
	place: Box;
}

/** Sprites narrower than this are drawn at twice the size and averaged, as print and lens do with fine lines. px */
const DOUBLED_BELOW = 160;
/** Free pixels round the drawing: strokes, relief and blur reach beyond the unit box. */
const MARGIN = 4;

/** Draws a mark so that its place is `width` px wide and turned by `turn` degrees about the middle of the drawing. */
export function drawSprite(drawing: Drawing, style: Style, width: number, turn: number, random: Random): Sprite {
	const unit = width / drawing.place.width;
	const [w, h] = [unit, unit / drawing.aspect];
	const factor = w < DOUBLED_BELOW ? 2 : 1;
	const [fullWidth, fullHeight] = [Math.ceil(w) + 2 * MARGIN, Math.ceil(h) + 2 * MARGIN];
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${fullWidth * factor}" height="${fullHeight * factor}" viewBox="0 0 ${fullWidth} ${fullHeight}"><g transform="rotate(${turn.toFixed(2)} ${fullWidth / 2} ${fullHeight / 2}) translate(${MARGIN} ${MARGIN}) scale(${unit})">${drawing.draw(style, random)}</g></svg>`;
	const drawn = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
	const place = {
		x: MARGIN + drawing.place.x * unit,
		y: MARGIN + drawing.place.y * unit,
		width,
		height: drawing.place.height * unit,
	};
	return { width: fullWidth, height: fullHeight, data: averaged(drawn.pixels, fullWidth, fullHeight, factor), place };
}

function averaged(pixels: Uint8Array, width: number, height: number, factor: number): Float32Array {
	const out = new Float32Array(width * height * 4);
	const share = 1 / (factor * factor);
	const row = width * factor * 4;
	for (let y = 0; y < height * factor; y++)
		for (let x = 0; x < width * factor; x++) {
			const from = y * row + x * 4;
			const to = (((y / factor) | 0) * width + ((x / factor) | 0)) * 4;
			for (let c = 0; c < 4; c++) out[to + c] = (out[to + c] as number) + (pixels[from + c] as number) * share;
		}
	return out;
}

/** How much darker than white paper the drawing is, 0..1 per pixel: what one ink prints of it. */
export function darkness({ data, width, height }: Sprite): Float32Array {
	const out = new Float32Array(width * height);
	for (let p = 0; p < out.length; p++) {
		const at = 4 * p;
		const light = 0.299 * (data[at] as number) + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number);
		out[p] = Math.max(0, (data[at + 3] as number) - light) / 255;
	}
	return out;
}

/** How much of each pixel the drawing covers, 0..1. */
export function cover({ data, width, height }: Sprite): Float32Array {
	const out = new Float32Array(width * height);
	for (let p = 0; p < out.length; p++) out[p] = (data[4 * p + 3] as number) / 255;
	return out;
}

/** Value that a share of the positive numbers lies below; 0 when there are none. */
export function quantile(values: Float32Array, share: number): number {
	const positive = values.filter((v) => v > 0.02).sort();
	return positive[Math.floor(share * (positive.length - 1))] ?? 0;
}
