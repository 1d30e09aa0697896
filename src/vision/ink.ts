import type { Raster } from "./raster.ts";

/** Share of pixels taken as the darkest print and as paper when contrast is stretched, 0..1. */
const DARK_SHARE = 0.02;
const PAPER_SHARE = 0.5;

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
	const paper = Math.max(dark + 1, level(histogram, PAPER_SHARE * n));
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
