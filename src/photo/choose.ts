/** Which hypothesis is the page: judged by the ground on both sides of each edge, and against what it encloses. */
import type { Point, Polygon } from "../geometry.ts";
import type { EdgeViews, LabPicture } from "./edges.ts";
import type { Quad } from "./quads.ts";

/** Least support of the worst side, and least mean support, of an outline that convinces. */
const MIN_SUPPORT = 0.5;
const MIN_MEAN_SUPPORT = 0.65;
/** Least colour step across every side, CIE Lab units. */
const MIN_STEP = 4;
/** Positions along a side where both grounds are compared; depths inside as shares of the page, outside in px. */
const POSITIONS = 16;
const INSIDE_DEPTHS = [0.05, 0.09, 0.13];
const OUTSIDE_PX = [7, 10, 13];
/** Depths of the rim just within a side, px: bare paper where a printed border keeps away from the page's edge. */
const RIM_PX = [4, 6];
/** Distances beyond a side, px, within which a page's own ground would show again behind a printed border. */
const FARTHER_PX = [16, 22, 30, 38];
/** Share of a side beyond which the page's ground may show again (other sheets lie about) before the side is not believed. */
const MAX_RETURN = 0.6;
/**
 * Largest difference in colour (without lightness) between the rims of two sides, CIE Lab units: a page's rim is of one
 * kind all round, and mixed light colours white paper by less. Light and shade change a colourful rim in proportion.
 */
const MAX_RIM_SPREAD = 13;
const RIM_SPREAD_PER_CHROMA = 0.3;
/** No paper is as colourful as this, in warm light either. */
const MAX_PAPER_CHROMA = 20;
/** A side that moves less than this, px, is the same side. */
const MOVED_PX = 4;
const MAX_EXCHANGES = 8;
/** Colours nearer than this are the same ground in another light, CIE Lab units. */
const SAME_GROUND = 12;

/** Lightness 0..100, a and b around 0. */
type Lab = [lightness: number, a: number, b: number];

/** What lies on both sides of the sides of a quad (median colours), and the step between them. */
interface Surroundings {
	quad: Quad;
	steps: number[];
	inside: Lab[];
	rim: Lab[];
	outside: Lab[];
	/** Share of each side beyond which the page's own ground shows again. */
	returns: number[];
}

/**
 * The page among hypotheses sorted best first, or null when none convinces. Steps are looked for in the ground, the picture
 * without print and thin borders: a printed border has the page's own ground on its outer side and so makes no step.
 */
export function choosePage(quads: Quad[], views: EdgeViews): Quad | null {
	const convincing = quads
		.filter(({ support }) => Math.min(...support) >= MIN_SUPPORT && mean(support) >= MIN_MEAN_SUPPORT)
		.map((quad) => lookAround(quad, views))
		.filter(({ steps, rim }) => Math.min(...steps) >= MIN_STEP && isOneKind(rim));
	let best = convincing[0];
	if (best === undefined) return null;
	// Each exchange follows one better outline; the rounds end where none is left (or go in circles between twins).
	for (let round = 0; round < MAX_EXCHANGES; round++) {
		const better: Surroundings | undefined = convincing.find((other) => isBetter(other, best as Surroundings));
		if (better === undefined) break;
		best = better;
	}
	return Math.max(...best.returns) < MAX_RETURN && !isPanel(best) ? best.quad : null;
}

/**
 * Whether `other`, which has some sides farther in or some farther out than `best`, is the page rather than best: farther in
 * when a folder or mat lies between, farther out when it does not.
 */
function isBetter(other: Surroundings, best: Surroundings): boolean {
	const shifts = best.quad.corners.map((_, k) => shiftOutward(best.quad.corners, other.quad.corners, k));
	const moved = shifts.flatMap((shift, k) => (Math.abs(shift) > MOVED_PX ? [k] : []));
	if (moved.length === 0) return false;
	if (moved.every((k) => (shifts[k] as number) < 0)) return moved.every((k) => isMat(best, other, k));
	if (moved.every((k) => (shifts[k] as number) > 0))
		return moved.every((k) => !isMat(other, best, k) && isPaper(other, best, k));
	return false;
}

/** Whether the rims of all sides belong to one page. */
function isOneKind(rims: Lab[]): boolean {
	const spread = Math.max(...rims.flatMap((p) => rims.map((q) => Math.hypot(p[1] - q[1], p[2] - q[2]))));
	return spread <= MAX_RIM_SPREAD + RIM_SPREAD_PER_CHROMA * quantile(rims.map(chroma), 0.25);
}

