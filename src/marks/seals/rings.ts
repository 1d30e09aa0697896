/**
 * Round and oval seals by their ring: a thin closed line of coloured ink, text inside it, paper around it. Candidates are
 * circles (Hough transform) and ellipses around connected ink; both pass the same test of the ring itself, seen from
 * its centre, so a red title, border or cover gives candidates but no seal.
 */
import type { Point, Polygon } from "../../geometry.ts";
import type { OpenCv } from "../../vision/opencv.ts";
import { withMats } from "../../vision/opencv.ts";
import { type Ellipse, fitEllipse, fromRotatedRect, onEllipse, radius, scaledAxes } from "../ellipse.ts";
import { type InkView, type Plane, resized, sample } from "../ink.ts";

/** A ring found: the middle of its line, WorkPx, and how surely it is a seal's, 0..1. */
export interface Ring {
	ellipse: Ellipse;
	score: number;
}

/** Diameter of a seal as a share of the page's long side: 30 mm on a page that fills half a whole photo … 45 mm on the 176 mm spread. */
const DIAMETER = { least: 0.05, most: 0.36 };
/** Ink thresholds candidates are sought at, as a share of paper white: a faded stamp leaves 0.1, a strong one stands out better at 0.2. */
const SEARCH_LEVELS = [0.07, 0.2] as const;
/** Black ink is stronger than shadows and show-through; reduced to the picture of the votes a thin ring keeps half of it. */
const DARK_LEVELS = { search: [0.15], ring: [0.2, 0.35] } as const;
/** Print makes rings too (frames, logos), so a black seal must be surer, 0..1. */
const DARK_SCORE = 0.9;
/** Thresholds a ring is tested at: sensor noise in poor light reaches 0.07, a strong stamp under a warm lamp 0.3. */
const RING_LEVELS = [0.07, 0.12, 0.2] as const;
/** Share of directions in which the ring must show ink. A stamp over a black line keeps more than four fifths. */
const LEAST_COVERAGE = 0.72;
/** Least coverage of the ring beyond that of the paper just outside it. */
const LEAST_CONTRAST = 0.6;
/**
 * Below this share of the long side (25 mm on A4) a ring is a seal only where a photo was not flattened; emblems of companies
 * are that small too, so the ring must then be nearly perfect. Seals in generated photos score 0.98 and more, drawn logos up to 0.81.
 */
const SMALL = { diameter: 0.085, score: 0.92 };
/** Share of directions in which paper shows between ring and text: 0 for a filled disc, 0.4 where blur joins half the text to the ring. */
const LEAST_OPEN = 0.3;
/** Share of ink between ring and centre piece: text, not a filled disc and not an empty circle. */
const TEXT_INK = { least: 0.06, most: 0.75 };
/** Short to long axis of the flattest seal. */
const FLATTEST_ASPECT = 0.5;
/** Long side of the picture circle centres are voted on (a 30 mm seal on A4 is 40 px there), and the centres looked at. */
const VOTE_LONG_SIDE = 400;
const VOTE_PEAKS = 8;
/** Least edge that votes, as a share of the ink level: reducing the picture halves a thin ring's contrast. */
const VOTE_STRENGTH = 0.7;
/** Directions looked at for a first opinion on a circle. */
const VOTE_ANGLES = 48;

/** Middle of the ring line as a share of the seal's outer radius: the line is 1 to 1.4 mm of 21 mm wide. */
const LINE_MIDDLE = 0.97;

const ANGLES = 180;

/** Rings of seals on the page, best first. */
export function findRings(cv: OpenCv, view: InkView): Ring[] {
	const rings: Ring[] = [];
	for (const plane of [view.red, view.cold]) rings.push(...ringsIn(cv, plane, SEARCH_LEVELS, RING_LEVELS));
	rings.push(
		...ringsIn(cv, view.dark, DARK_LEVELS.search, DARK_LEVELS.ring).filter(({ score }) => score >= DARK_SCORE),
	);
	rings.sort((a, b) => b.score - a.score);
	const kept: Ring[] = [];
	for (const ring of rings) if (!kept.some((k) => overlap(k.ellipse, ring.ellipse))) kept.push(ring);
	return kept;
}

function ringsIn(cv: OpenCv, plane: Plane, search: readonly number[], test: readonly number[]): Ring[] {
	return search
		.filter((level) => hasInk(plane, level))
		.flatMap((level) => [...circles(cv, plane, level), ...blobs(cv, plane, level)])
		.flatMap((candidate) => test.flatMap((level) => checkRing(cv, plane, level, candidate) ?? []));
}

/** True where there is enough ink for the smallest ring. */
function hasInk({ width, height, data }: Plane, level: number): boolean {
	const least = Math.PI * DIAMETER.least * Math.max(width, height);
	let n = 0;
	for (const value of data) if (value >= level && ++n >= least) return true;
	return false;
}

/**
 * Circles in the ink: every edge of the ink votes for the centres it may bend around (Hough's gradient method), and round the
 * strongest centres those radii count whose circle is inked most of the way. WorkPx.
 */
