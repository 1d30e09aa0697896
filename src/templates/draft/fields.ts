/** Labels and the free room beside or below them, as fields. */
import type { MmBox } from "../../evidence.ts";
import type { ElementOf, Template } from "../schema.ts";
import type { Hint } from "./hints.ts";
import { familyType, meaningOf, SEAL_NOTE } from "./labels.ts";
import { bottom, type FormBox, grown, middle, type Piece, right, sameRow, tenths } from "./sheet.ts";

export type Field = ElementOf<"field">;

/** A field with the label it was made from: where the seal goes depends on it. */
export interface DraftedField {
	field: Field;
	label: Piece;
}

/** Least room for a value, mm: to the right of its label, and below it. */
const MIN_RIGHT_MM = 10;
const MIN_BELOW_MM = 6;
/** Room kept to whatever stands beside a value, mm. */
const MARGIN_MM = 2;
/** Height of a field's box: so many heights of its label, and at least so many mm, as on the registered forms. */
const BOX_HEIGHTS = 1.4;
const MIN_BOX_MM = 7;
/** How far left of the first sign of an empty date its digits begin, mm, and how far a value stands before its note. */
const YEAR_ROOM_MM = 18;
const NOTE_ROOM_MM = 85;

const COLON = /[:：]\s*$/u;
/** What is left of an empty date: its signs, in one piece or in several. */
const DATE_SIGNS = /^[\s年月日]*[年月日][\s年月日]*$/u;
const NOTE_ONLY = /^[（(](?:盖章|公章|印章|签章|章|印)[）)]$/u;
const ADDRESS = /^(.*?[:：])\s*((?:https?:?\/{0,2})?(?:[a-z0-9-]+\.)+[a-z]{2,}\S*)$/iu;

export const isDateSign = ({ text }: Piece): boolean => DATE_SIGNS.test(text);

/** Whether a piece asks for a value: it ends in a colon, or it is a word that forms use as a label. */
export function isLabel({ text }: Piece): boolean {
	const bare = text.replace(DATE_TAIL, "").trim();
	return COLON.test(bare) || NOTE_ONLY.test(bare) || ADDRESS.test(text) || meaningOf(bare) !== null;
}
/** An empty date read together with its label. */
const DATE_TAIL = /(?<=[:：]\s*)[\s年月日]+$/u;

interface Surroundings {
	page: readonly [number, number];
	family: string;
	registered: readonly Template[];
	/** Everything printed, labels included. */
	pieces: readonly Piece[];
	/** Frames and marks, which end the room for a value. */
	obstacles: readonly MmBox[];
}

/** Fields of the form with what is to be checked about them. Pieces that turn out to ask for nothing come back in `rest`. */
export function draftFields(
	labels: readonly Piece[],
	around: Surroundings,
): { drafted: DraftedField[]; rest: Piece[]; hints: Hint[] } {
	const hints: Hint[] = [];
	const rest: Piece[] = [];
	const drafted: DraftedField[] = [];
	const names = new Set<string>();
	// The likelier of two labels that mean the same gets the standard name.
	const ordered = [...labels].sort((a, b) => rankOf(a) - rankOf(b));
	for (const label of ordered) {
		const box = roomOf(label, around);
		if (!box) {
			hints.push({ code: "label-without-room", args: { label: label.text } });
			rest.push(label);
			continue;
		}
		const { text, values } = partsOf(label);
		const date = dateSigns(label, box, around.pieces);
		const note = NOTE_ONLY.test(text);
		const meaning = note
			? { name: "issuer", type: "issuer" as const }
			: (meaningOf(text) ?? (date ? { name: bare(text), type: "date" as const } : null));
		const known = meaning !== null && !names.has(meaning.name);
		const name = known ? meaning.name : unused(bare(text), names);
		if (!meaning) hints.push({ code: "label-unknown", args: { label: bare(text) } });
		else if (!known) hints.push({ code: "label-repeated", args: { label: bare(text), name: meaning.name } });
		names.add(name);
		drafted.push({
			label,
			field: {
				name,
				kind: "field",
				pattern: note ? `{value}${text}` : `${text}{value}`,
				type: (known && familyType(name, around.family, around.registered)) || meaning?.type || "text",
				...(values ? { values } : {}),
				box,
				optional: false,
				align: "left",
			},
		});
	}
	return { drafted: drafted.sort((a, b) => a.field.box[1] - b.field.box[1]), rest, hints };
}

