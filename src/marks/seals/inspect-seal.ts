/** One seal that was found, looked at closely: the colour of its ink, what stands in its middle and what it says. */
import type { Mark } from "../../evidence.ts";
import type { Polygon } from "../../geometry.ts";
import type { Reader } from "../../reading/reader.ts";
import type { Raster } from "../../vision/raster.ts";
import { type Ellipse, onEllipse } from "../ellipse.ts";
import { classifyCentre } from "./centre.ts";
import type { Seal } from "./find-seals.ts";
import { separateInk } from "./ink-layer.ts";
import { readSeal } from "./read-seal.ts";
import { readSquare } from "./read-square.ts";
import type { SealWords } from "./words.ts";

/** What cannot be read may be a logo, a rosette or an ornament: no finding may rest on it, 0..1. */
const UNREAD = 0.5;

/** The seal's mark with ink, centre and, where a reader is given, text. `page` is the flat page in full size, PagePx. */
export async function inspectSeal(page: Raster, seal: Seal, reader: Reader | null): Promise<Mark> {
	if ("ring" in seal) {
		const ink = separateInk(page, seal.ring, ringStrokes(seal.ring));
		const centre = classifyCentre(ink.alone, seal.ring);
		const words = reader ? await readSeal(seal.ring, ink, centre, reader) : {};
		return { ...judged(seal.mark, reader, words), ink: ink.name, centre: centre.kind, ...words };
	}
	const { corners } = seal.square;
	const ink = separateInk(page, around(corners), frameStrokes(corners));
	const words = reader ? await readSquare(seal.square, ink, reader) : {};
	return { ...judged(seal.mark, reader, words), ink: ink.name, centre: "none", ...words };
}

/** The mark, less sure where a reader found nothing to read. */
const judged = (mark: Mark, reader: Reader | null, { text }: SealWords): Mark =>
	reader && !text ? { ...mark, confidence: Math.min(mark.confidence, UNREAD) } : mark;

/** Places along a ring line. */
const ringStrokes = (ring: Ellipse): [number, number][] =>
	Array.from({ length: 720 }, (_, i) => onEllipse(ring, (i * Math.PI) / 360, 0.99 + (i % 3) * 0.01));

/** Places along a square's frame, at the middle of its line. */
function frameStrokes(corners: Polygon): [number, number][] {
	const [a, b, c, d] = [0, 1, 2, 3].map((k) => corners[k] as [number, number]);
	const middle = corners.reduce(([x, y], [px, py]) => [x + px / 4, y + py / 4] as const, [0, 0] as const);
	return Array.from({ length: 480 }, (_, i): [number, number] => {
		const [p, q] = (
			[
				[a, b],
				[b, c],
				[c, d],
				[d, a],
			] as const
		)[i % 4] as readonly [[number, number], [number, number]];
		const t = i / 480;
		const inward = 0.02 + 0.03 * (i % 3);
		const [x, y] = [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])];
		return [x + inward * (middle[0] - x), y + inward * (middle[1] - y)];
	});
}

/** The circle around a square. */
function around(corners: Polygon): Ellipse {
	const [from, to] = [corners[0], corners[2]] as [[number, number], [number, number]];
	const radius = Math.hypot(to[0] - from[0], to[1] - from[1]) / 2;
	return { x: (from[0] + to[0]) / 2, y: (from[1] + to[1]) / 2, rx: radius, ry: radius, angle: 0 };
}
