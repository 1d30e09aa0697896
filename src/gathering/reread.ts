/**
 * The second look, guided by the form: lines that were read small, unsurely or under a seal are cut from the full-resolution
 * photo and read again; registered places where nothing was found are looked at again.
 */
import { type ElementEvidence, type Line, type Mark, SEAL_KINDS } from "../evidence.ts";
import { bounds, coveredShare, iou, type Polygon } from "../geometry.ts";
import type { Reader, Recognition } from "../reading/reader.ts";
import { fieldLabel } from "../templates/anchors.ts";
import { toMm } from "../templates/locate/scene.ts";
import { elementPlace, type FormMatch, locateForm, type PageContent } from "../templates/match.ts";
import { isBlank, isWithoutColour } from "../vision/blank.ts";
import { cropQuad } from "../vision/crop.ts";
import type { Raster } from "../vision/raster.ts";
import { holdsDashes } from "./dashes.ts";
import { weighDifferences } from "./weigh-differences.ts";

/** Where crops are taken from: the photo itself, reached from PagePx. */
export interface Source {
	upload: Raster;
	toUpload: (polygon: Polygon) => Polygon;
	/** The flat page with the ink of seals faded, PagePx. */
	faded: Raster;
}

/** Lines lower than this in the flat page gain from a crop at the photo's own resolution, px. */
const SMALL_PRINT_PX = 32;
/** A line with any character below this probability is read again, 0..1. */
const SURE = 0.9;
/** Share of a line under a seal from which on it is cut from the page with faded seals, 0..1. */
const UNDER_SEAL_SHARE = 0.02;
/** A second reading under a seal, at least as long, may be this much less sure than the first, 0..1. */
const SEALED_MARGIN = 0.02;
/** A crop at a found place is read as text from this mean probability on; below it is the noise of the paper, 0..1. */
const MIN_CONFIDENCE = 0.5;
const MIN_CHARACTERS = 2;

/**
 * Improves `content.lines` (PagePx) in place and returns the form located on them anew, its missing elements confirmed as missing
 * or marked `unreadable`, its differences in wording weighed.
 */
export async function lookAgain(
	form: FormMatch,
	content: PageContent,
	source: Source,
	reader: Reader,
): Promise<FormMatch> {
	const improved = await rereadLines(form, content, source, reader);
	const located = improved ? locateForm(content, form.template, form.fit, form.score) : form;
	const complete = await rereadMissing(located, content, source, reader);
	doubtMissingMarks(complete, source);
	const seals = sealsOf(content);
	await weighDifferences(complete, content, source, reader, (line) => isSealed(line, seals));
	return complete;
}

/** A mark that no detector found is only missing where its registered place is blank paper. */
function doubtMissingMarks(form: FormMatch, { upload, toUpload }: Source): void {
	for (const element of form.elements)
		if (element.kind === "mark" && element.status === "missing") {
			const registered = form.template.elements.find((e) => e.name === element.name);
			const stamped = registered?.kind === "mark" && /seal/.test(registered.mark);
			const empty = stamped ? isWithoutColour : isBlank;
			if (!empty(upload, toUpload(element.expected))) element.status = "unreadable";
		}
}

const sealsOf = ({ marks }: PageContent): Mark[] => marks.filter(({ kind }) => SEAL_KINDS.includes(kind));

const isSealed = (line: Line, seals: readonly Mark[]): boolean =>
	seals.some((seal) => coveredShare(line.polygon, seal.polygon) > UNDER_SEAL_SHARE);

/** Replaces lines in `content` by better readings. True when any line changed. */
async function rereadLines(form: FormMatch, content: PageContent, source: Source, reader: Reader): Promise<boolean> {
	const seals = sealsOf(content);
	const used = new Set(form.elements.flatMap((e) => e.lines));
	const doubtful = [...used].flatMap((index) => {
		const line = content.lines[index] as Line;
		const sealed = isSealed(line, seals);
		const small = bounds(line.polygon).height < SMALL_PRINT_PX;
		const unsure = line.charConfidence.some((p) => p < SURE);
		return sealed || small || unsure ? [{ index, sealed }] : [];
	});
	if (doubtful.length === 0) return false;
	const crops = doubtful.map(({ index, sealed }) => {
		const { polygon } = content.lines[index] as Line;
		return sealed ? cropQuad(source.faded, polygon) : cropQuad(source.upload, source.toUpload(polygon));
	});
	const readings = await reader.readCrops(crops);
	let changed = false;
	doubtful.forEach(({ index, sealed }, i) => {
		const reading = readings[i];
		const line = content.lines[index] as Line;
		if (!reading || reading.text.length < MIN_CHARACTERS) return;
		// Under a seal characters get lost, and what is left is read with more confidence than the whole.
		const lost = sealed && reading.text.length < line.text.length;
		if (lost || reading.confidence <= line.confidence - (sealed ? SEALED_MARGIN : 0)) return;
		content.lines[index] = { ...line, ...reading };
		changed = true;
	});
	return changed;
}

