/** The running text of a form, aligned with every registered sentence. */
import type { Line, MmBox } from "../../evidence.ts";
import { bounds, boxPolygon } from "../../geometry.ts";
import type { ElementOf } from "../schema.ts";
import { alphabetOf } from "../values.ts";
import { alignWording, type WordingAlignment } from "../wording.ts";
import {
	absent,
	differencesOf,
	extent,
	type FoundValue,
	join,
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
	const inside = scene.lineMm.flatMap((b, i) =>
		!taken.has(i) && !(scene.lines[i] as Line).vertical && within(b, element.box, STATEMENT_MARGIN_MM) ? [i] : [],
	);
	if (inside.length === 0) return { evidence: absent(element, scene), values: [] };
	const rows = readingOrder(inside, scene);
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
