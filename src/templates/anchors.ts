/** Anchors: the fixed things of a form whose place on a photo tells how the form lies on it. */
import type { Line, Mark } from "../evidence.ts";
import { centroid, type Point, quadSlice } from "../geometry.ts";
import type { Template, TemplateElement } from "./schema.ts";
import { findApproximate, fold } from "./text-match.ts";

/** One place an anchor may stand: PageMm ↔ the picture (the space of the lines given). */
export interface Candidate {
	at: Point;
	/** 0..1: 1 = read without an error. */
	quality: number;
	line?: number;
}

export interface Anchor {
	element: string;
	/** Share in the score of a match. */
	weight: number;
	mm: Point;
	/** Print may start anywhere within this half width and half height around `mm`: no shift inside it counts as an error. */
	slack: Point;
	optional: boolean;
	title: boolean;
	candidates: Candidate[];
}

/** Wrong characters allowed per character of an anchor: one in four, so that a four-character label may hold one misread. */
const MAX_ERROR_RATE = 0.26;
/** Weights: the title names the form, a statement is long and specific, a label is short and shared by many forms. */
const WEIGHT = { title: 3, statement: 2, text: 1, field: 1, mark: 0.5 } as const;
/** Marks that stand where the form puts them; seals are stamped by hand and are no anchors. */
const STEADY_MARKS = new Set(["portrait", "qr", "national-emblem"]);

/** The fixed text before or after a field's value, and on which side of the value it stands. */
export function fieldLabel(pattern: string): { text: string; side: "before" | "after" } | null {
	const [before = "", after = ""] = pattern.split("{value}");
	if (fold(before).text.length >= 2) return { text: before, side: "before" };
	if (fold(after).text.length >= 2) return { text: after, side: "after" };
	return null;
}

/** The Chinese part of a bilingual label: the reader may give the English part as a line of its own. */
export function chinesePart(label: string): string {
	return label.replace(/[A-Za-z][A-Za-z .&]*$/, "").trim() || label;
}

/** All anchors of a template with their candidate places among the lines and marks (both in one space, e.g. PagePx). */
export function findAnchors(template: Template, lines: readonly Line[], marks: readonly Mark[]): Anchor[] {
	const folded = lines.map((line) => fold(line.text));
	const anchors: Anchor[] = [];
	for (const element of template.elements) {
		const [x, y, width, height] = element.box;
		const middle = y + height / 2;
		const add = (mm: Point, candidates: Candidate[], slack: Point = [0, 0]) =>
			anchors.push({
				element: element.name,
				weight: WEIGHT[element.kind],
				mm,
				slack,
				optional: element.optional,
				title: element.kind === "title",
				candidates,
			});
		if (element.kind === "mark") {
			if (STEADY_MARKS.has(element.mark)) add([x + width / 2, middle], markCandidates(element.mark, marks));
			continue;
		}
		const wording = anchorText(element);
		if (!wording) continue;
		const centred = element.align === "centre";
		const candidates = textCandidates(wording, centred, lines, folded);
		// Running text is set from the top or in the middle of its box; a label after the value moves with the value's length.
		if (element.kind === "statement") add([x + INDENT_MM / 2, middle], candidates, [INDENT_MM / 2, height / 2]);
		else if (element.kind === "field" && fieldLabel(element.pattern)?.side === "after")
			add([x + width / 2, middle], candidates, [width / 2, 0]);
		else add([centred ? x + width / 2 : x, middle], candidates);
	}
	return anchors;
}

/** First-line indent of running text: two characters of 12 to 14 pt print, mm. */
const INDENT_MM = 10;

function anchorText(element: TemplateElement): string | null {
	switch (element.kind) {
		case "title":
		case "text":
			return element.text;
		case "statement":
			return element.sentences[0]?.split("{")[0] || null;
		case "field": {
			const label = fieldLabel(element.pattern);
			return label && chinesePart(label.text);
		}
		case "mark":
			return null;
	}
}

function markCandidates(kind: string, marks: readonly Mark[]): Candidate[] {
	return marks.filter((m) => m.kind === kind).map((m) => ({ at: centroid(m.polygon), quality: m.confidence }));
}

function textCandidates(
	wording: string,
	centred: boolean,
	lines: readonly Line[],
	folded: ReturnType<typeof fold>[],
): Candidate[] {
	const pattern = fold(wording).text;
	const allowed = Math.floor(pattern.length * MAX_ERROR_RATE);
	const found: Candidate[] = [];
	lines.forEach((line, index) => {
		const target = folded[index] as ReturnType<typeof fold>;
		const hit = findApproximate(pattern, target.text);
		if (!hit || hit.distance > allowed || hit.end <= hit.start || line.vertical) return;
		const part = sliceLine(line, target.origin[hit.start] as number, (target.origin[hit.end - 1] as number) + 1);
		const [tl, tr, br, bl] = part as [Point, Point, Point, Point];
		const at: Point = centred ? centroid(part) : [(tl[0] + bl[0]) / 2, (tl[1] + bl[1]) / 2];
		const height = Math.hypot(tl[0] - bl[0], tl[1] - bl[1]);
		if (height > 0 && Math.hypot(tr[0] - br[0], tr[1] - br[1]) > 0)
			found.push({ at, quality: 1 - hit.distance / pattern.length, line: index });
	});
	return found.sort((a, b) => b.quality - a.quality).slice(0, 4);
}

/** Outline of the characters [start, end) of a line, in the line's space. */
export function sliceLine(line: Line, start: number, end: number) {
	const first = line.spans[start]?.[0] ?? 0;
	const last = line.spans[Math.max(start, end - 1)]?.[1] ?? 1;
	return quadSlice(line.polygon, first, Math.max(last, first + 1e-3));
}
