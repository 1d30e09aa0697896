/** A filled-in field: its label wherever it stands, its value beside it, or a bare value in its place. */
import type { ElementEvidence, Line, MmBox } from "../../evidence.ts";
import { chinesePart, fieldLabel, sliceLine } from "../anchors.ts";
import type { ElementOf, Template } from "../schema.ts";
import { findApproximate, fold, similarity } from "../text-match.ts";
import { alphabetOf } from "../values.ts";
import { alignWording, type WordingAlignment } from "../wording.ts";
import {
	absent,
	extent,
	join,
	LABEL_ERROR_RATE,
	middleY,
	PLACE_MARGIN_MM,
	protrusion,
	type Result,
	ROW_OVERLAP,
	type Scene,
	startsWithLabel,
	toMm,
	trimmed,
	within,
} from "./scene.ts";

/** A label found this far from its place (mm) is only believed when it opens its line. */
const FAR_MM = 10;

/** Locates one field and marks the lines it uses as taken. */
export function locateField(element: ElementOf<"field">, scene: Scene, taken: Set<number>): Result {
	return fieldLabel(element.pattern) ? labelledField(element, scene, taken) : bareField(element, scene, taken);
}

function labelledField(element: ElementOf<"field">, scene: Scene, taken: Set<number>): Result {
	const label = fieldLabel(element.pattern) as NonNullable<ReturnType<typeof fieldLabel>>;
	const short = fold(chinesePart(label.text)).text;
	const [x, y, width, height] = element.box;
	const hits = scene.lines.flatMap((line, index) => {
		if (line.vertical || taken.has(index)) return [];
		const folded = fold(line.text);
		const hit = findApproximate(short, folded.text);
		const whole = hit && hit.distance <= Math.floor(short.length * LABEL_ERROR_RATE);
		if (!hit || hit.end <= hit.start || !(whole || isCutOff(folded.text, short))) return [];
		const start = folded.origin[hit.start] as number;
		const end = (folded.origin[hit.end - 1] as number) + 1;
		const place = toMm(scene.toPicture, sliceLine(line, start, end));
		const away = Math.hypot(Math.max(0, x - place.x, place.x - x - width), middleY(place) - y - height / 2);
		// Far from its place only a label of its own is believed, not the same characters inside a title or a sentence.
		const ownLine = label.side === "after" || (hit.start <= 1 && !/\p{Script=Han}/u.test(line.text[end] ?? ""));
		return away > FAR_MM && !ownLine ? [] : [{ index, start, end, place, whole, cost: away + 12 * hit.distance }];
	});
	const hit = hits.sort((a, b) => a.cost - b.cost)[0];
	// A short label after the value is easily lost under the seal; the value still stands in its place.
	if (!hit) return label.side === "after" ? bareField(element, scene, taken) : otherLabel(element, scene, taken);

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
			: join(
					[
						...rowBefore(hit.index, x, scene, taken).map((i) => ({
							line: i,
							start: 0,
							end: (scene.lines[i] as Line).text.length,
						})),
						{ line: hit.index, start: 0, end: hit.end },
					],
					scene,
				);
	const alphabet = alphabetOf(element.type);
	const aligned = alignWording(element.pattern, joined.text, alphabet ? { value: alphabet } : {});
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
		// A label of which a seal has swallowed the end does not differ: what is left of it is as registered.
		similarity: hit.whole
			? similarity(label.text, joined.text.slice(...labelRange(label.side, aligned, joined.text.length)))
			: null,
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

/** Probability of every character of a label from which it is believed to be another one, 0..1. */
const OTHER_LABEL_CONFIDENCE = 0.8;

/** A line in the field's place that opens with another label and a colon: the form's label was exchanged. */
function otherLabel(element: ElementOf<"field">, scene: Scene, taken: Set<number>): Result {
	const index = scene.lines.findIndex((line, i) => {
		const colon = line.text.search(/[:：]/);
		return (
			!taken.has(i) &&
			!line.vertical &&
			colon >= 2 &&
			within(scene.lineMm[i] as MmBox, element.box, 0) &&
			line.charConfidence.slice(0, colon).every((p) => p >= OTHER_LABEL_CONFIDENCE) &&
			!startsWithLabel(line.text, scene.template)
		);
	});
	if (index < 0) return { evidence: absent(element, scene), values: [] };
	taken.add(index);
	const line = scene.lines[index] as Line;
	const colon = line.text.search(/[:：]/);
	const joined = join([{ line: index, start: 0, end: line.text.length }], scene);
	const label = extent(joined, 0, colon, scene);
	const evidence: ElementEvidence = {
		...absent(element, scene, "found"),
		found: label.polygon,
		displacementMm: protrusion(toMm(scene.toPicture, label.polygon), element.box),
		seenText: line.text.slice(0, colon),
		similarity: similarity(fieldLabel(element.pattern)?.text ?? "", line.text.slice(0, colon)),
		confidence: label.confidence,
		lines: [index],
	};
	const [start, end] = trimmed(line.text, [colon + 1, line.text.length]);
	if (start >= end) return { evidence, values: [] };
	const value = { element: element.name, field: element.name, text: line.text.slice(start, end) };
	return { evidence, values: [{ ...value, ...extent(joined, start, end, scene) }] };
}

/** Share of a label that must be left when a seal has swallowed its end, 0..1. */
const MIN_LABEL_SHARE = 0.6;

/** Whether all that was read of a line is the beginning of a label. */
const isCutOff = (seen: string, label: string): boolean =>
	seen.length < label.length && seen.length >= MIN_LABEL_SHARE * label.length && label.startsWith(seen);

function labelRange(side: "before" | "after", aligned: WordingAlignment, length: number): [number, number] {
	const [start, end] = aligned.slots.value ?? [0, 0];
	if (end === 0) return [0, length];
	return side === "before" ? [0, start] : [end, length];
}

/** Lines on the same row as `line` that lie to its right up to `limitMm`, left to right. */
function rowAfter(line: number, limitMm: number, scene: Scene, taken: Set<number>): number[] {
	const own = scene.lineMm[line] as MmBox;
	return onRow(line, scene, taken).filter((i) => {
		const { x } = scene.lineMm[i] as MmBox;
		return x > own.x && x < limitMm && !startsWithLabel((scene.lines[i] as Line).text, scene.template);
	});
}

/** Lines on the same row as `line` that lie to its left, from `limitMm` less a margin on, left to right. */
function rowBefore(line: number, limitMm: number, scene: Scene, taken: Set<number>): number[] {
	const own = scene.lineMm[line] as MmBox;
	return onRow(line, scene, taken).filter((i) => {
		const { x } = scene.lineMm[i] as MmBox;
		return x < own.x && x > limitMm - FAR_MM;
	});
}

function onRow(line: number, scene: Scene, taken: Set<number>): number[] {
	const own = scene.lineMm[line] as MmBox;
	return scene.lineMm
		.map((b, i) => ({ b, i }))
		.filter(
			({ b, i }) =>
				i !== line &&
				!taken.has(i) &&
				Math.abs(middleY(b) - middleY(own)) < ROW_OVERLAP * Math.min(own.height, b.height),
		)
		.sort((p, q) => p.b.x - q.b.x)
		.map(({ i }) => i);
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

/** Fewer characters than this are no institution's name. */
const MIN_BARE_CHARACTERS = 4;

/** A field printed without a label: the line that stands in its place. */
function bareField(element: ElementOf<"field">, scene: Scene, taken: Set<number>): Result {
	const suits = (text: string) =>
		element.type === "date"
			? /\d{2,4}\s*[年.\-/]/.test(text.normalize("NFKC"))
			: fold(text).text.length >= MIN_BARE_CHARACTERS && !/\d{3}/.test(text);
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
	// A label after the value that was misread ("盖部" for "盖章") is no part of the value.
	const slot = alignWording(element.pattern, line.text).slots.value ?? [0, 0];
	const [start, end] = slot[1] > slot[0] ? trimmed(line.text, slot) : [0, line.text.length];
	const joined = join([{ line: chosen, start: 0, end: line.text.length }], scene);
	const value = { element: element.name, field: element.name, text: line.text.slice(start, end) };
	return {
		evidence: {
			...absent(element, scene, "found"),
			found: line.polygon,
			displacementMm: protrusion(scene.lineMm[chosen] as MmBox, element.box),
			confidence: line.confidence,
			lines: [chosen],
		},
		values: [{ ...value, ...extent(joined, start, end, scene) }],
	};
}
