/** Print laid on a ground: per pixel and channel, new = ground × mul + add. */
import type { Raster } from "../../src/vision/raster.ts";
import type { Rgb } from "./colour.ts";

export interface Layer {
	width: number;
	height: number;
	/** Writes the three factors and then the three summands, 0..255, of pixel `p` into `out`. */
	mix(p: number, out: Float32Array): void;
}

/** Ink of one colour that lets the ground through where it is thin; `amount` is 0..1 per pixel. */
export function inked(amount: Float32Array, width: number, ink: Rgb, opacity: number): Layer {
	const [r, g, b] = ink.map((v) => opacity * (1 - v / 255)) as [number, number, number];
	return {
		width,
		height: amount.length / width,
		mix: (p, out) => {
			const a = amount[p] as number;
			out[0] = 1 - a * r;
			out[1] = 1 - a * g;
			out[2] = 1 - a * b;
			out[3] = out[4] = out[5] = 0;
		},
	};
}

/** Opaque paint of one colour; `amount` is 0..1 per pixel. */
export function painted(amount: Float32Array, width: number, [r, g, b]: Rgb): Layer {
	return {
		width,
		height: amount.length / width,
		mix: (p, out) => {
			const a = amount[p] as number;
			out[0] = out[1] = out[2] = 1 - a;
			out[3] = a * r;
			out[4] = a * g;
			out[5] = a * b;
		},
	};
}

/** Lays the layer on the picture with its top left at (x, y) px; what lies outside is lost. */
export function apply({ data, width, height }: Raster, layer: Layer, x: number, y: number): void {
	const out = new Float32Array(6);
	const [from, to] = [Math.max(0, x), Math.min(width, x + layer.width)];
	for (let j = Math.max(0, y); j < Math.min(height, y + layer.height); j++)
		for (let i = from, t = (j * width + from) * 3; i < to; i++) {
			layer.mix((j - y) * layer.width + i - x, out);
			for (let c = 0; c < 3; c++, t++) {
				const v = (data[t] as number) * (out[c] as number) + (out[c + 3] as number);
				data[t] = v < 0 ? 0 : v > 254.5 ? 255 : v + 0.5;
			}
		}
}
