/** The straight lines inside a seal, between centre piece and foot (round) or anywhere inside (oval). */
import type { Raster } from "../../vision/raster.ts";
import { type Ellipse, isOval } from "../ellipse.ts";
import { type Shade, strokeLevel } from "./ink-layer.ts";
import { STRIP_HEIGHT, strip } from "./unroll.ts";

/** Rows looked at, as shares of the short half axis below the centre: under a star; in an oval seal without a centre piece. */
const ROWS = { round: [0.36, 0.78], oval: [-0.3, 0.82] } as const;
const STEP = 0.01;
/** A line's rows are found in this middle part, where no ring text comes near; its ends are sought this far out. Shares of the long half axis. */
const MIDDLE = 0.28;
const WIDEST = { round: 0.56, oval: 0.62 } as const;
/** Lowest line of type, share of the short half axis. */
const LOWEST = 0.07;
/** Samples of a row, and how many must be inked for it to be part of a line. */
const SAMPLES = 29;
const LEAST_INKED = 3;
/** Share of the rows' samples that the strokes of one line ink. */
const LEAST_FILLED = 0.1;
/** A seal has at most two. */
const MOST_LINES = 2;
/** Widest empty room inside a line, share of the long half axis. */
const WIDEST_GAP = { round: 0.2, oval: 0.12 } as const;

export interface StraightLine {
	/** Dark on white, to be read. */
	picture: Raster;
	/** Whether a place of the page lies in the line, PagePx. */
	covers: (x: number, y: number) => boolean;
}

/** The lines from top to bottom. `down` is the direction of the foot, radians in the picture. */
export function straightLines(ink: Shade, ring: Ellipse, down: number): StraightLine[] {
	const shape = isOval(ring) ? "oval" : "round";
	// In an oval seal lines run along the long axis; the foot only tells which way is down.
	const axis = shape === "oval" ? nearer(ring.angle + Math.PI / 2, down) : down;
	const [dx, dy] = [Math.cos(axis), Math.sin(axis)];
	const at = (u: number, v: number) =>
		ink(ring.x + dx * v * ring.ry + dy * u * ring.rx, ring.y + dy * v * ring.ry - dx * u * ring.rx);
	const [from, to] = ROWS[shape];
	const rows: number[][] = [];
	for (let v = from; v <= to; v += STEP)
		rows.push(Array.from({ length: SAMPLES }, (_, i) => at(((2 * i) / (SAMPLES - 1) - 1) * MIDDLE, v)));
	const level = strokeLevel(rows.flat(), LEAST_FILLED);
	const inked = rows.map((row) => row.filter((v) => v >= level).length >= LEAST_INKED);
	const lines: StraightLine[] = [];
	for (const [first, last] of runs(inked)) {
		const top = from + first * STEP - 0.025;
		const bottom = from + last * STEP + 0.025;
		if (bottom - top < LOWEST + 0.05 || lines.length === MOST_LINES) continue;
		const [left, right] = ends((u, v) => at(u, v) >= level, top, bottom, shape);
		const deep = (bottom - top) * ring.ry;
		const width = Math.round((((right - left) * ring.rx) / deep) * STRIP_HEIGHT);
		if (width < STRIP_HEIGHT) continue;
		lines.push({
			picture: strip(width, deep, (x) => (y) => at(left + (right - left) * x, top + y * (bottom - top))),
			covers: (x, y) => {
				const u = (dy * (x - ring.x) - dx * (y - ring.y)) / ring.rx;
				const v = (dx * (x - ring.x) + dy * (y - ring.y)) / ring.ry;
				return u > left && u < right && v > top && v < bottom;
			},
		});
	}
	return lines;
}

/** Of an axis's two directions the one nearer to another direction. */
const nearer = (axis: number, other: number): number => (Math.cos(axis - other) >= 0 ? axis : axis + Math.PI);

/** [first, last] of each stretch of true, small breaks bridged (一 and 二 have empty rows). */
function runs(inked: readonly boolean[]): [number, number][] {
	const out: [number, number][] = [];
	inked.forEach((is, i) => {
		const last = out.at(-1);
		if (!is) return;
		if (last && i - last[1] <= 3) last[1] = i;
		else out.push([i, i]);
	});
	return out;
}

/** Left and right end of a line: from its middle outwards to the first wide empty room. */
function ends(
	inked: (u: number, v: number) => boolean,
	top: number,
	bottom: number,
	shape: "round" | "oval",
): [number, number] {
	const filled = (u: number): boolean => {
		for (let v = top + 0.03; v < bottom - 0.03; v += STEP) if (inked(u, v)) return true;
		return false;
	};
	return [-1, 1].map((side) => {
		let end = 0;
		for (let u = 0; u <= WIDEST[shape] && u - end <= WIDEST_GAP[shape]; u += 0.01) if (filled(side * u)) end = u;
		return side * (end + 0.03);
	}) as [number, number];
}
