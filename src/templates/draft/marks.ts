/** Places of the photograph, the seal, codes and logos: from what is printed there, else said to be assumed. */
import type { MarkKind, MmBox } from "../../evidence.ts";
import type { ElementOf } from "../schema.ts";
import type { DraftedField } from "./fields.ts";
import type { Hint } from "./hints.ts";
import { SEAL_NOTE } from "./labels.ts";
import { type BlankSheet, grown, holds, middle, type Piece, right } from "./sheet.ts";

type MarkElement = ElementOf<"mark">;

export interface DraftedMarks {
	elements: MarkElement[];
	/** Print that only says what goes where: 照片, 二维码. */
	captions: Piece[];
	hints: Hint[];
}

const PORTRAIT_WORDS = /照片|相片|近照|免冠|寸照|^照$/u;
const CODE_WORDS = /二维码|QR/iu;
/** Width to height of one-inch and two-inch photographs (25 × 35, 35 × 49 mm) with frames drawn freely around them. */
const PORTRAIT_ASPECT = { least: 0.62, most: 0.86 };
const PORTRAIT_HEIGHT_MM = { least: 22, most: 60 };
/** A photograph whose place is only named. */
const ONE_INCH_MM = { width: 25, height: 35 };
/** Print and sheet shift, and a photograph is pasted by hand, mm. */
const PASTED_MM = 2;
/**
 * A seal is 38 to 45 mm wide and stamped by hand across the issuer's name, mostly where the name begins: its place reaches so far
 * around the end of the label, mm.
 */
const SEAL_REACH_MM = { left: 22, right: 48, up: 28, down: 30 };
/** Probability from which a mark is surely there, 0..1, as the rule for surplus marks has it. */
const SURE = 0.8;
/** Forbidden on most forms: that a blank bears one is for a person to judge. */
const LAWFUL_BY_FAMILY: readonly MarkKind[] = ["national-emblem"];

/** Drafts marks of a sheet. `fields` are those drafted before, which tell where the seal goes. */
export function draftMarks(
	sheet: BlankSheet,
	pieces: readonly Piece[],
	frames: readonly MmBox[],
	fields: readonly DraftedField[],
): DraftedMarks {
	const { page } = sheet;
	const drafted: DraftedMarks = { elements: [], captions: [], hints: [] };
	const add = (name: string, mark: MarkKind, box: MmBox, room: number, optional = false): void => {
		const taken = drafted.elements.filter((e) => e.name.replace(/\d+$/, "") === name).length;
		drafted.elements.push({
			name: taken > 0 ? `${name}${taken + 1}` : name,
			kind: "mark",
			mark,
			box: grown(box, [room, room], page),
			optional,
			align: "left",
			...(mark === "round-seal" ? { centres: ["star" as const] } : {}),
		});
	};
	portrait(sheet, pieces, frames, drafted, add);
	codes(sheet, pieces, frames, drafted, add);
	seals(sheet, fields, drafted, add);
	for (const mark of sheet.marks) {
		if (mark.kind === "logo") {
			add("issuerLogo", "logo", mark.box, PASTED_MM, true);
			drafted.hints.push({ code: "logo-optional", args: {} });
		} else if (LAWFUL_BY_FAMILY.includes(mark.kind) && mark.confidence >= SURE) {
			add("emblem", mark.kind, mark.box, PASTED_MM);
			drafted.hints.push({ code: "mark-present", args: { kind: mark.kind } });
		} else if (!DRAFTED.includes(mark.kind) && mark.confidence >= SURE)
			drafted.hints.push({ code: "mark-unsure", args: { kind: mark.kind } });
	}
	return drafted;
}

/** Kinds that have a place of their own above. */
const DRAFTED: readonly MarkKind[] = ["portrait", "qr", "round-seal", "oval-seal", "logo"];

type Add = (name: string, mark: MarkKind, box: MmBox, room: number, optional?: boolean) => void;

