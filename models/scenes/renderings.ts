/**
 * How a drawing is printed. Marks and look-alikes go through the same renderings, so that the way something is printed
 * never tells what it is.
 */
import type { Random } from "../../samples/generator/random.ts";
import type { Drawing } from "../drawings/index.ts";
import { board, gold, hsl, ink, isDark, luminance, mix, paper, type Rgb, redInk, WHITE } from "./colour.ts";
import { photocopied } from "./halftone.ts";
import { inked, type Layer, painted } from "./layer.ts";
import { relief, softened } from "./relief.ts";
import { sealed } from "./sealed.ts";
import { cover, darkness, drawSprite, quantile, type Sprite } from "./sprite.ts";
import { anyStyle, colourStyle, giltStyle, greyStyle, lineStyle, reversedStyle, solidStyle } from "./styles.ts";

export const RENDERINGS = [
	"colour",
	"gilt",
	"ink",
	"grey",
	"photocopy",
	"inverted",
	"line",
	"watermark",
	"emboss",
	"foil",
	"seal",
] as const;
export type Rendering = (typeof RENDERINGS)[number];

export const logUniform = ([from, to]: readonly [number, number], random: Random): number =>
	from * (to / from) ** random.next();

export interface Rendered {
	sprite: Sprite;
	layer: Layer;
	/** Contrast of a watermark or emboss, 0..1; else 1. */
	strength: number;
}

/** Ground a rendering needs: ink needs paper, light print needs a board; null = any. */
export const NEEDED_GROUND: Record<Rendering, "light" | "dark" | null> = {
	colour: null,
	gilt: null,
	ink: "light",
	grey: "light",
	photocopy: "light",
	inverted: "dark",
	line: "light",
	watermark: null,
	emboss: null,
	foil: null,
	seal: "light",
};

/** The colour of a patch put under a print whose ground does not suit it. */
export const patchColour = (needed: "light" | "dark", random: Random): Rgb =>
	needed === "dark" ? board(random) : paper(random);

/** Prints a drawing, its mark `width` px wide, on a ground of about one colour. */
export function renderDrawing(
	drawing: Drawing,
	rendering: Rendering,
	width: number,
	ground: Rgb,
	random: Random,
): Rendered {
	const turn = random.chance(0.75) ? 0 : random.float(-6, 6);
	const sprite = (style: Parameters<typeof drawSprite>[1]): Sprite => drawSprite(drawing, style, width, turn, random);
	switch (rendering) {
		case "colour": {
			const drawn = sprite(colourStyle(random));
			return { sprite: drawn, layer: shaded(drawn, random), strength: 1 };
		}
		case "gilt":
		case "foil": {
			const drawn = sprite(giltStyle(random));
			return { sprite: drawn, layer: metallic(drawn, rendering === "foil", ground, random), strength: 1 };
		}
		case "ink": {
			const drawn = sprite(solidStyle(random));
			return {
				sprite: drawn,
				layer: inked(darkness(drawn), drawn.width, ink(random), random.float(0.75, 1)),
				strength: 1,
			};
		}
		case "grey": {
			const drawn = sprite(greyStyle(random));
			const gamma = random.float(0.7, 1.3);
			const dark = darkness(drawn).map((d) => d ** gamma);
			const tone = hsl(random.float(0, 360), random.float(0, 0.08), random.float(0.02, 0.25));
			return { sprite: drawn, layer: inked(dark, drawn.width, tone, random.float(0.8, 1)), strength: 1 };
		}
		case "photocopy": {
			const drawn = sprite(random.chance(0.5) ? greyStyle(random) : anyStyle(width, random));
			const black = hsl(0, 0, random.float(0.02, 0.2));
			const share = photocopied(darkness(drawn), drawn.width, random);
			return { sprite: drawn, layer: inked(share, drawn.width, black, random.float(0.85, 1)), strength: 1 };
		}
		case "inverted": {
			const drawn = sprite(random.pick([solidStyle, reversedStyle, (r: Random) => lineStyle(width, r)])(random));
			const light = random.pick([WHITE, mix(ground, WHITE, random.float(0.55, 0.9)), gold(random)]);
			return { sprite: drawn, layer: painted(darkness(drawn), drawn.width, light), strength: 1 };
		}
		case "line": {
			const drawn = sprite(lineStyle(width, random));
			const colour = random.chance(0.4) ? redInk(random) : ink(random);
			return { sprite: drawn, layer: inked(darkness(drawn), drawn.width, colour, random.float(0.8, 1)), strength: 1 };
		}
		case "watermark":
			return watermark(sprite(anyStyle(width, random)), ground, random);
		case "emboss": {
			const drawn = sprite(anyStyle(width, random));
			const strength = logUniform([isDark(ground) ? 0.18 : 0.06, 0.4], random);
			const dark = darkness(drawn);
			const height = random.chance(0.6) ? dark : cover(drawn).map((c, p) => c - 0.5 * (dark[p] as number));
			const soft = softened(height, drawn.width, Math.round(width / random.float(90, 200)));
			return { sprite: drawn, layer: relief(soft, drawn.width, random.float(0, 2 * Math.PI), strength), strength };
		}
		case "seal": {
			const seal = sealed(drawing, random);
			const drawn = drawSprite(
				seal,
				random.chance(0.5) ? solidStyle(random) : reversedStyle(random),
				width,
				random.float(-9, 9),
				random,
			);
			const worn = patchy(darkness(drawn), drawn.width, random);
			const colour = random.chance(0.9) ? redInk(random) : ink(random);
			return { sprite: drawn, layer: inked(worn, drawn.width, colour, random.float(0.6, 0.97)), strength: 1 };
		}
	}
}

