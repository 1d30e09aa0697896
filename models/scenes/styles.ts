/** Colours and line widths a drawing is made in before it is rendered. */
import type { Random } from "../../samples/generator/random.ts";
import { inkStyle, outlineStyle, STYLES, type Style } from "../drawings/index.ts";
import { gold, hex, hsl, jittered, mix } from "./colour.ts";

/** Width of the drawings' own units that `Style.line` is stated in. */
const UNITS = 600;
/** Thinnest line a printer would choose for a size, px; finer ones vanish. */
const THINNEST = 0.45;

/** Line width in drawing units between two bounds, at least the thinnest for a mark of `width` px. */
const line = (from: number, to: number, width: number, random: Random): number =>
	Math.min(14, Math.max(random.float(from, to), (THINNEST * UNITS) / width));

/** Any full-colour print, each colour a little off. */
export function colourStyle(random: Random): Style {
	const base: Style = random.pick([STYLES.colour, STYLES.relief, STYLES.flat]);
	const reach = random.float(0, 26);
	return {
		...base,
		primary: jittered(base.primary, random, reach),
		secondary: jittered(base.secondary, random, reach),
		tertiary: jittered(base.tertiary, random, reach),
		figure: jittered(base.figure, random, reach),
		shade: jittered(base.shade, random, reach),
		line: random.float(1.5, 6),
		facet: random.float(0, 0.6),
	};
}

/** Gold on open ground, or gold on a field of deeper gold or red. */
export function giltStyle(random: Random): Style {
	const metal = gold(random);
	const deep = hex(mix(metal, [40, 20, 0], random.float(0.35, 0.75)));
	const field = random.pick([
		"none",
		"none",
		"none",
		deep,
		hex(hsl(random.float(350, 365), 0.7, random.float(0.25, 0.4))),
	]);
	return {
		primary: hex(metal),
		secondary: field,
		tertiary: field,
		figure: hex(metal),
		shade: deep,
		line: random.float(3, 8),
		facet: random.float(0, 0.6),
		coloured: false,
	};
}

/** Filled areas in one ink: either the ears or the field carry it. */
export function solidStyle(random: Random): Style {
	if (random.chance(0.5)) return { ...inkStyle("#000000"), line: random.float(3, 9) };
	return reversedStyle(random);
}

/** Fields filled, ears and stars left open. */
export const reversedStyle = (random: Random): Style => ({
	primary: "#ffffff",
	secondary: "#000000",
	tertiary: "#000000",
	figure: "#000000",
	shade: "#000000",
	line: random.float(3, 9),
	facet: random.pick([0, 0, 0.3]),
	coloured: false,
});

/** Contours only, or contours with solid stars and gate over an open disc. */
export function lineStyle(width: number, random: Random): Style {
	const weight = line(1.5, 8, width, random);
	if (random.chance(0.6)) return { ...outlineStyle("#000000"), line: weight };
	return { ...outlineStyle("#000000"), secondary: "none", tertiary: "none", figure: "#000000", line: weight };
}

/** Shades of grey of a colour print, as a grey printer makes them. */
export function greyStyle(random: Random): Style {
	if (random.chance(0.5)) return colourStyle(random);
	const grey = (from: number, to: number): string => hex(hsl(0, 0, random.float(from, to)));
	return {
		...STYLES.grey,
		primary: grey(0.62, 0.95),
		secondary: grey(0.2, 0.55),
		tertiary: grey(0.15, 0.5),
		figure: grey(0.3, 0.6),
		shade: grey(0.1, 0.4),
		line: random.float(2, 6),
	};
}

/** Any of them. */
export const anyStyle = (width: number, random: Random): Style =>
	random.pick([colourStyle, greyStyle, solidStyle, reversedStyle, (r: Random) => lineStyle(width, r)])(random);