function circles(cv: OpenCv, plane: Plane, level: number): Ellipse[] {
	const small = shrunk(cv, plane, VOTE_LONG_SIDE);
	const { width, height, data } = small;
	const k = width / plane.width;
	const long = Math.max(width, height);
	const least = (DIAMETER.least / 2) * long;
	const most = (DIAMETER.most / 2) * long;
	const votes = new Float32Array(width * height);
	for (let y = 1; y < height - 1; y++)
		for (let x = 1; x < width - 1; x++) {
			const i = y * width + x;
			const gx = (data[i + 1] as number) - (data[i - 1] as number);
			const gy = (data[i + width] as number) - (data[i - width] as number);
			const strength = Math.hypot(gx, gy);
			if (strength < VOTE_STRENGTH * level) continue;
			for (const sign of [-1 / strength, 1 / strength])
				for (let r = least; r <= most; r++) {
					const cx = Math.round(x + sign * gx * r);
					const cy = Math.round(y + sign * gy * r);
					if (cx >= 0 && cy >= 0 && cx < width && cy < height)
						votes[cy * width + cx] = (votes[cy * width + cx] as number) + 1 / r;
				}
		}
	const out: Ellipse[] = [];
	for (const [x, y] of peaks(cv, { width, height, data: votes }, least / 2)) {
		const inked: number[] = [];
		for (let r = Math.floor(least); r <= most; r++) {
			const circle = { x, y, rx: r, ry: r, angle: 0 };
			inked.push(share((a) => inkNear(small, level / 2, circle, a, 1 - 1.5 / r, 1 + 1.5 / r), VOTE_ANGLES));
		}
		const best = inked
			.map((cover, i) => ({ cover, r: Math.floor(least) + i }))
			.filter(({ cover }, i) => cover >= LEAST_COVERAGE && cover >= (inked[i - 1] ?? 0) && cover > (inked[i + 1] ?? 0))
			.sort((a, b) => b.r - a.r)
			.slice(0, 3);
		for (const { r } of best) out.push({ x: x / k, y: y / k, rx: r / k, ry: r / k, angle: 0 });
	}
	return out;
}

/** The strongest places of a vote map, at least `apart` pixels from each other. */
function peaks(cv: OpenCv, { width, height, data }: Plane, apart: number): Point[] {
	const smooth = withMats((own) => {
		const mat = own(cv.matFromArray(height, width, cv.CV_32FC1, data as unknown as number[]));
		cv.GaussianBlur(mat, mat, new cv.Size(5, 5), 0);
		return Float32Array.from(mat.data32F);
	});
	const out: Point[] = [];
	while (out.length < VOTE_PEAKS) {
		let best = 0;
		for (let i = 1; i < smooth.length; i++) if ((smooth[i] as number) > (smooth[best] as number)) best = i;
		if ((smooth[best] as number) <= 0) break;
		const x = best % width;
		const y = Math.floor(best / width);
		out.push([x, y]);
		for (let v = Math.max(0, Math.floor(y - apart)); v <= Math.min(height - 1, y + apart); v++)
			smooth.fill(
				0,
				v * width + Math.max(0, Math.floor(x - apart)),
				v * width + Math.min(width, Math.ceil(x + apart) + 1),
			);
	}
	return out;
}

function shrunk(cv: OpenCv, plane: Plane, longSide: number): Plane {
	return withMats((own) => {
		const k = Math.min(1, longSide / Math.max(plane.width, plane.height));
		const mat = own(cv.matFromArray(plane.height, plane.width, cv.CV_32FC1, plane.data as unknown as number[]));
		const small = own(resized(cv, mat, plane.width * k, plane.height * k));
		return { width: small.cols, height: small.rows, data: Float32Array.from(small.data32F) };
	});
}

/** Ellipses around the hulls of connected ink. WorkPx. */
function blobs(cv: OpenCv, plane: Plane, level: number): Ellipse[] {
	return withMats((own) => {
		const ink = own(inkMat(cv, plane, level));
		cv.threshold(ink, ink, 127, 255, cv.THRESH_BINARY);
		const close = own(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(5, 5)));
		cv.morphologyEx(ink, ink, cv.MORPH_CLOSE, close);
		const contours = own(new cv.MatVector());
		cv.findContours(ink, contours, own(new cv.Mat()), cv.RETR_LIST, cv.CHAIN_APPROX_SIMPLE);
		const long = Math.max(plane.width, plane.height);
		const out: Ellipse[] = [];
		for (let i = 0; i < contours.size(); i++) {
			const contour = own(contours.get(i));
			const box = cv.boundingRect(contour);
			if (Math.max(box.width, box.height) < DIAMETER.least * long) continue;
			if (Math.min(box.width, box.height) > DIAMETER.most * long) continue;
			const hull = own(new cv.Mat());
			cv.convexHull(contour, hull);
			if (hull.rows < 8) continue;
			out.push(fromRotatedRect(cv.fitEllipse(hull)));
		}
		return out;
	});
}