function portrait(
	{ marks, page }: BlankSheet,
	pieces: readonly Piece[],
	frames: readonly MmBox[],
	{ captions, hints }: DraftedMarks,
	add: Add,
): void {
	const seen = marks.find((mark) => mark.kind === "portrait");
	const fitting = frames.filter(
		({ width, height }) =>
			width / height >= PORTRAIT_ASPECT.least &&
			width / height <= PORTRAIT_ASPECT.most &&
			height >= PORTRAIT_HEIGHT_MM.least &&
			height <= PORTRAIT_HEIGHT_MM.most,
	);
	const caption = pieces.find(({ text }) => PORTRAIT_WORDS.test(text));
	const framed = fitting.find((frame) => caption && holds(frame, caption.box)) ?? (seen ? undefined : fitting[0]);
	const place = framed ?? seen?.box;
	if (place) {
		add("photo", "portrait", place, PASTED_MM);
		captions.push(...pieces.filter((piece) => holds(place, piece.box)));
		if (!caption && !seen) hints.push({ code: "portrait-unlabelled", args: atArgs(place) });
	} else if (caption) {
		const { box } = caption;
		const { width, height } = ONE_INCH_MM;
		const assumed = { x: box.x + (box.width - width) / 2, y: middle(box) - height / 2, width, height };
		add("photo", "portrait", assumed, PASTED_MM);
		captions.push(caption);
		hints.push({ code: "portrait-assumed", args: { caption: caption.text, ...atArgs(assumed) } });
	} else hints.push({ code: "portrait-unknown", args: { width: page[0], height: page[1] } });
}

function codes(
	{ marks }: BlankSheet,
	pieces: readonly Piece[],
	frames: readonly MmBox[],
	{ elements, captions, hints }: DraftedMarks,
	add: Add,
): void {
	for (const mark of marks.filter(({ kind }) => kind === "qr")) add("qr", "qr", mark.box, PASTED_MM);
	const photo = elements.find(({ mark }) => mark === "portrait");
	for (const frame of frames) {
		const inside = pieces.filter((piece) => holds(frame, piece.box));
		if (photo && holds(boxOf(photo), frame)) continue;
		if (elements.some(({ mark, box }) => mark === "qr" && holds({ ...frame }, boxOf({ box })))) continue;
		if (inside.some(({ text }) => CODE_WORDS.test(text))) {
			add("qr", "qr", frame, PASTED_MM);
			captions.push(...inside);
		} else if (inside.length === 0) hints.push({ code: "frame-unknown", args: atArgs(frame) });
	}
}

function seals(
	{ marks }: BlankSheet,
	fields: readonly DraftedField[],
	{ elements, hints }: DraftedMarks,
	add: Add,
): void {
	for (const mark of marks)
		if (mark.kind === "round-seal" || mark.kind === "oval-seal")
			add("seal", mark.kind, mark.box, (SEAL_REACH_MM.left + SEAL_REACH_MM.right) / 8);
	if (elements.some(({ mark }) => mark === "round-seal" || mark === "oval-seal")) return;
	const noted = fields.filter(({ label }) => SEAL_NOTE.test(label.text.replace(/[:：]\s*$/u, "")));
	for (const { label } of noted) {
		const end = right(label.box);
		const { left, right: far, up, down } = SEAL_REACH_MM;
		add("seal", "round-seal", { x: end - left, y: middle(label.box) - up, width: left + far, height: up + down }, 0);
		hints.push({ code: "seal-assumed", args: { label: label.text } });
	}
	if (noted.length === 0) hints.push({ code: "seal-unknown", args: {} });
}

const boxOf = ({ box: [x, y, width, height] }: Pick<MarkElement, "box">): MmBox => ({ x, y, width, height });
const atArgs = ({ x, y, width, height }: MmBox) => ({
	x: Math.round(x),
	y: Math.round(y),
	width: Math.round(width),
	height: Math.round(height),
});
