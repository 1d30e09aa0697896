/**
 * The ink of one seal apart from the print it crosses. Inks lie over each other like filters (Beer and Lambert), so optical
 * densities add up: the density of every pixel is so much of the seal's ink plus so much of something grey.
 */
import type { SealInk } from "../../evidence.ts";
import type { Raster } from "../../vision/raster.ts";
import type { Ellipse } from "../ellipse.ts";

/** Darkness at a place of the page, PagePx, between pixels too: 0 = paper, 1 = as dark as strong strokes of the seal, or darker. */
export type Shade = (x: number, y: number) => number;

export interface InkLayers {
	name: SealInk;
	/** The seal's ink alone. */
	alone: Shade;
	/** Everything dark, ink and print. */
	together: Shade;
}

/** Room around the seal that shows its paper, as a share of its half axis. */
const ROOM = 0.12;
/** Paper is brighter than this share of the pixels in and around a seal; a solid square leaves a fifth of its box white. */
const PAPER_QUANTILE = 0.88;
/** Strokes cover at least a tenth of a seal; the darkest of them are print under it or specks. */
const STRONG_QUANTILE = 0.96;
/** Least density that counts as ink at all: the noise of a dim photo. */
const LEAST_DENSITY = 0.08;
/** Cosine between the ink's colour and grey above which the two cannot be told apart: a black stamp. */
const GREY_COSINE = 0.985;

/** Separates the ink of a seal whose strokes surely lie where `strokes` says (PagePx). */
export function separateInk(page: Raster, around: Ellipse, strokes: readonly (readonly [number, number])[]): InkLayers {
	const box = boxAround(page, around);
	const density = densities(page, box);
	const ink = inkColour(density, box, strokes);
	const { alone, together } = unmix(density, ink);
	return { name: nameOf(ink), alone: shade(normalised(alone), box), together: shade(normalised(together), box) };
}

interface Area {
	left: number;
	top: number;
	width: number;
	height: number;
}

function boxAround(page: Raster, { x, y, rx }: Ellipse): Area {
	const reach = rx * (1 + ROOM);
	const left = Math.max(0, Math.floor(x - reach));
	const top = Math.max(0, Math.floor(y - reach));
	return {
		left,
		top,
		width: Math.max(1, Math.min(page.width, Math.ceil(x + reach)) - left),
		height: Math.max(1, Math.min(page.height, Math.ceil(y + reach)) - top),
	};
}

/** Optical density of each channel against the paper, interleaved as in the raster. */
function densities(page: Raster, { left, top, width, height }: Area): Float32Array {
	const out = new Float32Array(width * height * 3);
	for (let c = 0; c < 3; c++) {
		const counts = new Uint32Array(256);
		for (let y = 0; y < height; y++)
			for (let x = 0, p = ((top + y) * page.width + left) * 3 + c; x < width; x++, p += 3)
				counts[page.data[p] as number] = (counts[page.data[p] as number] as number) + 1;
		let paper = 255;
		for (let seen = 0; paper > 1; paper--) {
			seen += counts[paper] as number;
			if (seen >= (1 - PAPER_QUANTILE) * width * height) break;
		}
		const table = Float32Array.from({ length: 256 }, (_, v) => Math.max(0, Math.log(paper / Math.max(4, v))));
		for (let y = 0, o = c; y < height; y++)
			for (let x = 0, p = ((top + y) * page.width + left) * 3 + c; x < width; x++, p += 3, o += 3)
				out[o] = table[page.data[p] as number] as number;
	}
	return out;
}

type Colour = [number, number, number];
const GREY: Colour = [1, 1, 1];

/** Mean density of the most colourful half of the strokes (print over a stroke is greyer), its strongest channel 1. */
function inkColour(density: Float32Array, area: Area, strokes: readonly (readonly [number, number])[]): Colour {
	const seen = strokes
		.map(([x, y]): Colour => {
			const column = Math.min(area.width - 1, Math.max(0, Math.round(x) - area.left));
			const row = Math.min(area.height - 1, Math.max(0, Math.round(y) - area.top));
			const o = (row * area.width + column) * 3;
			return [density[o] as number, density[o + 1] as number, density[o + 2] as number];
		})
		.filter((d) => Math.max(...d) > LEAST_DENSITY)
		.map((d) => ({ d, colourful: (Math.max(...d) - Math.min(...d)) / Math.max(...d) }))
		.sort((a, b) => b.colourful - a.colourful)
		.slice(0, Math.ceil(strokes.length / 2));
	if (seen.length === 0) return GREY;
	const sum = [0, 1, 2].map((c) => seen.reduce((s, { d }) => s + (d[c] as number), 0));
	const most = Math.max(...sum);
	return sum.map((v) => v / most) as Colour;
}

