/** How well a template, laid over the picture in a pose, agrees with it: sums over its pixels and their correlation. */
import type { Part } from "./emblem-template.ts";
import type { Plane } from "./ink.ts";

/** Where a template lies on a plane: centre, width and height in pixels, turn in radians. */
export interface Pose {
	x: number;
	y: number;
	width: number;
	height: number;
	turn: number;
}

/** Sums over pairs of template brightness a and picture brightness b. */
export type Sums = readonly [n: number, a: number, b: number, aa: number, bb: number, ab: number];

/** Sums of two parts together. */
export const add = (p: Sums, q: Sums): Sums => [
	p[0] + q[0],
	p[1] + q[1],
	p[2] + q[2],
	p[3] + q[3],
	p[4] + q[4],
	p[5] + q[5],
];

/** Looks at the picture where the pose puts the part's pixels, between pixel centres; the border repeats outside. */
export function observe({ width, height, data }: Plane, pose: Pose, { u, v, shade }: Part): Sums {
	const ux = Math.cos(pose.turn) * pose.width;
	const uy = Math.sin(pose.turn) * pose.width;
	const vx = -Math.sin(pose.turn) * pose.height;
	const vy = Math.cos(pose.turn) * pose.height;
	let sa = 0;
	let sb = 0;
	let saa = 0;
	let sbb = 0;
	let sab = 0;
	for (let i = 0; i < shade.length; i++) {
		const du = u[i] as number;
		const dv = v[i] as number;
		const x = Math.min(width - 1.001, Math.max(0, pose.x + du * ux + dv * vx - 0.5));
		const y = Math.min(height - 1.001, Math.max(0, pose.y + du * uy + dv * vy - 0.5));
		const column = Math.trunc(x);
		const k = Math.trunc(y) * width + column;
		const fx = x - column;
		const upper = (data[k] as number) * (1 - fx) + (data[k + 1] as number) * fx;
		const lower = (data[k + width] as number) * (1 - fx) + (data[k + width + 1] as number) * fx;
		const b = upper + (lower - upper) * (y - Math.trunc(y));
		const a = shade[i] as number;
		sa += a;
		sb += b;
		saa += a * a;
		sbb += b * b;
		sab += a * b;
	}
	return [shade.length, sa, sb, saa, sbb, sab];
}

/** Variance of brightness below which nothing is printed: paper grain alone has a standard deviation of about 0.01. */
const BLANK = 0.0002;

/** Pearson correlation, −1 … 1; 0 on blank paper. */
export function correlation([n, sa, sb, saa, sbb, sab]: Sums): number {
	const va = saa - (sa * sa) / n;
	const vb = sbb - (sb * sb) / n;
	return vb / n < BLANK ? 0 : (sab - (sa * sb) / n) / Math.sqrt(va * vb);
}
