import type { Raster } from "../vision/raster.ts";

/** Ink is darker than paper by this share of the crop's contrast, 0..1. */
const INK = 0.5;
/** Least contrast between paper and the darkest pixel, 0..255: below it there is nothing printed. */
const MIN_CONTRAST = 50;
/** A dash is at most this high, and stands within this band of the crop, as shares of its height. */
const MAX_HEIGHT = 0.3;
const BAND = { from: 0.25, to: 0.8 };
/** Together dashes are at least this wide and no wider than that, in crop heights. */
const WIDTH = { min: 0.25, max: 3 };

/** Whether a crop of one line holds nothing but a short run of dashes: thin horizontal ink at mid-height. */
export function holdsDashes({ width, height, data }: Raster): boolean {
	const grey = new Float32Array(width * height);
	for (let i = 0; i < grey.length; i++)
		grey[i] = ((data[3 * i] as number) + (data[3 * i + 1] as number) + (data[3 * i + 2] as number)) / 3;
	const sorted = Float32Array.from(grey).sort();
	const paper = sorted[sorted.length >> 1] as number;
	const darkest = sorted[Math.floor(sorted.length * 0.001)] as number;
	if (paper - darkest < MIN_CONTRAST) return false;
	const threshold = paper - INK * (paper - darkest);
	let [left, right, top, bottom] = [width, -1, height, -1];
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			if ((grey[y * width + x] as number) > threshold) continue;
			left = Math.min(left, x);
			right = Math.max(right, x);
			top = Math.min(top, y);
			bottom = Math.max(bottom, y);
		}
	const w = (right - left + 1) / height;
	const middle = (top + bottom + 1) / 2 / height;
	return (
		(bottom - top + 1) / height <= MAX_HEIGHT &&
		middle > BAND.from &&
		middle < BAND.to &&
		w >= WIDTH.min &&
		w <= WIDTH.max
	);
}
