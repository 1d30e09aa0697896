/**
 * The page as the mark detectors see it: reduced to one working size and divided by its own paper, so that shadows, a
 * warm lamp and coloured paper are gone and an ink is judged by what it takes away from the paper.
 */
import type { Mat, OpenCv } from "../vision/opencv.ts";
import { toMat, toRaster, withMats } from "../vision/opencv.ts";
import type { Raster } from "../vision/raster.ts";

/** One value per pixel, row by row. */
export interface Plane {
	width: number;
	height: number;
	data: Float32Array;
}

export interface InkView {
	/** WorkPx per PagePx, at most 1. */
	scale: number;
	/** The page at working size, as photographed. */
	colour: Raster;
	/** Same size; each channel divided by the paper around it, 255 = paper. */
	onPaper: Raster;
	/** How red the ink is, 0 = paper or black print, 1 = pure red. */
	red: Plane;
	/** How blue or purple the ink is, 0..1. */
	cold: Plane;
	/** How dark the ink is in all channels, 0..1: black ink and print. */
	dark: Plane;
}

/** Long side of the working picture in pixels: on A4 a 30 mm seal is 121 px and its 1 mm ring 4 px wide. */
export const WORK_LONG_SIDE = 1200;
/** Long side of the picture the paper's colour is estimated on. */
const PAPER_LONG_SIDE = 150;
/** Median window in those pixels: 41 px is 81 mm of A4, so a 25 × 35 mm photograph does not count as paper. */
const PAPER_WINDOW = 41;

/** Prepares the planes every detector starts from. `page` may have any size; the result's long side is ≤ WORK_LONG_SIDE. */
export function viewInk(cv: OpenCv, page: Raster): InkView {
	return withMats((own) => {
		const full = own(toMat(cv, page));
		const scale = Math.min(1, WORK_LONG_SIDE / Math.max(page.width, page.height));
		const work = own(resized(cv, full, page.width * scale, page.height * scale));
		const k = PAPER_LONG_SIDE / Math.max(page.width, page.height);
		const small = own(resized(cv, work, page.width * k, page.height * k));
		const median = own(new cv.Mat());
		cv.medianBlur(small, median, PAPER_WINDOW);
		const paper = own(new cv.Mat());
		cv.resize(median, paper, new cv.Size(work.cols, work.rows), 0, 0, cv.INTER_LINEAR);
		const divided = own(new cv.Mat());
		cv.divide(work, paper, divided, 255);
		// Colour noise of small sensors is finer than any ink line kept at this size.
		cv.GaussianBlur(divided, divided, new cv.Size(3, 3), 0);
		const onPaper = toRaster(divided);
		return {
			scale,
			colour: toRaster(work),
			onPaper,
			red: plane(onPaper, (r, g) => r - g),
			cold: plane(onPaper, (r, g, b) => b - Math.min(r, g)),
			dark: plane(onPaper, (r, g, b) => 255 - Math.max(r, g, b)),
		};
	});
}

/** What `measure` makes of every pixel's channels (0..255), clipped at 0, as a share of paper white. */
function plane({ width, height, data }: Raster, measure: (r: number, g: number, b: number) => number): Plane {
	const out = new Float32Array(width * height);
	for (let i = 0, p = 0; i < out.length; i++, p += 3)
		out[i] = Math.max(0, measure(data[p] as number, data[p + 1] as number, data[p + 2] as number) / 255);
	return { width, height, data: out };
}

/** A new Mat of the rounded size, averaged when it shrinks. The caller owns it. */
export function resized(cv: OpenCv, source: Mat, width: number, height: number): Mat {
	const out = new cv.Mat();
	const size = new cv.Size(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)));
	cv.resize(source, out, size, 0, 0, size.width < source.cols ? cv.INTER_AREA : cv.INTER_LINEAR);
	return out;
}

/** Value at the nearest pixel; 0 outside the plane. */
export function sample({ width, height, data }: Plane, x: number, y: number): number {
	const column = Math.round(x);
	const row = Math.round(y);
	return column < 0 || row < 0 || column >= width || row >= height ? 0 : (data[row * width + column] as number);
}
