/** One finding on paper: its place on the photo beside what it was compared with, the clause and who is responsible. */

import { maskText } from "../../text/mask.ts";
import type { Raster } from "../../vision/raster.ts";
import { SEVERITY_APPEARANCE } from "../look/appearance.ts";
import type { Report, ReportFinding } from "../schema.ts";
import { confidenceWords } from "../words/answers.ts";
import { hasWords, type Language, nameOf, say } from "../words/catalogue.ts";
import { type Piece, piecesOf } from "../words/difference.ts";
import { shortFinding } from "../words/finding.ts";
import { type Block, badge, beside, boxed, COLOUR, type Doc, pieces, stack, text } from "./block.ts";
import { type Crop, cropBlock, cropPlace, pageBlock } from "./places.ts";

/** Points. */
const PADDING = 11;
const GAP = 14;
const CROP = { width: 228, height: 150 };
/** A crop more than this many times as wide as high gets the whole width. */
const STRIP = 2.4;
const PAGE_MAP = { width: 190, height: 104 };
const SIZE = { title: 11.5, body: 9.5, label: 8, clause: 8.5 };
const BADGE_RADIUS = 9;
/** Longest quotation, characters: a line of print; more would push a card over its page. */
const MAX_QUOTED = 200;
/** Words around a difference, characters on either side. */
const CONTEXT = 14;

/** The card of finding `index`, `width` points wide. */
export async function findingBlock(
	doc: Doc,
	{ raster, report, language }: { raster: Raster; report: Report; language: Language },
	index: number,
	width: number,
): Promise<Block> {
	const finding = report.findings[index] as ReportFinding;
	const inner = width - 2 * PADDING;
	const crop = await cropPlace(raster, report, finding);
	const body = crop
		? withCrop(doc, report, finding, language, crop, inner)
		: compared(doc, report, finding, language, inner);
	const card = stack(
		[
			heading(doc, finding, index, language, inner),
			text(doc, shorten(maskText(finding.message[language]), 2 * MAX_QUOTED), inner, { size: SIZE.body + 0.5 }),
			body,
			responsibility(doc, finding, language, inner),
		],
		7,
	);
	return boxed(doc, card, {
		width,
		padding: PADDING,
		fill: "#ffffff",
		border: COLOUR.line,
		bar: SEVERITY_APPEARANCE[finding.severity].colour,
	});
}

/** The crop above what it was compared with where it is a long strip, else beside it. */
function withCrop(
	doc: Doc,
	report: Report,
	finding: ReportFinding,
	language: Language,
	crop: Crop,
	width: number,
): Block {
	const wide = crop.width > STRIP * crop.height;
	const size = wide ? { width, height: CROP.height } : CROP;
	const place = stack([label(doc, language, "pdf.crop", size.width), cropBlock(doc, crop, finding.severity, size)], 3);
	if (wide) return stack([place, compared(doc, report, finding, language, width)], 7);
	const at = CROP.width + GAP;
	return beside([
		{ at: 0, block: place },
		{ at, block: compared(doc, report, finding, language, width - at) },
	]);
}

const compared = (doc: Doc, report: Report, finding: ReportFinding, language: Language, width: number): Block =>
	stack([...comparison(doc, report, finding, language, width)], 7);

function heading(doc: Doc, finding: ReportFinding, index: number, language: Language, width: number): Block {
	const { severity, code, evidence } = finding;
	const indent = 2 * BADGE_RADIUS + 7;
	const severityWidth = 120;
	return beside([
		{ at: 0, block: badge(doc, SEVERITY_APPEARANCE[severity], String(index + 1), BADGE_RADIUS) },
		{
			at: indent,
			block: lowered(
				text(doc, shortFinding(language, code, evidence), width - indent - severityWidth, {
					size: SIZE.title,
					bold: true,
				}),
				1.5,
			),
		},
		{
			at: width - severityWidth,
			block: lowered(
				text(doc, say(language, `severity.${severity}`), severityWidth, {
					size: SIZE.body,
					bold: true,
					align: "right",
				}),
				2.5,
			),
		},
	]);
}

const lowered = (block: Block, by: number): Block => ({
	height: block.height + by,
	draw: (x, y) => block.draw(x, y + by),
});

