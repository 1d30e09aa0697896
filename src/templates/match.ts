/** Which registered form a page is, how it lies on it, and where each of its elements stands. Pure. */
import type { ElementEvidence, Line, Mark, MarkKind, Match, MmBox } from "../evidence.ts";
import { applyHomography, boxPolygon, type Homography, iou, mapPolygon, multiply, type Polygon } from "../geometry.ts";
import { findAnchors } from "./anchors.ts";
import { type Fit, fitForm } from "./fit.ts";
import { locateElements } from "./locate/locate.ts";
import { coveredBy, type FoundValue, toMm } from "./locate/scene.ts";
import type { Template } from "./schema.ts";
import { normaliseValue } from "./values.ts";
import { inUse, versionAt } from "./versions.ts";

/** What lies on the page, all in one picture space (PagePx). */
export interface PageContent {
	width: number;
	height: number;
	/** True when the picture is exactly the page (its outline was found). */
	exact: boolean;
	lines: Line[];
	marks: Mark[];
	lookedFor: readonly MarkKind[];
}

export interface FormMatch {
	template: Template;
	/** Whether enough is known of how the form lies on the picture to say that something is displaced or missing. */
	certain: boolean;
	fit: Fit;
	score: number;
	/** PageMm → picture. */
	toPicture: Homography;
	elements: ElementEvidence[];
	values: FoundValue[];
}

/**
 * Weighted share of a form's anchors that must stand at their places. Genuine forms on hard photos score above 0.6, other
 * documents that share labels (姓名, 证书编号) below 0.35.
 */
const MIN_SCORE = 0.5;
/** Text anchors that must stand at their places: this many, or this share of them on a form that has few. */
const MIN_TEXT_ANCHORS = 4;
const MIN_TEXT_SHARE = 0.75;
/** What a title read without a fault away from its place counts, as a share of its weight. */
const MOVED_TITLE_SHARE = 0.5;
/** Without the page's outline, this many exactly placed anchors fix a form well enough to judge places. */
const MIN_CERTAIN_ANCHORS = 6;
/** Proportions of the outline and of the form may differ by this factor: perspective and a page partly outside. */
const MAX_ASPECT_FACTOR = 1.3;
/** Where the outline was found, the form must fill the page: intersection over union of the two. */
const MIN_PAGE_IOU = 0.55;

/**
 * Best registered form for the page, or null when none covers it. Of a form with several versions in use, the one that was valid
 * on the printed date of issue; where no date can be read, the one that fits best, of equals the latest.
 */
export function matchForm(content: PageContent, templates: readonly Template[]): FormMatch | null {
	const candidates = inUse(templates);
	let best: { template: Template; fit: Fit; score: number } | null = null;
	for (const template of candidates) {
		const found = tryTemplate(content, template);
		const equal = best && found?.score === best.score && isLater(template, best.template);
		if (found && (!best || found.score > best.score || equal)) best = { template, ...found };
	}
	if (!best) return null;
	const located = locateForm(content, best.template, best.fit, best.score);
	const dated = versionOfItsDay(located, candidates);
	const fitting = dated && tryTemplate(content, dated);
	// A page that does not lie on the version of its day at all is compared with the one it lies on.
	return dated && fitting ? locateForm(content, dated, fitting.fit, fitting.score) : located;
}

const isLater = (a: Template, b: Template): boolean => a.id === b.id && a.version > b.version;

/** Another version of the located form, valid on the date of issue that was read; null where there is none. */
function versionOfItsDay({ template, values }: FormMatch, templates: readonly Template[]): Template | null {
	const printed = values.find(({ field }) => field === "issueDate");
	const date = printed && normaliseValue(printed.text, "date");
	const dated = date ? versionAt(templates, template.id, date) : null;
	return dated?.version === template.version ? null : dated;
}

/** Locates the elements once the form and its place are known; called again when more lines have been read. */
export function locateForm(content: PageContent, template: Template, fit: Fit, score: number): FormMatch {
	for (const mark of content.marks) delete mark.element;
	const { elements, values } = locateElements({
		template,
		toPicture: fit.toPicture,
		lines: content.lines,
		lineMm: content.lines.map((line) => toMm(fit.toPicture, line.polygon)),
		marks: content.marks,
		lookedFor: content.lookedFor,
	});
	const exactInliers = fit.inliers.filter(({ anchor }) => anchor.slack[0] === 0 && anchor.slack[1] === 0).length;
	const certain = content.exact || exactInliers >= MIN_CERTAIN_ANCHORS;
	if (!certain) for (const element of elements) element.displacementMm = null;
	return { template, certain, fit, score, toPicture: fit.toPicture, elements, values };
}

