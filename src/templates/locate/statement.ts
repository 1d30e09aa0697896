/** The running text of a form, aligned with every registered sentence. */
import type { Line, MmBox } from "../../evidence.ts";
import { bounds, boxPolygon, centroid, type Point } from "../../geometry.ts";
import type { ElementOf } from "../schema.ts";
import { findApproximate, fold } from "../text-match.ts";
import { alphabetOf } from "../values.ts";
import { alignWording, type WordingAlignment } from "../wording.ts";
import {
	absent,
	coveredBy,
	differencesOf,
	extent,
	type FoundValue,
	join,
	LABEL_ERROR_RATE,
	middleY,
	protrusion,
	type Result,
	ROW_OVERLAP,
	type Scene,
	trimmed,
	within,
} from "./scene.ts";

/** A line belongs to a statement when its middle lies within the registered box grown by this much, mm. */
const STATEMENT_MARGIN_MM = 7;

/** Locates the statement, marks its lines as taken and gives the values of its slots. */
export function locateStatement(element: ElementOf<"statement">, scene: Scene, taken: Set<number>): Result {
	const free = scene.lines.flatMap((line, i) =>
		taken.has(i) || line.vertical || scene.marks.some((m) => coveredBy(line.polygon, m.polygon)) ? [] : [i],
	);
	const inPlace = free.filter((i) => within(scene.lineMm[i] as MmBox, element.box, STATEMENT_MARGIN_MM));
	const rows = byWording(element, readingOrder(free, scene), scene) ?? readingOrder(inPlace, scene);
	if (rows.length === 0) return { evidence: absent(element, scene), values: [] };
	const joined = join(
		rows.map((line) => ({ line, start: 0, end: (scene.lines[line] as Line).text.length })),
		scene,
	);
	const alphabets = Object.fromEntries(
		Object.entries(element.slots).flatMap(([name, type]) => {
			const alphabet = alphabetOf(type);
			return alphabet ? [[name, alphabet]] : [];
		}),
	);
	const best = element.sentences
		.map((sentence) => ({ sentence, aligned: alignWording(sentence, joined.text, alphabets) }))
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

/**
 * The lines from the one that opens with the sentence's first words to the one that holds its last: the statement wherever it
 * stands. Null when either end is not recognised, or when it stands in its place and its end may be followed by more.
 */
function byWording(element: ElementOf<"statement">, ordered: readonly number[], scene: Scene): number[] | null {
	const parts = (element.sentences[0] as string).split(/\{\w+\}/);
	const holds = (part: string, i: number) => {
		const wanted = fold(part).text;
		const hit = findApproximate(wanted, fold((scene.lines[i] as Line).text).text);
		return hit !== null && hit.distance <= Math.floor(wanted.length * LABEL_ERROR_RATE);
	};
	const first = ordered.find((i) => holds(parts[0] as string, i));
	const last = ordered.findLast((i) => holds((parts.at(-1) as string).slice(-ENDING_CHARACTERS), i));
	if (first === undefined || last === undefined) return null;
	const placed = (i: number) => within(scene.lineMm[i] as MmBox, element.box, STATEMENT_MARGIN_MM);
	if (placed(first) && placed(last)) return null;
	const [top, bottom] = [scene.lineMm[first] as MmBox, scene.lineMm[last] as MmBox];
	const rows = ordered.filter((i) => {
		const y = middleY(scene.lineMm[i] as MmBox);
		return y >= top.y && y <= bottom.y + bottom.height;
	});
	return rows.length <= MAX_ROWS ? rows : null;
}

/** Characters at the end of a sentence that mark its last line, and the most lines a statement runs over. */
const ENDING_CHARACTERS = 5;
const MAX_ROWS = 8;

/** Rows top to bottom, pieces left to right, both along the mean direction of the lines: a page may lie askew. */
function readingOrder(indices: readonly number[], scene: Scene): number[] {
	const places = indices.map((index) => {
		const [tl, tr, , bl] = (scene.lines[index] as Line).polygon as [Point, Point, Point, Point];
		const centre = centroid((scene.lines[index] as Line).polygon);
		return { index, centre, along: [tr[0] - tl[0], tr[1] - tl[1]], height: Math.hypot(bl[0] - tl[0], bl[1] - tl[1]) };
	});
	const angle = Math.atan2(
		places.reduce((sum, p) => sum + (p.along[1] as number), 0),
		places.reduce((sum, p) => sum + (p.along[0] as number), 0),
	);
	const turned = places
		.map(({ index, centre: [x, y], height }) => ({
			index,
			height,
			across: x * Math.cos(angle) + y * Math.sin(angle),
			down: y * Math.cos(angle) - x * Math.sin(angle),
		}))
		.sort((a, b) => a.down - b.down);
	const rows: (typeof turned)[] = [];
	for (const piece of turned) {
		const head = rows.at(-1)?.[0];
		if (head && piece.down - head.down < ROW_OVERLAP * head.height) rows.at(-1)?.push(piece);
		else rows.push([piece]);
	}
	return rows.flatMap((row) => row.sort((a, b) => a.across - b.across).map(({ index }) => index));
}
