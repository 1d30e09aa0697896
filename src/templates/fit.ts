/** Robust fit of a form to the places where its anchors were seen. */
import { applyHomography, type Homography, invert, type Point, solveAffine, solveHomography } from "../geometry.ts";
import type { Anchor, Candidate } from "./anchors.ts";

export interface Fit {
	/** PageMm → the space of the anchors' candidates. */
	toPicture: Homography;
	/** Anchors seen at their registered places, with the candidate that fits best. */
	inliers: { anchor: Anchor; candidate: Candidate; errorMm: number }[];
	/** Weight of the inliers, each by the quality of its reading. */
	weight: number;
	residualMm: number;
}

/**
 * An anchor is at its place within this share of the page's diagonal: 8 mm on A4. Print may start anywhere inside an 8 mm high
 * box and outlines found on a photo are off by about 1 %.
 */
const INLIER_SHARE_OF_DIAGONAL = 0.022;
/** A form photographed and flattened keeps its proportions within this factor; beyond it the anchors are not one form. */
const MAX_ASPECT_CHANGE = 1.3;
/** Remaining turn of an upright page, radians (15°). */
const MAX_TURN = 0.26;
/**
 * What anchors must gain over the found outline before they are believed more, in anchor weights: the outline of a printed border
 * loses nearly all labels, one displaced element gains one.
 */
const OUTLINE_TRUST = 2.5;
/** With this many inliers a full perspective is estimated, where the page outline was only assumed. */
const MIN_INLIERS_FOR_PERSPECTIVE = 8;

/**
 * RANSAC over all pairs (similarity) and triplets (affine) of anchors (Fischler & Bolles 1981; exhaustive because forms have
 * fewer than 25 anchors), then least squares on the inliers. `prior` is the map given by the page's outline, if it was found.
 * Returns null when no plausible map exists.
 */
export function fitForm(
	anchors: readonly Anchor[],
	page: readonly [number, number],
	prior: Homography | null,
): Fit | null {
	const tolerance = INLIER_SHARE_OF_DIAGONAL * Math.hypot(...page);
	const seen = anchors.filter((a) => a.candidates.length > 0);
	const outlined = prior && evaluate(prior, seen, tolerance);
	let best: Fit | null = null;
	for (const hypothesis of hypotheses(seen)) {
		if (!plausible(hypothesis)) continue;
		const fit = evaluate(hypothesis, seen, tolerance);
		if (!best || fit.weight > best.weight + 1e-6) best = fit;
	}
	if (outlined && (!best || best.weight < outlined.weight + OUTLINE_TRUST)) best = outlined;
	return best && refine(best, seen, tolerance, prior === null);
}

function* hypotheses(anchors: readonly Anchor[]): Generator<Homography> {
	const exact = anchors.filter((a) => a.slack[0] === 0 && a.slack[1] === 0);
	const places = exact.flatMap((a) => a.candidates.slice(0, 2).map((c) => ({ anchor: a, mm: a.mm, at: c.at })));
	for (let i = 0; i < places.length; i++)
		for (let j = i + 1; j < places.length; j++) {
			const [a, b] = [places[i], places[j]] as [(typeof places)[number], (typeof places)[number]];
			if (a.anchor === b.anchor) continue;
			const s = similarityFromPair(a.mm, b.mm, a.at, b.at);
			if (s) yield s;
			for (let k = j + 1; k < places.length; k++) {
				const c = places[k] as (typeof places)[number];
				if (c.anchor === a.anchor || c.anchor === b.anchor) continue;
				const doubled = (b.mm[0] - a.mm[0]) * (c.mm[1] - a.mm[1]) - (b.mm[1] - a.mm[1]) * (c.mm[0] - a.mm[0]);
				if (Math.abs(doubled) < MIN_TRIANGLE_MM2) continue;
				yield affineFromTriplet([a.mm, b.mm, c.mm], [a.at, b.at, c.at]);
			}
		}
}

/** Twice the area below which three anchors are too close to one line to fix a map, mm². */
const MIN_TRIANGLE_MM2 = 1500;

