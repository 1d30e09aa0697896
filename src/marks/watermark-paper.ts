/** What is printed pale into the paper, brought out: print taken away, light evened, faint differences made strong. */
import type { Box } from "../geometry.ts";
import type { Mat, OpenCv } from "../vision/opencv.ts";
import { toMat, withMats } from "../vision/opencv.ts";
import type { Raster } from "../vision/raster.ts";

/** Long side of the picture that is worked on, pixels: a character of 40 PagePx is then 16 high. */
const WORK_SIDE = 960;
/** The paper is the median over this many pixels of a picture eight times smaller: wider than any stroke of a watermark. */
const PAPER_SHRINK = 8;
const PAPER_MEDIAN = 21;
/** Differences from the paper, as shares of its brightness: all channels together, and any one, from which it is print. */
const PRINT = { mean: 0.36, any: 0.52 };
/** Print is taken away with this much around it, pixels. */
const PRINT_EDGE = 3;
/** Where print was, the paper around is continued from as near as there is any, pixels. */
const FILLS = [9, 25];
/** Paper continues where it is at least this share of what lies around. */
const FILL_SHARE = 0.1;
/** Differences up to the first are paper; from the second on they are black, shares of the paper's brightness. */
const FAINTEST = 0.012;
export const TONES = { faint: 0.06, soft: 0.24 } as const;

export interface Paper {
	width: number;
	height: number;
	/** Pixels of this view per PagePx. */
	scale: number;
	/** How much darker (or, below 0, lighter) than the paper, a share of its brightness, row by row. */
	faint: Float32Array;
}

/** The faint layer of a flat page. */
export function viewPaper(cv: OpenCv, page: Raster): Paper {
	return withMats((own) => {
		const scale = Math.min(1, WORK_SIDE / Math.max(page.width, page.height));
		const [width, height] = [Math.round(page.width * scale), Math.round(page.height * scale)];
		const size = new cv.Size(width, height);
		const full = own(toMat(cv, page));
		const small = own(new cv.Mat());
		cv.resize(full, small, size, 0, 0, cv.INTER_AREA);
		// The darkest of each neighbourhood: thin strokes of print would pass for faint ones once they are averaged.
		const kernel = own(cv.Mat.ones(3, 3, cv.CV_8U));
		const darkest = own(new cv.Mat());
		cv.erode(full, darkest, kernel);
		cv.resize(darkest, darkest, size, 0, 0, cv.INTER_NEAREST);
		const paper = own(new cv.Mat());
		const shrunk = new cv.Size(Math.ceil(width / PAPER_SHRINK), Math.ceil(height / PAPER_SHRINK));
		cv.resize(small, paper, shrunk, 0, 0, cv.INTER_AREA);
		cv.medianBlur(paper, paper, PAPER_MEDIAN);
		cv.resize(paper, paper, size, 0, 0, cv.INTER_LINEAR);
		const print = own(printMask(cv, darkest, paper));
		const faint = own(faintLayer(cv, small, paper, print));
		return { width, height, scale, faint: new Float32Array(faint.data32F as Float32Array) };
	});
}

/** 1 where ink as strong as print stands, and around it. */
function printMask(cv: OpenCv, { data, rows, cols }: Mat, paper: Mat): Mat {
	const mask = new cv.Mat(rows, cols, cv.CV_8U);
	const [ink, ground, out] = [data as Uint8Array, paper.data as Uint8Array, mask.data as Uint8Array];
	for (let i = 0, j = 0; i < rows * cols; i++, j += 3) {
		let sum = 0;
		let most = 0;
		for (let c = 0; c < 3; c++) {
			const d = 1 - (ink[j + c] as number) / Math.max(1, ground[j + c] as number);
			sum += d;
			if (d > most) most = d;
		}
		out[i] = sum > 3 * PRINT.mean || most > PRINT.any ? 1 : 0;
	}
	return withMats((own) => {
		const edge = 2 * PRINT_EDGE + 1;
		const kernel = own(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(edge, edge)));
		cv.dilate(mask, mask, kernel);
		return mask;
	});
}