/**
 * Reads the places of missing text elements, and of fields whose label stands without a value, and locates all elements again
 * with what came up. A missing element whose place holds print that cannot be read becomes `unreadable`, never `missing`.
 */
async function rereadMissing(
	form: FormMatch,
	content: PageContent,
	source: Source,
	reader: Reader,
): Promise<FormMatch> {
	const places = form.elements.flatMap((e) => {
		const place = emptyPlace(e, form);
		return place ? [{ element: e, place }] : [];
	});
	if (places.length === 0) return form;
	const crops = places.map(({ place }) => cropQuad(source.upload, source.toUpload(place)));
	const readings = await reader.readCrops(crops);
	const used = new Set(form.elements.flatMap((e) => e.lines));
	const fresh: Line[] = [];
	const doubtful = new Set<string>();
	readings.forEach((reading, i) => {
		const { element, place } = places[i] as (typeof places)[number];
		const blankValue = element.status === "found";
		const known = content.lines.some((line) => iou(line.polygon, place) > 0.2 || inside(line, place));
		if (blankValue && holdsDashes(crops[i] as Raster)) {
			fresh.push({ ...DASHES, polygon: place, source: "page", vertical: false });
			return;
		}
		// Print that belongs to no other element may be what is looked for, misread.
		const unexplained = content.lines.some((line, index) => !used.has(index) && inside(line, place));
		if (unexplained && !blankValue) doubtful.add(element.name);
		if (reading.text.length < (blankValue ? 1 : MIN_CHARACTERS) || known) return;
		// On blank paper a recogniser sees ghosts.
		if (!blankValue && isBlank(source.upload, source.toUpload(place))) return;
		if (reading.confidence >= MIN_CONFIDENCE)
			fresh.push({ ...reading, polygon: place, source: "page", vertical: false });
		if (!blankValue) doubtful.add(element.name);
	});
	if (fresh.length === 0 && doubtful.size === 0) return form;
	content.lines.push(...fresh);
	const again = fresh.length > 0 ? locateForm(content, form.template, form.fit, form.score) : form;
	for (const element of again.elements)
		if (element.status === "missing" && doubtful.has(element.name)) element.status = "unreadable";
	return again;
}

/** Where a second look is worth it: the whole place of a missing text, or what lies right of a label without a value. PagePx. */
function emptyPlace(element: ElementEvidence, form: FormMatch): Polygon | null {
	const registered = form.template.elements.find((t) => t.name === element.name);
	if (!registered || registered.kind === "mark" || registered.kind === "statement") return null;
	const [x, y, width, height] = registered.box;
	if (element.status === "missing") return elementPlace(form, [x - 1, y - 1, width + 2, height + 2]);
	const label = registered.kind === "field" ? fieldLabel(registered.pattern) : null;
	const blank = label?.side === "before" && !form.values.some((v) => v.field === element.name);
	if (!blank || !element.found) return null;
	const seen = toMm(form.toPicture, element.found);
	const from = seen.x + seen.width;
	return from < x + width - MIN_VALUE_MM
		? elementPlace(form, [from, seen.y, Math.min(BLANK_VALUE_MM, x + width - from), seen.height])
		: null;
}

/** "--", as the forms print for "none": two strokes too thin for a reader to find. */
const DASHES: Recognition = {
	text: "--",
	confidence: 0.9,
	charConfidence: [0.9, 0.9],
	spans: [
		[0, 0.1],
		[0.1, 0.2],
	],
};

/** Room a value needs right of its label, and how much of it is looked at: the "--" of an absent value stands at its start, mm. */
const MIN_VALUE_MM = 6;
const BLANK_VALUE_MM = 30;

/** Whether the middle of a known line lies in the place. */
function inside(line: Line, place: Polygon): boolean {
	const own = bounds(line.polygon);
	const box = bounds(place);
	const [cx, cy] = [own.x + own.width / 2, own.y + own.height / 2];
	return cx > box.x && cx < box.x + box.width && cy > box.y && cy < box.y + box.height;
}
