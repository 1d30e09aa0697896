/** What stands in the middle of a seal: a five-pointed star, which also tells how the seal was turned, something else, or nothing. */
import { type Ellipse, onEllipse } from "../ellipse.ts";

export interface SealCentre {
	kind: "star" | "other" | "none";
	/** Star: direction of one of its tips in the ring's own direction, radians, known up to a fifth of a turn. */
	tip?: number;
}

/** Radii of the star's rays as shares of the ring's radius: a 14 mm star in a 42 mm seal has its tips at 0.33, its notches at 0.13. */
const RAYS = { inner: 0.1, outer: 0.36 };
const ANGLES = 120;
/** Mean ink inside the rays' reach below which the middle is empty; a star fills about a third of it. */
const EMPTY = 0.05;
/** Fivefold share of the ink's course around the middle: 0.45 for a drawn star, above 0.25 with print across it. */
const LEAST_FIVEFOLD = 0.2;
/** The fivefold part must outweigh every other one (two to eight) by this factor; one-sided ink (print beside the star) does not count. */
const LEAD = 1.3;

/** `ink` gives the darkness 0..1 of the seal's ink at a place in the same pixels as `ring`. */
export function classifyCentre(ink: (x: number, y: number) => number, ring: Ellipse): SealCentre {
	const course = Array.from({ length: ANGLES }, (_, a) => {
		let sum = 0;
		let n = 0;
		for (let rho = RAYS.inner; rho < RAYS.outer; rho += 0.02, n++)
			sum += ink(...onEllipse(ring, (a / ANGLES) * 2 * Math.PI, rho));
		return sum / n;
	});
	const mean = course.reduce((s, v) => s + v, 0) / ANGLES;
	if (mean < EMPTY) return { kind: "none" };
	const part = (k: number) => {
		const re = course.reduce((s, v, a) => s + v * Math.cos((2 * Math.PI * k * a) / ANGLES), 0);
		const im = course.reduce((s, v, a) => s + v * Math.sin((2 * Math.PI * k * a) / ANGLES), 0);
		return { share: Math.hypot(re, im) / (ANGLES * mean), phase: Math.atan2(im, re) / k };
	};
	const five = part(5);
	const others = [2, 3, 4, 6, 7, 8].map((k) => part(k).share);
	return five.share >= LEAST_FIVEFOLD && five.share >= LEAD * Math.max(...others)
		? { kind: "star", tip: five.phase }
		: { kind: "other" };
}
