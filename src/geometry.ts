/**
 * Plane geometry shared by every room. Pure functions, no image data.
 *
 * Coordinate spaces (a value's name says which one it is in):
 * - UploadPx: the uploaded photo after EXIF orientation, origin top left, y down. The only space that leaves the pipeline.
 * - PagePx:   the flattened, upright page the readers work on.
 * - PageMm:   the registered form, millimetres from the page's top left corner.
 */
export type Point = [x: number, y: number];

/** At least four points, clockwise (y down) from the top left of what is outlined. */
export type Polygon = Point[];

/** Axis-aligned box in whatever space its name says. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** 3×3 projective matrix, row-major, acting on column vectors (x, y, 1). */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

export const IDENTITY: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** One invertible step of the way UploadPx → PagePx. Kept as a list so that a place maps back exactly. */
export interface TransformStep {
	kind: "projective";
	matrix: Homography;
}

export function applyHomography(h: Homography, [x, y]: Point): Point {
	const w = h[6] * x + h[7] * y + h[8];
	return [(h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w];
}

/** a ∘ b: first b, then a. */
export function multiply(a: Homography, b: Homography): Homography {
	const out = new Array<number>(9).fill(0);
	for (let r = 0; r < 3; r++)
		for (let c = 0; c < 3; c++)
			for (let k = 0; k < 3; k++) out[r * 3 + c] = (out[r * 3 + c] ?? 0) + (a[r * 3 + k] ?? 0) * (b[k * 3 + c] ?? 0);
	return out as unknown as Homography;
}

/** Inverse by the adjugate. Throws RangeError when the matrix is singular. */
export function invert(h: Homography): Homography {
	const [a, b, c, d, e, f, g, i, j] = h;
	const A = e * j - f * i;
	const B = f * g - d * j;
	const C = d * i - e * g;
	const det = a * A + b * B + c * C;
	if (Math.abs(det) < 1e-14) throw new RangeError("homography is singular");
	return [A, c * i - b * j, b * f - c * e, B, a * j - c * g, c * d - a * f, C, b * g - a * i, a * e - b * d].map(
		(v) => v / det,
	) as unknown as Homography;
}

export function forward(steps: readonly TransformStep[], p: Point): Point {
	return steps.reduce<Point>((q, s) => applyHomography(s.matrix, q), p);
}

export function backward(steps: readonly TransformStep[], p: Point): Point {
	return steps.reduceRight<Point>((q, s) => applyHomography(invert(s.matrix), q), p);
}

export const mapPolygon = (h: Homography, polygon: Polygon): Polygon => polygon.map((p) => applyHomography(h, p));

/**
 * Least-squares homography from ≥ 4 correspondences by the normalised direct linear transform
 * (Hartley & Zisserman, Multiple View Geometry, 2nd ed., algorithm 4.2), with h₂₂ fixed to 1.
 * Throws RangeError when fewer than four points are given or the points are degenerate.
 */
export function solveHomography(from: readonly Point[], to: readonly Point[]): Homography {
	if (from.length < 4 || from.length !== to.length) throw new RangeError("need at least four point pairs");
	const nf = normaliser(from);
	const nt = normaliser(to);
	const rows: number[][] = [];
	const rhs: number[] = [];
	from.forEach((p, k) => {
		const [x, y] = applyHomography(nf, p);
		const [u, v] = applyHomography(nt, to[k] as Point);
		rows.push([x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]);
		rhs.push(u, v);
	});
	const h = leastSquares(rows, rhs);
	return multiply(invert(nt), multiply([...h, 1] as unknown as Homography, nf));
}

/** Least-squares affine map (as a homography) from ≥ 3 correspondences. Throws RangeError on degenerate input. */
export function solveAffine(from: readonly Point[], to: readonly Point[]): Homography {
	if (from.length < 3 || from.length !== to.length) throw new RangeError("need at least three point pairs");
	const nf = normaliser(from);
	const rows = from.map((p) => {
		const [x, y] = applyHomography(nf, p);
		return [x, y, 1];
	});
	const ax = leastSquares(
		rows,
		to.map((p) => p[0]),
	);
	const ay = leastSquares(
		rows,
		to.map((p) => p[1]),
	);
	return multiply([...ax, ...ay, 0, 0, 1] as unknown as Homography, nf);
}

/** Hartley's conditioning: centroid to the origin, mean distance to √2. */
function normaliser(points: readonly Point[]): Homography {
	const n = points.length;
	const cx = points.reduce((s, p) => s + p[0], 0) / n;
	const cy = points.reduce((s, p) => s + p[1], 0) / n;
	const mean = points.reduce((s, p) => s + Math.hypot(p[0] - cx, p[1] - cy), 0) / n || 1;
	const k = Math.SQRT2 / mean;
	return [k, 0, -k * cx, 0, k, -k * cy, 0, 0, 1];
}

/** Solves min ‖Ax − b‖ through the normal equations with partial pivoting; A is well conditioned by `normaliser`. */
function leastSquares(a: number[][], b: number[]): number[] {
	const n = a[0]?.length ?? 0;
	const m = Array.from({ length: n }, (_, i) =>
		Array.from({ length: n + 1 }, (_, j) =>
			a.reduce((s, row, k) => s + (row[i] ?? 0) * (j < n ? (row[j] ?? 0) : (b[k] ?? 0)), 0),
		),
	);
	for (let col = 0; col < n; col++) {
		let pivot = col;
		for (let r = col + 1; r < n; r++) if (Math.abs(at(m, r, col)) > Math.abs(at(m, pivot, col))) pivot = r;
		if (Math.abs(at(m, pivot, col)) < 1e-10) throw new RangeError("points are degenerate");
		[m[col], m[pivot]] = [m[pivot] as number[], m[col] as number[]];
		for (let r = 0; r < n; r++) {
			if (r === col) continue;
			const factor = at(m, r, col) / at(m, col, col);
			for (let c = col; c <= n; c++) (m[r] as number[])[c] = at(m, r, c) - factor * at(m, col, c);
		}
	}
	return Array.from({ length: n }, (_, i) => at(m, i, n) / at(m, i, i));
}

const at = (m: number[][], r: number, c: number): number => m[r]?.[c] ?? 0;

export function bounds(polygon: readonly Point[]): Box {
	const xs = polygon.map((p) => p[0]);
	const ys = polygon.map((p) => p[1]);
	const x = Math.min(...xs);
	const y = Math.min(...ys);
	return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

export function boxPolygon({ x, y, width, height }: Box): Polygon {
	return [
		[x, y],
		[x + width, y],
		[x + width, y + height],
		[x, y + height],
	];
}

export function centroid(polygon: readonly Point[]): Point {
	const n = polygon.length || 1;
	return [polygon.reduce((s, p) => s + p[0], 0) / n, polygon.reduce((s, p) => s + p[1], 0) / n];
}

/** Signed shoelace area; positive for clockwise order with y down. */
export function area(polygon: readonly Point[]): number {
	let sum = 0;
	polygon.forEach((p, i) => {
		const q = polygon[(i + 1) % polygon.length] as Point;
		sum += p[0] * q[1] - q[0] * p[1];
	});
	return sum / 2;
}

/** Intersection of two convex clockwise polygons (Sutherland–Hodgman). */
export function intersectConvex(subject: Polygon, clip: Polygon): Polygon {
	let output = subject;
	for (let i = 0; i < clip.length && output.length > 0; i++) {
		const a = clip[i] as Point;
		const b = clip[(i + 1) % clip.length] as Point;
		const side = (p: Point) => (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
		const input = output;
		output = [];
		input.forEach((p, k) => {
			const q = input[(k + 1) % input.length] as Point;
			const sp = side(p);
			const sq = side(q);
			if (sp >= 0) output.push(p);
			if (sp >= 0 !== sq >= 0) {
				const t = sp / (sp - sq);
				output.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
			}
		});
	}
	return output;
}

/** Share of a convex clockwise polygon that lies inside another one, 0..1; 0 for a polygon without area. */
export function coveredShare(polygon: Polygon, by: Polygon): number {
	const own = Math.abs(area(polygon));
	return own > 0 ? Math.abs(area(intersectConvex(polygon, by))) / own : 0;
}

/** Intersection over union of two convex clockwise polygons in the same space; 0 for degenerate input. */
export function iou(a: Polygon, b: Polygon): number {
	const inter = Math.abs(area(intersectConvex(a, b)));
	const union = Math.abs(area(a)) + Math.abs(area(b)) - inter;
	return union > 0 ? inter / union : 0;
}

/** What two upright boxes have in common; without area where they do not meet. */
export function boxIntersection(a: Box, b: Box): Box {
	const x = Math.max(a.x, b.x);
	const y = Math.max(a.y, b.y);
	return {
		x,
		y,
		width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x),
		height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y),
	};
}

export const boxArea = ({ width, height }: Box): number => width * height;

/** Intersection over union of two upright boxes in the same space; 0 where both are without area. */
export function boxIou(a: Box, b: Box): number {
	const common = boxArea(boxIntersection(a, b));
	const union = boxArea(a) + boxArea(b) - common;
	return union > 0 ? common / union : 0;
}

/**
 * Part of a quadrilateral (top left, top right, bottom right, bottom left) between two fractions of its reading
 * direction, 0 = left edge, 1 = right edge: the place of a few characters inside a line.
 */
export function quadSlice(quad: Polygon, from: number, to: number): Polygon {
	const [tl, tr, br, bl] = quad as [Point, Point, Point, Point];
	const mix = (p: Point, q: Point, t: number): Point => [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])];
	return [mix(tl, tr, from), mix(tl, tr, to), mix(bl, br, to), mix(bl, br, from)];
}
