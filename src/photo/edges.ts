/** Colour edges of a small picture, as OpenCV sees them: with its print, and with print and thin borders wiped out. */
import { type Mat, type OpenCv, toMat, withMats } from "../vision/opencv.ts";
import type { Raster } from "../vision/raster.ts";

/** A thinned edge pixel. `angle` is the direction of steepest change in radians, modulo π; strength in 8-bit Lab units. */
export interface EdgePixels {
	x: Float32Array;
	y: Float32Array;
	angle: Float32Array;
	strength: Float32Array;
}

/** 8-bit CIE Lab of OpenCV: lightness 0..255, a and b around 128, three bytes per pixel. */
export interface LabPicture {
	width: number;
	height: number;
	data: Uint8Array;
}

export interface EdgeViews {
	/** Lab colours as seen, and with print wiped out: the ground of paper and desk. */
	detail: LabPicture;
	ground: LabPicture;
	/** Edges of everything, and of the ground alone. */
	edges: { detail: EdgePixels; ground: EdgePixels };
}

/**
 * Side of the square whose opening and closing wipes out print, px of the halved working picture (400 px long side):
 * twice the stroke of a title of 16 mm on an A4 page that fills the picture.
 */
const WIPE_PX = 7;
/** Weakest change per pixel that is an edge, 8-bit Lab units: sensor noise of a dim phone photo stays below after blurring. */
const MIN_STRENGTH = 2.5;
/** Chroma spans about half the numbers that lightness spans in 8-bit Lab. */
const CHROMA_WEIGHT = 2;

/** Ground and edges of a small picture (long side about 800 px). */
export function viewEdges(cv: OpenCv, small: Raster): EdgeViews {
	return withMats((own) => {
		const lab = own(toMat(cv, small));
		cv.cvtColor(lab, lab, cv.COLOR_RGB2Lab);
		const blurred = own(new cv.Mat());
		cv.GaussianBlur(lab, blurred, new cv.Size(0, 0), 1.2);
		const ground = own(new cv.Mat());
		const square = own(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(WIPE_PX, WIPE_PX)));
		// At half the size: a quarter of the work, and the sides are fitted again to the full photo anyway.
		cv.resize(lab, ground, new cv.Size(0, 0), 0.5, 0.5, cv.INTER_AREA);
		cv.morphologyEx(ground, ground, cv.MORPH_CLOSE, square);
		cv.morphologyEx(ground, ground, cv.MORPH_OPEN, square);
		cv.resize(ground, ground, new cv.Size(small.width, small.height), 0, 0, cv.INTER_LINEAR);
		cv.GaussianBlur(ground, ground, new cv.Size(0, 0), 1.2);
		return {
			detail: { width: small.width, height: small.height, data: new Uint8Array(blurred.data) },
			ground: { width: small.width, height: small.height, data: new Uint8Array(ground.data) },
			edges: { detail: thinEdges(cv, blurred), ground: thinEdges(cv, ground) },
		};
	});
}

/** Per pixel the strongest channel's gradient, kept where it is a maximum along its own direction. */
function thinEdges(cv: OpenCv, lab: Mat): EdgePixels {
	const { rows: height, cols: width } = lab;
	const [dx, dy] = withMats((own) => {
		const gx = own(new cv.Mat());
		const gy = own(new cv.Mat());
		cv.Sobel(lab, gx, cv.CV_16S, 1, 0, 3, 1 / 4);
		cv.Sobel(lab, gy, cv.CV_16S, 0, 1, 3, 1 / 4);
		return [new Int16Array(gx.data16S), new Int16Array(gy.data16S)] as const;
	});
	const n = width * height;
	const gx = new Float32Array(n);
	const gy = new Float32Array(n);
	const strength = new Float32Array(n);
	for (let i = 0; i < n; i++) {
		let best = -1;
		for (let c = 0; c < 3; c++) {
			const weight = c === 0 ? 1 : CHROMA_WEIGHT;
			const x = (dx[3 * i + c] as number) * weight;
			const y = (dy[3 * i + c] as number) * weight;
			const square = x * x + y * y;
			if (square > best) {
				best = square;
				gx[i] = x;
				gy[i] = y;
			}
		}
		strength[i] = Math.sqrt(best) / 2;
	}
	const xs: number[] = [];
	const ys: number[] = [];
	const angles: number[] = [];
	const strengths: number[] = [];
	for (let y = 1; y < height - 1; y++)
		for (let x = 1; x < width - 1; x++) {
			const i = y * width + x;
			const s = strength[i] as number;
			if (s < MIN_STRENGTH) continue;
			const ax = Math.abs(gx[i] as number);
			const ay = Math.abs(gy[i] as number);
			const diagonal = (gx[i] as number) * (gy[i] as number) > 0 ? width + 1 : width - 1;
			const step = ay < 0.414 * ax ? 1 : ax < 0.414 * ay ? width : diagonal;
			if (s < (strength[i + step] as number) || s <= (strength[i - step] as number)) continue;
			xs.push(x + 0.5);
			ys.push(y + 0.5);
			angles.push(Math.atan2(gy[i] as number, gx[i] as number));
			strengths.push(s);
		}
	const angle = Float32Array.from(angles, (a) => (a < 0 ? a + Math.PI : a >= Math.PI ? a - Math.PI : a));
	return { x: Float32Array.from(xs), y: Float32Array.from(ys), angle, strength: Float32Array.from(strengths) };
}
