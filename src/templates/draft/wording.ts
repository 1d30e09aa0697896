/** Title, fixed lines and running text with blanks. */
import type { MmBox } from "../../evidence.ts";
import type { ElementOf, FieldType } from "../schema.ts";
import { findApproximate, fold, similarity } from "../text-match.ts";
import { isDateSign } from "./fields.ts";
import type { Hint } from "./hints.ts";
import { slotMeaning } from "./labels.ts";
import { around, bottom, grown, type Piece, right, sameRow } from "./sheet.ts";

/** Wrong characters per character up to which print is the given title. */
const TITLE_ERROR_RATE = 0.3;
/** Pieces of one title stand no farther apart than this many heights, and are of about one size. */
const TITLE_GAP_HEIGHTS = 3;
const SIZE_FACTOR = 1.6;
/** Room left around fixed wording, as a share of its height, and at least, mm: print and sheet shift by 1 to 2 mm. */
const ROOM_SHARE = 0.15;
const MIN_ROOM_MM = 1.5;
/** Rows of one paragraph follow each other within this many heights of a line. */
const PITCH_HEIGHTS = 3;
/** A row that begins or ends this many heights inside the paragraph leaves a blank there; a first line is indented by two. */
const EDGE_BLANK_HEIGHTS = 4;
const INDENT_HEIGHTS = 2.5;
/** Marks of punctuation that labels do not have. */
const SENTENCE = /[，。；、,;]/u;

/** The line or lines that are the given title; null when there is none. */
export function findTitle(lines: readonly Piece[], title: string): { pieces: Piece[]; text: string } | null {
	const pattern = fold(title).text;
	const rows = lines.map((line) => {
		const { height } = line.box;
		const row = lines
			.filter(
				(other) =>
					sameRow(other.box, line.box) &&
					other.box.height < SIZE_FACTOR * height &&
					other.box.height > height / SIZE_FACTOR &&
					Math.max(other.box.x - right(line.box), line.box.x - right(other.box)) < TITLE_GAP_HEIGHTS * height,
			)
			.sort((a, b) => a.box.x - b.box.x);
		return { pieces: row, text: row.map((p) => p.text).join(""), height };
	});
	const near = rows.filter(({ text }) => {
		const hit = findApproximate(pattern, fold(text).text);
		return hit !== null && hit.distance <= TITLE_ERROR_RATE * pattern.length && similarity(text, title) > 0.5;
	});
	return near.sort((a, b) => b.height - a.height)[0] ?? null;
}

/** Fixed wording of one line. */
export function fixed<K extends "title" | "text">(
	kind: K,
	name: string,
	text: string,
	pieces: readonly Piece[],
	page: readonly [number, number],
): ElementOf<K> {
	const box = around(pieces.map((p) => p.box));
	const room = Math.max(MIN_ROOM_MM, ROOM_SHARE * box.height);
	const element = { name, kind, text, box: grown(box, [2 * room, room], page), optional: false, align: "centre" };
	return element as ElementOf<K>;
}

/** Rows from the top down, pieces from the left. */
export function rowsOf(pieces: readonly Piece[]): Piece[][] {
	const rows: Piece[][] = [];
	for (const piece of [...pieces].sort((a, b) => a.box.y - b.box.y)) {
		const row = rows.find((r) => sameRow((r[0] as Piece).box, piece.box));
		if (row) row.push(piece);
		else rows.push([piece]);
	}
	for (const row of rows) row.sort((a, b) => a.box.x - b.box.x);
	return rows;
}

/** Whether a row is part of running text rather than labels side by side. */
export const isSentence = (row: readonly Piece[]): boolean => row.some(({ text }) => SENTENCE.test(text));

/** Consecutive rows close enough to be one paragraph. */
export function paragraphsOf(rows: readonly Piece[][]): Piece[][][] {
	const paragraphs: Piece[][][] = [];
	for (const row of rows) {
		const last = paragraphs.at(-1)?.at(-1);
		const [above, here] = [last && around(last.map((p) => p.box)), around(row.map((p) => p.box))];
		const close = above && here.y - bottom(above) < (PITCH_HEIGHTS - 1) * Math.min(above.height, here.height);
		const overlaps = above && here.x < right(above) && right(here) > above.x;
		if (close && overlaps) paragraphs.at(-1)?.push(row);
		else paragraphs.push([row]);
	}
	return paragraphs;
}

/** A paragraph as one sentence with slots where it leaves room; null where it leaves none. */
export function draftStatement(
	rows: readonly Piece[][],
	name: string,
	page: readonly [number, number],
): { statement: ElementOf<"statement">; hints: Hint[] } | null {
	const raw = withBlanks(rows);
	if (!raw.includes(BLANK)) return null;
	const hints: Hint[] = [];
	const slots: Record<string, FieldType> = {};
	// An empty date is one blank, not three.
	const parts = raw.replace(/\uE000年\uE000?月\uE000?日/gu, DATE).split(/(?=[\uE000\uE001])|(?<=[\uE000\uE001])/u);
	const sentence = parts
		.map((part, k) => {
			if (part !== BLANK && part !== DATE) return part;
			const meaning = slotMeaning(parts[k - 1] ?? "", parts[k + 1] ?? "");
			const known = meaning && !(meaning.name in slots) ? meaning : null;
			const slot = known?.name ?? `blank${Object.keys(slots).length + 1}`;
			slots[slot] = part === DATE ? "date" : (known?.type ?? "text");
			if (!known) hints.push({ code: "slot-unknown", args: { slot, before: (parts[k - 1] ?? "").slice(-6) } });
			return `{${slot}}`;
		})
		.join("");
	const box = around(rows.flat().map((p) => p.box));
	const element = {
		name,
		kind: "statement" as const,
		sentences: [sentence],
		slots,
		box: grown(box, [ROOM_MM, ROOM_MM], page),
		optional: false,
		align: "left" as const,
	};
	return { statement: element, hints };
}

/** Room around running text, mm: filled in, it may be set a little longer than the blanks. */
const ROOM_MM = 3;
const BLANK = "\uE000";
const DATE = "\uE001";

function withBlanks(rows: readonly Piece[][]): string {
	const whole = around(rows.flat().map((p) => p.box));
	return rows
		.map((row, k) => {
			const box = around(row.map((p) => p.box));
			const height = (row[0] as Piece).box.height;
			const indent = k === 0 ? INDENT_HEIGHTS : 0;
			const opens = box.x - whole.x > (EDGE_BLANK_HEIGHTS + indent) * height;
			const last = row.at(-1) as Piece;
			const ends = k < rows.length - 1 && right(whole) - right(box) > EDGE_BLANK_HEIGHTS * height;
			const closes = ends && !/[。.]$/u.test(last.text);
			return (opens ? BLANK : "") + row.map((p) => p.text.replace(/\s+/g, "")).join(BLANK) + (closes ? BLANK : "");
		})
		.join("")
		.replace(/\uE000+/gu, BLANK);
}

/** A row of an empty date's signs alone. */
export const isDateRow = (row: readonly Piece[]): boolean => row.every(isDateSign);

/** Box of a row, for those that ask where it stands. */
export const rowBox = (row: readonly Piece[]): MmBox => around(row.map((p) => p.box));
