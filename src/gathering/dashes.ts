import type { Raster } from "../vision/raster.ts";

/** Ink is darker than paper by this share of the crop's contrast, 0..1. */
const INK = 0.5;
/** Least contrast between paper and the darkest pixel, 0..255: below it there is nothing printed. */
const MIN_CONTRAST = 50;
/** A stroke is at most this high, also when it runs a little askew, as a share of the crop's height; a character is higher. */
const MAX_STROKE = 0.2;
/** At most the dashes themselves and a rule printed under the field. */
const MAX_STROKES = 2;
/** The strokes are at least this wide, in crop heights. */
const MIN_WIDTH = 0.15;

/**
 * Whether a crop of one line holds nothing but a run of dashes, on a rule or not: thin horizontal strokes, no character. What
 * touches the crop's upper or lower edge belongs to something else.
 */
export function holdsDashes({ width, height, data }: Raster): boolean {
	const grey = new Float32Array(width * height);
	for (let i = 0; i < grey.length; i++)
		grey[i] = ((data[3 * i] as number) + (data[3 * i + 1] as number) + (data[3 * i + 2] as number)) / 3;
	const sorted = Float32Array.from(grey).sort();
	const paper = sorted[sorted.length >> 1] as number;
	const darkest = sorted[Math.floor(sorted.length * 0.001)] as number;
	if (paper - darkest < MIN_CONTRAST) return false;
	const threshold = paper - INK * (paper - darkest);
	const inkAt = (y: number): number => {
		let ink = 0;
		for (let x = 0; x < width; x++) if ((grey[y * width + x] as number) <= threshold) ink++;
		return ink;
	};
	const strokes: { top: number; bottom: number; widest: number }[] = [];
	for (let y = 0; y < height; y++) {
		const ink = inkAt(y);
		const current = strokes.at(-1);
		if (ink === 0) continue;
		if (current && current.bottom === y - 1) {
			current.bottom = y;
			current.widest = Math.max(current.widest, ink);
		} else strokes.push({ top: y, bottom: y, widest: ink });
	}
	const whole = strokes.filter(({ top, bottom }) => top > 0 && bottom < height - 1);
	return (
		whole.length > 0 &&
		whole.length <= MAX_STROKES &&
		whole.every(({ top, bottom }) => (bottom - top + 1) / height <= MAX_STROKE) &&
		whole.some(({ widest }) => widest / height >= MIN_WIDTH)
	);
}
