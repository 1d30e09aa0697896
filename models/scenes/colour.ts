/** Colours as 8-bit sRGB triples, and the inks, golds and boards that marks and pages are printed with. */
import type { Random } from "../../samples/generator/random.ts";

export type Rgb = readonly [red: number, green: number, blue: number];

export const WHITE: Rgb = [255, 255, 255];

export const hex = (rgb: Rgb): string =>
	`#${rgb
		.map((v) =>
			Math.round(Math.max(0, Math.min(255, v)))
				.toString(16)
				.padStart(2, "0"),
		)
		.join("")}`;

/** Reads "#rrggbb". */
export const parseHex = (colour: string): Rgb => [
	Number.parseInt(colour.slice(1, 3), 16),
	Number.parseInt(colour.slice(3, 5), 16),
	Number.parseInt(colour.slice(5, 7), 16),
];

/** Brightness 0..255 by the weights of ITU-R BT.601. */
export const luminance = ([r, g, b]: Rgb): number => 0.299 * r + 0.587 * g + 0.114 * b;

/** Grounds darker than this are covers: ink does not show on them, gold and white do. 0..255 */
const DARK_GROUND = 130;
export const isDark = (ground: Rgb): boolean => luminance(ground) < DARK_GROUND;

export const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
	a[0] + (b[0] - a[0]) * share,
	a[1] + (b[1] - a[1]) * share,
	a[2] + (b[2] - a[2]) * share,
];

/** Hue in degrees, saturation and lightness 0..1 (CSS Color 4, 7.1). */
export function hsl(hue: number, saturation: number, lightness: number): Rgb {
	const f = (n: number): number => {
		const k = (((n + hue / 30) % 12) + 12) % 12;
		return (
			255 * (lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
		);
	};
	return [f(0), f(8), f(4)];
}

/** The colour as another press run would print it; "none" stays open. */
export function jittered(colour: string, random: Random, reach: number): string {
	if (colour === "none") return colour;
	const common = random.float(-reach, reach);
	const [r, g, b] = parseHex(colour);
	const off = (): number => common + random.float(-reach, reach);
	return hex([r + off(), g + off(), b + off()]);
}

/** Ink dark enough to read on paper: black, red, blue or any other hue. */
export const ink = (random: Random): Rgb =>
	random.pick([
		() => hsl(0, 0, random.float(0.04, 0.32)),
		() => hsl(random.float(350, 368), random.float(0.6, 0.95), random.float(0.34, 0.52)),
		() => hsl(random.float(205, 240), random.float(0.35, 0.9), random.float(0.22, 0.48)),
		() => hsl(random.float(0, 360), random.float(0.2, 0.9), random.float(0.2, 0.45)),
	])();

export const redInk = (random: Random): Rgb =>
	hsl(random.float(348, 370), random.float(0.62, 0.95), random.float(0.4, 0.56));

export const gold = (random: Random): Rgb =>
	hsl(random.float(34, 50), random.float(0.35, 0.8), random.float(0.42, 0.66));

/** Boards of covers: dark red, green, blue, brown, purple, near black. */
export const board = (random: Random): Rgb =>
	hsl(
		random.pick([
			random.float(348, 366),
			random.float(348, 366),
			random.float(130, 165),
			random.float(205, 235),
			25,
			290,
		]),
		random.float(0.3, 0.85),
		random.float(0.12, 0.36),
	);

export const paper = (random: Random): Rgb =>
	random.pick([
		() => WHITE,
		() => hsl(random.float(40, 55), random.float(0.2, 0.8), random.float(0.9, 0.985)),
		() => hsl(random.float(0, 360), random.float(0.1, 0.6), random.float(0.88, 0.98)),
		() => hsl(random.float(30, 60), random.float(0.1, 0.35), random.float(0.78, 0.9)),
	])();
