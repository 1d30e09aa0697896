/** Blur where there is something to be blurred: tiles of the flat page that hold print. Plain paper tells nothing. */
import type { Box } from "../geometry.ts";
import { type Mat, type OpenCv, withMats } from "../vision/opencv.ts";

/** A tile with print; `blur` is the standard deviation of a Gaussian that would blur a clean edge as much, px. */
export interface PrintTile extends Box {
	blur: number;
}

/** Side of a tile, px of the small flat page (long side 1200 px): about four lines of 12 pt print. */
const TILE_PX = 75;
/**
 * Change per pixel (grey levels) of an edge that can be measured: at least the first, and as many times the page's median,
 * which is plain paper and so sensor noise; and how many pixels of a tile must have it.
 */
const MIN_GRADIENT = 3;
const OVER_NOISE = 5;
const MIN_PIXELS = 25;
/** Rim of the page that is left out, share of its long side: desk and cut edges are sharp where print is not. */
const RIM = 0.03;
/** Blur against sensor noise, and known extra blur on top of it, px. */
const SMOOTHING_PX = 1;
const EXTRA_BLUR_PX = 1.5;

/**
 * Blurs the grey page once more by a known amount s and compares gradients on the strongest edges: a clean edge blurred by
 * σ keeps the share r = σ / √(σ² + s²) of its gradient, so σ = s·r / √(1 − r²) (the re-blur idea of Crété et al., The blur
 * effect, 2007, solved for a Gaussian edge).
 */
export function measureBlur(cv: OpenCv, grey: Mat): PrintTile[] {
	const [before, after] = withMats((own) => {
		const smooth = own(new cv.Mat());
		cv.GaussianBlur(grey, smooth, new cv.Size(0, 0), SMOOTHING_PX);
		const blurred = own(new cv.Mat());
		cv.GaussianBlur(smooth, blurred, new cv.Size(0, 0), EXTRA_BLUR_PX);
		return [gradients(cv, smooth), gradients(cv, blurred)] as const;
	});
	const { cols: width, rows: height } = grey;
	const floor = Math.max(MIN_GRADIENT, OVER_NOISE * median(before));
	const tiles: PrintTile[] = [];
	const rim = Math.round(RIM * Math.max(width, height));
	for (let y = rim; y + TILE_PX <= height - rim; y += TILE_PX)
		for (let x = rim; x + TILE_PX <= width - rim; x += TILE_PX) {
			const pixels: { before: number; after: number }[] = [];
			for (let row = y; row < y + TILE_PX; row++)
				for (let i = row * width + x; i < row * width + x + TILE_PX; i++)
					if ((before[i] as number) >= floor) pixels.push({ before: before[i] as number, after: after[i] as number });
			if (pixels.length < MIN_PIXELS) continue;
			pixels.sort((p, q) => q.before - p.before);
			const steepest = pixels.slice(0, Math.max(MIN_PIXELS, Math.floor(pixels.length / 5)));
			const ratio = sum(steepest.map((p) => p.after)) / sum(steepest.map((p) => p.before));
			const r = Math.min(0.98, ratio);
			const smoothed = (EXTRA_BLUR_PX * r) / Math.sqrt(1 - r * r);
			const blur = Math.sqrt(Math.max(0, smoothed ** 2 - SMOOTHING_PX ** 2));
			tiles.push({ x, y, width: TILE_PX, height: TILE_PX, blur });
		}
	return tiles;
}

/** Grey levels per pixel. */
function gradients(cv: OpenCv, grey: Mat): Float32Array {
	return withMats((own) => {
		const dx = own(new cv.Mat());
		const dy = own(new cv.Mat());
		cv.Sobel(grey, dx, cv.CV_32F, 1, 0, 3, 1 / 8);
		cv.Sobel(grey, dy, cv.CV_32F, 0, 1, 3, 1 / 8);
		const size = own(new cv.Mat());
		cv.magnitude(dx, dy, size);
		return new Float32Array(size.data32F);
	});
}

/** Of every 16th value, which is close enough for a noise floor. */
function median(values: Float32Array): number {
	const some = values.filter((_, i) => i % 16 === 0).sort();
	return some[some.length >> 1] ?? 0;
}

const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
