/**
 * How what a reader gave is compared with what is printed. Pure, and the same way for every reader.
 *
 * **Matching by position.** Every reader here says where its lines stand, so no reading order is assumed. Each printed line
 * spans a frame of its own: (0, 0) at its beginning, (1, 1) at its far end, by the affine map that fits its four corners best;
 * a vertical line's frame runs downwards. The reader's lines are mapped into that frame and bounded by upright boxes there.
 * A line read *lies on* the printed one when it overlaps its length and at least `LEAST_OVERLAP` of the lower of the two
 * heights. The candidates for the printed line are each line that lies on it alone and, joined in the order of their
 * beginnings, all whose middle is between its upper and lower edge: a reader may split a line or run two columns into one.
 *
 * **Character errors.** On text folded to lower-case letters, digits and ideographs (spaces and punctuation dropped), the
 * Levenshtein distance of the printed line to the best matching part of a candidate (Sellers 1980: the candidate's beginning
 * and end are free), the least over the candidates; a line without a candidate is wrong throughout.
 * The rate is the sum of errors over the sum of printed characters. Text read where none is printed is not charged to anyone.
 */
import type { Truth } from "../../../samples/truth.ts";
import { bounds, type Homography, mapPolygon, type Point, type Polygon, solveAffine } from "../../../src/geometry.ts";
import { fold as plain } from "../../../src/reading/normalise.ts";
import type { Rulebook } from "../../../src/rulebook/schema.ts";
import { chinesePart, fieldLabel } from "../../../src/templates/anchors.ts";
import type { Template } from "../../../src/templates/schema.ts";
import { findApproximate, fold } from "../../../src/templates/text-match.ts";

/** Share of the lower of two heights that a line read must share with the printed one. */
const LEAST_OVERLAP = 0.4;

/** One photo as a reader gave it; places in UploadPx. */
export interface Reading {
	lines: { text: string; polygon: Polygon }[];
	/** Values by the names of standards, from a reader that knows the form. */
	fields?: Record<string, string> | undefined;
}

export interface Score {
	/** Wrong characters, of all printed ones. */
	errors: number;
	characters: number;
	/** Fixed terms printed on the page, and those read exactly. */
	termsFound: number;
	terms: number;
	/** Values of a registered form that stand whole in one printed line, and those read exactly. */
	fieldsExact: number;
	fields: number;
}

type PrintedLine = Truth["lines"][number];

export function scoreReading(truth: Truth, reading: Reading, terms: readonly string[]): Score {
	const score: Score = { errors: 0, characters: 0, termsFound: 0, terms: 0, fieldsExact: 0, fields: 0 };
	const candidates = new Map(truth.lines.map((line) => [line, candidatesFor(line, reading)]));
	for (const [line, texts] of candidates) {
		const printed = fold(line.text).text;
		const read = texts.map((text) => fold(text).text);
		score.characters += printed.length;
		score.errors += Math.min(...read.map((text) => distance(printed, text)));
		const wanted = termsIn(printed, terms);
		score.terms += wanted.length;
		score.termsFound += wanted.filter((term) => read.some((text) => text.includes(term))).length;
	}
	for (const [name, value] of comparableFields(truth)) {
		score.fields++;
		if (reading.fields ? plain(reading.fields[name] ?? "") === value : printedValueRead(value, candidates))
			score.fieldsExact++;
	}
	return score;
}

/** What a reader gave for one printed line; see the head of this file. */
export function candidatesFor(line: PrintedLine, reading: Reading): string[] {
	const frame = frameOf(line);
	const here = reading.lines
		.map(({ text, polygon }) => ({ text, box: bounds(mapPolygon(frame, polygon)) }))
		.filter(({ box }) => {
			const across = Math.min(box.y + box.height, 1) - Math.max(box.y, 0);
			return box.x < 1 && box.x + box.width > 0 && across > 0 && across >= LEAST_OVERLAP * Math.min(box.height, 1);
		})
		.sort((a, b) => a.box.x - b.box.x);
	const within = here.filter(({ box }) => Math.abs(box.y + box.height / 2 - 0.5) <= 0.5);
	return [...here.map(({ text }) => text), within.map(({ text }) => text).join("")];
}

/** UploadPx → the printed line's own frame. */
function frameOf({ polygon, vertical }: PrintedLine): Homography {
	const corners: Point[] = vertical
		? [
				[0, 1],
				[0, 0],
				[1, 0],
				[1, 1],
			]
		: [
				[0, 0],
				[1, 0],
				[1, 1],
				[0, 1],
			];
	return solveAffine(polygon.slice(0, 4), corners);
}

const distance = (printed: string, text: string): number => findApproximate(printed, text)?.distance ?? printed.length;

/** Terms printed in a folded line, without those inside a longer one of them. */
function termsIn(printed: string, terms: readonly string[]): string[] {
	const found = terms.filter((term) => printed.includes(term));
	return found.filter((term) => !found.some((other) => other !== term && other.includes(term)));
}

/** Values with letters or digits that stand whole in one printed line of a registered form. */
function comparableFields({ template, fields, lines }: Truth): [name: string, value: string][] {
	if (template === null) return [];
	return Object.entries(fields)
		.map(([name, value]): [string, string] => [name, plain(value)])
		.filter(([, value]) => fold(value).text !== "" && lines.some(({ text }) => plain(text).includes(value)));
}

/**
 * A reader without knowledge of the form gives no names: its value counts as exact when it stands, character by character,
 * within what was read for a line that prints it. (More lenient than the comparison by name, where nothing may be added.)
 */
function printedValueRead(value: string, candidates: ReadonlyMap<PrintedLine, readonly string[]>): boolean {
	return [...candidates].some(
		([{ text }, read]) => plain(text).includes(value) && read.some((candidate) => plain(candidate).includes(value)),
	);
}

/** Titles and labels of the registered forms and the rulebook's literal words, folded. */
export function fixedTerms(templates: readonly Template[], { words }: Pick<Rulebook, "words">): string[] {
	const printed = templates.flatMap(({ title, elements }) => [
		title,
		...elements.map((element) =>
			element.kind === "field" ? chinesePart(fieldLabel(element.pattern)?.text ?? "") : "",
		),
	]);
	const literal = words.map(({ pattern }) => pattern).filter((pattern) => !pattern.includes("×"));
	return [...new Set([...printed, ...literal].map((term) => fold(term).text))].filter((term) => term.length >= 2);
}
