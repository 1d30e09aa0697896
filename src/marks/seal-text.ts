/**
 * What a seal says: the ring of text is unrolled into a straight line (polar unwrapping) from the gap at its foot, clockwise, and
 * read like any other line; so is a straight line under the centre piece. Works on the ink alone, so that print under the
 * stamp does not disturb.
 */
import type { Mark } from "../evidence.ts";
import type { Reader, Recognition } from "../reading/reader.ts";
import type { Raster } from "../vision/raster.ts";
import { type Ellipse, onEllipse } from "./ellipse.ts";
import type { SealCentre } from "./seal-centre.ts";
import type { Seal } from "./seals.ts";

/** Height in pixels of the strips given to the reader: what its recogniser works on. */
const STRIP_HEIGHT = 48;
/** Where ring text may lie, as shares of the ring's radius: outside the centre piece, inside the ring line. */
const TEXT_BAND = { inner: 0.5, outer: 0.955 };
/** The gap at the foot is sought here: a registration number printed along the foot is lower than the text and stays outside. */
const GAP_BAND = { inner: 0.62, outer: 0.8 };
/** Directions looked at around the seal. */
const ANGLES = 360;
/** Narrowest gap between last and first character, degrees: the widest gap between neighbours in a seal of 8 characters is about 22. */
const LEAST_GAP = 24;
/** Kept on both sides of the text, degrees. */
const GAP_MARGIN = 5;
/** Ink as a share of the strongest ink in the seal that counts as a stroke. */
const STROKE = 0.35;
/** A reading below this says nothing: the seal then has no text. Mean character probability. */
const LEAST_CONFIDENCE = 0.4;

/** How much surer the plain reading must be. Strong stamps: both above 0.9; faded ones: ink 0.45 to 0.65 and often wrong. */
const PLAIN_LEAD = 0.1;
/** Probability from which a character at either end of the ring belongs to the name. */
const SURE_END = 0.5;

type Shade = (x: number, y: number) => number;

/**
 * Reads one seal whose centre is known. Gives `text` (the ring, then, after a line break, the straight line where there is one) and
 * its confidence, or nothing where no text could be read.
 */
export async function readSeal(
	page: Raster,
	seal: Seal,
	centre: SealCentre,
	reader: Reader,
): Promise<Pick<Mark, "text" | "textConfidence">> {
	const ink = inkShade(page, seal);
	const foot = upright(findFoot(ink, seal.ring), centre);
	const line = straightLine(ink, seal.ring, foot.angle);
	const gap = line ? { ...foot, half: Math.max(foot.half, line.reach) } : foot;
	const ring = [ink, plainShade(page)].map((shade) => unrolled(shade, seal.ring, gap));
	const readings = await reader.readCrops(line ? [...ring, line.strip] : ring, "text");
	const [inked, plain] = readings as [Recognition, Recognition];
	// Print under the stamp is gone from the ink, so the ink is believed unless it is too faint to be read well.
	const best = plain.confidence > inked.confidence + PLAIN_LEAD ? plain : inked;
	const text = wordsOf(withoutEnds(best));
	if (text.length < 2 || best.confidence < LEAST_CONFIDENCE) return {};
	const below = line ? readings[ring.length] : undefined;
	const words = below && below.confidence >= LEAST_CONFIDENCE ? wordsOf(below.text) : "";
	return { text: words.length >= 2 ? `${text}\n${words}` : text, textConfidence: best.confidence };
}

/** The reading without unsure characters at its ends: scraps of the straight line that reach into the gap at the foot. */
function withoutEnds({ text, charConfidence }: Recognition): string {
	const sure = charConfidence.map((c) => c >= SURE_END);
	const first = sure.indexOf(true);
	return first < 0 ? "" : text.slice(first, sure.lastIndexOf(true) + 1);
}

/** Seals hold names: characters, letters, figures and brackets. Specks of the stamp are read as dots and strokes. */
const wordsOf = (text: string): string => text.normalize("NFKC").replace(/[^\p{L}\p{N}()]/gu, "");

