/** Which hypothesis is the page: judged by the ground on both sides of each edge, and against what it encloses. */
import { area, type Point, type Polygon } from "../geometry.ts";
import type { LabPicture } from "./edges.ts";
import type { Quad } from "./quads.ts";

/** Least support of the worst side, and least mean support, of an outline that convinces. */
const MIN_SUPPORT = 0.5;
const MIN_MEAN_SUPPORT = 0.65;
/** Least colour step across every side, CIE Lab units. */
const MIN_STEP = 4;
/** Positions along a side where both grounds are compared; depths inside as shares of the page, outside in px. */
const POSITIONS = 24;
const INSIDE_DEPTHS = [0.05, 0.09, 0.13];
const OUTSIDE_PX = [7, 10, 13];
/** Depths of the rim just within a side, px: bare paper where a printed border keeps away from the page's edge. */
const RIM_PX = [5, 8];
/** Colours nearer than this are the same ground in another light, CIE Lab units. */
const SAME_GROUND = 12;

/** Lightness 0..100, a and b around 0. */
type Lab = [lightness: number, a: number, b: number];

/** What lies on both sides of each side of a quad (medians), and the step between them. */
interface Surroundings {
	quad: Quad;
	steps: number[];
	inside: Lab[];
	rim: Lab[];
	outside: Lab[];
}

/**
 * The page among hypotheses sorted best first, or null when none convinces. `ground` is the picture without print and thin
 * borders: a printed border has the page's own ground on its outer side and so makes no step.
 */
export function choosePage(quads: Quad[], ground: LabPicture): Quad | null {
	const convincing = quads
		.filter(({ support }) => Math.min(...support) >= MIN_SUPPORT && mean(support) >= MIN_MEAN_SUPPORT)
		.map((quad) => lookAround(quad, ground))
		.filter(({ steps }) => Math.min(...steps) >= MIN_STEP);
	let best = convincing[0];
	if (best === undefined) return null;
	for (const other of convincing)
		if (encloses(best.quad.corners, other.quad.corners) && isMat(best, other)) best = other;
	return best.quad;
}

function lookAround(quad: Quad, ground: LabPicture): Surroundings {
	const steps: number[] = [];
	const inside: Lab[] = [];
	const rim: Lab[] = [];
	const outside: Lab[] = [];
	quad.corners.forEach((from, k) => {
		const to = quad.corners[(k + 1) % 4] as Point;
		const nextTo = quad.corners[(k + 2) % 4] as Point;
		const before = quad.corners[(k + 3) % 4] as Point;
		const near: Lab[] = [];
		const edge: Lab[] = [];
		const far: Lab[] = [];
		const differences: number[] = [];
		for (let n = 0; n < POSITIONS; n++) {
			const t = 0.08 + (0.84 * (n + 0.5)) / POSITIONS;
			const at = mix(from, to, t);
			const opposite = mix(before, nextTo, t);
			const depth = Math.hypot(opposite[0] - at[0], opposite[1] - at[1]);
			const within = colours(
				ground,
				INSIDE_DEPTHS.map((share) => mix(at, opposite, share)),
			);
			const beyond = colours(
				ground,
				OUTSIDE_PX.map((px) => mix(at, opposite, -px / depth)),
			);
			if (within.length === 0 || beyond.length === 0) continue;
			near.push(...within);
			edge.push(
				...colours(
					ground,
					RIM_PX.map((px) => mix(at, opposite, px / depth)),
				),
			);
			far.push(...beyond);
			differences.push(Math.min(...within.flatMap((p) => beyond.map((q) => difference(p, q)))));
		}
		steps.push(differences.length >= POSITIONS / 4 ? quantile(differences, 0.4) : 0);
		inside.push(medianColour(near));
		rim.push(medianColour(edge));
		outside.push(medianColour(far));
	});
	return { quad, steps, inside, rim, outside };
}

/** Whether every corner of `inner` lies clearly inside `outer` and inner is not just a part of the page. */
function encloses(outer: Polygon, inner: Polygon): boolean {
	if (area(inner) < 0.4 * area(outer)) return false;
	return inner.every((p) =>
		outer.every((a, k) => {
			const b = outer[(k + 1) % 4] as Point;
			const side = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
			return side > 4 * Math.hypot(b[0] - a[0], b[1] - a[1]);
		}),
	);
}

/**
 * Whether the ring between two outlines is a folder or mat, and not the page's own margin or printed border. A margin is
 * bare paper: at least as light as what it surrounds, no more colourful, and not much lighter than a tinted panel could be.
 * A border stands on the page, so bare paper shows again between it and the page's edge.
 */
function isMat(outer: Surroundings, inner: Surroundings): boolean {
	const votes = inner.inside.filter((within, k) => {
		const beyond = inner.outside[k] as Lab;
		const darker = beyond[0] < within[0] - 4;
		const moreColourful = chroma(beyond) > chroma(within) + 4;
		const muchLighter = within[0] < 0.75 * beyond[0];
		return (darker || moreColourful || muchLighter) && difference(outer.rim[k] as Lab, within) > SAME_GROUND;
	});
	return votes.length >= 3;
}

function colours({ width, height, data }: LabPicture, places: Point[]): Lab[] {
	const out: Lab[] = [];
	for (const [x, y] of places) {
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
