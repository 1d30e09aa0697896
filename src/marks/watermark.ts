/**
 * Words printed pale beneath the text: found and read in the faint layer of the page, once the print is taken away. Says what
 * stands there and how surely it was read; whether it may stand there is for a rule.
 */
import type { Line, Mark } from "../evidence.ts";
import { bounds, centroid, coveredShare, type Point, type Polygon, quadSlice } from "../geometry.ts";
import type { TextBox } from "../reading/onnx/detector.ts";
import { isStaged, type StagedReader } from "../reading/orientation.ts";
import { mean, type Reader } from "../reading/reader.ts";
import { loadOpenCv } from "../vision/opencv.ts";
import type { Raster } from "../vision/raster.ts";
import { resize } from "../vision/warp.ts";
import { drawPaper, inner, type Paper, strength, structuredShare, TONES, viewPaper } from "./watermark-paper.ts";

/**
 * Paper without words: its brightness varies by more than `least` in less than this share of the squares. Of 73 generated pages
 * (presets easy and typical, tuning seeds 600000 to 600148) 7 of 19 without a watermark were below, none of 54 with one.
 */
const STRUCTURE = { least: 0.01, share: 0.035 };
/**
 * Long sides of the pictures words are looked for in, pixels. The detector finds characters 8 to 60 pixels high, so these two
 * find 30 to 450 PagePx; and on a picture this small the texture of clean paper gives it hardly anything to find.
 */
const SEARCH_SIDES = [800, 400];
/** Places read at most, the clearest first: a pattern repeats the same words. */
const PLACES_READ = 6;
/** Words this strong are read from a softer picture, in which their strokes do not run together: share of the paper's brightness. */
const STRONG = 0.1;
/** Found places are read with this much more at both ends, in heights of the print: the ends of faint words are found last. */
const END_ROOM = 1;
/** A place of which this share lies on something known is that thing. */
const TAKEN = 0.6;
/** Characters read worse than this stand as `UNREAD` in the text, probability. */
const SURE_CHARACTER = 0.6;
const UNREAD = "□";
/** Two readings whose places overlap by this share of the smaller one are one. */
const SAME_PLACE = 0.5;
/** Print of the page lower than this, in heights of its usual line, and level within this, is print however pale it is. */
const ORDINARY = { height: 1.6, slope: 0.12 };
/** Words repeated this often are a pattern, whatever their size. */
const PATTERN = 3;
/** Pieces of one row: gap along it and offset across it, in heights of the print. */
const ROW = { gap: 1.2, offset: 0.4, height: 1.5 };

interface Piece {
	/** Characters that were not read surely are `UNREAD`. */
	text: string;
	/** Mean probability of the characters that were. */
	confidence: number;
	/** From the first character's top left, in reading direction. PagePx. */
	polygon: Polygon;
}

/**
 * Watermark words on a flat, upright page, as marks in PagePx. `lines` are what was read on the page as print: the same words in
 * ordinary print, however pale, are no watermark. `taken` are places of seals, portraits and codes, where no paper shows. Null when
 * this reader cannot look for text in one picture and read it in another.
 */