/** Darkness of the ink alone at a place of the page: 0 = no ink, 1 = the seal's strongest ink. PagePx. */
export function inkShade({ width, height, data }: Raster, { ring, ink }: Seal): Shade {
	const [plus, minus] = ink === "red" ? [0, 1] : [2, 0];
	const raw: Shade = (x, y) => {
		const column = Math.min(width - 1, Math.max(0, Math.round(x)));
		const row = Math.min(height - 1, Math.max(0, Math.round(y)));
		const p = (row * width + column) * 3;
		return (data[p + plus] as number) - (data[p + minus] as number);
	};
	const values: number[] = [];
	for (let a = 0; a < ANGLES; a += 2)
		for (let rho = 0.1; rho < 1.03; rho += 0.02) values.push(raw(...onEllipse(ring, (a / ANGLES) * 2 * Math.PI, rho)));
	values.sort((a, b) => a - b);
	// Paper is the commonest shade inside a seal; the ring line and the strokes are at least a twentieth of it.
	const paper = values[Math.floor(values.length * 0.4)] as number;
	const strong = values[Math.floor(values.length * 0.97)] as number;
	const span = Math.max(8, strong - paper);
	return (x, y) => Math.min(1, Math.max(0, (raw(x, y) - paper) / span));
}

/** Darkness of the page's green channel, in which red and black ink are both dark. */
function plainShade({ width, height, data }: Raster): Shade {
	return (x, y) => {
		const column = Math.min(width - 1, Math.max(0, Math.round(x)));
		const row = Math.min(height - 1, Math.max(0, Math.round(y)));
		return 1 - (data[(row * width + column) * 3 + 1] as number) / 255;
	};
}

interface Foot {
	/** Middle of the gap between last and first character, radians in the ring's own direction. */
	angle: number;
	/** Half the gap, radians. */
	half: number;
}

/** The widest stretch without text; the foot of the page where there is none. */
function findFoot(ink: Shade, ring: Ellipse): Foot {
	const inked = Array.from({ length: ANGLES }, (_, a) => {
		let n = 0;
		for (let rho = GAP_BAND.inner; rho < GAP_BAND.outer; rho += 0.02)
			if (ink(...onEllipse(ring, (a / ANGLES) * 2 * Math.PI, rho)) > STROKE) n++;
		return n >= 1;
	});
	let best = { start: 0, length: 0 };
	for (let start = 0; start < ANGLES; start++) {
		if (inked[start] || !inked[(start + ANGLES - 1) % ANGLES]) continue;
		let length = 0;
		let misses = 0;
		// A speck or a stroke of print shining through must not split the gap.
		while (length < ANGLES && (!inked[(start + length) % ANGLES] || misses < 2)) {
			misses = inked[(start + length) % ANGLES] ? misses + 1 : 0;
			length++;
		}
		if (length > best.length) best = { start, length };
	}
	if (best.length < LEAST_GAP) return { angle: Math.PI / 2 - ring.angle, half: (LEAST_GAP / 2 / 180) * Math.PI };
	const toRadians = (2 * Math.PI) / ANGLES;
	return { angle: (best.start + best.length / 2) * toRadians, half: (best.length / 2) * toRadians };
}

/** A star stands on two of its tips: its nearest such axis is a better foot than the middle of the gap, which print may fill. */
function upright(foot: Foot, { tip }: SealCentre): Foot {
	if (tip === undefined) return foot;
	const fifth = (2 * Math.PI) / 5;
	const off = foot.angle - (tip + Math.PI);
	const turn = off - fifth * Math.round(off / fifth);
	return { angle: foot.angle - turn, half: Math.max(foot.half - Math.abs(turn), (LEAST_GAP / 360) * Math.PI) };
}

/** The ring as a straight strip, dark on white, reading left to right. */
function unrolled(shade: Shade, ring: Ellipse, foot: Foot): Raster {
	const margin = Math.min(foot.half, (GAP_MARGIN / 180) * Math.PI);
	const start = foot.angle + foot.half - margin;
	const sweep = 2 * Math.PI - 2 * (foot.half - margin);
	const { inner, outer } = textBand(shade, ring, start, sweep);
	const middle = ((inner + outer) / 2) * Math.sqrt(ring.rx * ring.ry);
	const depth = (outer - inner) * Math.sqrt(ring.rx * ring.ry);
	const width = Math.max(STRIP_HEIGHT, Math.round((sweep * middle * STRIP_HEIGHT) / depth));
	return raster(width, STRIP_HEIGHT, (u, v) =>
		shade(...onEllipse(ring, start + u * sweep, outer - v * (outer - inner))),
	);
}

