/** Where in a ring the text runs: between which depths, and where the gap at its foot is. */
import { type Shade, strokeLevel } from "./ink-layer.ts";
import type { Track } from "./unroll.ts";

/** Depths between which ring text may lie, as shares of the short half axis: inside the ring line, outside the centre piece. */
const REACH = { from: 0.02, to: 0.52 };
const STEP = 0.01;
/** Where the middle of the characters lies in every seal: type is 0.2 to 0.27 of the radius high and begins at 0.05 to 0.12. */
export const MIDDLE_DEPTH = 0.22;
/** Places looked at around the ring. */
const PLACES = 360;
/** Ink between characters and rings may reach this share of the way from the emptiest to the fullest depth. */
const VALLEY = 0.25;
/** Shallowest and deepest text, as shares of the short half axis. */
const HIGH = { least: 0.14, most: 0.36 };
/** Share of the ring that the characters of a short name fill. */
const LEAST_FILLED = 0.3;
/** Narrowest gap between last and first character, share of the way round: between neighbours in a seal of 8 characters it is 0.06. */
const LEAST_GAP = 0.06;
/** Where gaps are looked for: a registration number along the foot is lower than the text and stays outside. */
const GAP_DEPTHS = { from: 0.19, to: 0.36 };
/** Ink in at most so many of so many neighbouring places is a speck. */
const SPECK = { inked: 1, places: 5 };

export interface Band {
	outer: number;
	inner: number;
}

/** Depths of the upper and lower edge of the text. `from` and `share` leave the foot out. */
export function textBand(ink: Shade, track: Track, from: number, share: number): Band {
	const count = Math.round((REACH.to - REACH.from) / STEP) + 1;
	const profile = new Float32Array(count);
	for (let a = 0; a < PLACES / 2; a++) {
		const under = track.at(from + (a / (PLACES / 2)) * share);
		for (let i = 0; i < count; i++)
			profile[i] = (profile[i] as number) + ink(...under(REACH.from + i * STEP)) / (PLACES / 2);
	}
	const index = (depth: number) => Math.round((depth - REACH.from) / STEP);
	const middle = index(MIDDLE_DEPTH);
	const text = [...profile.slice(index(0.14), index(0.32))].sort((a, b) => b - a)[3] as number;
	const least = Math.min(...profile.slice(index(0.03), index(0.45)));
	const limit = least + VALLEY * (text - least);
	// The ring line, blurred, may run into the text: nothing above the emptiest depth between the two is text.
	let top = index(0.03);
	for (let i = top; i <= index(0.15); i++) if ((profile[i] as number) < (profile[top] as number)) top = i;
	let outer = middle;
	while (outer > top && (profile[outer - 1] as number) > limit && middle - outer < HIGH.most / STEP) outer--;
	let inner = middle;
	while (inner < count - 1 && (profile[inner + 1] as number) > limit && inner - outer < HIGH.most / STEP) inner++;
	while (inner - outer < HIGH.least / STEP) inner++;
	return { outer: REACH.from + Math.max(top, outer - 2.5) * STEP, inner: REACH.from + (inner + 2.5) * STEP };
}

export interface Gap {
	/** Where the text ends and where it begins, shares of the way round; `to` may exceed 1. */
	from: number;
	to: number;
}

/** Stretches of the ring without text, the widest first. `ink` should hold neither print nor straight lines. */
export function findGaps(ink: Shade, track: Track): Gap[] {
	const darkest = darkestAlong(ink, track, GAP_DEPTHS);
	const level = strokeLevel(darkest, LEAST_FILLED);
	const inked = darkest.map((v) => v >= level);
	const gaps: Gap[] = [];
	for (let start = 0; start < PLACES; start++) {
		if (inked[start] || !inked[(start + PLACES - 1) % PLACES]) continue;
		let length = 0;
		while (length < PLACES && !isText(inked, start + length)) length++;
		gaps.push({ from: start / PLACES, to: (start + length) / PLACES });
	}
	return gaps.filter(({ from, to }) => to - from >= LEAST_GAP).sort((a, b) => b.to - b.from - (a.to - a.from));
}

/** A speck or a stroke of print shining through is no text: of the places from here on more than a few are inked. */
const isText = (inked: readonly boolean[], place: number): boolean => {
	let n = 0;
	for (let k = 0; k < SPECK.places; k++) if (inked[(place + k) % PLACES]) n++;
	return (inked[place % PLACES] as boolean) && n > SPECK.inked;
};

/** Directions tried as the foot where no star tells it; half the stretch that must be empty there, share of the way round. */
const FEET = 36;
const HALF_FOOT = 0.05;
/** Depths that neither a registration number nor a straight line reaches there. */
const FOOT_DEPTHS = { from: 0.18, to: 0.28 };
/** How much an upright seal is preferred to one upside down, as a share of the emptiness of the foot. */
const UPRIGHT = 0.2;

/**
 * Direction of the seal's foot seen from the centre, radians in the picture: where the ring is emptiest, the nearer to the foot of
 * the page the better. A star stands on two of its tips (`tip`, in the ring's own direction), so only its five axes are tried.
 */
export function footOf(ink: Shade, track: Track, tip: number | undefined): number {
	const { ring } = track;
	const feet =
		tip === undefined
			? Array.from({ length: FEET }, (_, i) => (i / FEET) * 2 * Math.PI)
			: Array.from({ length: 5 }, (_, i) => tip + ring.angle + ((2 * i + 1) * Math.PI) / 5);
	const darkest = darkestAlong(ink, track, FOOT_DEPTHS);
	const level = strokeLevel(darkest, LEAST_FILLED);
	const reach = Math.round(HALF_FOOT * PLACES);
	const scored = feet.map((direction) => {
		const middle = Math.round(track.towards(direction) * PLACES);
		let empty = 0;
		for (let k = -reach; k <= reach; k++) if ((darkest[(middle + k + PLACES) % PLACES] as number) < level) empty++;
		return { direction, score: empty / (2 * reach + 1) + UPRIGHT * Math.sin(direction) };
	});
	return scored.reduce((a, b) => (b.score > a.score ? b : a)).direction;
}

/** At each place around the ring the darkest ink between two depths. */
function darkestAlong(ink: Shade, track: Track, { from, to }: { from: number; to: number }): number[] {
	return Array.from({ length: PLACES }, (_, a) => {
		const under = track.at(a / PLACES);
		let most = 0;
		for (let depth = from; depth < to; depth += 0.015) most = Math.max(most, ink(...under(depth)));
		return most;
	});
}