/** CV_32F: how far each pixel is from the paper, along the colour in which the page's faint structure varies most. */
function faintLayer(cv: OpenCv, small: Mat, paper: Mat, print: Mat): Mat {
	const { rows, cols } = small;
	const n = rows * cols;
	const [seen, ground, masked] = [small.data as Uint8Array, paper.data as Uint8Array, print.data as Uint8Array];
	const [r, g, b] = strongest(seen, ground, masked);
	const layer = new cv.Mat(rows, cols, cv.CV_32F);
	const values = layer.data32F as Float32Array;
	for (let i = 0, j = 0; i < n; i++, j += 3)
		values[i] = masked[i]
			? 0
			: r * (1 - (seen[j] as number) / Math.max(1, ground[j] as number)) +
				g * (1 - (seen[j + 1] as number) / Math.max(1, ground[j + 1] as number)) +
				b * (1 - (seen[j + 2] as number) / Math.max(1, ground[j + 2] as number));
	return withMats((own) => {
		const weight = own(new cv.Mat(rows, cols, cv.CV_32F));
		const weights = weight.data32F as Float32Array;
		for (let i = 0; i < n; i++) weights[i] = masked[i] ? 0 : 1;
		const open = own(layer.clone());
		const filled = Uint8Array.from(masked, (m) => 1 - m);
		for (const side of FILLS) {
			const around = own(new cv.Mat());
			const near = own(new cv.Mat());
			cv.blur(open, around, new cv.Size(side, side));
			cv.blur(weight, near, new cv.Size(side, side));
			const [sums, shares] = [around.data32F as Float32Array, near.data32F as Float32Array];
			for (let i = 0; i < n; i++) {
				if (filled[i] || (shares[i] as number) < FILL_SHARE) continue;
				values[i] = (sums[i] as number) / (shares[i] as number);
				filled[i] = 1;
			}
		}
		cv.GaussianBlur(layer, layer, new cv.Size(0, 0), 1);
		return layer;
	});
}

/** Weights of red, green and blue (first principal component of the faint differences), of length 1. */
function strongest(seen: Uint8Array, ground: Uint8Array, masked: Uint8Array): [number, number, number] {
	const m = new Float64Array(9);
	const d = [0, 0, 0];
	for (let i = 0; i < masked.length; i += 7) {
		if (masked[i]) continue;
		for (let c = 0; c < 3; c++) d[c] = 1 - (seen[3 * i + c] as number) / Math.max(1, ground[3 * i + c] as number);
		for (let a = 0; a < 3; a++)
			for (let c = 0; c < 3; c++) m[3 * a + c] = (m[3 * a + c] as number) + (d[a] as number) * (d[c] as number);
	}
	let v = [1, 1, 1];
	for (let k = 0; k < 12; k++) {
		const next = [0, 1, 2].map((a) => v.reduce((sum, x, c) => sum + x * (m[3 * a + c] as number), 0));
		const length = Math.hypot(...next) || 1;
		v = next.map((x) => x / length);
	}
	const length = Math.hypot(...v) || 1;
	return v.map((x) => x / length / Math.sqrt(3)) as [number, number, number];
}

/** The faint layer as a picture, dark on white, darker and lighter than the paper alike; black from a difference of `black` on. */
export function drawPaper({ width, height, faint }: Paper, black: number): Raster {
	const data = new Uint8Array(3 * faint.length);
	for (let i = 0; i < faint.length; i++) {
		const t = (Math.abs(faint[i] as number) - FAINTEST) / (black - FAINTEST);
		data.fill(255 - Math.round(235 * Math.min(1, Math.max(0, t))), 3 * i, 3 * i + 3);
	}
	return { width, height, data };
}

/** The outer part of a page, as a share of its long side, where borders are printed and the desk may show. */
const MARGIN = 0.05;
/** Structure is looked for in squares of this side, pixels, on averages of 2 × 2: the finest lines and grain of paper vanish in them. */
const SQUARE = 24;

/**
 * Share of the page's squares in which the paper's brightness varies (standard deviation) by more than `least`, a share of that
 * brightness; 0..1.
 */
export function structuredShare({ width, height, faint }: Paper, least: number): number {
	const edge = Math.round(MARGIN * Math.max(width, height));
	let squares = 0;
	let structured = 0;
	for (let top = edge; top + SQUARE <= height - edge; top += SQUARE)
		for (let left = edge; left + SQUARE <= width - edge; left += SQUARE) {
			let sum = 0;
			let squared = 0;
			for (let y = top; y < top + SQUARE; y += 2)
				for (let x = left; x < left + SQUARE; x += 2) {
					const i = y * width + x;
					const v =
						((faint[i] as number) +
							(faint[i + 1] as number) +
							(faint[i + width] as number) +
							(faint[i + width + 1] as number)) /
						4;
					sum += v;
					squared += v * v;
				}
			const n = (SQUARE * SQUARE) / 4;
			squares++;
			if (squared / n - (sum / n) ** 2 > least * least) structured++;
		}
	return squares > 0 ? structured / squares : 0;
}

/** The difference from the paper that this share of the pixels in a box stay below; a share of the paper's brightness. */
export function strength({ width, height, faint }: Paper, box: Box, share: number): number {
	const values: number[] = [];
	for (let y = Math.max(0, Math.floor(box.y)); y < Math.min(height, box.y + box.height); y += 2)
		for (let x = Math.max(0, Math.floor(box.x)); x < Math.min(width, box.x + box.width); x += 2)
			values.push(Math.abs(faint[y * width + x] as number));
	return values.sort((a, b) => a - b)[Math.floor(share * values.length)] ?? 0;
}

/** The page without its margin, pixels of the view. */
export function inner({ width, height }: Paper): Box {
	const edge = Math.round(MARGIN * Math.max(width, height));
	return { x: edge, y: edge, width: width - 2 * edge, height: height - 2 * edge };
}