/** Full-colour print, at times faded, under a gentle change of brightness from one side to the other. */
function shaded({ width, height, data }: Sprite, random: Random): Layer {
	const [gx, gy] = [random.float(-0.18, 0.18) / width, random.float(-0.18, 0.18) / height];
	const level = random.float(0.88, 1.08) - (gx * width + gy * height) / 2;
	const fresh = random.chance(0.25) ? random.float(0.55, 0.9) : 1;
	return {
		width,
		height,
		mix: (p, out) => {
			const light = fresh * (level + gx * (p % width) + (gy * p) / width);
			out[0] = out[1] = out[2] = 1 - ((data[4 * p + 3] as number) / 255) * fresh;
			for (let c = 0; c < 3; c++) out[3 + c] = (data[4 * p + c] as number) * light;
		},
	};
}

/** Gold whose brightness runs in soft bands across; foil has a glare band that may burn out and shift in colour. */
function metallic({ width, height, data }: Sprite, foil: boolean, ground: Rgb, random: Random): Layer {
	const angle = random.float(0, 2 * Math.PI);
	const [dx, dy] = [Math.cos(angle) / width, Math.sin(angle) / height];
	const [waves, phase, swing] = [random.float(1, 7), random.float(0, 6.3), random.float(0.05, 0.3)];
	const [middle, half, burn] = [random.float(-0.35, 0.4), random.float(0.06, 0.3), random.float(0.4, 1)];
	const rainbow = foil && random.chance(0.3) ? random.float(0.15, 0.5) : 0;
	// Metal shows against its ground by shade and glare alone, so it is a little darker on paper, lighter on a board.
	const level = isDark(ground) ? random.float(0.95, 1.25) : random.float(0.75, 1);
	return {
		width,
		height,
		mix: (p, out) => {
			const t = ((p % width) - width / 2) * dx + (p / width - height / 2) * dy;
			const sheen = level * (1 + swing * Math.sin(waves * 2 * Math.PI * t + phase)) * (1 - rainbow);
			const glare = foil ? burn * Math.exp(-(((t - middle) / half) ** 2)) : 0;
			const a = (data[4 * p + 3] as number) / 255;
			const tint = rainbow > 0 && a > 0 ? hsl(900 * t + 60 * phase, 0.8, 0.6) : WHITE;
			out[0] = out[1] = out[2] = 1 - a;
			for (let c = 0; c < 3; c++) {
				const metal = (data[4 * p + c] as number) * sheen + a * rainbow * (tint[c] as number);
				out[3 + c] = metal + (255 * a - metal) * glare;
			}
		},
	};
}

/** A pale print under the text: it scales what is there, so text over it stays as dark as it was. */
function watermark(sprite: Sprite, ground: Rgb, random: Random): Rendered {
	const strength = logUniform(isDark(ground) ? [0.12, 0.45] : [0.04, 0.25], random);
	const dark = darkness(sprite);
	const scale = 1 / Math.max(0.1, quantile(dark, 0.9));
	const amount = dark.map((d) => Math.min(1, d * scale));
	// Lighter than its ground only where the ground leaves room above.
	const lighter = isDark(ground) || (Math.max(...ground) * (1 + strength) < 250 && random.chance(0.5));
	// Dark enough that no channel has to fall below nothing for the brightness to fall by `strength`.
	const tint = hsl(random.float(0, 360), random.pick([0, random.float(0.2, 0.9)]), 0.35);
	const mean = luminance(tint) / 255;
	// The three channels differ by the tint while the brightness changes by `strength`.
	const shares = lighter ? [-1, -1, -1] : tint.map((v) => (1 - v / 255) / (1 - mean));
	const layer: Layer = {
		width: sprite.width,
		height: sprite.height,
		mix: (p, out) => {
			const step = (amount[p] as number) * strength;
			for (let c = 0; c < 3; c++) out[c] = 1 - step * (shares[c] as number);
			out[3] = out[4] = out[5] = 0;
		},
	};
	return { sprite, layer, strength };
}

/** Ink of a stamp: full in places, thin in others. */
function patchy(dark: Float32Array, width: number, random: Random): Float32Array {
	const [fx, fy, fz] = [random.float(0.02, 0.12), random.float(0.02, 0.12), random.float(0.1, 0.3)];
	const [depth, phase, grain] = [random.float(0, 0.5), random.float(0, 6.3), random.float(0, 0.25)];
	return dark.map((d, p) => {
		if (d === 0) return 0;
		const x = p % width;
		const y = (p / width) | 0;
		const thin = 0.5 + 0.5 * Math.sin(fx * x + phase + Math.sin(fz * y)) * Math.cos(fy * y - phase);
		return d * (1 - depth * thin) * (1 - grain * random.next());
	});
}
