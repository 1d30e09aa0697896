/**
 * Passages: lines put together as a person reads them on, so that a word split over pieces of a row, over rows, or set
 * one character below the other is still one word. All geometry is relative to the height of the print.
 */
import type { Line } from "../evidence.ts";
import type { Point } from "../geometry.ts";

/** Pieces of one row stand at most this far apart, in heights of the print: letter-spaced titles come in pieces. */
const ROW_GAP = 2;
/** Consecutive rows of one paragraph stand at most this far apart, in heights of the print. */
const LINE_GAP = 1.2;
/** Print of one passage differs in height by at most this factor. */
const HEIGHT_FACTOR = 1.5;
/** Rows of one paragraph overlap sideways by at least this share of the shorter one. */
const SIDE_OVERLAP = 0.5;
/** A row that goes on in the next one is at least this share of the next one's length. */
const FULL_ROW = 0.8;
/** A line that opens with a label starts something new. */
const LABEL = /^\s*\S{1,10}?[:：]/u;

/** A passage as the indices of its lines in reading order. */
export type Passage = number[];

interface Row {
	lines: number[];
	frame: Frame;
}

/** A line seen along its own print: origin at its first character's top left, unit = height of the print. */
interface Frame {
	left: number;
	right: number;
	top: number;
	bottom: number;
	/** Height of the print in UploadPx. */
	height: number;
}

/** Groups the lines; every line is in exactly one passage. Seal text and vertical lines stand alone. */
export function passagesOf(lines: readonly Line[]): Passage[] {
	const alone = lines.flatMap((line, i) => (line.vertical || line.source === "seal" ? [i] : []));
	const running = lines.flatMap((line, i) => (line.vertical || line.source === "seal" ? [] : [i]));
	return [...alone.map((i) => [i]), ...paragraphs(rows(running, lines), lines)];
}

function rows(indices: readonly number[], lines: readonly Line[]): Row[] {
	const next = new Map<number, number>();
	const taken = new Set<number>();
	for (const i of indices) {
		const follower = nearest(i, indices, lines, (own, other) => {
			const gap = other.left - own.right;
			const sameRow = Math.min(own.bottom, other.bottom) - Math.max(own.top, other.top) > 0.6;
			return sameRow && gap > -0.3 && gap < ROW_GAP ? gap : null;
		});
		if (follower === null || taken.has(follower) || LABEL.test(textOf(lines, follower))) continue;
		next.set(i, follower);
		taken.add(follower);
	}
	return chains(indices, next, taken).map((members) => ({ lines: members, frame: rowFrame(members, lines) }));
}

function paragraphs(all: readonly Row[], lines: readonly Line[]): Passage[] {
	const next = new Map<number, number>();
	const taken = new Set<number>();
	all.forEach((row, r) => {
		const head = row.lines[0] as number;
		let best: { at: number; gap: number } | null = null;
		all.forEach((other, o) => {
			if (o === r || taken.has(o)) return;
			const first = other.lines[0] as number;
			if (LABEL.test(textOf(lines, first)) || isField(lines, first)) return;
			const span = rowFrame(other.lines, lines, head);
			const own = rowFrame(row.lines, lines, head);
			const gap = span.top - own.bottom;
			const overlap = Math.min(own.right, span.right) - Math.max(own.left, span.left);
			const shorter = Math.min(own.right - own.left, span.right - span.left);
			const goesOn = own.right - own.left >= FULL_ROW * (span.right - span.left);
			if (!sameSize(row.frame.height, other.frame.height) || !goesOn) return;
			if (span.top < own.top + 0.4 || gap < -0.4 || gap > LINE_GAP || overlap < SIDE_OVERLAP * shorter) return;
			if (!best || gap < best.gap) best = { at: o, gap };
		});
		const chosen = best as { at: number } | null;
		if (chosen && !row.lines.some((i) => isField(lines, i))) {
			next.set(r, chosen.at);
			taken.add(chosen.at);
		}
	});
	return chains(
		all.map((_, r) => r),
		next,
		taken,
	).map((members) => members.flatMap((r) => all[r]?.lines ?? []));
}

const textOf = (lines: readonly Line[], i: number): string => lines[i]?.text ?? "";

/** Labels and values of a form are read one by one, never on into the next row. */
const isField = (lines: readonly Line[], i: number): boolean =>
	(lines[i]?.elements?.length ?? 0) > 0 && LABEL.test(textOf(lines, i));

const sameSize = (a: number, b: number): boolean => Math.max(a, b) <= HEIGHT_FACTOR * Math.min(a, b);

function nearest(
	i: number,
	indices: readonly number[],
	lines: readonly Line[],
	distance: (own: Frame, other: Frame) => number | null,
): number | null {
	const own = frameOf(lines, i, i);
	let best: { index: number; distance: number } | null = null;
	for (const k of indices) {
		if (k === i) continue;
		const other = frameOf(lines, k, i);
		if (!sameSize(own.height, frameOf(lines, k, k).height)) continue;
		const d = distance(own, other);
		if (d !== null && (best === null || d < best.distance)) best = { index: k, distance: d };
	}
	return best?.index ?? null;
}

/** Line `i` in the frame of line `reference`. */
function frameOf(lines: readonly Line[], i: number, reference: number): Frame {
	const [origin, right, , down] = (lines[reference] as Line).polygon as [Point, Point, Point, Point];
	const height = Math.hypot(down[0] - origin[0], down[1] - origin[1]) || 1;
	const length = Math.hypot(right[0] - origin[0], right[1] - origin[1]) || 1;
	const along: Point = [(right[0] - origin[0]) / length, (right[1] - origin[1]) / length];
	const polygon = lines[i]?.polygon ?? [];
	const u = polygon.map((p) => ((p[0] - origin[0]) * along[0] + (p[1] - origin[1]) * along[1]) / height);
	const v = polygon.map((p) => (-(p[0] - origin[0]) * along[1] + (p[1] - origin[1]) * along[0]) / height);
	return { left: Math.min(...u), right: Math.max(...u), top: Math.min(...v), bottom: Math.max(...v), height };
}

function rowFrame(members: readonly number[], lines: readonly Line[], reference = members[0] as number): Frame {
	const frames = members.map((i) => frameOf(lines, i, reference));
	return {
		left: Math.min(...frames.map((f) => f.left)),
		right: Math.max(...frames.map((f) => f.right)),
		top: Math.min(...frames.map((f) => f.top)),
		bottom: Math.max(...frames.map((f) => f.bottom)),
		height: frames[0]?.height ?? 1,
	};
}

/** Follows `next` from every start; lines caught in a circle (prints that run against each other) stand alone. */
function chains(all: readonly number[], next: ReadonlyMap<number, number>, taken: ReadonlySet<number>): number[][] {
	const seen = new Set<number>();
	const chained = all
		.filter((i) => !taken.has(i))
		.map((first) => {
			const chain: number[] = [];
			for (let i: number | undefined = first; i !== undefined && !seen.has(i); i = next.get(i)) {
				seen.add(i);
				chain.push(i);
			}
			return chain;
		});
	return [...chained, ...all.filter((i) => !seen.has(i)).map((i) => [i])];
}
