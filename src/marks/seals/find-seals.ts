/** Seals of every shape and ink on a page, without what they say. */
import type { Mark } from "../../evidence.ts";
import { bounds, boxPolygon, coveredShare, type Polygon } from "../../geometry.ts";
import type { OpenCv } from "../../vision/opencv.ts";
import { type Ellipse, isOval, scaled } from "../ellipse.ts";
import type { InkView } from "../ink.ts";
import { findRings, outlineOf } from "./rings.ts";
import { findSquares, type Square } from "./squares.ts";

/** A seal found; places in PagePx. `ring` is the middle of the ring line. */
export type Seal = { mark: Mark } & ({ ring: Ellipse } | { square: Square });

/** Share of a square's box that another seal may cover: text round an oval's middle makes no square of it. */
const MOST_SHARED = 0.5;

/** Seals on the page, best first, without text. Places in PagePx. */
export function findSeals(cv: OpenCv, view: InkView): Seal[] {
	const rings = findRings(cv, view).map(({ ellipse, score }): Seal => {
		const ring = scaled(ellipse, 1 / view.scale);
		return {
			mark: { kind: isOval(ring) ? "oval-seal" : "round-seal", confidence: score, polygon: outlineOf(ring) },
			ring,
		};
	});
	const squares = [view.red, view.cold]
		.flatMap((plane) => findSquares(cv, view, plane))
		.sort((a, b) => b.score - a.score)
		.map((square): Seal => {
			const corners = square.corners.map(([x, y]): [number, number] => [x / view.scale, y / view.scale]);
			return {
				mark: { kind: "square-seal", confidence: square.score, polygon: corners },
				square: { ...square, corners },
			};
		});
	const kept: Seal[] = [];
	for (const seal of [...rings, ...squares]) if (!kept.some((other) => same(other.mark, seal.mark))) kept.push(seal);
	return kept.sort((a, b) => b.mark.confidence - a.mark.confidence);
}

/** Rings that cross are two seals, told apart by the search for rings; anything over a square is the same seal. */
const same = (a: Mark, b: Mark): boolean =>
	(a.kind === "square-seal" || b.kind === "square-seal") &&
	Math.max(shareOf(a.polygon, b.polygon), shareOf(b.polygon, a.polygon)) > MOST_SHARED;

const shareOf = (a: Polygon, b: Polygon): number => coveredShare(boxPolygon(bounds(a)), boxPolygon(bounds(b)));
