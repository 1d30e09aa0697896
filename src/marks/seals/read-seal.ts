/**
 * What a round or oval seal says: the ring of text is unrolled into a straight line from the gap at its foot, clockwise, and read
 * like any other line; so are the straight lines under the centre piece. The ink alone is read first, as print under the stamp
 * does not disturb there; the plain picture and other widths are tried where the reading is not sure.
 */
import type { Reader, Recognition } from "../../reading/reader.ts";
import type { Ellipse } from "../ellipse.ts";
import type { SealCentre } from "./centre.ts";
import type { InkLayers, Shade } from "./ink-layer.ts";
import { merged } from "./merge-readings.ts";
import { straightLines } from "./straight-lines.ts";
import { findGaps, footOf, MIDDLE_DEPTH, textBand } from "./text-band.ts";
import { type Track, trackOf, unroll } from "./unroll.ts";
import { joined, type SealWords, wordsOf } from "./words.ts";

/** Kept on both sides of the text, share of the way round. */
const GAP_MARGIN = 0.028;
/** Half the gap assumed where none was found. */
const ASSUMED_HALF_GAP = 0.033;
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
export async function readSeal(ring: Ellipse, ink: InkLayers, centre: SealCentre, reader: Reader): Promise<SealWords> {
	const track = trackOf(ring, MIDDLE_DEPTH);
	const down = footOf(ink.alone, track, centre.tip);
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
	const best = merged([first, ...tries]);
	const name = wordsOf(withoutEnds(best));
	if (name.text.length < 2 || best.confidence < LEAST_CONFIDENCE) return {};
	const words = below.filter((line) => line.confidence >= LEAST_CONFIDENCE).map(wordsOf);
	return { ...joined([name, ...words.filter((w) => w.text.length >= 2)]), textConfidence: best.confidence };
}

const isSure = ({ charConfidence }: Recognition): boolean =>
	charConfidence.length >= 4 && charConfidence.every((p) => p >= SURE);

/** The reading without unsure characters at its ends: scraps of the straight line that reach into the gap at the foot. */
function withoutEnds({ text, charConfidence }: Recognition): Pick<Recognition, "text" | "charConfidence"> {
	const sure = charConfidence.map((c) => c >= SURE_END);
	const [first, last] = [sure.indexOf(true), sure.lastIndexOf(true) + 1];
	return first < 0
		? { text: "", charConfidence: [] }
		: { text: text.slice(first, last), charConfidence: charConfidence.slice(first, last) };
}

/** The stretch of the ring that holds text: all but the gap around the foot. */
function textStretch(ink: Shade, track: Track, down: number): { from: number; share: number } {
	const foot = track.towards(down);
	const around = findGaps(ink, track).find(({ from, to }) => [foot, foot + 1].some((t) => t > from && t < to));
	const gap = around ?? { from: foot - ASSUMED_HALF_GAP, to: foot + ASSUMED_HALF_GAP };
	const margin = Math.min((gap.to - gap.from) / 2, GAP_MARGIN);
	return { from: gap.to - margin, share: 1 - (gap.to - gap.from) + 2 * margin };
}