/** Ink strength as an 8-bit Mat in which `level` becomes 128. The caller owns it. */
function inkMat(cv: OpenCv, plane: Plane, level: number) {
	const mat = new cv.Mat(plane.height, plane.width, cv.CV_8UC1);
	// One look-up: every read of `mat.data` makes a new view into WebAssembly memory.
	const bytes = mat.data;
	for (let i = 0; i < bytes.length; i++) bytes[i] = Math.min(255, ((plane.data[i] as number) / level) * 128);
	return mat;
}

/**
 * Looks at the candidate from its centre, moves the ellipse onto the outermost line of ink, and keeps it when that line is
 * closed, stands free and has text inside. Returns the refined ellipse (WorkPx) and a score 0..1, or null.
 */
function checkRing(cv: OpenCv, plane: Plane, level: number, candidate: Ellipse): Ring | null {
	let edge = candidate;
	for (const reach of [0.16, 0.08, 0.05]) {
		const points = outerEdge(plane, level, edge, reach);
		if (points.length < ANGLES * 0.5) return null;
		edge = fitEllipse(cv, points);
	}
	const ellipse = scaledAxes(edge, LINE_MIDDLE);
	const long = Math.max(plane.width, plane.height);
	if (2 * ellipse.rx > DIAMETER.most * long || 2 * ellipse.rx < DIAMETER.least * long) return null;
	if (ellipse.ry / ellipse.rx < FLATTEST_ASPECT) return null;
	const coverage = share((a) => inkNear(plane, level, ellipse, a, 0.96, 1.04));
	const outside = share((a) => inkNear(plane, level, ellipse, a, 1.09, 1.16));
	if (coverage < LEAST_COVERAGE || coverage - outside < LEAST_CONTRAST) return null;
	if (share((a) => paperNear(plane, level, ellipse, a, 0.84, 0.95)) < LEAST_OPEN) return null;
	let text = 0;
	let samples = 0;
	for (let rho = 0.6; rho < 0.9; rho += 0.03)
		for (let a = 0; a < ANGLES; a++, samples++)
			if (at(plane, ellipse, (a / ANGLES) * 2 * Math.PI, rho) >= level) text++;
	const textInk = text / samples;
	if (textInk < TEXT_INK.least || textInk > TEXT_INK.most) return null;
	const score = Math.min(0.99, 0.5 * coverage + 0.5 * Math.min(1, coverage - outside + 0.05));
	return 2 * ellipse.rx < SMALL.diameter * long && score < SMALL.score ? null : { ellipse, score };
}

/**
 * Per direction the place where paper ends and the seal begins, within `reach` of the ellipse (share of the radius). The
 * outer edge, as a blurred picture joins the ring's inner edge to the text.
 */
function outerEdge(plane: Plane, level: number, ellipse: Ellipse, reach: number): Point[] {
	const points: Point[] = [];
	const step = 0.5 / ellipse.ry;
	for (let a = 0; a < ANGLES; a++) {
		const angle = (a / ANGLES) * 2 * Math.PI;
		let paper = false;
		for (let rho = 1 + reach; rho > 1 - reach; rho -= step) {
			const inked = at(plane, ellipse, angle, rho) >= level;
			if (inked && paper) {
				points.push(onEllipse(ellipse, angle, rho + step / 2));
				break;
			}
			paper = !inked;
		}
	}
	return points;
}

/** Share of the directions around the centre that pass. */
const share = (test: (angle: number) => boolean, angles = ANGLES): number => {
	let n = 0;
	for (let a = 0; a < angles; a++) if (test((a / angles) * 2 * Math.PI)) n++;
	return n / angles;
};

function inkNear(plane: Plane, level: number, ellipse: Ellipse, angle: number, from: number, to: number): boolean {
	const step = Math.min(0.02, 0.7 / ellipse.ry);
	for (let rho = from; rho <= to; rho += step) if (at(plane, ellipse, angle, rho) >= level) return true;
	return false;
}

function paperNear(plane: Plane, level: number, ellipse: Ellipse, angle: number, from: number, to: number): boolean {
	for (let rho = from; rho <= to; rho += 0.02) if (at(plane, ellipse, angle, rho) < level) return true;
	return false;
}

function at(plane: Plane, e: Ellipse, angle: number, rho: number): number {
	const [x, y] = onEllipse(e, angle, rho);
	return sample(plane, x, y);
}

/** Two rings that are one seal: the smaller one's centre lies well inside the larger. */
function overlap(a: Ellipse, b: Ellipse): boolean {
	const [large, small] = a.rx >= b.rx ? [a, b] : [b, a];
	return radius(large, [small.x, small.y]) < 0.7;
}

/** The eight-sided outline that touches the seal's outer edge, clockwise from the top left. */
export function outlineOf(ring: Ellipse): Polygon {
	// A regular octagon around a circle reaches 1/cos(22.5°) beyond it.
	const rho = 1 / LINE_MIDDLE / Math.cos(Math.PI / 8);
	const points = Array.from({ length: 8 }, (_, i) => onEllipse(ring, ((i + 0.5) * Math.PI) / 4 - ring.angle, rho));
	const byCorner = points.map((p, i) => ({ i, key: p[0] + p[1] })).sort((a, b) => a.key - b.key);
	const first = (byCorner[0] as { i: number }).i;
	return points.map((_, i) => points[(first + i) % 8] as Point);
}
