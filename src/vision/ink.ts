import { bounds, type Polygon } from "../geometry.ts";
import type { Raster } from "./raster.ts";

/** Share of pixels taken as the darkest print and as paper when contrast is stretched, 0..1. */
const DARK_SHARE = 0.02;
const PAPER_SHARE = 0.5;
/** Saturated ink is at least this bright in its brightest channel, relative to paper: all above becomes paper, 0..1. */
const INK_BRIGHTNESS = 0.78;

/**
 * The picture without coloured ink: seals and coloured grounds fade into the paper, dark print stays. The brightest of the three
 * channels is near paper for any saturated ink and dark only for grey and black; then contrast is stretched to the full range.
 */
export function withoutColouredInk({ width, height, data }: Raster): Raster {
	const n = width * height;
	const bright = new Uint8Array(n);
	const histogram = new Uint32Array(256);
	for (let i = 0, o = 0; i < n; i++, o += 3) {
		const v = Math.max(data[o] as number, data[o + 1] as number, data[o + 2] as number);
		bright[i] = v;
		histogram[v] = (histogram[v] as number) + 1;
	}
	const dark = level(histogram, DARK_SHARE * n);
	const paper = Math.max(dark + 1, INK_BRIGHTNESS * level(histogram, PAPER_SHARE * n));
	const out = new Uint8Array(data.length);
	for (let i = 0, o = 0; i < n; i++, o += 3)
		out.fill(Math.max(0, Math.min(255, (255 * ((bright[i] as number) - dark)) / (paper - dark))), o, o + 3);
	return { width, height, data: out };
}

/** Grey value below which `count` pixels lie. */
function level(histogram: Uint32Array, count: number): number {
	let sum = 0;
	for (let v = 0; v < 256; v++) {
		sum += histogram[v] as number;
		if (sum >= count) return v;
	}
	return 255;
}

/** Samples per side on which a place is judged. */
const BLANK_GRID = 64;
/** A sample differs from the paper when any channel is off by more than this, 0..255: security print is paler. */
const BLANK_CONTRAST = 46;
/** Share of differing samples below which a place is blank paper, 0..1. */
const BLANK_SHARE = 0.03;

/** Whether a place (pixels of the picture) holds nothing but paper: no print, no stamp, no photo. */
export function isBlank({ width, height, data }: Raster, place: Polygon): boolean {
	const box = bounds(place);
	const samples: [number, number, number][] = [];
	for (let j = 0; j < BLANK_GRID; j++)
		for (let i = 0; i < BLANK_GRID; i++) {
			const x = Math.floor(box.x + ((i + 0.5) / BLANK_GRID) * box.width);
			const y = Math.floor(box.y + ((j + 0.5) / BLANK_GRID) * box.height);
			if (x < 0 || y < 0 || x >= width || y >= height) continue;
			const o = (y * width + x) * 3;
			samples.push([data[o] as number, data[o + 1] as number, data[o + 2] as number]);
		}
	if (samples.length === 0) return false;
	const paper = [0, 1, 2].map(
		(c) => samples.map((s) => s[c] as number).sort((a, b) => a - b)[samples.length >> 1] as number,
	);
	const differing = samples.filter((s) => s.some((v, c) => Math.abs(v - (paper[c] as number)) > BLANK_CONTRAST));
	return differing.length / samples.length < BLANK_SHARE;
}