export async function findWatermarks(
	page: Raster,
	reader: Reader,
	lines: readonly Line[],
	taken: readonly Polygon[],
): Promise<Mark[] | null> {
	if (!isStaged(reader)) return null;
	const cv = await loadOpenCv();
	const paper = viewPaper(cv, page);
	if (structuredShare(paper, STRUCTURE.least) < STRUCTURE.share) return [];
	const { scale } = paper;
	const picture = drawPaper(paper, searchTone(paper));
	const known = taken.map((polygon) => polygon.map(([x, y]): Point => [x * scale, y * scale]));
	const boxes: TextBox[] = [];
	for (const side of SEARCH_SIDES) {
		const k = Math.min(1, side / Math.max(picture.width, picture.height));
		const small = resize(cv, picture, Math.round(picture.width * k), Math.round(picture.height * k));
		for (const { polygon, score } of await reader.detect(small))
			boxes.push({ polygon: polygon.map(([x, y]): Point => [x / k, y / k]), score });
	}
	const places = boxes
		.filter(({ polygon }) => !known.some((by) => coveredShare(polygon, by) > TAKEN))
		.sort((a, b) => b.score - a.score)
		.slice(0, PLACES_READ);
	if (places.length === 0) return [];
	const isStrong = ({ polygon }: TextBox) => strength(paper, bounds(polygon), 0.9) > STRONG;
	const read = [
		...(await readBothWays(
			reader,
			picture,
			places.filter((place) => !isStrong(place)),
		)),
		...(await readBothWays(reader, drawPaper(paper, TONES.soft), places.filter(isStrong))),
	];
	const pieces = joined(distinct(read.map((line) => pieceOf(line, scale))));
	const words = pieces.filter(({ text }) => hanCount(text) >= 2);
	const usual = usualHeight(lines);
	return words
		.filter((piece) => isPattern(piece, words) || !isOrdinaryPrint(piece, lines, usual))
		.map(({ text, confidence, polygon }) => ({
			kind: "watermark",
			confidence,
			polygon,
			text,
			textConfidence: confidence,
		}));
}

/** Where words repeat all over the page they are drawn no blacker than needed: the detector takes an overfull page for a texture. */
function searchTone(paper: Paper): number {
	const common = strength(paper, inner(paper), 0.95);
	return Math.min(TONES.soft, Math.max(TONES.faint, 1.5 * common));
}

/** Reads places as they were found and with room at both ends: which of the two is right is only known afterwards. */
const readBothWays = async (reader: StagedReader, picture: Raster, places: readonly TextBox[]): Promise<Line[]> =>
	places.length === 0
		? []
		: reader.readBoxes(picture, [
				...places,
				...places.map(({ polygon, score }) => ({ polygon: lengthened(polygon), score })),
			]);

/** The same row with room at both ends of its longer sides. */
function lengthened(polygon: Polygon): Polygon {
	const [tl, tr, br, bl] = polygon as [Point, Point, Point, Point];
	const width = Math.hypot(tr[0] - tl[0], tr[1] - tl[1]);
	const height = heightOf(polygon);
	const t = (END_ROOM * Math.min(width, height)) / Math.max(width, height);
	const beyond = (p: Point, q: Point): Point => [q[0] + t * (q[0] - p[0]), q[1] + t * (q[1] - p[1])];
	return width >= height
		? [beyond(tr, tl), beyond(tl, tr), beyond(bl, br), beyond(br, bl)]
		: [beyond(bl, tl), beyond(br, tr), beyond(tr, br), beyond(tl, bl)];
}

function pieceOf(line: Line, scale: number): Piece {
	const characters = [...line.text].map((c, i) => ({ c, p: line.charConfidence[i] ?? 0 }));
	const isSure = ({ c, p }: { c: string; p: number }) => p >= SURE_CHARACTER && /[\p{L}\p{N}]/u.test(c);
	const first = characters.findIndex(isSure);
	const last = characters.findLastIndex(isSure);
	const kept = first < 0 ? [] : characters.slice(first, last + 1);
	const [start, end] = [line.spans[first]?.[0] ?? 0, line.spans[last]?.[1] ?? 1];
	return {
		text: kept.map((k) => (isSure(k) ? k.c : UNREAD)).join(""),
		confidence: mean(kept.filter(isSure).map(({ p }) => p)),
		polygon: quadSlice(line.polygon, start, end).map(([x, y]): Point => [x / scale, y / scale]),
	};
}

const hanCount = (text: string): number => (text.match(/\p{Script=Han}/gu) ?? []).length;

/** Of readings of one place the one with most characters. */
function distinct(pieces: readonly Piece[]): Piece[] {
	const kept: Piece[] = [];
	for (const piece of [...pieces].sort((a, b) => weight(b) - weight(a)))
		if (
			piece.text !== "" &&
			!kept.some(
				({ polygon }) =>
					Math.max(coveredShare(piece.polygon, polygon), coveredShare(polygon, piece.polygon)) > SAME_PLACE,
			)
		)
			kept.push(piece);
	return kept;
}

