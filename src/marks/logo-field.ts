/**
 * What a small picture looks like whatever its colours: the direction of its edges, place by place. Turned by half a circle a
 * direction is the same, so a logo printed light on dark, in one ink or photocopied keeps its field.
 */
import type { Box } from "../geometry.ts";
import type { Raster } from "../vision/raster.ts";

/** Side of the square a picture is sampled to, and of the field, samples. */
const SIDE = 40;
/** Room of the sampled square outside the box, samples: the outermost edges belong to the picture. */
const ROOM = 3;
/** What lies this far in from the sampled square's sides is the inner part, samples: a quarter of the logo on each side. */
const FRAME = 11;
/** Pixels averaged in one sample, at most this many each way: a large logo needs no more of them than a small one. */
const AVERAGED = 3;
/** Edges this much weaker than the usual edge of the picture count half. */
const WEAK = 0.5;

/** SIDE × SIDE vectors of the doubled direction of the edge there, row by row, of length 1 all together. */
export type EdgeField = Float32Array;

/** The field of what stands in a box (pixels of the picture), stretched to a square. Places outside the picture repeat its edge. */
export function edgeField(picture: Raster, box: Box): EdgeField {
	const samples = sampled(picture, box);
	const strong = new Float32Array(SIDE * SIDE);
	const field = new Float32Array(2 * SIDE * SIDE);
	let total = 0;
	for (let y = 0, i = 0; y < SIDE; y++)
		for (let x = 0; x < SIDE; x++, i++) {
			let [gx, gy, most] = [0, 0, 0];
			// Two colours of equal brightness still make an edge: the channel that shows it best counts.
			for (let c = 0; c < 3; c++) {
				const at = (dx: number, dy: number) => samples[3 * ((y + 1 + dy) * (SIDE + 2) + x + 1 + dx) + c] as number;
				const dx = 2 * (at(1, 0) - at(-1, 0)) + at(1, -1) - at(-1, -1) + at(1, 1) - at(-1, 1);
				const dy = 2 * (at(0, 1) - at(0, -1)) + at(-1, 1) - at(-1, -1) + at(1, 1) - at(1, -1);
				const strength = dx * dx + dy * dy;
				if (strength <= most) continue;
				[gx, gy, most] = [dx, dy, strength];
			}
			if (most === 0) continue;
			const strength = Math.sqrt(most);
			strong[i] = strength;
			total += most;
			field[2 * i] = (gx * gx - gy * gy) / most;
			field[2 * i + 1] = (2 * gx * gy) / most;
		}
	// The usual edge: the root mean square of all, so that paper's grain is far below it.
	const usual = WEAK * Math.sqrt(total / (SIDE * SIDE)) || 1;
	for (let i = 0; i < SIDE * SIDE; i++) {
		const s = strong[i] as number;
		const weight = (s * s) / (s * s + usual * usual);
		field[2 * i] = weight * (field[2 * i] as number);
		field[2 * i + 1] = weight * (field[2 * i + 1] as number);
	}
	return ofLengthOne(withoutRings(softened(field)));
}

/** How alike two fields are: 1 = the same edges, about 0 = unrelated. */
export const likeness = (a: EdgeField, b: EdgeField): number => likenessWithin(a, b, 0);

/** The same of the inner part alone: round frames are much alike, what they hold is not. */
export const innerLikeness = (a: EdgeField, b: EdgeField): number => likenessWithin(a, b, FRAME);

function likenessWithin(a: EdgeField, b: EdgeField, frame: number): number {
	let [both, own, other] = [0, 0, 0];
	for (let y = frame; y < SIDE - frame; y++)
		for (let i = 2 * (y * SIDE + frame), end = 2 * (y * SIDE + SIDE - frame); i < end; i++) {
			const [p, q] = [a[i] as number, b[i] as number];
			both += p * q;
			own += p * p;
			other += q * q;
		}
	return own > 0 && other > 0 ? both / Math.sqrt(own * other) : 0;
}

