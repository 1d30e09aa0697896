import type { Box } from "../geometry.ts";
import { loadOpenCv, type Mat, type OpenCv, toMat, withMats } from "../vision/opencv.ts";
import type { Raster } from "../vision/raster.ts";

/** Long side of the picture in which seals are looked for, pixels: a ring line of 1 mm on A4 is still 3 pixels wide. */
const SEARCH_SIDE = 960;
/** Red ink is this much redder than its next strongest channel (of 255): faint print in warm light stays above it. */
const REDNESS = 30;
/** Pixels this many times as red are ink without print over it. */
const FULL_INK = 2;
/** Share of the ink that may be darker than the strength the whole is faded by. */
const INK_QUANTILE = 0.3;
/** Ends of a broken ring that are this near count as joined, pixels of the search picture (about 1.5 mm on A4). */
const JOIN = 5;
/** Diameter of a seal as a share of the page's long side: 30 mm on A4 up to 42 mm on a page of half that size. */
const DIAMETER = { min: 0.08, max: 0.4 };
/** Width ÷ height of what can be a round or oval seal, either way. */
const MAX_ASPECT = 1.8;
/** Room around the ink that was found, as a share of its size: faint outer edges. */
const ROOM = 0.04;

/**
 * The page with the red ink of seals faded into the paper, so that print beneath it can be read. Red titles and red pages
 * are left alone: only connected red figures of a seal's size and shape are touched. Returns the same object when there is
 * none.
 *
 * Ink and print are filters one over the other (Beer and Lambert): what passes in the red channel is what passes the seal's
 * ink, nearly all, times what passes the print. Divided by the former it tells the latter, which then shades the paper.
 */
export async function fadeSeals(page: Raster): Promise<Raster> {
	const cv = await loadOpenCv();
	const seals = findRedFigures(cv, page);
	if (seals.length === 0) return page;
	const data = new Uint8Array(page.data);
	for (const seal of seals) fade(data, page.width, seal);
	return { ...page, data };
}

function fade(data: Uint8Array, pageWidth: number, { x, y, width, height }: Box): void {
	const inkReds = new Histogram();
	const paper = [new Histogram(), new Histogram(), new Histogram()];
	const eachPixel = (work: (i: number, red: number, redness: number) => void): void => {
		for (let row = y; row < y + height; row++)
			for (let i = (row * pageWidth + x) * 3, end = i + width * 3; i < end; i += 3) {
				const red = data[i] as number;
				work(i, red, red - Math.max(data[i + 1] as number, data[i + 2] as number));
			}
	};
	eachPixel((i, red, redness) => {
		if (redness > FULL_INK * REDNESS) inkReds.add(red);
		else if (redness < REDNESS / 2) for (let c = 0; c < 3; c++) (paper[c] as Histogram).add(data[i + c] as number);
	});
	const ink = inkReds.quantile(INK_QUANTILE);
	const ground = paper.map((channel) => channel.quantile(0.5));
	eachPixel((i, red, redness) => {
		// A pixel half as red as the threshold fades half-way: no hard edge where ink runs out.
		const share = Math.min(1, Math.max(0, (2 * redness) / REDNESS - 0.5));
		const passes = Math.min(1, red / ink);
		for (let c = 0; c < 3; c++) {
			const value = data[i + c] as number;
			data[i + c] = value + share * ((ground[c] as number) * passes - value);
		}
	});
}

/** Counts of byte values. */
class Histogram {
	readonly #counts = new Uint32Array(256);
	#total = 0;
	add(value: number): void {
		this.#counts[value] = (this.#counts[value] ?? 0) + 1;
		this.#total++;
	}
	/** Smallest value that `share` of the values do not exceed; 255 without any values. */
	quantile(share: number): number {
		let below = 0;
		for (let value = 0; value < 256; value++) {
			below += this.#counts[value] as number;
			if (below > 0 && below >= share * this.#total) return Math.max(1, value);
		}
		return 255;
	}
}

/** Boxes (pixels of the page, inside it) around connected red figures as large and as compact as a seal. */
function findRedFigures(cv: OpenCv, page: Raster): Box[] {
	const scale = Math.min(1, SEARCH_SIDE / Math.max(page.width, page.height));
	const longSide = Math.max(page.width, page.height) * scale;
	return withMats((own) => {
		const small = own(new cv.Mat());
		const size = new cv.Size(Math.round(page.width * scale), Math.round(page.height * scale));
		cv.resize(own(toMat(cv, page)), small, size, 0, 0, cv.INTER_AREA);
		const mask = own(redMask(cv, small));
		const kernel = own(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(JOIN, JOIN)));
		cv.morphologyEx(mask, mask, cv.MORPH_CLOSE, kernel);
		const stats = own(new cv.Mat());
		const count = cv.connectedComponentsWithStats(mask, own(new cv.Mat()), stats, own(new cv.Mat()));
		const found: Box[] = [];
		for (let i = 1; i < count; i++) {
			const [x, y, w, h] = [0, 1, 2, 3].map((k) => stats.intAt(i, k)) as [number, number, number, number];
			const [long, short] = [Math.max(w, h), Math.min(w, h)];
			if (long < DIAMETER.min * longSide || long > DIAMETER.max * longSide || long > MAX_ASPECT * short) continue;
			const left = Math.max(0, Math.floor((x - ROOM * w) / scale));
			const top = Math.max(0, Math.floor((y - ROOM * h) / scale));
			const right = Math.min(page.width, Math.ceil((x + w + ROOM * w) / scale));
			const bottom = Math.min(page.height, Math.ceil((y + h + ROOM * h) / scale));
			found.push({ x: left, y: top, width: right - left, height: bottom - top });
		}
		return found;
	});
}

/** CV_8U mask of pixels whose red stands out from green and blue. */
function redMask(cv: OpenCv, { data, rows, cols }: Mat): Mat {
	const mask = new cv.Mat(rows, cols, cv.CV_8U);
	const target = mask.data; // Each look at `data` makes a new view.
	for (let i = 0, j = 0; i < rows * cols; i++, j += 3)
		target[i] = (data[j] as number) - Math.max(data[j + 1] as number, data[j + 2] as number) > REDNESS ? 255 : 0;
	return mask;
}