/** Radii between which the text lies: from the middle of the band outwards and inwards to the first nearly empty circle. */
function textBand(shade: Shade, ring: Ellipse, start: number, sweep: number): { inner: number; outer: number } {
	const STEP = 0.01;
	const count = Math.round((TEXT_BAND.outer - TEXT_BAND.inner) / STEP);
	const profile = Array.from({ length: count }, (_, i) => {
		let sum = 0;
		for (let a = 0; a < 120; a++)
			sum += shade(...onEllipse(ring, start + (a / 120) * sweep, TEXT_BAND.inner + i * STEP));
		return sum / 120;
	});
	const least = Math.min(...profile);
	const limit = least + 0.2 * (Math.max(...profile.slice(Math.floor(count * 0.3), Math.floor(count * 0.85))) - least);
	let inner = Math.floor(count * 0.6);
	while (inner > 0 && (profile[inner] as number) > limit) inner--;
	let outer = Math.floor(count * 0.6);
	while (outer < count - 1 && (profile[outer] as number) > limit) outer++;
	return {
		inner: TEXT_BAND.inner + (inner - 3) * STEP,
		outer: Math.min(TEXT_BAND.outer, TEXT_BAND.inner + (outer + 3) * STEP),
	};
}

/**
 * The straight line between centre piece and foot as a strip, and how far its ends reach to both sides of the foot, radians seen
 * from the centre: ring text begins beyond. Null where there is hardly any ink.
 */
function straightLine(ink: Shade, ring: Ellipse, foot: number): { strip: Raster; reach: number } | null {
	const [fx, fy] = onEllipse(ring, foot, 1);
	const down = [(fx - ring.x) / 1, (fy - ring.y) / 1] as const;
	const reach = Math.hypot(...down);
	const [dx, dy] = [down[0] / reach, down[1] / reach];
	// Seals are stamped upright within about a quarter turn, so the line runs at right angles to the foot's direction.
	const across = ring.rx;
	const at = (u: number, v: number) =>
		ink(ring.x + dx * v * reach + dy * u * across, ring.y + dy * v * reach - dx * u * across);
	// The line's rows are found in the middle, where no ring text comes near; at 0.5 the line ends.
	const HALF = 0.5;
	const MIDDLE = 0.28;
	const rows = Array.from({ length: 40 }, (_, i) => {
		const v = 0.36 + i * 0.01;
		let n = 0;
		for (let u = -MIDDLE; u <= MIDDLE; u += 0.02) if (at(u, v) > STROKE) n++;
		return { v, n };
	});
	const inked = rows.filter(({ n }) => n >= 3);
	if (inked.length < 8) return null;
	const top = (inked[0] as { v: number }).v - 0.02;
	const bottom = (inked.at(-1) as { v: number }).v + 0.02;
	const columns = Array.from({ length: 51 }, (_, i) => -HALF + i * 0.02).filter((u) => {
		for (let v = top; v < bottom; v += 0.01) if (at(u, v) > STROKE) return true;
		return false;
	});
	const left = (columns[0] ?? -HALF) - 0.04;
	const right = (columns.at(-1) ?? HALF) + 0.04;
	const width = Math.round((((right - left) * across) / ((bottom - top) * reach)) * STRIP_HEIGHT);
	const strip = raster(width, STRIP_HEIGHT, (u, v) => at(left + (right - left) * u, top + v * (bottom - top)));
	return { strip, reach: Math.atan2(Math.max(-left, right), (top + bottom) / 2) };
}

/** A grey picture, white where `shade` is 0; `shade` takes fractions 0..1 of width and height. */
function raster(width: number, height: number, shade: Shade): Raster {
	const data = new Uint8Array(width * height * 3);
	for (let y = 0, p = 0; y < height; y++)
		for (let x = 0; x < width; x++, p += 3)
			data.fill(Math.round(255 * (1 - shade((x + 0.5) / width, (y + 0.5) / height))), p, p + 3);
	return { width, height, data };
}
