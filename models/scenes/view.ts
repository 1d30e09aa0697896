/** How the scene sees the flat page: turned, tilted, nearer or farther, folded or curled. */

import type { Random } from "../../samples/generator/random.ts";
import {
	applyHomography,
	bounds,
	boxPolygon,
	type Homography,
	invert,
	multiply,
	type Point,
	solveHomography,
} from "../../src/geometry.ts";
import type { Raster } from "../../src/vision/raster.ts";

/** Paper that is not quite flat: what changes along one direction across the page. */
interface Bend {
	direction: Point;
	/** Offset of the first entry of the tables along the direction, px. */
	from: number;
	/** Per px along the direction: displacement along it in px, and brightness. */
	shift: Float32Array;
	shade: Float32Array;
}

export interface View {
	/** Size of the flat piece the scene looks at, px. */
	flat: { width: number; height: number };
	/** Flat → scene, px, before the bend is taken into account. */
	homography: Homography;
	/** Scene px per flat px in the middle. */
	zoom: number;
	bend: Bend | null;
	distortions: string[];
}

/** Free pixels of the flat piece beyond what the scene sees, for bends. */
const MARGIN = 12;

export function randomView(width: number, height: number, crisp: boolean, random: Random): View {
	const distortions: string[] = [];
	const did = (name: string, chance: number): boolean => {
		const yes = !crisp && random.chance(chance);
		if (yes) distortions.push(name);
		return yes;
	};
	const turn = did("turned far", 0.04) ? random.float(-40, 40) : did("turned", 0.45) ? random.float(-12, 12) : 0;
	const zoom = did("scaled", 0.5) ? random.float(Math.abs(turn) > 12 ? 1 : 0.8, 1.25) : 1;
	const tilt = did("perspective", 0.4) ? random.float(0.01, 0.07) : 0;
	const a = (turn * Math.PI) / 180;
	const [cos, sin] = [zoom * Math.cos(a), zoom * Math.sin(a)];
	// Whole pixels, so that a page seen straight on is not resampled.
	const turned: Homography = [cos, -sin, width >> 1, sin, cos, height >> 1, 0, 0, 1];
	const frame = boxPolygon({ x: 0, y: 0, width, height });
	const pulled = frame.map(
		([x, y]): Point => [x + random.float(-tilt, tilt) * width, y + random.float(-tilt, tilt) * height],
	);
	const aboutMiddle = tilt > 0 ? multiply(solveHomography(frame, pulled), turned) : turned;
	const seen = bounds(frame.map((p) => applyHomography(invert(aboutMiddle), p)));
	const [x0, y0] = [Math.floor(seen.x) - MARGIN, Math.floor(seen.y) - MARGIN];
	const flat = { width: Math.ceil(seen.width) + 2 * MARGIN, height: Math.ceil(seen.height) + 2 * MARGIN };
	const homography = multiply(aboutMiddle, [1, 0, x0, 0, 1, y0, 0, 0, 1]);
	const bend = did("fold", 0.15) ? fold(flat, random) : did("curl", 0.15) ? curl(flat, random) : null;
	return { flat, homography, zoom, bend, distortions };
}

/** Direction and range of a bend that runs about level or upright across the piece. */
function across(flat: View["flat"], random: Random): { direction: Point; from: number; length: number } {
	const a = random.pick([0, Math.PI / 2]) + random.float(-0.08, 0.08);
	const reach = Math.hypot(flat.width, flat.height);
	return { direction: [Math.cos(a), Math.sin(a)], from: -reach, length: Math.ceil(2 * reach) };
}

/** A crease: print is drawn together over a few pixels, one flank is lighter and the other darker. */
function fold(flat: View["flat"], random: Random): Bend {
	const { direction, from, length } = across(flat, random);
	const at = random.float(0.15, 0.85) * Math.max(flat.width, flat.height);
	const [reach, spread, depth] = [random.float(-4, 4), random.float(4, 16), random.float(0.04, 0.3)];
	const [left, right] = [random.float(-depth, depth * 0.3), random.float(-depth, depth * 0.3)];
	const shift = new Float32Array(length);
	const shade = new Float32Array(length);
	for (let k = 0; k < length; k++) {
		const t = (from + k - at) / spread;
		shift[k] = reach * t * Math.exp(-t * t);
		shade[k] = 1 + (t < 0 ? left : right) * Math.exp(-Math.abs(t) / 3);
	}
	return { direction, from, shift, shade };
}

