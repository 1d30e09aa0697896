/** Places on a page where a logo may stand: figures of ink that stand apart, at several ideas of what belongs together. */
import { type Box, bounds, type Polygon } from "../geometry.ts";
import { type Mat, type OpenCv, toMat, withMats } from "../vision/opencv.ts";
import type { Raster } from "../vision/raster.ts";

/** Long side of the picture that is looked at, pixels. */
const WORK_SIDE = 1200;
/** The paper is the median over this many pixels of a picture eight times smaller. */
const PAPER = { shrink: 8, median: 31 };
/** Difference from the paper, in any channel, from which a pixel is ink, 0..255: pale enough for a tint, too strong for guilloche. */
const INK = 40;
/** Ink this near belongs together, pixels: parts that touch, a figure of several parts, a figure with its frame. */
const JOINS = [1, 5, 11];
/** Long side of a logo, PagePx: 5 to 75 mm on A4. */
const LENGTH = { least: 36, most: 640 };
const MAX_ASPECT = 5;
/** Two boxes that overlap by more than this are one place, intersection over union. */
const SAME = 0.85;
/** Places looked at, the largest first. */
const MOST = 60;
/** A box of which this share lies on something known is part of that. */
const TAKEN = 0.5;

/** Boxes in PagePx, at most 60. `taken` are places (PagePx) of what is known to be something else. */
export function findLogoPlaces(cv: OpenCv, page: Raster, taken: readonly Polygon[]): Box[] {
	const scale = Math.min(1, WORK_SIDE / Math.max(page.width, page.height));
	const known = taken.map(bounds);
	const boxes = withMats((own) => {
		const ink = own(inkMask(cv, page, scale));
		return JOINS.flatMap((join) => figures(cv, ink, join));
	}).map(({ x, y, width, height }) => ({
		x: x / scale,
		y: y / scale,
		width: width / scale,
		height: height / scale,
	}));
	const kept: Box[] = [];
	for (const box of boxes.sort((a, b) => b.width * b.height - a.width * a.height)) {
		const long = Math.max(box.width, box.height);
		if (long < LENGTH.least || long > LENGTH.most || long > MAX_ASPECT * Math.min(box.width, box.height)) continue;
		const own = box.width * box.height;
		if (known.some((other) => shared(box, other) > TAKEN * own)) continue;
		if (kept.some((other) => shared(box, other) > SAME * (own + other.width * other.height - shared(box, other))))
			continue;
		kept.push(box);
		if (kept.length === MOST) break;
	}
	return kept;
}

/** CV_8U, 255 where ink stands. */
function inkMask(cv: OpenCv, page: Raster, scale: number): Mat {
	const size = new cv.Size(Math.round(page.width * scale), Math.round(page.height * scale));
	const mask = new cv.Mat(size.height, size.width, cv.CV_8U);
	return withMats((own) => {
		const small = own(new cv.Mat());
		cv.resize(own(toMat(cv, page)), small, size, 0, 0, cv.INTER_AREA);
		const paper = own(new cv.Mat());
		const shrunk = new cv.Size(Math.ceil(size.width / PAPER.shrink), Math.ceil(size.height / PAPER.shrink));
		cv.resize(small, paper, shrunk, 0, 0, cv.INTER_AREA);
		cv.medianBlur(paper, paper, PAPER.median);
		cv.resize(paper, paper, size, 0, 0, cv.INTER_LINEAR);
		const [seen, ground, out] = [small.data as Uint8Array, paper.data as Uint8Array, mask.data as Uint8Array];
		for (let i = 0, p = 0; i < out.length; i++, p += 3)
			out[i] =
				Math.abs((seen[p] as number) - (ground[p] as number)) > INK ||
				Math.abs((seen[p + 1] as number) - (ground[p + 1] as number)) > INK ||
				Math.abs((seen[p + 2] as number) - (ground[p + 2] as number)) > INK
					? 255
					: 0;
		return mask;
	});
}

/** Boxes (pixels of the mask) around ink that is joined over gaps of `join` pixels. */
function figures(cv: OpenCv, ink: Mat, join: number): Box[] {
	return withMats((own) => {
		const closed = own(new cv.Mat());
		const kernel = own(cv.Mat.ones(join, join, cv.CV_8U));
		cv.morphologyEx(ink, closed, cv.MORPH_CLOSE, kernel);
		const stats = own(new cv.Mat());
		const count = cv.connectedComponentsWithStats(closed, own(new cv.Mat()), stats, own(new cv.Mat()));
		return Array.from({ length: count - 1 }, (_, k) => ({
			x: stats.intAt(k + 1, 0),
			y: stats.intAt(k + 1, 1),
			width: stats.intAt(k + 1, 2),
			height: stats.intAt(k + 1, 3),
		}));
	});
}

function shared(a: Box, b: Box): number {
	const w = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
	const h = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
	return w > 0 && h > 0 ? w * h : 0;
}
