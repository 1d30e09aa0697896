/** What the locators of all kinds of element work on: the form over the picture, and text joined from several lines. */
import type { ElementEvidence, Line, Mark, MarkKind, MmBox, WordingDifference } from "../../evidence.ts";
import {
	applyHomography,
	bounds,
	boxPolygon,
	coveredShare,
	type Homography,
	invert,
	type Polygon,
} from "../../geometry.ts";
import { chinesePart, fieldLabel, sliceLine } from "../anchors.ts";
import type { Template, TemplateElement } from "../schema.ts";
import { fold } from "../text-match.ts";
import type { WordingAlignment } from "../wording.ts";

/** A field's value as the page reading gave it. */
export interface FoundValue {
	element: string;
	/** Name of the field: the element's, or the slot's inside a statement. */
	field: string;
	text: string;
	confidence: number;
	polygon: Polygon;
}

export interface Scene {
	template: Template;
	/** PageMm → the space of lines and marks. */
	toPicture: Homography;
	lines: readonly Line[];
	/** mm box of each line, by index. */
	lineMm: readonly MmBox[];
	marks: readonly Mark[];
	lookedFor: readonly MarkKind[];
}

export interface Result {
	evidence: ElementEvidence;
	values: FoundValue[];
}

/** Two pieces are one row when their middles differ by less than this share of the taller one's height. */
export const ROW_OVERLAP = 0.6;

/** A label may hold one misread character in four. */
export const LABEL_ERROR_RATE = 0.26;

/** Text counts as standing in a place when its middle is within the box grown by this much, mm. */
export const PLACE_MARGIN_MM = 4;

/** Box in PageMm around a polygon of the picture. */
export function toMm(toPicture: Homography, polygon: Polygon): MmBox {
	const back = invert(toPicture);
	return bounds(polygon.map((p) => applyHomography(back, p)));
}

/** Sticking-out of `found` over `box`, mm; 0 when inside. */
export function protrusion(found: MmBox, [x, y, width, height]: readonly [number, number, number, number]): number {
	return Math.max(0, x - found.x, y - found.y, found.x + found.width - x - width, found.y + found.height - y - height);
}

/** Evidence of an element before anything of it was found: missing, unless another status is given. */
export function absent(
	element: TemplateElement,
	scene: Scene,
	status: ElementEvidence["status"] = "missing",
): ElementEvidence {
	const [x, y, width, height] = element.box;
	return {
		name: element.name,
		kind: element.kind,
		optional: element.optional,
		status,
		expected: boxPolygon({ x, y, width, height }).map((p) => applyHomography(scene.toPicture, p)),
		found: null,
		displacementMm: null,
		seenText: null,
		registeredText: registeredText(element),
		similarity: null,
		differences: [],
		confidence: 0,
		lines: [],
	};
}

function registeredText(element: TemplateElement): string | null {
	switch (element.kind) {
		case "title":
		case "text":
			return element.text;
		case "statement":
			return element.sentences[0] ?? null;
		case "field":
			return fieldLabel(element.pattern)?.text.trim() ?? null;
		case "mark":
			return null;
	}
}

/** Characters of several lines joined, each knowing the line it came from. */
export interface Joined {
	text: string;
	at: { line: number; index: number }[];
}

/** Joins pieces [start, end) of lines in the order given. */
export function join(pieces: readonly { line: number; start: number; end: number }[], scene: Scene): Joined {
	let text = "";
	const at: Joined["at"] = [];
	for (const { line, start, end } of pieces)
		for (let index = start; index < end; index++) {
			text += (scene.lines[line] as Line).text[index];
			at.push({ line, index });
		}
	return { text, at };
}

