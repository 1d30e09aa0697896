/** A mark of the form: the nearest of its kind. */
import type { MmBox } from "../../evidence.ts";
import type { ElementOf } from "../schema.ts";
import { absent, boxOf, middleX, middleY, protrusion, type Result, type Scene, toMm } from "./scene.ts";

/** Locates a mark and writes the element's name into it, so that no other element takes it. */
export function locateMark(element: ElementOf<"mark">, scene: Scene): Result {
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

const away = (found: MmBox, element: ElementOf<"mark">) =>
	Math.hypot(middleX(found) - middleX(boxOf(element)), middleY(found) - middleY(boxOf(element)));
