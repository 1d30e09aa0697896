/** Print over a mark: lines of text, or the rim and star of a stamp. */
import { Resvg } from "@resvg/resvg-js";
import type { Random } from "../../samples/generator/random.ts";
import { gold, hex, ink, isDark, type Rgb, redInk } from "./colour.ts";
import { inked, type Layer, painted } from "./layer.ts";
import { cover, type Sprite } from "./sprite.ts";
import { anyText, lineSvg, TEXT_FACES } from "./text.ts";
import { starSeal } from "./things.ts";

/** Most of a mark that print may hide, as a share of its pixels. */
const MOST_HIDDEN = 0.4;
/** How far lines of text run beyond the mark on each side, px. */
const BEYOND = 60;

export interface Overprint {
	layer: Layer;
	/** Top left relative to that of the sprite, px. */
	x: number;
	y: number;
	/** Share of the mark's own pixels that it hides, 0..1. */
	hidden: number;
	name: "text" | "seal";
}

/** Print over a sprite; null where it would hide too much. */
export function overprint(sprite: Sprite, ground: Rgb, random: Random): Overprint | null {
	const name = random.chance(0.8) ? "text" : "seal";
	const [width, height] = [
		Math.ceil(Math.min(700, sprite.place.width + 2 * BEYOND)),
		Math.ceil(sprite.place.height + BEYOND),
	];
	const colour = isDark(ground) ? gold(random) : name === "seal" ? redInk(random) : ink(random);
	const content = name === "text" ? textLines(width, height, random) : stamp(width, height, random);
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g fill="${hex(colour)}">${content}</g></svg>`;
	const drawn = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
	const amount = cover({ width, height, data: Float32Array.from(drawn.pixels), place: sprite.place });
	const x = Math.round(sprite.place.x + (sprite.place.width - width) / 2);
	const y = Math.round(sprite.place.y - BEYOND / 2);
	const hidden = hiddenShare(sprite, amount, width, x, y);
	if (hidden > MOST_HIDDEN) return null;
	const layer = isDark(ground) ? painted(amount, width, colour) : inked(amount, width, colour, random.float(0.8, 1));
	return { layer, x, y, hidden, name };
}

function textLines(width: number, height: number, random: Random): string {
	const face = random.pick(TEXT_FACES);
	const size = random.float(10, 36);
	const leading = size * random.float(1.3, 3);
	const lines: string[] = [];
	for (let y = random.float(0, leading); y < height; y += leading)
		lines.push(lineSvg(face, anyText(Math.ceil(width / size), random), random.float(0, 30), y, size).svg);
	return random.chance(0.4) ? random.pick(lines.length > 0 ? lines : [""]) : lines.join("");
}

function stamp(width: number, height: number, random: Random): string {
	const size = random.float(0.8, 1.6) * Math.min(width, height);
	const [x, y] = [random.float(-0.5, 0.7) * width, random.float(-0.5, 0.7) * height];
	return starSeal({ x, y, width: size, height: size }, random);
}

/** Share of the mark's pixels under print of `amount` 0..1 per pixel, `width` px wide, with its top left at (x, y). */
function hiddenShare(sprite: Sprite, amount: Float32Array, width: number, x: number, y: number): number {
	const { place } = sprite;
	let [own, lost] = [0, 0];
	for (let j = Math.floor(place.y); j < place.y + place.height; j++)
		for (let i = Math.floor(place.x); i < place.x + place.width; i++) {
			const alpha = (sprite.data[(j * sprite.width + i) * 4 + 3] ?? 0) / 255;
			own += alpha;
			const [u, v] = [i - x, j - y];
			if (u >= 0 && u < width && v >= 0) lost += alpha * (amount[v * width + u] ?? 0);
		}
	return own > 0 ? lost / own : 0;
}