/** Paper that waves. */
function curl(flat: View["flat"], random: Random): Bend {
	const { direction, from, length } = across(flat, random);
	const [period, phase] = [random.float(300, 1200), random.float(0, 6.3)];
	const reach = random.float(1, 9) * Math.min(1, period / 600);
	const depth = random.float(0.02, 0.18);
	const wave = (k: number): number => ((from + k) / period) * 2 * Math.PI + phase;
	return {
		direction,
		from,
		shift: Float32Array.from({ length }, (_, k) => reach * Math.sin(wave(k))),
		shade: Float32Array.from({ length }, (_, k) => 1 - depth * (0.5 + 0.5 * Math.cos(wave(k)))),
	};
}

const along = (bend: Bend, x: number, y: number): number => {
	const k = Math.round(x * bend.direction[0] + y * bend.direction[1] - bend.from);
	return k < 0 ? 0 : k >= bend.shift.length ? bend.shift.length - 1 : k;
};

/** Where a point of the flat piece is seen, px of the scene. */
export function toScene({ homography, bend }: View, [x, y]: Point): Point {
	if (bend === null) return applyHomography(homography, [x, y]);
	let q: Point = [x, y];
	// The displacement changes slowly, so that three rounds of substitution bring it below a tenth of a pixel.
	for (let k = 0; k < 3; k++) {
		const shift = bend.shift[along(bend, q[0], q[1])] as number;
		q = [x - shift * bend.direction[0], y - shift * bend.direction[1]];
	}
	return applyHomography(homography, q);
}

/** The flat piece as the scene sees it, by bilinear sampling; beyond its edge the nearest pixel is repeated. */
export function seen(view: View, flat: Raster, width: number, height: number): Raster {
	if (view.distortions.length === 0) return cut(flat, MARGIN, MARGIN, { width, height });
	const data = new Uint8Array(width * height * 3);
	const [a, b, c, d, e, f, g, h, i] = invert(view.homography);
	const { bend } = view;
	const [maxX, maxY] = [flat.width - 1.001, flat.height - 1.001];
	const from = flat.data;
	const stride = flat.width * 3;
	for (let y = 0, s = 0; y < height; y++)
		for (let x = 0; x < width; x++, s += 3) {
			const px = x + 0.5;
			const py = y + 0.5;
			const w = 1 / (g * px + h * py + i);
			let u = (a * px + b * py + c) * w - 0.5;
			let v = (d * px + e * py + f) * w - 0.5;
			let shade = 1;
			if (bend !== null) {
				const k = along(bend, u, v);
				shade = bend.shade[k] as number;
				const shift = bend.shift[k] as number;
				u += shift * bend.direction[0];
				v += shift * bend.direction[1];
			}
			u = u < 0 ? 0 : u > maxX ? maxX : u;
			v = v < 0 ? 0 : v > maxY ? maxY : v;
			const x0 = u | 0;
			const y0 = v | 0;
			const fx = u - x0;
			const lower = (v - y0) * shade;
			const upper = shade - lower;
			const q = upper * fx;
			const p = upper - q;
			const t = lower * fx;
			const r = lower - t;
			let at = y0 * stride + x0 * 3;
			for (let k = s; k < s + 3; k++, at++) {
				const value =
					(from[at] as number) * p +
					(from[at + 3] as number) * q +
					(from[at + stride] as number) * r +
					(from[at + stride + 3] as number) * t +
					0.5;
				data[k] = value > 255 ? 255 : value;
			}
		}
	return { width, height, data };
}

/** A window of a page with its top left at (x, y). */
export function cut(page: Raster, x: number, y: number, { width, height }: View["flat"]): Raster {
	const data = new Uint8Array(width * height * 3);
	const [first, last] = [Math.max(0, x), Math.min(page.width, x + width)];
	for (let j = 0; j < height; j++) {
		const start = Math.min(page.height - 1, Math.max(0, y + j)) * page.width * 3;
		const row = j * width * 3;
		data.set(page.data.subarray(start + first * 3, start + last * 3), row + (first - x) * 3);
		const [left, right] = [row + (first - x) * 3, row + (last - x - 1) * 3];
		for (let to = row; to < left; to += 3) data.copyWithin(to, left, left + 3);
		for (let to = right + 3; to < row + width * 3; to += 3) data.copyWithin(to, right, right + 3);
	}
	return { width, height, data };
}
