/** Blind embossing: paper pressed into relief and lit from one side, without ink. */
import type { Layer } from "./layer.ts";
import { quantile } from "./sprite.ts";

/** Light and shade of a height map, both in shares of the paper's brightness; `angle` is where the light comes from. */
export function relief(height: Float32Array, width: number, angle: number, strength: number): Layer {
	const rows = height.length / width;
	const slope = new Float32Array(height.length);
	const [lx, ly] = [Math.cos(angle), Math.sin(angle)];
	for (let y = 1; y < rows - 1; y++)
		for (let x = 1; x < width - 1; x++) {
			const p = y * width + x;
			const dx = (height[p + 1] as number) - (height[p - 1] as number);
			const dy = (height[p + width] as number) - (height[p - width] as number);
			slope[p] = dx * lx + dy * ly;
		}
	const scale = strength / Math.max(0.02, quantile(slope.map(Math.abs), 0.9));
	return {
		width,
		height: rows,
		mix: (p, out) => {
			const lit = Math.max(-strength * 1.4, Math.min(strength, (slope[p] as number) * scale));
			out[0] = out[1] = out[2] = 1 + lit;
			// A little of the light is mirrored whatever the colour of the board.
			out[3] = out[4] = out[5] = 40 * Math.max(0, lit);
		},
	};
}

/** Mean over a square of 2 × radius + 1 px, three times over: near enough to a Gaussian. */
export function softened(values: Float32Array, width: number, radius: number): Float32Array {
	let out = values;
	for (let k = 0; k < 3; k++) out = boxMean(boxMean(out, width, radius, 1), width, radius, width);
	return out;
}

function boxMean(values: Float32Array, width: number, radius: number, step: number): Float32Array {
	const out = new Float32Array(values.length);
	const length = step === 1 ? width : values.length / width;
	const lines = values.length / length;
	const share = 1 / (2 * radius + 1);
	for (let line = 0; line < lines; line++) {
		const start = step === 1 ? line * width : line;
		let sum = 0;
		for (let k = -radius; k < length; k++) {
			if (k + radius < length) sum += values[start + (k + radius) * step] as number;
			if (k - radius - 1 >= 0) sum -= values[start + (k - radius - 1) * step] as number;
			if (k >= 0) out[start + k * step] = sum * share;
		}
	}
	return out;
}
