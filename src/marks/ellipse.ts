/** Ellipses in the plane: a ring as it lies on a page that may still be a little slanted. */
import type { Point } from "../geometry.ts";
import type { OpenCv } from "../vision/opencv.ts";
import { withMats } from "../vision/opencv.ts";

/** Ellipse: centre, half axes (rx ≥ ry), direction of the long axis in radians. Coordinates as the owner says. */
export interface Ellipse {
	x: number;
	y: number;
	rx: number;
	ry: number;
	angle: number;
}

/** Point at `rho` times the ellipse's radius in the ellipse's own direction `angle`. */
export function onEllipse(e: Ellipse, angle: number, rho: number): Point {
	const u = e.rx * rho * Math.cos(angle);
	const v = e.ry * rho * Math.sin(angle);
	return [e.x + u * Math.cos(e.angle) - v * Math.sin(e.angle), e.y + u * Math.sin(e.angle) + v * Math.cos(e.angle)];
}

/** Least-squares ellipse, fitted again without the points farther off than the median distance times three. */
export function fitEllipse(cv: OpenCv, points: Point[]): Ellipse {
	return withMats((own) => {
		const fit = (p: Point[]) =>
			fromRotatedRect(cv.fitEllipse(own(cv.matFromArray(p.length, 1, cv.CV_32FC2, p.flat()))));
		const first = fit(points);
		const off = points.map((p) => Math.abs(radius(first, p) - 1));
		const limit = 3 * ([...off].sort((a, b) => a - b)[off.length >> 1] as number) + 1e-6;
		const near = points.filter((_, i) => (off[i] as number) <= limit);
		return near.length >= 20 ? fit(near) : first;
	});
}

/** Distance of a point from the centre as a share of the ellipse's radius in that direction. */
export function radius(e: Ellipse, [x, y]: Point): number {
	const dx = x - e.x;
	const dy = y - e.y;
	const u = (dx * Math.cos(e.angle) + dy * Math.sin(e.angle)) / e.rx;
	const v = (-dx * Math.sin(e.angle) + dy * Math.cos(e.angle)) / e.ry;
	return Math.hypot(u, v);
}

/** OpenCV's rotated rectangle as the ellipse it bounds. */
export function fromRotatedRect(rect: {
	center: { x: number; y: number };
	size: { width: number; height: number };
	angle: number;
}): Ellipse {
	const turn = (rect.angle * Math.PI) / 180;
	const { width, height } = rect.size;
	return width >= height
		? { x: rect.center.x, y: rect.center.y, rx: width / 2, ry: height / 2, angle: turn }
		: { x: rect.center.x, y: rect.center.y, rx: height / 2, ry: width / 2, angle: turn + Math.PI / 2 };
}

/** The ellipse in pixels `1/k` as large: places and axes times k. */
export const scaled = (e: Ellipse, k: number): Ellipse => ({
	x: e.x * k,
	y: e.y * k,
	rx: e.rx * k,
	ry: e.ry * k,
	angle: e.angle,
});

/** The ellipse around the same middle with axes `k` times as long. */
export const scaledAxes = (e: Ellipse, k: number): Ellipse => ({ ...e, rx: e.rx * k, ry: e.ry * k });

/**
 * Short to long axis: what is rounder is round (a page flattened from a slanted photo keeps 0.83), the rest oval. Oval seals are
 * 45 × 30 or 40 × 30 mm.
 */
const ROUND_ASPECT = 0.8;

export const isOval = ({ rx, ry }: Ellipse): boolean => ry / rx < ROUND_ASPECT;
