/** Which four lines may be the page: hypotheses from pairs of pairs of lines, ranked by the edges on their sides. */
import { area, type Point, type Polygon } from "../geometry.ts";
import { along, type Line } from "./lines.ts";

/** Four corners clockwise from the top left as seen, px of the working picture, with how well the picture bears them out. */
export interface Quad {
	corners: Polygon;
	/** Share of each side's visible part where an edge lies on it: top, right, bottom, left. */
	support: number[];
	score: number;
}

/** Sides of one direction may differ by this much through perspective. */
const MAX_CONVERGENCE_RAD = 0.45;
/** Smallest page worth flattening, share of the picture's area. */
const MIN_AREA = 0.1;
/** Corners may lie outside the picture by this share of its long side (a cut-off corner). */
const MAX_OUTSIDE = 0.12;
/** Share of a side that must be visible. */
const MIN_VISIBLE = 0.6;
/** Support that texture gives to a line by chance. */
const CHANCE_SUPPORT = 0.4;
/** Least support of a hypothesis' worst side. */
const MIN_SUPPORT = 0.35;
/** Sides of a rectangle in perspective meet at angles whose cosine stays below this (60° to 120°). */
const MAX_CORNER_COS = 0.5;

/** The `count` best hypotheses by edges alone, best first. */
export function proposeQuads(lines: Line[], width: number, height: number, count: number): Quad[] {
	const quads: Quad[] = [];
	const pairs = parallelPairs(lines, Math.min(width, height));
	for (let i = 0; i < pairs.length; i++)
		for (let j = i + 1; j < pairs.length; j++) {
			const [a, b] = pairs[i] as Pair;
			const [c, d] = pairs[j] as Pair;
			const quad = formQuad([a, c, b, d], width, height);
			if (quad !== null) quads.push(quad);
		}
	return quads.sort((p, q) => q.score - p.score).slice(0, count);
}

type Pair = [Line, Line];

function parallelPairs(lines: Line[], shortSide: number): Pair[] {
	const pairs: Pair[] = [];
	for (let i = 0; i < lines.length; i++)
		for (let j = i + 1; j < lines.length; j++) {
			const a = lines[i] as Line;
			const b = lines[j] as Line;
			const turn = Math.abs(a.angle - b.angle);
			const gap = turn > Math.PI / 2 ? Math.abs(a.offset + b.offset) : Math.abs(a.offset - b.offset);
			if (Math.min(turn, Math.PI - turn) < MAX_CONVERGENCE_RAD && gap > 0.2 * shortSide) pairs.push([a, b]);
		}
	return pairs;
}

/** Four lines in order round the quadrilateral. */
function formQuad(sides: [Line, Line, Line, Line], width: number, height: number): Quad | null {
	const corners: Point[] = [];
	for (let k = 0; k < 4; k++) {
		const corner = cross(sides[k] as Line, sides[(k + 1) % 4] as Line);
		const out = MAX_OUTSIDE * Math.max(width, height);
		if (corner === null) return null;
		if (corner[0] < -out || corner[0] > width + out || corner[1] < -out || corner[1] > height + out) return null;
		corners.push(corner);
	}
	if (Math.abs(area(corners)) < MIN_AREA * width * height || !isRectangular(corners)) return null;
	const support: number[] = [];
	let score = 0;
	for (let k = 0; k < 4; k++) {
		// Side k runs from the corner with the side before it to the corner with the side after it.
		const line = sides[k] as Line;
		const from = corners[(k + 3) % 4] as Point;
		const to = corners[k] as Point;
		const clipped = clip(from, to, width, height);
		if (clipped === null || clipped.share < MIN_VISIBLE) return null;
		const covered = line.covered(along(line, ...clipped.from), along(line, ...clipped.to));
		if (covered < MIN_SUPPORT) return null;
		support.push(covered);
		score += (covered - CHANCE_SUPPORT) * clipped.length;
	}
	return { ...fromTopLeft(corners, support), score };
}

function cross(a: Line, b: Line): Point | null {
	const det = Math.sin(b.angle - a.angle);
	if (Math.abs(det) < 0.5) return null;
	return [
		(a.offset * Math.sin(b.angle) - b.offset * Math.sin(a.angle)) / det,
		(b.offset * Math.cos(a.angle) - a.offset * Math.cos(b.angle)) / det,
	];
}

function isRectangular(corners: Point[]): boolean {
	return corners.every((p, k) => {
		const q = corners[(k + 1) % 4] as Point;
		const r = corners[(k + 3) % 4] as Point;
		const [ux, uy, vx, vy] = [q[0] - p[0], q[1] - p[1], r[0] - p[0], r[1] - p[1]];
		return Math.abs(ux * vx + uy * vy) < MAX_CORNER_COS * Math.hypot(ux, uy) * Math.hypot(vx, vy);
	});
}

/** The part of a side inside the picture, a little away from its frame (Liang & Barsky, 1984). */
function clip(from: Point, to: Point, width: number, height: number) {
	const dx = to[0] - from[0];
	const dy = to[1] - from[1];
	let t0 = 0;
	let t1 = 1;
	const limits = [
		[-dx, from[0] - 2],
		[dx, width - 2 - from[0]],
		[-dy, from[1] - 2],
		[dy, height - 2 - from[1]],
	] as const;
	for (const [p, q] of limits) {
		if (p === 0 && q < 0) return null;
		if (p < 0) t0 = Math.max(t0, q / p);
		if (p > 0) t1 = Math.min(t1, q / p);
	}
	if (t0 >= t1) return null;
	const at = (t: number): Point => [from[0] + t * dx, from[1] + t * dy];
	return { from: at(t0), to: at(t1), share: t1 - t0, length: (t1 - t0) * Math.hypot(dx, dy) };
}

/** Corners clockwise, the one nearest to the picture's top left first; support of top, right, bottom, left side. */
function fromTopLeft(corners: Point[], support: number[]): { corners: Polygon; support: number[] } {
	// Side k ends at corner k, so side k + 1 starts there.
	let ring = corners.map((corner, k) => ({ corner, support: support[(k + 1) % 4] as number }));
	if (area(corners) < 0) ring = corners.map((corner, k) => ({ corner, support: support[k] as number })).reverse();
	const sums = ring.map(({ corner }) => corner[0] + corner[1]);
	const first = sums.indexOf(Math.min(...sums));
	ring = [...ring.slice(first), ...ring.slice(0, first)];
	return { corners: ring.map((r) => r.corner), support: ring.map((r) => r.support) };
}
