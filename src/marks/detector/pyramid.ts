/**
 * A page at one size after the other, each half the one before: marks of every size come near the one size the search knows.
 * Beside its colours a level holds the paper without its print, in which a watermark under text is seen whole.
 */
import { type Mat, type OpenCv, withMats } from "../../vision/opencv.ts";

/** Long side of the first level, pixels: an emblem 14 pixels wide there is 2.6 mm wide on A4. Other sizes were not compared. */
const FIRST_LONG_SIDE = 1600;
/** Shorter side below which no further level is made, pixels. */
const SMALLEST_SIDE = 24;
/**
 * Pixels at half of the first level: strokes thinner than this are taken off the paper. Body text on a page of 1600 pixels has
 * strokes of about 3, titles of up to 9. The networks were trained on the same (models/training/scenes.py).
 */
const PRINT = 5;
/** Red, green, blue and paper. */
const CHANNELS = 4;

export interface Level {
	/** CV_8UC4: red, green, blue and paper. Owned by the caller of `pyramid`. */
	picture: Mat;
	/** Pixels of this level per pixel of the page. */
	scale: number;
}

/** Levels of a page (CV_8UC3), the largest first. All are registered with `own`. */
export function pyramid(cv: OpenCv, page: Mat, own: <M extends { delete(): void }>(m: M) => M): Level[] {
	const first = Math.min(1, FIRST_LONG_SIDE / Math.max(page.cols, page.rows));
	const levels: Level[] = [{ picture: own(withPaper(cv, page, first)), scale: first }];
	for (let scale = first / 2; ; scale /= 2) {
		const size = new cv.Size(Math.round(page.cols * scale), Math.round(page.rows * scale));
		if (Math.min(size.width, size.height) < SMALLEST_SIDE) return levels;
		const picture = own(new cv.Mat());
		cv.resize((levels.at(-1) as Level).picture, picture, size, 0, 0, cv.INTER_AREA);
		levels.push({ picture, scale });
	}
}

/** The page at `scale` with the paper as its fourth channel: a grey closing at half size, which takes dark strokes off. */
function withPaper(cv: OpenCv, page: Mat, scale: number): Mat {
	return withMats((own) => {
		const colours = own(new cv.Mat());
		cv.resize(
			page,
			colours,
			new cv.Size(Math.round(page.cols * scale), Math.round(page.rows * scale)),
			0,
			0,
			cv.INTER_AREA,
		);
		const half = own(new cv.Mat());
		cv.resize(
			colours,
			half,
			new cv.Size(Math.round(colours.cols / 2), Math.round(colours.rows / 2)),
			0,
			0,
			cv.INTER_AREA,
		);
		const paper = own(new cv.Mat());
		cv.cvtColor(half, paper, cv.COLOR_RGB2GRAY);
		cv.morphologyEx(paper, paper, cv.MORPH_CLOSE, own(cv.Mat.ones(PRINT, PRINT, cv.CV_8U)));
		cv.resize(paper, paper, colours.size(), 0, 0, cv.INTER_LINEAR);
		const planes = own(new cv.MatVector());
		cv.split(colours, planes);
		planes.push_back(paper);
		const level = new cv.Mat();
		cv.merge(planes, level);
		return level;
	});
}

/** Lays pictures of one size into a batch × 4 × height × width tensor of values 0..1. */
export function toPlanes(pictures: readonly Mat[]): { data: Float32Array; shape: number[] } {
	const { rows, cols } = pictures[0] as Mat;
	const plane = rows * cols;
	const data = new Float32Array(pictures.length * CHANNELS * plane);
	pictures.forEach((picture, index) => {
		const pixels = picture.data as Uint8Array;
		const start = index * CHANNELS * plane;
		for (let p = 0, source = 0; p < plane; p++, source += CHANNELS) {
			data[start + p] = (pixels[source] as number) / 255;
			data[start + plane + p] = (pixels[source + 1] as number) / 255;
			data[start + 2 * plane + p] = (pixels[source + 2] as number) / 255;
			data[start + 3 * plane + p] = (pixels[source + 3] as number) / 255;
		}
	});
	return { data, shape: [pictures.length, CHANNELS, rows, cols] };
}
