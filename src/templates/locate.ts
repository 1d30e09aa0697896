/** Where each element of a form stands on the picture, given how the form lies on it. Pure; all places in the lines' space. */
import type { ElementEvidence, Line, Mark, MarkKind, MmBox } from "../evidence.ts";
import { applyHomography, bounds, boxPolygon, type Homography, invert, type Polygon } from "../geometry.ts";
import { chinesePart, fieldLabel, sliceLine } from "./anchors.ts";
import type { ElementOf, Template, TemplateElement } from "./schema.ts";
import { findApproximate, fold, similarity } from "./text-match.ts";
import { alignWording, type WordingAlignment } from "./wording.ts";

/** A field's value as the page reading gave it. */
export interface FoundValue {
	element: string;
	/** Name of the field: the element's, or the slot's inside a statement. */
	field: string;
	text: string;
	confidence: number;
	polygon: Polygon;
}

export interface Located {
	elements: ElementEvidence[];
	values: FoundValue[];
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

/** A line belongs to a statement when its middle lies within the registered box grown by this much, mm. */
const STATEMENT_MARGIN_MM = 7;
/** Text counts as standing in a place when its middle is within the box grown by this much, mm. */
const PLACE_MARGIN_MM = 4;
/** A title is looked for around its box by this much, mm: titles are displaced or set larger. */
const TITLE_MARGIN_MM = 10;
/** Two pieces are one row when their middles differ by less than this share of the taller one's height. */
const ROW_OVERLAP = 0.6;
/** A label may hold one misread character in four. */
const LABEL_ERROR_RATE = 0.26;
/** A label found this far from its place (mm) is only believed when it opens its line. */
const FAR_MM = 10;

export function toMm(toPicture: Homography, polygon: Polygon): MmBox {
	const back = invert(toPicture);
	return bounds(polygon.map((p) => applyHomography(back, p)));
}

/** Sticking-out of `found` over `box`, mm; 0 when inside. */
export function protrusion(found: MmBox, [x, y, width, height]: readonly [number, number, number, number]): number {
	return Math.max(0, x - found.x, y - found.y, found.x + found.width - x - width, found.y + found.height - y - height);
}

export function locateElements(scene: Scene): Located {
	const taken = new Set<number>();
	const values: FoundValue[] = [];
	const byName = new Map<string, ElementEvidence>();
	// Labelled fields first: what they take is no candidate for the running text.
	const order = ["field", "title", "text", "statement", "mark"] as const;
	for (const kind of order)
		for (const element of scene.template.elements) {
			if (element.kind !== kind) continue;
			const result = locate(element, scene, taken);
			byName.set(element.name, result.evidence);
			values.push(...result.values);
		}
	return { elements: scene.template.elements.map((e) => byName.get(e.name) as ElementEvidence), values };
}

interface Result {
	evidence: ElementEvidence;
	values: FoundValue[];
}

function locate(element: TemplateElement, scene: Scene, taken: Set<number>): Result {
	switch (element.kind) {
		case "field":
			return fieldLabel(element.pattern) ? labelledField(element, scene, taken) : bareField(element, scene, taken);
		case "title":
		case "text":
			return heading(element, scene, taken);
		case "statement":
			return statement(element, scene, taken);
		case "mark":
			return mark(element, scene);
	}
}

function absent(
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
interface Joined {
	text: string;
	at: { line: number; index: number }[];
}

function join(pieces: readonly { line: number; start: number; end: number }[], scene: Scene): Joined {
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
function extent(joined: Joined, start: number, end: number, scene: Scene): { polygon: Polygon; confidence: number } {
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

const middleY = (b: MmBox) => b.y + b.height / 2;
const middleX = (b: MmBox) => b.x + b.width / 2;

function within(b: MmBox, [x, y, width, height]: readonly [number, number, number, number], margin: number): boolean {
	const cx = middleX(b);
	const cy = middleY(b);
	return cx > x - margin && cx < x + width + margin && cy > y - margin && cy < y + height + margin;
}

/** Lines on the same row as `line` that lie to its right up to `limitMm`, left to right. */
function rowAfter(line: number, limitMm: number, scene: Scene, taken: Set<number>): number[] {
	const own = scene.lineMm[line] as MmBox;
	return scene.lineMm
		.map((b, i) => ({ b, i }))
		.filter(
			({ b, i }) =>
				i !== line &&
				!taken.has(i) &&
				b.x > own.x &&
				b.x < limitMm &&
				Math.abs(middleY(b) - middleY(own)) < ROW_OVERLAP * Math.min(own.height, b.height) &&
				!startsWithLabel((scene.lines[i] as Line).text, scene.template),
		)
		.sort((p, q) => p.b.x - q.b.x)
		.map(({ i }) => i);
}

function startsWithLabel(text: string, template: Template): boolean {
	const folded = fold(text).text;
	return template.elements.some((e) => {
		const label = e.kind === "field" ? fieldLabel(e.pattern) : null;
		return label?.side === "before" && folded.startsWith(fold(chinesePart(label.text)).text);
	});
}

function labelledField(element: ElementOf<"field">, scene: Scene, taken: Set<number>): Result {
	const label = fieldLabel(element.pattern) as NonNullable<ReturnType<typeof fieldLabel>>;
	const short = fold(chinesePart(label.text)).text;
	const [x, y, width, height] = element.box;
	const hits = scene.lines.flatMap((line, index) => {
		if (line.vertical || taken.has(index)) return [];
		const folded = fold(line.text);
		const hit = findApproximate(short, folded.text);
		if (!hit || hit.end <= hit.start || hit.distance > Math.floor(short.length * LABEL_ERROR_RATE)) return [];
		const start = folded.origin[hit.start] as number;
		const end = (folded.origin[hit.end - 1] as number) + 1;
		const place = toMm(scene.toPicture, sliceLine(line, start, end));
		const away = Math.hypot(Math.max(0, x - place.x, place.x - x - width), middleY(place) - y - height / 2);
		const opens = label.side === "before" ? hit.start <= 1 : true;
		return away > FAR_MM && !opens ? [] : [{ index, start, end, place, cost: away + 12 * hit.distance }];
	});
	const hit = hits.sort((a, b) => a.cost - b.cost)[0];
	if (!hit) return { evidence: absent(element, scene), values: [] };

	const line = scene.lines[hit.index] as Line;
	const joined =
		label.side === "before"
			? join(
					[
						{ line: hit.index, start: hit.start, end: nextLabel(line, hit.end, scene.template, element.name) },
						...rowAfter(hit.index, x + width, scene, taken).map((i) => ({
							line: i,
							start: 0,
							end: (scene.lines[i] as Line).text.length,
						})),
						...below(hit.index, element, scene, taken),
					],
					scene,
				)
			: join([{ line: hit.index, start: 0, end: hit.end }], scene);
	const aligned = alignWording(element.pattern, joined.text);
	for (const { line: index } of joined.at) taken.add(index);
	const labelExtent = extent(
		{ ...joined, at: joined.at },
		...labelRange(label.side, aligned, joined.text.length),
		scene,
	);
	const evidence: ElementEvidence = {
		...absent(element, scene, "found"),
		found: labelExtent.polygon,
		displacementMm: protrusion(hit.place, element.box),
		seenText: joined.text.slice(...labelRange(label.side, aligned, joined.text.length)).trim(),
		similarity: similarity(label.text, joined.text.slice(...labelRange(label.side, aligned, joined.text.length))),
		confidence: labelExtent.confidence,
		lines: [...new Set(joined.at.map((c) => c.line))],
	};
	const value = trimmed(
		joined.text,
		aligned.slots.value?.[1] ? aligned.slots.value : afterColon(label.side, joined.text),
	);
	if (value[0] >= value[1]) return { evidence, values: [] };
	const { polygon, confidence } = extent(joined, value[0], value[1], scene);
	return {
		evidence,
		values: [{ element: element.name, field: element.name, text: joined.text.slice(...value), confidence, polygon }],
	};
}

function labelRange(side: "before" | "after", aligned: WordingAlignment, length: number): [number, number] {
	const [start, end] = aligned.slots.value ?? [0, 0];
	if (end === 0) return [0, length];
	return side === "before" ? [0, start] : [end, length];
}

/** Where the next field's label begins in the same line: readers sometimes give two columns as one line. */
function nextLabel(line: Line, from: number, template: Template, own: string): number {
	const folded = fold(line.text);
	let end = line.text.length;
	for (const other of template.elements) {
		const label = other.kind === "field" && other.name !== own ? fieldLabel(other.pattern) : null;
		if (label?.side !== "before") continue;
		const at = folded.text.indexOf(fold(chinesePart(label.text)).text);
		const index = at < 0 ? -1 : (folded.origin[at] as number);
		if (index >= from && index < end) end = index;
	}
	return end;
}

/** Further lines of a value in a box higher than one line. */
function below(line: number, element: ElementOf<"field">, scene: Scene, taken: Set<number>) {
	const own = scene.lineMm[line] as MmBox;
	const [, y, , height] = element.box;
	if (height < 2 * own.height) return [];
	return scene.lineMm.flatMap((b, i) =>
		i !== line &&
		!taken.has(i) &&
		within(b, element.box, 0) &&
		middleY(b) > own.y + own.height &&
		middleY(b) < y + height &&
		!startsWithLabel((scene.lines[i] as Line).text, scene.template)
			? [{ line: i, start: 0, end: (scene.lines[i] as Line).text.length }]
			: [],
	);
}

/** A value without a letter or digit ("--" for no direction) is what follows the label's colon. */
function afterColon(side: "before" | "after", text: string): [number, number] {
	const colon = text.search(/[:：]/);
	return side === "before" && colon >= 0 ? [colon + 1, text.length] : [0, 0];
}

/** Shrinks [start, end) over punctuation and spaces at both ends that belong to the label, not to the value. */
function trimmed(text: string, [start, end]: [number, number]): [number, number] {
	let a = start;
	let b = end;
	while (a < b && /[\s:：]/.test(text[a] as string)) a++;
	while (b > a && /\s/.test(text[b - 1] as string)) b--;
	// Closing punctuation of the value itself (a date's 日, "--") is kept by folding on letters only; take it back.
	while (b < text.length && /[-—)）]/.test(text[b] as string)) b++;
	return [a, b];
}

/** A field printed without a label: the line that stands in its place. */
function bareField(element: ElementOf<"field">, scene: Scene, taken: Set<number>): Result {
	const suits = (text: string) => element.type !== "date" || /\d{2,4}\s*[年.\-/]/.test(text.normalize("NFKC"));
	const index = scene.lineMm.findIndex(
		(b, i) => !taken.has(i) && within(b, element.box, PLACE_MARGIN_MM) && suits((scene.lines[i] as Line).text),
	);
	const fallback = scene.lines.findIndex(
		(line, i) =>
			!taken.has(i) &&
			element.type === "date" &&
			/^\D{0,2}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日?$/.test(line.text.normalize("NFKC").trim()),
	);
	const chosen = index >= 0 ? index : fallback;
	if (chosen < 0) return { evidence: absent(element, scene), values: [] };
	taken.add(chosen);
	const line = scene.lines[chosen] as Line;
	return {
		evidence: {
			...absent(element, scene, "found"),
			found: line.polygon,
			displacementMm: protrusion(scene.lineMm[chosen] as MmBox, element.box),
			confidence: line.confidence,
			lines: [chosen],
		},
		values: [
			{
				element: element.name,
				field: element.name,
				text: line.text,
				confidence: line.confidence,
				polygon: line.polygon,
			},
		],
	};
}

/** A title or a fixed text: its wording wherever it is, else whatever stands in its place. */
function heading(element: ElementOf<"title"> | ElementOf<"text">, scene: Scene, taken: Set<number>): Result {
	const pattern = fold(element.text).text;
	const candidates = scene.lines.flatMap((line, index) => {
		if (line.vertical || taken.has(index)) return [];
		const hit = findApproximate(pattern, fold(line.text).text);
		const here = scene.lineMm[index] as MmBox;
		const wording = hit ? hit.distance / pattern.length : 1;
		const inPlace = within(here, element.box, element.kind === "title" ? TITLE_MARGIN_MM : PLACE_MARGIN_MM);
		if (wording > LABEL_ERROR_RATE && !inPlace) return [];
		const away = Math.hypot(
			middleX(here) - element.box[0] - element.box[2] / 2,
			middleY(here) - middleY(boxOf(element)),
		);
		// Larger print is likelier to be the title; half a box height is what a title has at least.
		const small = element.kind === "title" && here.height < element.box[3] / 3 ? 40 : 0;
		return [{ index, cost: 60 * wording + away + small }];
	});
	const seed = candidates.sort((a, b) => a.cost - b.cost)[0];
	if (!seed) return { evidence: absent(element, scene), values: [] };
	const row = wholeRow(seed.index, scene, taken);
	const joined = join(
		row.map((line) => ({ line, start: 0, end: (scene.lines[line] as Line).text.length })),
		scene,
	);
	const aligned = alignWording(element.text, joined.text);
	// Far too different to be this text at all: nothing of it is there.
	if (element.kind === "text" && aligned.similarity < 0.5) return { evidence: absent(element, scene), values: [] };
	for (const i of row) taken.add(i);
	const whole = extent(joined, 0, joined.at.length, scene);
	const found = bounds(row.flatMap((i) => boxPolygon(scene.lineMm[i] as MmBox)));
	return {
		evidence: {
			...absent(element, scene, "found"),
			found: whole.polygon,
			displacementMm: protrusion(centredBox(found, element.box), element.box),
			seenText: joined.text,
			similarity: similarity(element.text, joined.text),
			differences: differencesOf(aligned, joined, scene),
			confidence: whole.confidence,
			lines: row,
		},
		values: [],
	};
}

const boxOf = (element: TemplateElement): MmBox => {
	const [x, y, width, height] = element.box;
	return { x, y, width, height };
};

/** Print larger than its box but set on the same middle is not displaced: the part beyond the box's own size is cut off. */
function centredBox(found: MmBox, [, , width, height]: readonly [number, number, number, number]): MmBox {
	const w = Math.min(found.width, width);
	const h = Math.min(found.height, height);
	return { x: middleX(found) - w / 2, y: middleY(found) - h / 2, width: w, height: h };
}

/** All pieces on the row of `line` of about the same size: widely spaced titles come as several pieces. */
function wholeRow(line: number, scene: Scene, taken: Set<number>): number[] {
	const own = scene.lineMm[line] as MmBox;
	return scene.lineMm
		.map((b, i) => ({ b, i }))
		.filter(
			({ b, i }) =>
				i === line ||
				(!taken.has(i) &&
					Math.abs(middleY(b) - middleY(own)) < ROW_OVERLAP * Math.min(own.height, b.height) &&
					b.height > own.height / 1.6 &&
					b.height < own.height * 1.6 &&
					gap(b, own) < 3 * own.height),
		)
		.sort((p, q) => p.b.x - q.b.x)
		.map(({ i }) => i);
}

const gap = (a: MmBox, b: MmBox) => Math.max(a.x - b.x - b.width, b.x - a.x - a.width);

function differencesOf(aligned: WordingAlignment, joined: Joined, scene: Scene): ElementEvidence["differences"] {
	return aligned.differences.map(({ seen, registered, start, end }) => {
		const from = Math.min(start, joined.at.length - 1);
		const to = Math.max(end, from + 1);
		const probabilities = joined.at
			.slice(Math.max(0, from - (seen ? 0 : 1)), to)
			.map(({ line, index }) => (scene.lines[line] as Line).charConfidence[index] ?? 0);
		return {
			seen,
			registered,
			confidence: Math.min(1, ...probabilities),
			polygon: extent(joined, from, to, scene).polygon,
		};
	});
}

function statement(element: ElementOf<"statement">, scene: Scene, taken: Set<number>): Result {
	const inside = scene.lineMm.flatMap((b, i) =>
		!taken.has(i) && !(scene.lines[i] as Line).vertical && within(b, element.box, STATEMENT_MARGIN_MM) ? [i] : [],
	);
	if (inside.length === 0) return { evidence: absent(element, scene), values: [] };
	const rows = readingOrder(inside, scene);
	const joined = join(
		rows.map((line) => ({ line, start: 0, end: (scene.lines[line] as Line).text.length })),
		scene,
	);
	const best = element.sentences
		.map((sentence) => ({ sentence, aligned: alignWording(sentence, joined.text) }))
		.sort((a, b) => a.aligned.distance - b.aligned.distance)[0] as { sentence: string; aligned: WordingAlignment };
	const { aligned } = best;
	// Less than half of the registered wording: some other text stands here.
	if (aligned.similarity < 0.4) return { evidence: absent(element, scene), values: [] };
	for (const i of rows) taken.add(i);
	const whole = extent(joined, 0, joined.at.length, scene);
	const found = bounds(rows.flatMap((i) => boxPolygon(scene.lineMm[i] as MmBox)));
	const values = Object.entries(aligned.slots).flatMap(([field, range]): FoundValue[] => {
		const [start, end] = trimmed(joined.text, range);
		if (start >= end) return [];
		return [
			{ element: element.name, field, text: joined.text.slice(start, end), ...extent(joined, start, end, scene) },
		];
	});
	return {
		evidence: {
			...absent(element, scene, "found"),
			found: whole.polygon,
			displacementMm: protrusion({ ...found, width: 0, height: 0 }, element.box),
			seenText: joined.text,
			registeredText: best.sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
				const range = aligned.slots[name];
				return range ? joined.text.slice(...range) : "";
			}),
			similarity: aligned.similarity,
			differences: differencesOf(aligned, joined, scene),
			confidence: whole.confidence,
			lines: rows,
		},
		values,
	};
}

/** Rows top to bottom, pieces left to right. */
function readingOrder(indices: readonly number[], scene: Scene): number[] {
	const box = (i: number) => scene.lineMm[i] as MmBox;
	const sorted = [...indices].sort((a, b) => middleY(box(a)) - middleY(box(b)));
	const rows: number[][] = [];
	for (const i of sorted) {
		const row = rows.at(-1);
		const head = row?.[0];
		if (row && head !== undefined && Math.abs(middleY(box(i)) - middleY(box(head))) < ROW_OVERLAP * box(head).height)
			row.push(i);
		else rows.push([i]);
	}
	return rows.flatMap((row) => row.sort((a, b) => box(a).x - box(b).x));
}

function mark(element: ElementOf<"mark">, scene: Scene): Result {
	if (!scene.lookedFor.includes(element.mark))
		return { evidence: absent(element, scene, "not-looked-for"), values: [] };
	const best = scene.marks
		.filter((m) => m.kind === element.mark && m.element === undefined)
		.map((m) => ({ m, mm: toMm(scene.toPicture, m.polygon) }))
		.sort((a, b) => away(a.mm, element) - away(b.mm, element))[0];
	if (!best) return { evidence: absent(element, scene), values: [] };
	best.m.element = element.name;
	return {
		evidence: {
			...absent(element, scene, "found"),
			found: best.m.polygon,
			displacementMm: protrusion(best.mm, element.box),
			confidence: best.m.confidence,
		},
		values: [],
	};
}

const away = (found: MmBox, element: TemplateElement) =>
	Math.hypot(middleX(found) - middleX(boxOf(element)), middleY(found) - middleY(boxOf(element)));
