/** Light on the flat page: how bright its paper and how dark its print are, and where a lamp wipes print out. */
import type { Box } from "../geometry.ts";
import { type Mat, type OpenCv, withMats } from "../vision/opencv.ts";

export interface Exposure {
	/** Grey levels 0..255: the brightest and the darkest things on the page (99th and 0.5th percentile). */
	brightest: number;
	darkest: number;
	/** Typical level of the page's ground. */
	ground: number;
	/** Blobs of the flat page where everything is white. */
	glare: GlareBlob[];
}

/** `blank` = nothing darker shows inside the blob, so print there would be lost. */
export interface GlareBlob extends Box {
	blank: boolean;
}

/** Level at which a phone's sensor has nothing left to give. */
const SATURATED = 250;
/**
 * Glare stands out of the page, and of the ground this near to it (px of the small flat page), by at least this many grey
 * levels; white paper exposed to the limit on its lighter side does not.
 */
const MIN_EXCESS = 14;
const NEAR_PX = 60;
/** Smallest blob, share of the page: 25 × 25 mm on A4, larger than the gaps between lines of print. */
const MIN_SHARE = 0.01;
/** Contrast inside a blob, grey levels, below which nothing could be read there. */
const BLANK_CONTRAST = 14;
/** Print thinner than this (px of the small flat page, long side 1200 px) is bridged, so that it does not split a blob. */
const BRIDGE_PX = 15;

/** Measures the small flat page (grey, long side about 1200 px). */
export function measureExposure(cv: OpenCv, grey: Mat): Exposure {
	const counts = new Uint32Array(256);
	for (const level of grey.data) counts[level] = (counts[level] as number) + 1;
	const ground = percentile(counts, 0.5);
	const glare = ground + MIN_EXCESS > 255 ? [] : findGlare(cv, grey, Math.max(SATURATED, ground + MIN_EXCESS));
	return { brightest: percentile(counts, 0.99), darkest: percentile(counts, 0.005), ground, glare };
}

function findGlare(cv: OpenCv, grey: Mat, level: number): GlareBlob[] {
	return withMats((own) => {
		const white = own(new cv.Mat());
		cv.threshold(grey, white, level - 1, 255, cv.THRESH_BINARY);
		const square = own(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(BRIDGE_PX, BRIDGE_PX)));
		cv.morphologyEx(white, white, cv.MORPH_CLOSE, square);
		cv.morphologyEx(white, white, cv.MORPH_OPEN, square);
		const labels = own(new cv.Mat());
		const stats = own(new cv.Mat());
		const centroids = own(new cv.Mat());
		const count = cv.connectedComponentsWithStats(white, labels, stats, centroids);
		const blobs: GlareBlob[] = [];
		for (let label = 1; label < count; label++) {
			const [x, y, width, height, size] = stats.data32S.subarray(label * 5, label * 5 + 5);
			if (x === undefined || y === undefined || width === undefined || height === undefined || size === undefined)
				continue;
			if (size < MIN_SHARE * grey.rows * grey.cols) continue;
			if (groundNear(grey, labels, label, { x, y, width, height }) > SATURATED - MIN_EXCESS) continue;
			blobs.push({ x, y, width, height, blank: contrast(grey, labels, label) < BLANK_CONTRAST });
		}
		return blobs;
	});
}

/** Median grey level outside a blob within NEAR_PX of its box. */
function groundNear(grey: Mat, labels: Mat, label: number, { x, y, width, height }: Box): number {
	const counts = new Uint32Array(256);
	const { data, cols } = grey;
	const { data32S } = labels;
	for (let row = Math.max(0, y - NEAR_PX); row < Math.min(grey.rows, y + height + NEAR_PX); row++)
		for (let column = Math.max(0, x - NEAR_PX); column < Math.min(cols, x + width + NEAR_PX); column++) {
			const i = row * cols + column;
			if (data32S[i] !== label) counts[data[i] as number] = (counts[data[i] as number] as number) + 1;
		}
	return percentile(counts, 0.5);
}

/** Grey levels between the blob's brightest and its darkest hundredth. */
function contrast(grey: Mat, labels: Mat, label: number): number {
	const counts = new Uint32Array(256);
	const { data } = grey;
	const { data32S } = labels;
	for (let i = 0; i < data32S.length; i++)
		if (data32S[i] === label) counts[data[i] as number] = (counts[data[i] as number] as number) + 1;
	return percentile(counts, 0.99) - percentile(counts, 0.01);
}

function percentile(counts: Uint32Array, share: number): number {
	const target = share * counts.reduce((a, b) => a + b, 0);
	let below = 0;
	for (let level = 0; level < 256; level++) {
		below += counts[level] as number;
		if (below > target) return level;
	}
	return 255;
}
