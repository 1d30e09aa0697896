/** The page as if it lay under a scanner, and the exact way back to the upload. */
import { boxPolygon, type Point, type Polygon, solveHomography, type TransformStep } from "../geometry.ts";
import { loadOpenCv } from "../vision/opencv.ts";
import type { Raster } from "../vision/raster.ts";
import { type QuarterTurn, rotateQuarter, scaleHomography, turnHomography, warp } from "../vision/warp.ts";

/** Where the page lies in the upload. `assumed` = no convincing outline was seen and the whole picture stands for it. */
export interface PageOutline {
	/** UploadPx, four corners clockwise from the top left as seen; a corner may lie outside the picture. */
	polygon: Polygon;
	corners: "found" | "assumed";
}

export interface FlatPage extends PageOutline {
	/** PagePx. */
	raster: Raster;
	/** UploadPx → PagePx, in order. */
	steps: TransformStep[];
}

/** Long side of the flat page, px: 8 px per mm of A4, where 12 pt print is 34 px high and line detectors still work whole. */
export const PAGE_LONG_SIDE_PX = 2400;

/**
 * Pixel focal lengths over the long side of the picture that a phone can have: 13 mm (wide) to 120 mm (tele) equivalent on
 * a 36 mm frame. An estimate outside is noise, and the usual 26 mm main camera is assumed.
 */
const FOCAL_RANGE = [0.36, 3.4] as const;
const USUAL_FOCAL = 0.76;

/**
 * Flattens the page: perspective removed, true proportions recovered when the corners were found, long side at most
 * PAGE_LONG_SIDE_PX and never more pixels than the upload shows. The page is not turned: its top is the polygon's first side.
 */
export async function flatten(upload: Raster, page: PageOutline): Promise<FlatPage> {
	const cv = await loadOpenCv();
	const { width, height } =
		page.corners === "found" ? flatSize(upload, page.polygon) : fit(upload.width, upload.height);
	const matrix =
		page.corners === "found"
			? solveHomography(page.polygon, boxPolygon({ x: 0, y: 0, width, height }))
			: scaleHomography(upload, { width, height });
	return {
		raster: warp(cv, upload, matrix, width, height),
		steps: [{ kind: "projective", matrix }],
		polygon: page.polygon,
		corners: page.corners,
	};
}

/** The flat page turned clockwise by `turn` degrees. */
export function turnPage(flat: FlatPage, turn: QuarterTurn): FlatPage {
	if (turn === 0) return flat;
	const matrix = turnHomography(flat.raster, turn);
	return { ...flat, raster: rotateQuarter(flat.raster, turn), steps: [...flat.steps, { kind: "projective", matrix }] };
}

/** Size in pixels: the better resolved direction keeps the length of its longer side. */
function flatSize(upload: Raster, polygon: Polygon): { width: number; height: number } {
	const [tl, tr, br, bl] = polygon as [Point, Point, Point, Point];
	const across = Math.max(distance(tl, tr), distance(bl, br));
	const down = Math.max(distance(tl, bl), distance(tr, br));
	const ratio = aspectRatio(polygon, upload);
	const height = Math.max(down, across / ratio);
	return fit(height * ratio, height);
}

function fit(width: number, height: number): { width: number; height: number } {
	const scale = Math.min(1, PAGE_LONG_SIDE_PX / Math.max(width, height));
	return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/**
 * Width over height of a rectangle seen as `polygon` by a camera with square pixels and its axis through the picture's
 * middle (Zhang & He, Whiteboard scanning and image enhancement, 2007, section 3.2).
 */
export function aspectRatio(polygon: Polygon, picture: { width: number; height: number }): number {
	const unit = Math.max(picture.width, picture.height);
	const [m1, m2, m4, m3] = polygon.map(
		([x, y]): Vector => [(x - picture.width / 2) / unit, (y - picture.height / 2) / unit, 1],
	) as [Vector, Vector, Vector, Vector];
	const k2 = dot(cross(m1, m4), m3) / dot(cross(m2, m4), m3);
	const k3 = dot(cross(m1, m4), m2) / dot(cross(m3, m4), m2);
	const n2 = m2.map((v, i) => k2 * v - (m1[i] as number)) as Vector;
	const n3 = m3.map((v, i) => k3 * v - (m1[i] as number)) as Vector;
	const focal = Math.sqrt(-(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2]));
	const f = focal >= FOCAL_RANGE[0] && focal <= FOCAL_RANGE[1] ? focal : USUAL_FOCAL;
	const length = (n: Vector) => Math.hypot(n[0] / f, n[1] / f, n[2]);
	return length(n2) / length(n3);
}

type Vector = [number, number, number];
const cross = (a: Vector, b: Vector): Vector => [
	a[1] * b[2] - a[2] * b[1],
	a[2] * b[0] - a[0] * b[2],
	a[0] * b[1] - a[1] * b[0],
];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
