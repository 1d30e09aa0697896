import type { Random } from "../../samples/generator/random.ts";
import type { MarkKind } from "../../src/evidence.ts";
import type { Box } from "../../src/geometry.ts";
import { type Choices, choices, houseColours, printed, type Style } from "./style.ts";

/** One drawing of the list: a mark, or a look-alike on which no detector may fire. */
export interface Drawing {
	kind: MarkKind | "look-alike";
	name: string;
	/** Width over height. The unit box is 1 wide and 1 / aspect high. */
	aspect: number;
	/** Where the mark of `kind` lies in the unit box. */
	place: Box;
	/** SVG group in the unit box. Without `random` the usual structure; the same seed gives the same group. */
	draw(style: Style, random?: Random): string;
}

interface Sketch {
	kind: MarkKind | "look-alike";
	name: string;
	/** Size in the sketch's own units. */
	width: number;
	height: number;
	/** Where the mark lies, in its own units; absent = all of it. */
	place?: Box;
	paint(style: Style, random?: Random): string;
}

/** Brings a sketch from its own units into the unit box. */
export function drawing({ kind, name, width, height, place, paint }: Sketch): Drawing {
	const { x, y, width: w, height: h } = place ?? { x: 0, y: 0, width, height };
	return {
		kind,
		name,
		aspect: width / height,
		place: { x: x / width, y: y / width, width: w / width, height: h / width },
		draw: (style, random) => `<g transform="scale(${1 / width})">${paint(style, random)}</g>`,
	};
}

/** Prints a style: in some red and gold, or in the colours of a house. */
type Print = (s: Style, hand: Choices) => Style;
export const ANY_COLOURS: readonly [Print, ...Print[]] = [printed, houseColours];
export const MOSTLY_RED: readonly [Print, ...Print[]] = [printed, printed, printed, printed, houseColours];

/** A drawing on which no detector may fire. */
export const lookAlike = (
	name: string,
	width: number,
	height: number,
	paint: (s: Style, hand: Choices) => string,
	prints = ANY_COLOURS,
): Drawing =>
	drawing({
		kind: "look-alike",
		name,
		width,
		height,
		paint: (style, random) => {
			const hand = choices(random);
			const s = hand.oneOf(...prints)(style, hand);
			return paint({ ...s, line: s.line * 0.5, coloured: style.coloured }, hand);
		},
	});
