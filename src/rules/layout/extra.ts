/** （四）: printed text or a mark that the form does not have. Only what was read surely and stands clear of the form. */
import { BADGE_KINDS, type Evidence, type Line, type Mark, type MarkKind, type Match } from "../../evidence.ts";
import { area, bounds, boxPolygon, centroid, intersectConvex, type Polygon } from "../../geometry.ts";
import { FINDING_CODES } from "../../report/schema.ts";
import { similarity } from "../../rulebook/approximate.ts";
import { comparable, isHan } from "../../rulebook/folding.ts";
import type { Finding, Rule } from "../rule.ts";
import { matchOf, seenAt, verdictOf } from "../support.ts";
import { hasForbiddenWord } from "../wording/judge-words.ts";

const CODE = "layout.extra";
/** Mean probability from which a line is surely text, 0..1. */
const LINE_CONFIDENCE = 0.88;
/** Probability from which a mark is surely there, 0..1. */
const MARK_CONFIDENCE = 0.8;
/** Shorter print may be a fragment; print in another script may be a lawful translation of the form's own words. */
const MIN_CHARACTERS = 4;
const MIN_HAN = 3;
/** Share of a line that may lie on registered places or on marks, 0..1. */
const MAX_COVER = 0.3;
/** From this similarity on it is the issuer's name (a seal's ring, a header), 0..1. */
const ISSUER_SIMILARITY = 0.6;
/** The same text this often is a background pattern, which is no line of print. */
const PATTERN_COUNT = 3;
/** Page numbers and running numbers of the printer. */
const SERIAL = /^(?:第\d+页|共\d+页|no|n[o°]\.?\d|印制流水|流水号|编号\d)/iu;

/** Marks whose presence is another code's business, and an officer's name stamp, customary beside the seal. */
const OTHER_CODES: readonly MarkKind[] = ["national-emblem", ...BADGE_KINDS, "watermark", "logo", "square-seal"];
const WORDING_CODES = FINDING_CODES.filter((code) => code.startsWith("wording."));

export const extra: Rule = {
	code: CODE,
	needs: ["match", "marks"],
	deciding: () => false,
	judge: (context) => {
		const match = matchOf(context);
		const { evidence } = context;
		const lines = match.extraLines
			.map((index) => ({ index, line: evidence.lines[index] }))
			.filter((item): item is { index: number; line: Line } => item.line !== undefined)
			.filter(({ line }) => isSurelyExtra(line, evidence, match))
			.filter(({ index }) => !hasForbiddenWord(context, index, WORDING_CODES));
		const marks = match.extraMarks
			.map((index) => evidence.marks[index])
			.filter((mark): mark is Mark => mark !== undefined && isExtraMark(mark));
		return verdictOf([
			...lines.map(({ line }) => finding("detail", { seen: line.text }, line.confidence, line.polygon)),
			...marks.map((mark) => finding("mark", { kind: mark.kind }, mark.confidence, mark.polygon)),
		]);
	},
};

const finding = (variant: string, args: Finding["args"], confidence: number, polygon: Polygon): Finding => ({
	code: CODE,
	severity: "suspect",
	clause: "（四）",
	variant,
	args,
	confidence,
	regions: seenAt(polygon),
});

const isExtraMark = (mark: Mark): boolean =>
	!OTHER_CODES.includes(mark.kind) && mark.element === undefined && mark.confidence >= MARK_CONFIDENCE;

function isSurelyExtra(line: Line, evidence: Evidence, match: Match): boolean {
	const text = comparable(line.text);
	return (
		line.source === "page" &&
		line.confidence >= LINE_CONFIDENCE &&
		text.length >= MIN_CHARACTERS &&
		[...text].filter(isHan).length >= MIN_HAN &&
		!SERIAL.test(text) &&
		onPage(line, evidence) &&
		similarity(text, comparable(evidence.fields.issuer?.value ?? "")) < ISSUER_SIMILARITY &&
		evidence.lines.filter((other) => comparable(other.text) === text).length < PATTERN_COUNT &&
		!isFixedWording(text, match) &&
		coverOf(line.polygon, [
			...match.elements.filter((e) => e.status !== "missing" || !e.optional).map((e) => e.expected),
			...evidence.marks.map((mark) => mark.polygon),
		]) <= MAX_COVER
	);
}

/** A registered text read a second time, or a part of one that was not put together with it. */
const isFixedWording = (text: string, match: Match): boolean =>
	match.elements.some(
		(e) => comparable(e.registeredText ?? "").includes(text) || comparable(e.seenText ?? "").includes(text),
	);

/** Where the page's outline was found, print beside it is not on the page. */
function onPage({ polygon }: Line, { page }: Evidence): boolean {
	if (page?.corners !== "found") return true;
	const middle = centroid(polygon);
	const around = boxPolygon({ x: middle[0] - 0.5, y: middle[1] - 0.5, width: 1, height: 1 });
	return Math.abs(area(intersectConvex(around, page.polygon))) > 0.5;
}

/** Largest share of `polygon` that one of the places covers, 0..1. */
function coverOf(polygon: Polygon, places: readonly Polygon[]): number {
	const own = Math.abs(area(polygon)) || 1;
	return Math.max(0, ...places.map((place) => Math.abs(area(intersectConvex(polygon, asConvex(place)))) / own));
}

/** Outlines with more than four points (seals) are taken by their box. */
const asConvex = (polygon: Polygon): Polygon => (polygon.length === 4 ? polygon : boxPolygon(bounds(polygon)));