/** Outline and confidence of characters [start, end) of joined text. */
export function extent(
	joined: Joined,
	start: number,
	end: number,
	scene: Scene,
): { polygon: Polygon; confidence: number } {
	const refs = joined.at.slice(start, Math.max(end, start + 1));
	const perLine = new Map<number, number[]>();
	for (const { line, index } of refs) perLine.set(line, [...(perLine.get(line) ?? []), index]);
	const parts = [...perLine].map(([line, indices]) =>
		sliceLine(scene.lines[line] as Line, Math.min(...indices), Math.max(...indices) + 1),
	);
	const probabilities = refs.map(({ line, index }) => (scene.lines[line] as Line).charConfidence[index] ?? 0);
	return {
		polygon: parts.length === 1 ? (parts[0] as Polygon) : boxPolygon(bounds(parts.flat())),
		confidence: probabilities.reduce((s, v) => s + v, 0) / Math.max(1, probabilities.length),
	};
}

/** Middle of a box, down and across. */
export const middleY = (b: MmBox) => b.y + b.height / 2;
export const middleX = (b: MmBox) => b.x + b.width / 2;

/** Registered place of an element, PageMm. */
export const boxOf = (element: TemplateElement): MmBox => {
	const [x, y, width, height] = element.box;
	return { x, y, width, height };
};

/** Whether the middle of a box lies in a registered place grown by `margin` mm. */
export function within(
	b: MmBox,
	[x, y, width, height]: readonly [number, number, number, number],
	margin: number,
): boolean {
	const cx = middleX(b);
	const cy = middleY(b);
	return cx > x - margin && cx < x + width + margin && cy > y - margin && cy < y + height + margin;
}

/** Whether a text opens with the label of one of the form's fields. */
export function startsWithLabel(text: string, template: Template): boolean {
	const folded = fold(text).text;
	return template.elements.some((e) => {
		const label = e.kind === "field" ? fieldLabel(e.pattern) : null;
		return label?.side === "before" && folded.startsWith(fold(chinesePart(label.text)).text);
	});
}

/** Shrinks [start, end) over punctuation and spaces at both ends that belong to the label, not to the value. */
export function trimmed(text: string, [start, end]: [number, number]): [number, number] {
	let a = start;
	let b = end;
	while (a < b && /[\s:：]/.test(text[a] as string)) a++;
	while (b > a && /\s/.test(text[b - 1] as string)) b--;
	// Folding leaves the value's own punctuation outside: dashes, closing brackets, and the title marks of a law.
	while (b < text.length && /[-—)）》”]/.test(text[b] as string)) b++;
	while (a > 0 && /[《“]/.test(text[a - 1] as string)) a--;
	return [a, b];
}

/** Differences of aligned wording with their places. */
export function differencesOf(aligned: WordingAlignment, joined: Joined, scene: Scene): ElementEvidence["differences"] {
	return aligned.differences.map(({ seen, registered, start, end }) => {
		const from = Math.min(start, joined.at.length - 1);
		const to = Math.max(end, from + 1);
		const refs = joined.at.slice(Math.max(0, from - (seen ? 0 : 1)), to);
		const probabilities = refs.map(({ line, index }) => (scene.lines[line] as Line).charConfidence[index] ?? 0);
		return {
			seen,
			registered,
			confidence: Math.min(1, ...probabilities),
			polygon: extent(joined, from, to, scene).polygon,
			at: placeInLine(joined, start, end),
			nats: null,
		};
	});
}

function placeInLine(joined: Joined, start: number, end: number): WordingDifference["at"] {
	// Absent wording stands before the character at `start`, or after the last one.
	const first = joined.at[start];
	const last = joined.at[end > start ? end - 1 : start] ?? joined.at.at(-1);
	if (!last) return null;
	if (!first) return { line: last.line, start: last.index + 1, end: last.index + 1 };
	if (first.line !== last.line) return null;
	return { line: first.line, start: first.index, end: end > start ? last.index + 1 : first.index };
}

/** Share of a line inside a mark from which on it is that mark's own text (a seal's ring), not a line of the page. */
const MARK_TEXT_SHARE = 0.6;

/** Whether a line is text of a mark. Both in one space. */
export const coveredBy = (line: Polygon, mark: Polygon): boolean => coveredShare(line, mark) > MARK_TEXT_SHARE;