function tryTemplate(content: PageContent, template: Template): { fit: Fit; score: number } | null {
	const [w, h] = template.page;
	const aspect = content.width / content.height / (w / h);
	if (content.exact && (aspect > MAX_ASPECT_FACTOR || aspect < 1 / MAX_ASPECT_FACTOR)) return null;
	const prior: Homography | null = content.exact ? [content.width / w, 0, 0, 0, content.height / h, 0, 0, 0, 1] : null;
	const anchors = findAnchors(template, content.lines, content.marks);
	const fit = fitForm(anchors, template.page, prior);
	if (!fit) return null;
	const required = anchors.filter((a) => !a.optional);
	const inliers = fit.inliers.filter((i) => !i.anchor.optional);
	// A title read without a fault names the form even where it has been moved.
	const moved = required.filter(
		(a) => a.title && a.candidates.some((c) => c.quality === 1) && !inliers.some((i) => i.anchor.element === a.element),
	);
	const weight =
		inliers.reduce((s, i) => s + i.anchor.weight * i.candidate.quality, 0) +
		moved.reduce((s, a) => s + a.weight * MOVED_TITLE_SHARE, 0);
	const score = weight / required.reduce((s, a) => s + a.weight, 0);
	const texts = required.filter((a) => a.weight >= 1).length;
	const textInliers = inliers.filter((i) => i.anchor.weight >= 1).length + moved.length;
	if (score < MIN_SCORE || textInliers < Math.min(MIN_TEXT_ANCHORS, Math.ceil(texts * MIN_TEXT_SHARE))) return null;
	if (content.exact && pageIou(fit.toPicture, content, template) < MIN_PAGE_IOU) return null;
	return { fit, score };
}

function pageIou(toPicture: Homography, content: PageContent, template: Template): number {
	const form = mapPolygon(toPicture, boxPolygon({ x: 0, y: 0, width: template.page[0], height: template.page[1] }));
	return iou(form, boxPolygon({ x: 0, y: 0, width: content.width, height: content.height }));
}

/** What a match looks like from outside: everything moved to the photo's space by `toUpload`. */
export function describeMatch(
	found: FormMatch,
	content: PageContent,
	pageToUpload: Homography,
	toUpload: (polygon: Polygon) => Polygon,
	unreadable: (polygon: Polygon) => boolean,
): Match {
	const { template, fit } = found;
	const used = new Set(found.elements.flatMap((e) => e.lines));
	const marked = content.marks.map((m) => m.polygon);
	return {
		template: {
			id: template.id,
			version: template.version,
			family: template.family,
			provisional: template.provisional,
		},
		score: Math.min(1, found.score),
		residualMm: fit.residualMm,
		mmToUpload: [...multiply(pageToUpload, fit.toPicture)],
		elements: found.elements.map((e) => ({
			...e,
			status: e.status === "missing" && (!found.certain || unreadable(toUpload(e.expected))) ? "unreadable" : e.status,
			expected: toUpload(e.expected),
			found: e.found && toUpload(e.found),
			differences: e.differences.map((d) => ({ ...d, polygon: toUpload(d.polygon) })),
		})),
		extraLines: !found.certain
			? []
			: content.lines.flatMap((line, i) => (used.has(i) || marked.some((m) => coveredBy(line.polygon, m)) ? [] : [i])),
		extraMarks: content.marks.flatMap((m, i) => (m.element === undefined ? [i] : [])),
	};
}

/** mm boxes of lines and marks on the form, written into them. */
export function placeOnForm(found: FormMatch, content: PageContent): void {
	const place = (polygon: Polygon): MmBox => toMm(found.toPicture, polygon);
	content.lines.forEach((line, index) => {
		line.mm = place(line.polygon);
		line.elements = found.elements.filter((e) => e.lines.includes(index)).map((e) => e.name);
	});
	for (const mark of content.marks) mark.mm = place(mark.polygon);
}

/** Registered place of an element in the picture, as a polygon. */
export function elementPlace(found: FormMatch, box: readonly [number, number, number, number]): Polygon {
	const [x, y, width, height] = box;
	return boxPolygon({ x, y, width, height }).map((p) => applyHomography(found.toPicture, p));
}
