/** A blank sheet as a draft is made from it: what was read on it, in millimetres of the form. All places here are PageMm. */
import type { Evidence, Line, Mark, MmBox } from "../../evidence.ts";
import {
	applyHomography,
	bounds,
	boxPolygon,
	type Homography,
	invert,
	type Point,
	solveHomography,
} from "../../geometry.ts";
import { meaningOf } from "./labels.ts";

/** Some text without a wide gap in it. */
export interface Piece {
	text: string;
	box: MmBox;
	/** Lowest probability of its characters, 0..1. */
	confidence: number;
}

export interface PlacedMark {
	kind: Mark["kind"];
	box: MmBox;
	confidence: number;
}

export interface BlankSheet {
	page: readonly [width: number, height: number];
	/** Widest lines of print, whole as they were read. */
	lines: Piece[];
	marks: PlacedMark[];
	/** PageMm → UploadPx. */
	mmToUpload: Homography;
}

/** Places everything read on the first page of a sample on a form of `page` millimetres. */
export function placeOnSheet(evidence: Evidence, page: readonly [number, number]): BlankSheet {
	const { width, height, turn } = evidence.image;
	const outline = evidence.page?.polygon ?? boxPolygon({ x: 0, y: 0, width, height });
	// The outline begins at the corner that is top left on the photo; after a quarter turn another one is.
	const first = (4 - turn / 90) % 4;
	const corners = [...outline.slice(first), ...outline.slice(0, first)] as Point[];
	const mmToUpload = solveHomography(boxPolygon({ x: 0, y: 0, width: page[0], height: page[1] }), corners);
	const toMm = invert(mmToUpload);
	const place = (polygon: readonly Point[]) => bounds(polygon.map((p) => applyHomography(toMm, p)));
	return {
		page,
		mmToUpload,
		lines: evidence.lines
			.filter((line) => line.source === "page" && !line.vertical && line.text.trim() !== "")
			.map((line) => ({ text: line.text, box: place(line.polygon), confidence: Math.min(...line.charConfidence) })),
		marks: evidence.marks.map(({ kind, polygon, confidence }) => ({ kind, confidence, box: place(polygon) })),
	};
}

/** Room between two characters, in heights of the line, from which on something is to be written there. */
const GAP_HEIGHTS = 1.3;

/** Two signs of a spaced label (姓　　名) stand no farther apart than this many heights: labels are justified to four characters. */
const SPACED_HEIGHTS = 4;
/** Ruled blanks that a reader takes for characters. */
const RULED = /[_＿]+|[-—–－―]{2,}/gu;

/** Cuts the lines where they leave room, using where each character stands; a spaced label stays one. */
export function toPieces(evidence: Evidence, sheet: BlankSheet): Piece[] {
	const toMm = invert(sheet.mmToUpload);
	const pieces = evidence.lines
		.filter((line) => line.source === "page" && !line.vertical && line.text.trim() !== "")
		.flatMap((line) => cut(line, bounds(line.polygon.map((p) => applyHomography(toMm, p)))));
	return joinSpaced(pieces);
}

function cut(line: Line, box: MmBox): Piece[] {
	const ruled = new Set(
		[...line.text.matchAll(RULED)].flatMap(({ index, 0: run }) => [...run].map((_, k) => index + k)),
	);
	const pieces: Piece[] = [];
	let from = 0;
	const close = (to: number) => {
		const text = line.text.slice(from, to);
		const lead = text.length - text.trimStart().length;
		const used = text.trimEnd().length;
		if (used <= lead) return;
		const [start, end] = [line.spans[from + lead]?.[0] ?? 0, line.spans[from + used - 1]?.[1] ?? 1];
		pieces.push({
			text: text.trim(),
			box: { ...box, x: box.x + start * box.width, width: (end - start) * box.width },
			confidence: Math.min(...line.charConfidence.slice(from + lead, from + used)),
		});
	};
	for (let i = 0; i < line.text.length; i++) {
		const room = ((line.spans[i]?.[0] ?? 0) - (line.spans[i - 1]?.[1] ?? 0)) * box.width;
		const gap = i > 0 && room >= GAP_HEIGHTS * box.height;
		if (!gap && !ruled.has(i)) continue;
		close(i);
		from = ruled.has(i) ? i + 1 : i;
	}
	close(line.text.length);
	return pieces;
}

function joinSpaced(pieces: readonly Piece[]): Piece[] {
	const joined: Piece[] = [];
	for (const piece of [...pieces].sort((a, b) => a.box.x - b.box.x)) {
		const before = joined.find(
			(other) =>
				sameRow(other.box, piece.box) &&
				piece.box.x > other.box.x &&
				piece.box.x - right(other.box) < SPACED_HEIGHTS * piece.box.height &&
				meaningOf(other.text) === null &&
				meaningOf(other.text + piece.text) !== null,
		);
		if (!before) joined.push(piece);
		else
			joined[joined.indexOf(before)] = {
				text: before.text + piece.text,
				box: around([before.box, piece.box]),
				confidence: Math.min(before.confidence, piece.confidence),
			};
	}
	return joined;
}

export const right = ({ x, width }: MmBox): number => x + width;
export const bottom = ({ y, height }: MmBox): number => y + height;
export const middle = ({ y, height }: MmBox): number => y + height / 2;
/** Whether two boxes stand on one row: their middles differ by less than half the lower one's height. */
export const sameRow = (a: MmBox, b: MmBox): boolean =>
	Math.abs(middle(a) - middle(b)) < 0.5 * Math.min(a.height, b.height);
export const around = (boxes: readonly MmBox[]): MmBox => bounds(boxes.flatMap((box) => boxPolygon(box)));
/** Whether the middle of `inner` lies in `outer`. */
export function holds(outer: MmBox, inner: MmBox): boolean {
	const x = inner.x + inner.width / 2;
	return x > outer.x && x < right(outer) && middle(inner) > outer.y && middle(inner) < bottom(outer);
}
/** The box grown by millimetres to each side, kept on the page, to a tenth. */
export function grown(box: MmBox, [dx, dy]: readonly [number, number], page: readonly [number, number]): FormBox {
	const x = Math.max(0, box.x - dx);
	const y = Math.max(0, box.y - dy);
	return tenths([x, y, Math.min(page[0], right(box) + dx) - x, Math.min(page[1], bottom(box) + dy) - y]);
}

/** x, y, width, height as the template schema has it. */
export type FormBox = [number, number, number, number];
export const tenths = (box: FormBox): FormBox => box.map((v) => Math.round(v * 10) / 10) as FormBox;
