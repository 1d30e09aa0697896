/**
 * Proposes a template from one empty sample: the title, labels with the room beside them, fixed wording, running text with
 * blanks, and the places of marks. What the sample does not tell is left out or assumed, and either way named in a hint.
 */
import { ZhengjianError } from "../../errors.ts";
import type { Evidence } from "../../evidence.ts";
import type { Raster } from "../../vision/raster.ts";
import { parseTemplate } from "../registered.ts";
import type { Template, TemplateElement } from "../schema.ts";
import { similarity } from "../text-match.ts";
import { bareDate, draftFields, isDateSign, isLabel } from "./fields.ts";
import { findFrames } from "./frames.ts";
import type { Hint } from "./hints.ts";
import { draftMarks } from "./marks.ts";
import { holds, middle, type Piece, placeOnSheet, toPieces } from "./sheet.ts";
import { draftStatement, findTitle, fixed, isDateRow, isSentence, paragraphsOf, rowsOf } from "./wording.ts";

export interface DraftRequest {
	id: string;
	version: number;
	family: string;
	title: string;
	/** Width and height of the sheet, mm. */
	page: readonly [number, number];
	source: string;
}

export interface Draft {
	template: Template;
	hints: Hint[];
}

/** Proportions of sample and form may differ by this factor before it is said, and before the sample is refused. */
const ASPECT_NOTED = 1.04;
const ASPECT_REFUSED = 1.25;
/** A character read less surely than this is named, 0..1: what is registered wrong accuses every page. */
const SURE = 0.85;
/** Labels and fixed lines that a form needs to be recognised by, the title among them. */
const MIN_ANCHORS = 4;
/** A lone character is a speck or part of an ornament. */
const MIN_TEXT = 2;

/**
 * Drafts a template. `evidence` was gathered from `upload` with no template registered, so that everything on the sheet is open.
 * `registered` are the present standards: a field of a family that has one keeps its type.
 * Throws `template.invalid` when the proportions are another form's, or nothing on the sheet can be read.
 */
export async function draftTemplate(
	evidence: Evidence,
	upload: Raster,
	request: DraftRequest,
	registered: readonly Template[] = [],
): Promise<Draft> {
	const { page, title, family } = request;
	const unread = evidence.failures.find(({ stage }) => stage === "reading");
	if (unread) throw new ZhengjianError("internal", `the sample could not be read: ${unread.code}`);
	const hints: Hint[] = [{ code: "provisional", args: {} }, ...checkProportions(evidence, page)];
	const unseen = evidence.failures.find(({ stage }) => stage === "marks");
	if (unseen) hints.push({ code: "marks-not-seen", args: { reason: unseen.code } });
	const sheet = placeOnSheet(evidence, page);
	const frames = await findFrames(upload, sheet.mmToUpload, page);
	const heading = findTitle(sheet.lines, title);
	const elements: TemplateElement[] = [];
	if (heading) elements.push(fixed("title", "title", title, heading.pieces, page));
	else hints.push({ code: "title-not-found", args: { title } });
	if (heading && similarity(heading.text, title) < 1)
		hints.push({ code: "title-read-otherwise", args: { title, seen: heading.text } });

	const read = toPieces(evidence, sheet).filter((p) => !heading?.pieces.some((t) => holds(t.box, p.box)));
	if (read.length === 0)
		throw new ZhengjianError("template.invalid", "nothing but a title can be read on the sample", {
			expected: "a sharp photo or scan of an empty form, upright or turned, with its labels",
			found: `${evidence.lines.length} lines of text`,
		});
	for (const { text, confidence } of read)
		if (confidence < SURE)
			hints.push({ code: "unsure-reading", args: { text, percent: Math.round(100 * confidence) } });

	const captions = draftMarks(sheet, read, frames, []).captions;
	const pieces = read.filter((piece) => !captions.includes(piece));
	const rows = rowsOf(pieces);
	const sentences = rows.filter(isSentence);
	const loose = rows.filter((row) => !sentences.includes(row)).flat();
	const fields = draftFields(
		loose.filter((piece) => isLabel(piece)),
		{ page, family, registered, pieces, obstacles: frames },
	);
	hints.push(...fields.hints);
	const dated = fields.drafted.some(({ field }) => field.type === "date" && field.name === "issueDate");
	const dates = rows.filter(isDateRow).filter(([sign]) => sign && !isInField(sign, fields.drafted));
	if (dates[0] && !dated) elements.push(bareDate(dates[0], page));
	elements.push(...fields.drafted.map(({ field }) => field));

	const plain = [...loose.filter((p) => !isLabel(p) && !isDateSign(p)), ...fields.rest];
	const running = paragraphsOf([...sentences, ...rowsOf(plain)].sort((a, b) => top(a) - top(b)));
	for (const paragraph of running) {
		const named = (kind: string) => numbered(kind, elements);
		const drafted = isSentence(paragraph.flat()) ? draftStatement(paragraph, named("statement"), page) : null;
		if (drafted) {
			elements.push(drafted.statement);
			hints.push(...drafted.hints);
		} else
			for (const piece of paragraph.flat().filter(({ text }) => text.length >= MIN_TEXT)) {
				elements.push(fixed("text", numbered("text", elements), piece.text, [piece], page));
				hints.push({ code: "fixed-text", args: { text: piece.text } });
			}
	}
	const marks = draftMarks(sheet, read, frames, fields.drafted);
	elements.push(...marks.elements);
	hints.push(...marks.hints);
	if (elements.filter(({ kind }) => kind !== "mark").length < MIN_ANCHORS)
		hints.push({ code: "nothing-to-anchor", args: { count: elements.length, needed: MIN_ANCHORS } });
	const { id, version, source } = request;
	const template = { id, version, family, title, provisional: true, page: [...page], source, elements };
	return { template: parseTemplate(template), hints };
}

const top = (row: readonly Piece[]): number => Math.min(...row.map(({ box }) => box.y));

function numbered(kind: string, elements: readonly TemplateElement[]): string {
	const taken = elements.filter(({ name }) => name.replace(/\d+$/, "") === kind).length;
	return taken > 0 ? `${kind}${taken + 1}` : kind;
}

const isInField = (piece: Piece, fields: readonly { field: { box: readonly number[] } }[]): boolean =>
	fields.some(({ field: { box } }) => {
		const [x = 0, y = 0, width = 0, height = 0] = box;
		return piece.box.x >= x && piece.box.x < x + width && middle(piece.box) > y && middle(piece.box) < y + height;
	});

function checkProportions({ page, image }: Evidence, [width, height]: readonly [number, number]): Hint[] {
	const assumed: Hint[] = page?.corners === "found" ? [] : [{ code: "page-not-outlined", args: {} }];
	if (page?.corners === "found") return assumed;
	const turned = image.turn % 180 !== 0;
	const seen = turned ? image.height / image.width : image.width / image.height;
	const factor = Math.max(seen / (width / height), width / height / seen);
	if (factor > ASPECT_REFUSED)
		throw new ZhengjianError("template.invalid", "the sample has other proportions than the form", {
			expected: `${width} × ${height} mm (${(width / height).toFixed(2)} : 1), the sheet filling the picture or lying on a darker ground`,
			found: `${seen.toFixed(2)} : 1`,
		});
	if (factor > ASPECT_NOTED)
		assumed.push({ code: "proportions", args: { seen: seen.toFixed(2), expected: (width / height).toFixed(2) } });
	return assumed;
}