/** What the place was compared with: words and their difference, the registered place, and the clause. */
function* comparison(
	doc: Doc,
	report: Report,
	finding: ReportFinding,
	language: Language,
	width: number,
): Generator<Block> {
	for (const key of ["seen", "expected"] as const) {
		const value = finding.evidence[key];
		if (typeof value !== "string" || value === "") continue;
		yield stack(
			[
				label(doc, language, `evidence.${key}`, width),
				text(doc, shorten(maskText(value), MAX_QUOTED), width, { size: SIZE.body }),
			],
			1,
		);
	}
	const difference = differencePieces(finding);
	if (difference.length > 0)
		yield stack([label(doc, language, "evidence.difference", width), pieces(doc, difference, width, SIZE.body)], 1);
	if (finding.regions.some((region) => region.label === "expected")) {
		const found = finding.regions.some((region) => region.label !== "expected");
		yield stack(
			[
				label(doc, language, found ? "pdf.places" : "pdf.places.missing", width),
				pageBlock(doc, report, finding, { width: Math.min(width, PAGE_MAP.width), height: PAGE_MAP.height }),
			],
			3,
		);
	}
	yield clause(doc, finding, language, width);
}

function clause(doc: Doc, finding: ReportFinding, language: Language, width: number): Block {
	const key = `clause.${finding.clause}`;
	if (!hasWords(key)) return label(doc, language, "pdf.clause.none", width);
	return stack(
		[
			text(doc, say(language, "pdf.clause", { clause: finding.clause }), width, {
				size: SIZE.label,
				colour: COLOUR.quiet,
			}),
			text(doc, say(language, key), width, { size: SIZE.clause, colour: COLOUR.quiet }),
		],
		1,
	);
}

function responsibility(doc: Doc, finding: ReportFinding, language: Language, width: number): Block {
	const colon = language === "zh" ? "：" : ": ";
	const parts = [
		`${say(language, "pdf.confidence")}${colon}${confidenceWords(language, finding.confidence)} (${Math.round(finding.confidence * 100)}%)`,
	];
	if (finding.departments.length > 0)
		parts.push(
			`${say(language, "pdf.departments")}${colon}${finding.departments
				.map((name) => nameOf(language, "department", name))
				.join(say(language, "pdf.separator"))}`,
		);
	return text(doc, parts.join("    "), width, { size: SIZE.body - 0.5 });
}

const label = (doc: Doc, language: Language, key: string, width: number): Block =>
	text(doc, say(language, key), width, { size: SIZE.label, colour: COLOUR.quiet });

const shorten = (words: string, most: number): string => {
	const characters = [...words];
	return characters.length <= most ? words : `${characters.slice(0, most).join("")}…`;
};

/** The difference in its context: words that agree are cut to those beside a change. */
function differencePieces({ evidence: { difference, seen, expected } }: ReportFinding): Piece[] {
	if (typeof difference !== "string" || difference === "") return [];
	const changes = piecesOf(maskText(difference));
	if (changes.some(({ kind }) => kind === "same")) return changes.map(inContext);
	const around = (kind: Piece["kind"], words: unknown) => {
		const change = changes.find((piece) => piece.kind === kind)?.text;
		if (typeof words !== "string" || !change) return null;
		const [before, after, ...more] = maskText(words).split(change);
		return before === undefined || after === undefined || more.length > 0 ? null : { before, after };
	};
	const context = changes.length <= 2 ? (around("missing", expected) ?? around("added", seen)) : null;
	if (!context) return changes;
	const [before, after] = [[...context.before], [...context.after]];
	return [
		{ kind: "same", text: `${before.length > CONTEXT ? "…" : ""}${before.slice(-CONTEXT).join("")}` },
		...changes,
		{ kind: "same", text: `${after.slice(0, CONTEXT).join("")}${after.length > CONTEXT ? "…" : ""}` },
	];
}

function inContext(piece: Piece): Piece {
	const characters = [...piece.text];
	if (piece.kind !== "same" || characters.length <= 2 * CONTEXT + 1) return piece;
	return { kind: "same", text: `${characters.slice(0, CONTEXT).join("")} … ${characters.slice(-CONTEXT).join("")}` };
}