const weight = ({ text, confidence }: Piece): number => hanCount(text) * confidence;

const heightOf = ([a, b, c, d]: Polygon): number => {
	const [tl, tr, br, bl] = [a, b, c, d] as [Point, Point, Point, Point];
	return (Math.hypot(bl[0] - tl[0], bl[1] - tl[1]) + Math.hypot(br[0] - tr[0], br[1] - tr[1])) / 2;
};

/** Pieces that follow one another on one row, as one. */
function joined(pieces: readonly Piece[]): Piece[] {
	const rest = [...pieces];
	const out: Piece[] = [];
	for (let row = rest.shift(); row; row = rest.shift()) {
		for (let k = 0; k < rest.length; k++) {
			const next: Piece | null = follow(row, rest[k] as Piece) ?? follow(rest[k] as Piece, row);
			if (!next) continue;
			row = next;
			rest.splice(k, 1);
			k = -1;
		}
		out.push(row);
	}
	return out;
}

/** Both as one piece where `b` goes on where `a` ends; null where it does not. */
function follow(a: Piece, b: Piece): Piece | null {
	const [atl, atr, abr, abl] = a.polygon as [Point, Point, Point, Point];
	const [btl, btr, bbr, bbl] = b.polygon as [Point, Point, Point, Point];
	const [ha, hb] = [heightOf(a.polygon), heightOf(b.polygon)];
	if (Math.max(ha, hb) > ROW.height * Math.min(ha, hb)) return null;
	// A single character has no direction of its own.
	const [start, end] = a.text.length >= b.text.length ? [atl, atr] : [btl, btr];
	const length = Math.hypot(end[0] - start[0], end[1] - start[1]) || 1;
	const [ux, uy] = [(end[0] - start[0]) / length, (end[1] - start[1]) / length];
	const from: Point = [(atr[0] + abr[0]) / 2, (atr[1] + abr[1]) / 2];
	const to: Point = [(btl[0] + bbl[0]) / 2, (btl[1] + bbl[1]) / 2];
	const along = ((to[0] - from[0]) * ux + (to[1] - from[1]) * uy) / ha;
	const across = ((to[1] - from[1]) * ux - (to[0] - from[0]) * uy) / ha;
	if (along < -0.4 || along > ROW.gap || Math.abs(across) > ROW.offset) return null;
	const [na, nb] = [a.text.length, b.text.length];
	return {
		text: a.text + b.text,
		confidence: (na * a.confidence + nb * b.confidence) / (na + nb),
		polygon: [atl, btr, bbr, abl],
	};
}

/** Usual height of a line of print, PagePx; 0 without any. */
function usualHeight(lines: readonly Line[]): number {
	const heights = lines
		.filter((line) => line.source === "page" && !line.vertical)
		.map((line) => heightOf(line.polygon));
	return heights.sort((a, b) => a - b)[heights.length >> 1] ?? 0;
}

/** True for a level row of ordinary size that was read on the page as print too: a clerk would call it pale print. */
function isOrdinaryPrint({ polygon, text }: Piece, lines: readonly Line[], usual: number): boolean {
	const [tl, tr] = polygon as [Point, Point];
	const level = Math.abs(tr[1] - tl[1]) <= ORDINARY.slope * Math.abs(tr[0] - tl[0]);
	if (!level || heightOf(polygon) > ORDINARY.height * usual) return false;
	const [x, y] = centroid(polygon);
	return lines.some((line) => {
		const box = bounds(line.polygon);
		const holds = x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
		return holds && [...text].filter((c) => line.text.includes(c)).length >= text.length / 2;
	});
}

/** True when the same words stand on the page again and again. */
const isPattern = ({ text }: Piece, all: readonly Piece[]): boolean =>
	all.filter((other) => other.text.includes(text) || text.includes(other.text)).length >= PATTERN;
