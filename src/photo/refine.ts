/** Sharper sides: each side of an outline found in a small picture is fitted again to the full-resolution photo. */
import type { Point, Polygon } from "../geometry.ts";
import type { Raster } from "../vision/raster.ts";

/** Places along a side where its edge is looked for, and the half width of the search as a share of the photo's long side. */
const POSITIONS = 64;
const SEARCH = 0.006;
/** Samples across the search, and how many of them the step is averaged over on both sides. */
const SAMPLES = 41;
const AVERAGED = 5;
/** Weakest step (8-bit sum of channels) that counts as the edge, and the fewest places that must show one. */
const MIN_STEP = 18;
const MIN_PLACES = 16;

/** The outline (UploadPx) with every side moved onto the steepest change near it. Sides without a clear change stay. */
export function refineOutline(upload: Raster, outline: Polygon): Polygon {
	const reach = SEARCH * Math.max(upload.width, upload.height);
	const sides = outline.map((from, k) => {
		const to = outline[(k + 1) % 4] as Point;
		return fitSide(upload, from, to, reach) ?? ([from, to] as Side);
	});
	return sides.map((side, k) => intersect(sides[(k + 3) % 4] as Side, side) ?? (outline[k] as Point));
}

type Side = [from: Point, to: Point];

function fitSide(upload: Raster, from: Point, to: Point, reach: number): Side | null {
	const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
	const normal: Point = [-(to[1] - from[1]) / length, (to[0] - from[0]) / length];
	const shifts: { t: number; shift: number }[] = [];
	for (let n = 0; n < POSITIONS; n++) {
		const t = 0.03 + (0.94 * (n + 0.5)) / POSITIONS;
		const x = from[0] + t * (to[0] - from[0]);
		const y = from[1] + t * (to[1] - from[1]);
		const shift = steepest(upload, x, y, normal, reach);
		if (shift !== null) shifts.push({ t, shift });
	}
	let kept = shifts;
	let [a, b] = [0, 0];
	// Trimmed least squares: shift = a + b·t, dropping the worst quarter twice.
	for (let round = 0; round < 3; round++) {
		if (kept.length < MIN_PLACES) return null;
		const mt = kept.reduce((s, p) => s + p.t, 0) / kept.length;
		const ms = kept.reduce((s, p) => s + p.shift, 0) / kept.length;
		const variance = kept.reduce((s, p) => s + (p.t - mt) ** 2, 0);
		b = kept.reduce((s, p) => s + (p.t - mt) * (p.shift - ms), 0) / variance;
		a = ms - b * mt;
		const residual = (p: { t: number; shift: number }) => Math.abs(p.shift - a - b * p.t);
		if (round < 2) kept = [...kept].sort((p, q) => residual(p) - residual(q)).slice(0, Math.ceil(0.75 * kept.length));
	}
	if (Math.abs(a) > reach || Math.abs(a + b) > reach) return null;
	const move = (p: Point, by: number): Point => [p[0] + normal[0] * by, p[1] + normal[1] * by];
	return [move(from, a), move(to, a + b)];
}

/** Signed distance along the normal to the middle of the steepest step, or null when nothing there is steep enough. */
function steepest(
	{ width, height, data }: Raster,
	x: number,
	y: number,
	[nx, ny]: Point,
	reach: number,
): number | null {
	const profile: number[] = [];
	for (let k = 0; k < SAMPLES; k++) {
		const d = reach * ((2 * k) / (SAMPLES - 1) - 1);
		const px = Math.floor(x + d * nx);
		const py = Math.floor(y + d * ny);
		if (px < 0 || py < 0 || px >= width || py >= height) return null;
		const i = (py * width + px) * 3;
		profile.push(data[i] as number, data[i + 1] as number, data[i + 2] as number);
	}
	let best = 0;
	let at = 0;
	for (let k = AVERAGED; k <= SAMPLES - AVERAGED; k++) {
		let step = 0;
		for (let c = 0; c < 3; c++) {
			let sum = 0;
			for (let j = 0; j < AVERAGED; j++)
				sum += (profile[3 * (k + j) + c] as number) - (profile[3 * (k - 1 - j) + c] as number);
			step += Math.abs(sum) / AVERAGED;
		}
		if (step > best) {
			best = step;
			at = k;
		}
	}
	return best >= MIN_STEP ? reach * ((2 * (at - 0.5)) / (SAMPLES - 1) - 1) : null;
}

function intersect([a, b]: Side, [c, d]: Side): Point | null {
	const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
	const det = ux * vy - uy * vx;
	if (Math.abs(det) < 1e-9) return null;
	const t = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / det;
	return [a[0] + t * ux, a[1] + t * uy];
}
