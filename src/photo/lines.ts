/** Long straight edges: a Hough transform in which every edge pixel votes only for lines across its own gradient. */
import type { EdgePixels } from "./edges.ts";

/**
 * x·cos(angle) + y·sin(angle) = offset, angle in 0..π, in pixels of the working picture. `covered` tells how much of the
 * line is an edge.
 */
export interface Line {
	angle: number;
	offset: number;
	/** Share 0..1 of the stretch from `from` to `to` (px along the line, see `along`) where edge pixels lie on the line. */
	covered(from: number, to: number): number;
}

/** Position along a line, px: 0 at the foot of the perpendicular from the origin. */
export const along = ({ angle }: Line, x: number, y: number): number => y * Math.cos(angle) - x * Math.sin(angle);

/** Votes of one pixel: its gradient's direction is good to about this many degrees on a faint edge with noise. */
const VOTE_SPREAD_DEG = 3;
/** A stronger edge than this (8-bit Lab units per px) gets no more votes: a faint page edge must stand beside black print. */
const FULL_VOTE_STRENGTH = 12;
/** Two peaks nearer than this are one line. */
const PEAK_DEG = 3;
const PEAK_PX = 5;
/** How far from the line, px and radians, an edge pixel still belongs to it. */
const ON_LINE_PX = 2.5;
const ON_LINE_RAD = 0.22;
/** Length of one cell of coverage along the line, px. */
const CELL_PX = 3;

/** The `count` lines with the most votes, strongest first, each refitted to its own pixels. */
export function findLines(edges: EdgePixels, width: number, height: number, count: number): Line[] {
	const diagonal = Math.ceil(Math.hypot(width, height));
	const offsets = 2 * diagonal + 1;
	const votes = castVotes(edges, diagonal, offsets);
	const peaks: { degree: number; offset: number; votes: number }[] = [];
	const threshold = 0.08 * Math.min(width, height);
	for (let degree = 0; degree < 180; degree++)
		for (let o = 1; o < offsets - 1; o++) {
			const v = votes[degree * offsets + o] as number;
			if (v < threshold || !isPeak(votes, offsets, diagonal, degree, o, v)) continue;
			peaks.push({ degree, offset: o - diagonal, votes: v });
		}
	peaks.sort((a, b) => b.votes - a.votes);
	return peaks.slice(0, count).map(({ degree, offset }) => fitLine(edges, (degree * Math.PI) / 180, offset, diagonal));
}

/** Without repetitions: of lines that stay within ON_LINE_PX of each other across the picture, the first is kept. */
export function distinctLines(lines: Line[], width: number, height: number): Line[] {
	const kept: Line[] = [];
	for (const line of lines) if (!kept.some((other) => sameLine(line, other, width, height))) kept.push(line);
	return kept;
}

function sameLine(a: Line, b: Line, width: number, height: number): boolean {
	const turn = Math.abs(a.angle - b.angle);
	if (Math.min(turn, Math.PI - turn) > ON_LINE_RAD) return false;
	const middle = along(a, width / 2, height / 2);
	const half = 0.35 * Math.max(width, height);
	return [middle - half, middle + half].every((t) => {
		const x = a.offset * Math.cos(a.angle) - t * Math.sin(a.angle);
		const y = a.offset * Math.sin(a.angle) + t * Math.cos(a.angle);
		return Math.abs(x * Math.cos(b.angle) + y * Math.sin(b.angle) - b.offset) < ON_LINE_PX;
	});
}

function castVotes(edges: EdgePixels, diagonal: number, offsets: number): Float32Array {
	const votes = new Float32Array(180 * offsets);
	const cos = Array.from({ length: 180 }, (_, d) => Math.cos((d * Math.PI) / 180));
	const sin = Array.from({ length: 180 }, (_, d) => Math.sin((d * Math.PI) / 180));
	for (let i = 0; i < edges.x.length; i++) {
		const x = edges.x[i] as number;
		const y = edges.y[i] as number;
		const weight = Math.min(1, (edges.strength[i] as number) / FULL_VOTE_STRENGTH);
		const middle = Math.round(((edges.angle[i] as number) * 180) / Math.PI);
		for (let k = -VOTE_SPREAD_DEG; k <= VOTE_SPREAD_DEG; k++) {
			const degree = (middle + k + 180) % 180;
			const position = x * (cos[degree] as number) + y * (sin[degree] as number) + diagonal;
			const low = Math.floor(position);
			const share = position - low;
			const at = degree * offsets + low;
			votes[at] = (votes[at] as number) + weight * (1 - share);
			votes[at + 1] = (votes[at + 1] as number) + weight * share;
		}
	}
	return votes;
}