/** (SIDE + 2)² samples of three channels: the box, room around it, and one more on each side for the edges there. */
function sampled({ width, height, data }: Raster, { x, y, width: w, height: h }: Box): Float32Array {
	const n = SIDE + 2;
	const out = new Float32Array(3 * n * n);
	const inside = SIDE - 2 * ROOM;
	const [stepX, stepY] = [w / inside, h / inside];
	const edges = (start: number, step: number, limit: number) =>
		Array.from({ length: n + 1 }, (_, k) => Math.min(limit, Math.max(0, Math.round(start + (k - 1 - ROOM) * step))));
	const [xs, ys] = [edges(x, stepX, width), edges(y, stepY, height)];
	for (let j = 0; j < n; j++)
		for (let i = 0; i < n; i++) {
			// Never empty: a sample takes at least the pixel it begins in.
			const left = Math.min(xs[i] as number, width - 1);
			const top = Math.min(ys[j] as number, height - 1);
			const right = Math.max(left + 1, xs[i + 1] as number);
			const bottom = Math.max(top + 1, ys[j + 1] as number);
			const [du, dv] = [Math.ceil((right - left) / AVERAGED), Math.ceil((bottom - top) / AVERAGED)];
			let [r, g, b, count] = [0, 0, 0, 0];
			for (let v = top; v < bottom; v += dv)
				for (let u = left; u < right; u += du, count++) {
					const p = (v * width + u) * 3;
					r += data[p] as number;
					g += data[p + 1] as number;
					b += data[p + 2] as number;
				}
			const o = 3 * (j * n + i);
			out[o] = r / count;
			out[o + 1] = g / count;
			out[o + 2] = b / count;
		}
	return out;
}

/** Averages over 3 × 3 places: a logo printed a little differently still meets its own edges. */
function softened(field: Float32Array): Float32Array {
	const out = new Float32Array(field.length);
	for (let y = 0; y < SIDE; y++)
		for (let x = 0; x < SIDE; x++)
			for (let c = 0; c < 2; c++) {
				let sum = 0;
				for (let v = Math.max(0, y - 1); v <= Math.min(SIDE - 1, y + 1); v++)
					for (let u = Math.max(0, x - 1); u <= Math.min(SIDE - 1, x + 1); u++)
						sum += field[2 * (v * SIDE + u) + c] as number;
				out[2 * (y * SIDE + x) + c] = sum;
			}
	return out;
}

/** Each place of the square in polar terms: its ring, and the doubled direction seen from the middle. */
const POLAR = Array.from({ length: SIDE * SIDE }, (_, i) => {
	const [x, y] = [(i % SIDE) - (SIDE - 1) / 2, Math.floor(i / SIDE) - (SIDE - 1) / 2];
	const angle = 2 * Math.atan2(y, x);
	return { ring: Math.round(Math.hypot(x, y)), cos: Math.cos(angle), sin: Math.sin(angle) };
});

/** The field less what is the same all the way round each ring: round frames are all alike, and tell no logo from another. */
function withoutRings(field: Float32Array): Float32Array {
	const rings = Array.from({ length: SIDE }, () => ({ along: 0, across: 0, count: 0 }));
	POLAR.forEach(({ ring, cos, sin }, i) => {
		const [u, v] = [field[2 * i] as number, field[2 * i + 1] as number];
		const own = rings[ring] as { along: number; across: number; count: number };
		own.along += u * cos + v * sin;
		own.across += v * cos - u * sin;
		own.count++;
	});
	POLAR.forEach(({ ring, cos, sin }, i) => {
		const { along, across, count } = rings[ring] as { along: number; across: number; count: number };
		field[2 * i] = (field[2 * i] as number) - (along * cos - across * sin) / count;
		field[2 * i + 1] = (field[2 * i + 1] as number) - (across * cos + along * sin) / count;
	});
	return field;
}

function ofLengthOne(field: Float32Array): EdgeField {
	let length = 0;
	for (const v of field) length += v * v;
	length = Math.sqrt(length) || 1;
	return field.map((v) => v / length);
}
