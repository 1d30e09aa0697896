/** The grey template of the national emblem, made from our own drawing at whatever size is asked for. */
import { Resvg } from "@resvg/resvg-js";
import { EMBLEM_HEIGHT, EMBLEM_STYLES, EMBLEM_WIDTH, nationalEmblemSvg } from "../../models/drawings/emblem.ts";

export interface Template {
	width: number;
	height: number;
	/** Brightness 0..1 of the two-colour drawing, row by row: gold bright, red dark. */
	shade: Float32Array;
	/** Which pixels belong to the emblem. */
	inside: Uint8Array;
	parts: { stars: Part; gate: Part; outside: Part };
}

/** Some of a template's pixels: places as fractions of its width and height from the middle, and their brightness. */
export interface Part {
	u: Float32Array;
	v: Float32Array;
	shade: Float32Array;
}

const templates = new Map<number, Template>();

/** Our drawing, reduced to `width` pixels. Its two colours are all that counts: fine lines vanish at these sizes. */
export function templateOf(width: number): Template {
	const known = templates.get(width);
	if (known) return known;
	const OVER = 8;
	const image = new Resvg(nationalEmblemSvg(EMBLEM_STYLES.flat, width * OVER), {
		font: { loadSystemFonts: false },
	}).render();
	// One look-up: every read of `image.pixels` copies the picture.
	const { pixels } = image;
	const height = Math.floor(image.height / OVER);
	const shade = new Float32Array(width * height);
	const inside = new Uint8Array(width * height);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			let green = 0;
			let cover = 0;
			for (let v = 0; v < OVER; v++)
				for (let u = 0; u < OVER; u++) {
					const p = ((y * OVER + v) * image.width + x * OVER + u) * 4;
					green += (pixels[p + 1] as number) / 255;
					cover += (pixels[p + 3] as number) / 255;
				}
			shade[y * width + x] = cover > 0 ? green / cover : 0;
			inside[y * width + x] = cover > 0.8 * OVER * OVER ? 1 : 0;
		}
	const template = { width, height, shade, inside, parts: partsOf(width, height, shade, inside) };
	templates.set(width, template);
	return template;
}

/** Stars and gate share the open ground inside the ring of ears, a disc of radius 215 about (300, 300) of the drawing. */
function partsOf(width: number, height: number, shade: Float32Array, inside: Uint8Array): Template["parts"] {
	const places = Array.from(inside, (is, i) => ({
		is,
		u: ((i % width) + 0.5) / width,
		v: (Math.floor(i / width) + 0.5) / height,
		i,
	}));
	const part = (test: (inDisc: boolean, v: number) => boolean): Part => {
		const chosen = places.filter(
			({ is, u, v }) => is && test(Math.hypot(u * EMBLEM_WIDTH - 300, v * EMBLEM_HEIGHT - 300) < 215, v),
		);
		return {
			u: Float32Array.from(chosen, ({ u }) => u - 0.5),
			v: Float32Array.from(chosen, ({ v }) => v - 0.5),
			shade: Float32Array.from(chosen, ({ i }) => shade[i] as number),
		};
	};
	const stars = part((inDisc, v) => inDisc && v < 0.49);
	const gate = part((inDisc, v) => inDisc && v >= 0.49);
	return { stars, gate, outside: part((inDisc) => !inDisc) };
}