function isPeak(
	votes: Float32Array,
	offsets: number,
	diagonal: number,
	degree: number,
	o: number,
	value: number,
): boolean {
	for (let k = -PEAK_DEG; k <= PEAK_DEG; k++) {
		// A line at angle + 180° is the line at angle with the opposite offset.
		const wraps = degree + k < 0 || degree + k >= 180;
		const row = ((degree + k + 180) % 180) * offsets;
		for (let j = -PEAK_PX; j <= PEAK_PX; j++) {
			const column = wraps ? 2 * diagonal - (o + j) : o + j;
			if (column < 0 || column >= offsets) continue;
			const other = votes[row + column] as number;
			if (other > value || (other === value && (k < 0 || (k === 0 && j < 0)))) return false;
		}
	}
	return true;
}

/** Total least squares through the pixels on the line, twice, then the line's coverage. */
function fitLine(edges: EdgePixels, startAngle: number, startOffset: number, diagonal: number): Line {
	let angle = startAngle;
	let offset = startOffset;
	for (let round = 0; round < 2; round++) {
		let sum = 0;
		let sx = 0;
		let sy = 0;
		let sxx = 0;
		let sxy = 0;
		let syy = 0;
		eachOnLine(edges, angle, offset, (x, y, weight) => {
			sum += weight;
			sx += weight * x;
			sy += weight * y;
			sxx += weight * x * x;
			sxy += weight * x * y;
			syy += weight * y * y;
		});
		if (sum < 2) break;
		const mx = sx / sum;
		const my = sy / sum;
		const vxx = sxx / sum - mx * mx;
		const vxy = sxy / sum - mx * my;
		const vyy = syy / sum - my * my;
		const direction = 0.5 * Math.atan2(2 * vxy, vxx - vyy);
		angle = direction + Math.PI / 2;
		if (angle >= Math.PI) angle -= Math.PI;
		offset = mx * Math.cos(angle) + my * Math.sin(angle);
	}
	const cells = new Int32Array(Math.ceil((2 * diagonal) / CELL_PX) + 1);
	const place = { angle, offset, covered: () => 0 };
	eachOnLine(edges, angle, offset, (x, y) => {
		cells[Math.floor((along(place, x, y) + diagonal) / CELL_PX)] = 1;
	});
	const before = new Int32Array(cells.length + 1);
	for (let i = 0; i < cells.length; i++) before[i + 1] = (before[i] as number) + (cells[i] as number);
	const cell = (t: number) => Math.max(0, Math.min(cells.length, Math.round((t + diagonal) / CELL_PX)));
	return {
		angle,
		offset,
		covered: (from, to) => {
			const a = cell(Math.min(from, to));
			const b = cell(Math.max(from, to));
			return b > a ? ((before[b] as number) - (before[a] as number)) / (b - a) : 0;
		},
	};
}

function eachOnLine(
	edges: EdgePixels,
	angle: number,
	offset: number,
	visit: (x: number, y: number, weight: number) => void,
): void {
	const cos = Math.cos(angle);
	const sin = Math.sin(angle);
	for (let i = 0; i < edges.x.length; i++) {
		const x = edges.x[i] as number;
		const y = edges.y[i] as number;
		if (Math.abs(x * cos + y * sin - offset) > ON_LINE_PX) continue;
		const turn = Math.abs((edges.angle[i] as number) - angle);
		if (Math.min(turn, Math.PI - turn) > ON_LINE_RAD) continue;
		visit(x, y, Math.min(1, (edges.strength[i] as number) / FULL_VOTE_STRENGTH));
	}
}