function similarityFromPair(p: Point, q: Point, u: Point, v: Point): Homography | null {
	const [dx, dy] = [q[0] - p[0], q[1] - p[1]];
	const [du, dv] = [v[0] - u[0], v[1] - u[1]];
	const n = dx * dx + dy * dy;
	if (n < 1) return null;
	const a = (dx * du + dy * dv) / n;
	const b = (dx * dv - dy * du) / n;
	return [a, -b, u[0] - a * p[0] + b * p[1], b, a, u[1] - b * p[0] - a * p[1], 0, 0, 1];
}

function affineFromTriplet(from: [Point, Point, Point], to: [Point, Point, Point]): Homography {
	const [[x0, y0], [x1, y1], [x2, y2]] = from;
	const det = (x1 - x0) * (y2 - y0) - (y1 - y0) * (x2 - x0);
	const row = (v0: number, v1: number, v2: number): [number, number, number] => {
		const a = ((v1 - v0) * (y2 - y0) - (v2 - v0) * (y1 - y0)) / det;
		const b = ((v2 - v0) * (x1 - x0) - (v1 - v0) * (x2 - x0)) / det;
		return [a, b, v0 - a * x0 - b * y0];
	};
	return [...row(to[0][0], to[1][0], to[2][0]), ...row(to[0][1], to[1][1], to[2][1]), 0, 0, 1];
}

/** Upright, not mirrored, and in proportion. */
function plausible([a, b, , d, e]: Homography): boolean {
	const sx = Math.hypot(a, d);
	const sy = Math.hypot(b, e);
	if (a * e - b * d <= 0 || sx === 0 || sy === 0) return false;
	const ratio = sx / sy;
	return ratio < MAX_ASPECT_CHANGE && ratio > 1 / MAX_ASPECT_CHANGE && Math.abs(Math.atan2(d, a)) < MAX_TURN;
}

function evaluate(h: Homography, anchors: readonly Anchor[], toleranceMm: number): Fit {
	const inliers: Fit["inliers"] = [];
	const taken = new Set<string>();
	const toMm = invert(h);
	for (const anchor of anchors) {
		let best: Fit["inliers"][number] | null = null;
		for (const candidate of anchor.candidates) {
			const [x, y] = applyHomography(toMm, candidate.at);
			const errorMm = Math.hypot(
				Math.max(0, Math.abs(x - anchor.mm[0]) - anchor.slack[0]),
				Math.max(0, Math.abs(y - anchor.mm[1]) - anchor.slack[1]),
			);
			const place = `${Math.round(candidate.at[0])},${Math.round(candidate.at[1])}`;
			if (errorMm <= toleranceMm && !taken.has(place) && (!best || errorMm < best.errorMm))
				best = { anchor, candidate, errorMm };
		}
		if (!best) continue;
		taken.add(`${Math.round(best.candidate.at[0])},${Math.round(best.candidate.at[1])}`);
		inliers.push(best);
	}
	// A small penalty on the error breaks ties between maps with the same inliers.
	const weight = inliers.reduce(
		(s, i) => s + i.anchor.weight * i.candidate.quality * (1 - 0.3 * (i.errorMm / toleranceMm) ** 2),
		0,
	);
	const residualMm = Math.sqrt(inliers.reduce((s, i) => s + i.errorMm ** 2, 0) / Math.max(1, inliers.length));
	return { toPicture: h, inliers, weight, residualMm };
}

function refine(fit: Fit, anchors: readonly Anchor[], toleranceMm: number, perspective: boolean): Fit {
	const exact = fit.inliers.filter((i) => i.anchor.slack[0] === 0 && i.anchor.slack[1] === 0);
	const from = exact.map((i) => i.anchor.mm);
	const to = exact.map((i) => i.candidate.at);
	try {
		const solve = perspective && from.length >= MIN_INLIERS_FOR_PERSPECTIVE ? solveHomography : solveAffine;
		if (from.length < 4) return fit;
		const refined = evaluate(solve(from, to), anchors, toleranceMm);
		return plausible(refined.toPicture) && refined.inliers.length >= fit.inliers.length ? refined : fit;
	} catch {
		// Degenerate anchors (all on one line): the hypothesis stands as it is.
		return fit;
	}
}
