/** A second look at registered places where nothing was found: the page reading may have overlooked faint or small print. */
import type { Line } from "../evidence.ts";
import { bounds, iou } from "../geometry.ts";
import type { Reader } from "../reading/reader.ts";
import { elementPlace, type FormMatch, locateForm, type PageContent } from "../templates/match.ts";
import { cropQuad } from "../vision/crop.ts";
import type { Raster } from "../vision/raster.ts";

/** Text read in a crop below this mean probability is noise of the paper, 0..1. */
const MIN_CONFIDENCE = 0.5;
/** Ink that could be read this badly still shows that something stands there. */
const MIN_CHARACTERS = 2;

/**
 * Reads the places of missing text elements on the flat page and locates all elements again with what came up. An element
 * whose place holds unreadable print becomes `unreadable`, never `missing`.
 */
export async function rereadMissing(
	form: FormMatch,
	content: PageContent,
	page: Raster,
	reader: Reader,
): Promise<FormMatch> {
	const missing = form.elements.filter((e) => e.status === "missing" && e.kind !== "mark" && e.kind !== "statement");
	if (missing.length === 0) return form;
	const places = missing.map((e) => {
		const element = form.template.elements.find((t) => t.name === e.name);
		const [x, y, width, height] = element?.box ?? [0, 0, 1, 1];
		return elementPlace(form, [x - 1, y - 1, width + 2, height + 2]);
	});
	const readings = await reader.readCrops(places.map((p) => cropQuad(page, p)));
	const fresh: Line[] = [];
	const doubtful = new Set<string>();
	readings.forEach((reading, i) => {
		if (reading.text.length < MIN_CHARACTERS) return;
		const polygon = places[i] as Line["polygon"];
		const known = content.lines.some((line) => iou(line.polygon, polygon) > 0.2 || inside(line, polygon));
		if (known) return;
		if (reading.confidence >= MIN_CONFIDENCE) fresh.push({ ...reading, polygon, source: "page", vertical: false });
		doubtful.add((missing[i] as (typeof missing)[number]).name);
	});
	if (doubtful.size === 0) return form;
	content.lines.push(...fresh);
	const again = fresh.length > 0 ? locateForm(content, form.template, form.fit, form.score) : form;
	for (const element of again.elements)
		if (element.status === "missing" && doubtful.has(element.name)) element.status = "unreadable";
	return again;
}

/** Whether the middle of a known line lies in the place. */
function inside(line: Line, place: Line["polygon"]): boolean {
	const own = bounds(line.polygon);
	const box = bounds(place);
	const [cx, cy] = [own.x + own.width / 2, own.y + own.height / 2];
	return cx > box.x && cx < box.x + box.width && cy > box.y && cy < box.y + box.height;
}
