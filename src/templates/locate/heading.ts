/** A title or another fixed text: its wording wherever it is, else whatever stands in its place. */
import type { Line, MmBox } from "../../evidence.ts";
import { bounds, boxPolygon } from "../../geometry.ts";
import type { ElementOf } from "../schema.ts";
import { findApproximate, fold, similarity } from "../text-match.ts";
import { alignWording } from "../wording.ts";
import {
	absent,
	boxOf,
	differencesOf,
	extent,
	join,
	LABEL_ERROR_RATE,
	middleX,
	middleY,
	PLACE_MARGIN_MM,
	protrusion,
	type Result,
	ROW_OVERLAP,
	type Scene,
	within,
} from "./scene.ts";

/** A title is looked for around its box by this much, mm: titles are displaced or set larger. */
const TITLE_MARGIN_MM = 10;

/** Locates a title or fixed text and marks the lines it uses as taken. */
export function locateHeading(
	element: ElementOf<"title"> | ElementOf<"text">,
	scene: Scene,
	taken: Set<number>,
): Result {
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
