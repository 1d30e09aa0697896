/**
 * What a round or oval seal says: the ring of text is unrolled into a straight line from the gap at its foot, clockwise, and read
 * like any other line; so are the straight lines under the centre piece. The ink alone is read first, as print under the stamp
 * does not disturb there; the plain picture and other widths are tried where the reading is not sure.
 */
import type { Mark } from "../../evidence.ts";
import type { Reader, Recognition } from "../../reading/reader.ts";
import type { SealCentre } from "./centre.ts";
import type { SealInk, Shade } from "./ink-layer.ts";
import type { Seal } from "./rings.ts";
import { straightLines } from "./straight-lines.ts";
import { findGaps, MIDDLE_DEPTH, textBand } from "./text-band.ts";
import { type Track, trackOf, unroll } from "./unroll.ts";

/** Kept on both sides of the text, share of the way round. */
const GAP_MARGIN = 0.02;
/** Half the gap assumed where none was found. */
const ASSUMED_HALF_GAP = 0.033;
/** How much an upright seal is likelier than one upside down, as a share of the gap's width. */
const UPRIGHT_BONUS = 0.5;
/** A reading below this says nothing: the seal then has no text. Mean character probability. */
const LEAST_CONFIDENCE = 0.4;
/** Probability from which a character at either end of the ring belongs to the name. */
const SURE_END = 0.5;
/** A reading all of whose characters are at least this sure is not tried again. */
const SURE = 0.9;
/** Widths tried: for characters about as wide as high, and for narrow ones. */
const FIRST_WIDEN = 1.25;
const OTHER_WIDEN = [1, 1.6] as const;

/**
 * Reads one seal whose centre is known. Gives `text` (the ring, then, each after a line break, the straight lines) and the
 * confidence of the ring's text, or nothing where no text could be read.
 */
export async function readSeal(
	{ ring }: Seal,
	ink: SealInk,
	centre: SealCentre,
	reader: Reader,
): Promise<Pick<Mark, "text" | "textConfidence">> {
	const track = trackOf(ring, MIDDLE_DEPTH);
	const down = footOf(ink.alone, track, centre);
	const lines = straightLines(ink.alone, ring, down);
	const without =
		(shade: Shade): Shade =>
		(x, y) =>
			lines.some(({ covers }) => covers(x, y)) ? 0 : shade(x, y);
	const text = textStretch(without(ink.alone), track, down);
	const band = textBand(without(ink.alone), track, text.from, text.share);
	const view = (shade: Shade, widen: number) => unroll(without(shade), track, { ...text, ...band, widen });
	const strips = [view(ink.alone, FIRST_WIDEN), ...lines.map(({ picture }) => picture)];
	const [first, ...below] = (await reader.readCrops(strips, "text")) as [Recognition, ...Recognition[]];
	const tries = isSure(first)
		? []
		: await reader.readCrops([view(ink.together, FIRST_WIDEN), ...OTHER_WIDEN.map((k) => view(ink.alone, k))], "text");
	const best = [first, ...tries].reduce((a, b) => (worth(b) > worth(a) ? b : a));
	const name = wordsOf(withoutEnds(best));
	if (name.length < 2 || best.confidence < LEAST_CONFIDENCE) return {};
	const words = below.filter((line) => line.confidence >= LEAST_CONFIDENCE).map((line) => wordsOf(line.text));
	return { text: [name, ...words.filter((w) => w.length >= 2)].join("\n"), textConfidence: best.confidence };
}

const isSure = ({ charConfidence }: Recognition): boolean =>
	charConfidence.length >= 4 && charConfidence.every((p) => p >= SURE);

/** Surely read characters count for a reading, guessed ones against it. */
const worth = ({ charConfidence }: Recognition): number => charConfidence.reduce((sum, p) => sum + p - SURE_END, 0);

/** The reading without unsure characters at its ends: scraps of the straight line that reach into the gap at the foot. */
function withoutEnds({ text, charConfidence }: Recognition): string {
	const sure = charConfidence.map((c) => c >= SURE_END);
	const first = sure.indexOf(true);
	return first < 0 ? "" : text.slice(first, sure.lastIndexOf(true) + 1);
}

/** Seals hold names: characters, letters, figures and brackets. Specks of the stamp are read as dots and strokes. */
const wordsOf = (text: string): string => text.normalize("NFKC").replace(/[^\p{L}\p{N}()]/gu, "");

/**
 * Direction of the seal's foot seen from the centre, radians in the picture: the middle of the widest gap in the text, the
 * nearer to the foot of the page the better. A star stands on two of its tips, so its nearest axis is surer than the gap's middle,
 * which a straight line or print may fill in part.
 */
function footOf(ink: Shade, track: Track, { tip }: SealCentre): number {
	const { ring } = track;
	const [best] = findGaps(ink, track)
		.map(({ from, to }) => {
			const [x, y] = track.at((from + to) / 2)(MIDDLE_DEPTH);
			const direction = Math.atan2(y - ring.y, x - ring.x);
			return { direction, weight: (to - from) * (1 + UPRIGHT_BONUS * Math.sin(direction)) };
		})
		.sort((a, b) => b.weight - a.weight);
	const gap = best?.direction ?? Math.PI / 2;
	if (tip === undefined) return gap;
	const off = gap - (tip + ring.angle + Math.PI);
	const fifth = (2 * Math.PI) / 5;
	return gap - (off - fifth * Math.round(off / fifth));
}

/** The stretch of the ring that holds text: all but the gap around the foot. */
function textStretch(ink: Shade, track: Track, down: number): { from: number; share: number } {
	const foot = track.towards(down);
	const around = findGaps(ink, track).find(({ from, to }) => [foot, foot + 1].some((t) => t > from && t < to));
	const gap = around ?? { from: foot - ASSUMED_HALF_GAP, to: foot + ASSUMED_HALF_GAP };
	const margin = Math.min((gap.to - gap.from) / 2, GAP_MARGIN);
	return { from: gap.to - margin, share: 1 - (gap.to - gap.from) + 2 * margin };
}