/**
 * Grey density below which a pixel holds no print and from which on it surely does. Where there is none the ink is seen best in its
 * strongest channel: cameras and JPEG keep colours at half the sharpness.
 */
const PRINT = { none: 0.15, full: 0.4 };

/** Least-squares amounts of ink and of grey in every pixel, neither below 0, and the strongest channel of both. */
function unmix(density: Float32Array, ink: Colour): { alone: Float32Array; together: Float32Array } {
	const n = density.length / 3;
	const alone = new Float32Array(n);
	const together = new Float32Array(n);
	const [r, g, b] = ink;
	const ii = r * r + g * g + b * b;
	const ig = r + g + b;
	const grey = ig / Math.sqrt(3 * ii) > GREY_COSINE;
	const det = 3 * ii - ig * ig;
	const channel = ink.indexOf(Math.max(...ink));
	for (let i = 0, o = 0; i < n; i++, o += 3) {
		const [dr, dg, db] = [density[o] as number, density[o + 1] as number, density[o + 2] as number];
		const di = dr * r + dg * g + db * b;
		const ds = dr + dg + db;
		together[i] = density[o + channel] as number;
		if (grey) alone[i] = ds / 3;
		else {
			const amount = Math.max(0, (3 * di - ig * ds) / det);
			const printed = Math.min(1, Math.max(0, ((ii * ds - ig * di) / det - PRINT.none) / (PRINT.full - PRINT.none)));
			alone[i] = (together[i] as number) + printed * (amount - (together[i] as number));
		}
	}
	return { alone, together };
}

/** Scaled so that strong strokes are 1. */
function normalised(layer: Float32Array): Float32Array {
	const values = Float32Array.from({ length: Math.min(layer.length, 4000) }, (_, i) => {
		return layer[Math.floor((i * layer.length) / Math.min(layer.length, 4000))] as number;
	}).sort();
	const strong = Math.max(LEAST_DENSITY, values[Math.floor(values.length * STRONG_QUANTILE)] as number);
	return layer.map((v) => v / strong);
}

/** Bilinear look-up; places outside the area take its edge. */
function shade(layer: Float32Array, { left, top, width, height }: Area): Shade {
	return (px, py) => {
		const x = Math.min(width - 1.001, Math.max(0, px - left));
		const y = Math.min(height - 1.001, Math.max(0, py - top));
		const i = Math.floor(y) * width + Math.floor(x);
		const fx = x - Math.floor(x);
		const fy = y - Math.floor(y);
		const upper = (layer[i] as number) * (1 - fx) + (layer[i + 1] as number) * fx;
		const lower = (layer[i + width] as number) * (1 - fx) + (layer[i + width + 1] as number) * fx;
		return upper * (1 - fy) + lower * fy;
	};
}

/** Saturation of the ink's colour (what it lets through at density 1.5) below which it is black or grey. */
const BLACK_SATURATION = 0.25;

/** The ink's hue in words. Magenta, 325°, divides red from purple; violet, 250°, purple from blue. */
function nameOf(ink: Colour): SealInk {
	const [r, g, b] = ink.map((d) => Math.exp(-1.5 * d)) as Colour;
	const most = Math.max(r, g, b);
	const span = most - Math.min(r, g, b);
	if (span / most < BLACK_SATURATION) return "black";
	const sector = most === r ? (g - b) / span : most === g ? 2 + (b - r) / span : 4 + (r - g) / span;
	const hue = (sector * 60 + 360) % 360;
	if (hue >= 325 || hue < 25) return "red";
	if (hue >= 250) return "purple";
	return hue >= 195 ? "blue" : "other";
}

/** Share of the strongest values that counts as a stroke, and the least there must be: less is paper, whatever stands out of it. */
const STROKE = { share: 0.45, least: 0.14 };

/** The level from which values of one place of a seal are strokes, when about `inked` of them are expected to be. */
export function strokeLevel(values: readonly number[], inked: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return Math.max(STROKE.least, STROKE.share * (sorted[Math.floor((1 - inked / 2) * (sorted.length - 1))] as number));
}