/** How far the middle of side k of `to` lies outside side k of `from`, px. */
function shiftOutward(from: Polygon, to: Polygon, k: number): number {
	const [a, b] = [from[k] as Point, from[(k + 1) % 4] as Point];
	const [x, y] = mix(to[k] as Point, to[(k + 1) % 4] as Point, 0.5);
	return ((b[1] - a[1]) * (x - a[0]) - (b[0] - a[0]) * (y - a[1])) / Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/**
 * Whether the ring between two outlines is a folder or mat, and not the page's own margin or printed border. A border stands
 * on the page, so bare paper shows again between it and the page's edge.
 */
function isMat(outer: Surroundings, inner: Surroundings, k: number): boolean {
	return !isMargin(inner, k) && difference(outer.rim[k] as Lab, inner.inside[k] as Lab) > SAME_GROUND;
}

/**
 * Whether what lies beyond side k could be the page's own margin. A margin is bare paper: at least as light as what it
 * surrounds, no more colourful, and not much lighter than a tinted panel could be.
 */
function isMargin({ inside, outside }: Surroundings, k: number): boolean {
	const within = inside[k] as Lab;
	const beyond = outside[k] as Lab;
	const darker = beyond[0] < within[0] - 4;
	const moreColourful = chroma(beyond) > Math.min(MAX_PAPER_CHROMA, chroma(within) + 4);
	const muchLighter = within[0] < 0.75 * beyond[0];
	return !darker && !moreColourful && !muchLighter;
}

/** Whether the outline may be a tinted panel whose margin could not be told from the desk: lighter ground on three sides. */
function isPanel(around: Surroundings): boolean {
	const lighter = around.inside.filter(
		(within, k) => isMargin(around, k) && (around.outside[k] as Lab)[0] > within[0] + 1,
	);
	return lighter.length >= 3;
}

/** Whether the rim of side k farther out looks like the page and not like what lies beyond. */
function isPaper(outer: Surroundings, inner: Surroundings, k: number): boolean {
	const rim = outer.rim[k] as Lab;
	return difference(rim, outer.outside[k] as Lab) > 0.5 * difference(inner.inside[k] as Lab, outer.outside[k] as Lab);
}

function lookAround(quad: Quad, { ground, detail }: EdgeViews): Surroundings {
	const around: Surroundings = { quad, steps: [], inside: [], rim: [], outside: [], returns: [] };
	quad.corners.forEach((from, k) => {
		const to = quad.corners[(k + 1) % 4] as Point;
		const nextTo = quad.corners[(k + 2) % 4] as Point;
		const before = quad.corners[(k + 3) % 4] as Point;
		const near: Lab[] = [];
		const edge: Lab[] = [];
		const far: Lab[] = [];
		const differences: number[] = [];
		let returns = 0;
		for (let n = 0; n < POSITIONS; n++) {
			const t = 0.08 + (0.84 * (n + 0.5)) / POSITIONS;
			const at = mix(from, to, t);
			const opposite = mix(before, nextTo, t);
			const depth = Math.hypot(opposite[0] - at[0], opposite[1] - at[1]);
			const within = colours(ground, at, opposite, INSIDE_DEPTHS);
			const beyond = colours(
				ground,
				at,
				opposite,
				OUTSIDE_PX.map((px) => -px / depth),
			);
			if (within.length === 0 || beyond.length === 0) continue;
			near.push(...within);
			far.push(...beyond);
			edge.push(
				...colours(
					detail,
					at,
					opposite,
					RIM_PX.map((px) => px / depth),
				),
			);
			differences.push(nearest(within, beyond));
			const farther = colours(
				detail,
				at,
				opposite,
				FARTHER_PX.map((px) => -px / depth),
			);
			if (nearest(within, farther) < MIN_STEP) returns++;
		}
		around.steps.push(differences.length >= POSITIONS / 4 ? quantile(differences, 0.4) : 0);
		around.inside.push(medianColour(near));
		around.rim.push(medianColour(edge));
		around.outside.push(medianColour(far));
		around.returns.push(returns / Math.max(1, differences.length));
	});
	return around;
}

function nearest(some: Lab[], others: Lab[]): number {
	let least = Number.POSITIVE_INFINITY;
	for (const p of some) for (const q of others) least = Math.min(least, difference(p, q));
	return least;
}

/** Colours at shares of the way from one place to another; places outside the picture are left out. */
function colours({ width, height, data }: LabPicture, from: Point, to: Point, shares: number[]): Lab[] {
	const out: Lab[] = [];
	for (const share of shares) {
		const x = from[0] + share * (to[0] - from[0]);
		const y = from[1] + share * (to[1] - from[1]);
		if (x < 0 || y < 0 || x >= width || y >= height) continue;
		const i = (Math.floor(y) * width + Math.floor(x)) * 3;
		out.push([(data[i] as number) / 2.55, (data[i + 1] as number) - 128, (data[i + 2] as number) - 128]);
	}
	return out;
}

const difference = (p: Lab, q: Lab): number => Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
const chroma = ([, a, b]: Lab): number => Math.hypot(a, b);
const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const mix = (a: Point, b: Point, t: number): Point => [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];

function quantile(values: number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function medianColour(values: Lab[]): Lab {
	return [0, 1, 2].map((c) =>
		quantile(
			values.map((v) => v[c] as number),
			0.5,
		),
	) as Lab;
}
