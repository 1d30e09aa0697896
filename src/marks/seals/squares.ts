/**
 * Square seals: a frame of coloured ink filled with characters, or characters left white in a solid square. A red box around a
 * title, a photograph's frame or a solid logo is no seal: strokes must cross its inside again and again, both ways.
 */
import type { Polygon } from "../../geometry.ts";
import { applyHomography, solveHomography } from "../../geometry.ts";
import type { Mat, OpenCv } from "../../vision/opencv.ts";
import { withMats } from "../../vision/opencv.ts";
import { type InkView, type Plane, sample } from "../ink.ts";

export interface Square {
	/** Clockwise from the top left, the outer edge of the frame. Coordinates as the owner says. */
	corners: Polygon;
	/** Characters left white in solid ink. */
	inverted: boolean;
	/** How far the frame is closed, 0..1. */
	score: number;
}

/** Side as a share of the page's long side: 18 mm on A4 … 50 mm on a page of half that size. */
const SIDE = { least: 0.05, most: 0.3 };
/** Long to short side: rectangular stamps of three lines reach 1.5. */
const MOST_ASPECT = 1.6;
/** Share of its upright box that a square's outline fills; a circle fills 0.79. */
const LEAST_RECTANGULAR = 0.88;
/** Ink thresholds squares are sought at, as shares of paper white: a faded stamp, a strong one. */
const LEVELS = [0.1, 0.22] as const;
/** Side of the picture a candidate is looked at in, pixels. */
const GRID = 64;
/** Width of the frame's zone, share of the side, and the share of each edge that must be inked. */
const FRAME = 0.1;
const LEAST_CLOSED = 0.8;
/** Share of ink inside the frame. */
const FILLED = { least: 0.1, most: 0.88 };
/** Just inside a frame's line runs a course of paper, in solid ink there is none: least ink along the edge at some depth. */
const SOLID = 0.6;
const INSIDE_DEPTHS = [0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1] as const;
/** Mean number of changes between ink and paper along a line across: four characters have 8 and more, a letter or star 2 to 4. */
const LEAST_CHANGES = 6;

/** Square seals in one plane of ink; corners in WorkPx. */
export function findSquares(cv: OpenCv, view: InkView, plane: Plane): Square[] {
	const long = Math.max(view.colour.width, view.colour.height);
	return LEVELS.flatMap((level) =>
		outlines(cv, plane, level)
			.filter((corners) => withinSize(corners, long))
			.flatMap((corners) => judge(plane, level, corners)),
	);
}

function withinSize(corners: Polygon, long: number): boolean {
	const [side, other] = sides(corners);
	return Math.min(side, other) >= SIDE.least * long && Math.max(side, other) <= SIDE.most * long;
}

const sides = ([a, b, c]: Polygon): [number, number] => {
	const [p, q, r] = [a, b, c] as [[number, number], [number, number], [number, number]];
	return [Math.hypot(q[0] - p[0], q[1] - p[1]), Math.hypot(r[0] - q[0], r[1] - q[1])];
};

/** Turned boxes around connected ink that fills them like a square. */
function outlines(cv: OpenCv, plane: Plane, level: number): Polygon[] {
	return withMats((own) => {
		const ink = own(new cv.Mat(plane.height, plane.width, cv.CV_8UC1));
		const bytes = ink.data;
		for (let i = 0; i < bytes.length; i++) bytes[i] = (plane.data[i] as number) >= level ? 255 : 0;
		cv.morphologyEx(ink, ink, cv.MORPH_CLOSE, own(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(5, 5))));
		const contours = own(new cv.MatVector());
		cv.findContours(ink, contours, own(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE);
		const out: Polygon[] = [];
		for (let i = 0; i < contours.size(); i++) {
			const box = squareAround(cv, own(contours.get(i)), own(new cv.Mat()));
			if (box) out.push(box);
		}
		return out;
	});
}

function squareAround(cv: OpenCv, contour: Mat, hull: Mat): Polygon | null {
	cv.convexHull(contour, hull);
	const { center, size, angle } = cv.minAreaRect(hull);
	const aspect = Math.max(size.width, size.height) / Math.max(1, Math.min(size.width, size.height));
	if (aspect > MOST_ASPECT || cv.contourArea(hull) < LEAST_RECTANGULAR * size.width * size.height) return null;
	// Stamped less than an eighth of a turn askew: the corner nearest to the top left begins.
	const a = (angle * Math.PI) / 180;
	const corner = (u: number, v: number): [number, number] => [
		center.x + (u * size.width * Math.cos(a) - v * size.height * Math.sin(a)) / 2,
		center.y + (u * size.width * Math.sin(a) + v * size.height * Math.cos(a)) / 2,
	];
	const corners = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
	const sums = corners.map(([x, y]) => x + y);
	const first = sums.indexOf(Math.min(...sums));
	return corners.map((_, k) => corners[(first + k) % 4] as [number, number]);
}

/** The candidate as a square seal, or nothing. */
function judge(plane: Plane, level: number, corners: Polygon): Square[] {
	const toPlane = solveHomography(
		[
			[0, 0],
			[1, 0],
			[1, 1],
			[0, 1],
		],
		corners,
	);
	const inked = (u: number, v: number): boolean => {
		const [x, y] = applyHomography(toPlane, [u, v]);
		return sample(plane, x, y) >= level;
	};
	const steps = Array.from({ length: GRID }, (_, i) => (i + 0.5) / GRID);
	const inside = steps.filter((s) => s > FRAME && s < 1 - FRAME);
	const edge = (test: (along: number, depth: number) => boolean): number =>
		share(steps, (s) => [0.015, 0.03, 0.045, 0.06, 0.08].some((depth) => test(s, depth)));
	const score = Math.min(
		edge((s, d) => inked(s, d)),
		edge((s, d) => inked(s, 1 - d)),
		edge((s, d) => inked(d, s)),
		edge((s, d) => inked(1 - d, s)),
	);
	if (score < LEAST_CLOSED) return [];
	const filled = inside.reduce((sum, v) => sum + share(inside, (u) => inked(u, v)), 0) / inside.length;
	if (filled < FILLED.least || filled > FILLED.most) return [];
	const across = mean(inside.map((v) => changes(inside.map((u) => inked(u, v)))));
	const down = mean(inside.map((u) => changes(inside.map((v) => inked(u, v)))));
	if (Math.min(across, down) < LEAST_CHANGES) return [];
	const course = (depth: number): number => {
		const along = steps.filter((s) => s > depth && s < 1 - depth);
		return mean(
			[
				(s: number) => inked(s, depth),
				(s: number) => inked(s, 1 - depth),
				(s: number) => inked(depth, s),
				(s: number) => inked(1 - depth, s),
			].map((edgeAt) => share(along, edgeAt)),
		);
	};
	const inverted = Math.min(...INSIDE_DEPTHS.map(course)) > SOLID;
	return [{ corners, inverted, score: Math.min(0.99, score) }];
}

const share = (values: readonly number[], test: (value: number) => boolean): number =>
	values.filter(test).length / values.length;

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

const changes = (line: readonly boolean[]): number => line.filter((v, i) => i > 0 && v !== line[i - 1]).length;