/** An empty date without a label: a field of its own. */
export function bareDate(signs: readonly Piece[], page: readonly [number, number]): Field {
	const first = signs[0] as Piece;
	const last = signs.at(-1) as Piece;
	const y = middle(first.box);
	const height = Math.max(MIN_BOX_MM, BOX_HEIGHTS * first.box.height);
	const box = { x: first.box.x, y: y - height / 2, width: right(last.box) - first.box.x, height };
	const [x, top, width, h] = grown(box, [YEAR_ROOM_MM, 0], page);
	return {
		name: "issueDate",
		kind: "field",
		pattern: "{value}",
		type: "date",
		box: tenths([x, top, Math.min(width, right(last.box) + 4 - x), h]),
		optional: false,
		align: "left",
	};
}

const rankOf = ({ text }: Piece): number =>
	NOTE_ONLY.test(text) ? -1 : (meaningOf(partsOf({ text }).text)?.rank ?? Number.MAX_SAFE_INTEGER);

/** Label as it is registered, and the address printed after it, if any. */
function partsOf({ text }: Pick<Piece, "text">): { text: string; values?: string[] } {
	const address = ADDRESS.exec(text);
	if (address) return { text: address[1] as string, values: [(address[2] as string).toLowerCase()] };
	return { text: text.replace(DATE_TAIL, "").trim() };
}

/** A label without its colon and notes: what a field is called that has no standard name. */
const bare = (text: string): string => text.replace(COLON, "").replace(SEAL_NOTE, "").trim() || text;

function unused(name: string, taken: ReadonlySet<string>): string {
	if (!taken.has(name)) return name;
	let number = 2;
	while (taken.has(`${name}${number}`)) number++;
	return `${name}${number}`;
}

/** Whether an empty date stands in the room of a label. */
const dateSigns = (label: Piece, [x, y, width, height]: FormBox, pieces: readonly Piece[]): boolean =>
	/[年月日]\s*$/u.test(label.text.replace(COLON, "")) && DATE_TAIL.test(label.text)
		? true
		: pieces.some(
				(p) =>
					isDateSign(p) &&
					p.box.x > label.box.x &&
					p.box.x < x + width &&
					middle(p.box) > y &&
					middle(p.box) < y + height,
			);

/** Label and value together: to the right as far as nothing stands there, else below. Null where there is no room. */
function roomOf(label: Piece, { page, pieces, obstacles }: Surroundings): FormBox | null {
	const { box } = label;
	const height = Math.max(MIN_BOX_MM, BOX_HEIGHTS * box.height);
	const top = middle(box) - height / 2;
	const others = pieces.filter((p) => p !== label && !isDateSign(p)).map((p) => p.box);
	const blocking = [...others, ...obstacles];
	if (NOTE_ONLY.test(label.text)) {
		const left = Math.max(
			0,
			right(box) - NOTE_ROOM_MM,
			...blocking.filter((b) => onRow(b, box) && b.x < box.x).map(right),
		);
		return right(box) - left - box.width < MIN_RIGHT_MM
			? null
			: tenths([left, top, right(box) - left + MARGIN_MM, height]);
	}
	const margin = Math.min(...pieces.map((p) => p.box.x), page[0] / 4);
	const end = Math.min(
		page[0] - margin,
		...blocking.filter((b) => onRow(b, box) && b.x >= right(box) - 1).map((b) => b.x - MARGIN_MM),
	);
	// What is printed after the label already is its value.
	if (ADDRESS.test(label.text)) return tenths([box.x, top, Math.max(box.width + MARGIN_MM, end - box.x), height]);
	if (end - right(box) >= MIN_RIGHT_MM) return tenths([box.x, top, end - box.x, height]);
	const beneath = blocking.filter((b) => b.y > middle(box) && b.x < right(box) && right(b) > box.x);
	const floor = Math.min(page[1] - margin / 2, ...beneath.map((b) => b.y - MARGIN_MM));
	if (floor - bottom(box) < MIN_BELOW_MM) return null;
	return tenths([box.x, box.y, Math.max(box.width, end - box.x), Math.min(floor, bottom(box) + 2 * height) - box.y]);
}

const onRow = (b: MmBox, label: MmBox): boolean =>
	sameRow(b, label) || (b.y < middle(label) && bottom(b) > middle(label));
