/** A page at one size after the other, each half the one before: marks of every size come near the one size the search knows. */
import type { Mat, OpenCv } from "../../vision/opencv.ts";

/** Long side of the first level, pixels: an emblem 14 pixels wide there is 2.6 mm wide on A4. Other sizes were not compared. */
const FIRST_LONG_SIDE = 1600;
/** Shorter side below which no further level is made, pixels. */
const SMALLEST_SIDE = 24;

export interface Level {
	/** CV_8UC3, RGB. Owned by the caller of `pyramid`. */
	picture: Mat;
	/** Pixels of this level per pixel of the page. */
	scale: number;
}

/** Levels of a page (CV_8UC3), the largest first. All are registered with `own`. */
export function pyramid(cv: OpenCv, page: Mat, own: <M extends { delete(): void }>(m: M) => M): Level[] {
	const levels: Level[] = [];
	let scale = Math.min(1, FIRST_LONG_SIDE / Math.max(page.cols, page.rows));
	let from = page;
	while (true) {
		const size = new cv.Size(Math.round(page.cols * scale), Math.round(page.rows * scale));
		if (levels.length > 0 && Math.min(size.width, size.height) < SMALLEST_SIDE) return levels;
		const picture = own(new cv.Mat());
		cv.resize(from, picture, size, 0, 0, cv.INTER_AREA);
		levels.push({ picture, scale });
		from = picture;
		scale /= 2;
	}
}

/** Lays RGB pictures of one size into a batch × 3 × height × width tensor of values 0..1. */
export function toPlanes(pictures: readonly Mat[]): { data: Float32Array; shape: number[] } {
	const { rows, cols } = pictures[0] as Mat;
	const plane = rows * cols;
	const data = new Float32Array(pictures.length * 3 * plane);
	pictures.forEach((picture, index) => {
		const pixels = picture.data as Uint8Array;
		const start = index * 3 * plane;
		for (let p = 0, source = 0; p < plane; p++, source += 3) {
			data[start + p] = (pixels[source] as number) / 255;
			data[start + plane + p] = (pixels[source + 1] as number) / 255;
			data[start + 2 * plane + p] = (pixels[source + 2] as number) / 255;
		}
	});
	return { data, shape: [pictures.length, 3, rows, cols] };
}
