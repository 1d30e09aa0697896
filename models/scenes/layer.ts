/** Print laid on a ground: per pixel and channel, new = ground × mul + add. */
import type { Raster } from "../../src/vision/raster.ts";
import type { Rgb } from "./colour.ts";

export interface Layer {
	width: number;
	height: number;
	/** width × height × 3 each. */
	mul: Float32Array;
	/** 0..255. */
	add: Float32Array;
}

export const emptyLayer = (width: number, height: number): Layer => ({
	width,
	height,
	mul: new Float32Array(width * height * 3).fill(1),
	add: new Float32Array(width * height * 3),
});

/** Ink of one colour that lets the ground through where it is thin; `amount` is 0..1 per pixel. */
export function inked(amount: Float32Array, width: number, ink: Rgb, opacity: number): Layer {
	const layer = emptyLayer(width, amount.length / width);
	for (let p = 0, s = 0; p < amount.length; p++)
		for (let c = 0; c < 3; c++, s++)
			layer.mul[s] = 1 - (amount[p] as number) * opacity * (1 - (ink[c] as number) / 255);
	return layer;
}

/** Opaque paint, foil or a cut-out: `amount` is 0..1 per pixel, `colour` per pixel and channel or one for all. */
export function painted(amount: Float32Array, width: number, colour: Float32Array | Rgb): Layer {
	const layer = emptyLayer(width, amount.length / width);
	for (let p = 0, s = 0; p < amount.length; p++)
		for (let c = 0; c < 3; c++, s++) {
			const a = amount[p] as number;
			layer.mul[s] = 1 - a;
			layer.add[s] = a * (colour[colour.length === 3 ? c : s] as number);
		}
	return layer;
}

/** Lays the layer on the picture with its top left at (x, y) px; what lies outside is lost. */
export function apply(picture: Raster, layer: Layer, x: number, y: number): void {
	const [x0, y0] = [Math.max(0, x), Math.max(0, y)];
	const [x1, y1] = [Math.min(picture.width, x + layer.width), Math.min(picture.height, y + layer.height)];
	for (let j = y0; j < y1; j++) {
		let s = ((j - y) * layer.width + x0 - x) * 3;
		for (let t = (j * picture.width + x0) * 3, end = (j * picture.width + x1) * 3; t < end; t++, s++) {
			const v = (picture.data[t] as number) * (layer.mul[s] as number) + (layer.add[s] as number);
			picture.data[t] = v < 0 ? 0 : v > 255 ? 255 : v + 0.5;
		}
	}
}
