/**
 * The national emblem by its layout: a bright ring of ears on a darker disc, five stars above, the gate below, gear and
 * ribbon at the foot. A small grey template of our own drawing is slid over the page at every size (normalised
 * cross-correlation inside the emblem's outline, either polarity, so colour, gilt, grey and line prints are all met); what answers
 * is fitted closely, and kept only when the stars and the gate answer each for themselves: a ring alone is any rosette.
 */
import { Resvg } from "@resvg/resvg-js";
import { EMBLEM_HEIGHT, EMBLEM_STYLES, EMBLEM_WIDTH, nationalEmblemSvg } from "../../models/drawings/emblem.ts";
import type { Mark } from "../evidence.ts";
import type { Point } from "../geometry.ts";
import type { Mat, OpenCv } from "../vision/opencv.ts";
import { withMats } from "../vision/opencv.ts";
import type { Raster } from "../vision/raster.ts";
import { type InkView, type Plane, resized } from "./ink.ts";

/** Width of an emblem as a share of the page's long side: 15 mm on A4 … the emblem alone on a cropped cover. */
const WIDTH = { least: 0.045, most: 0.5 };
const SIZE_STEP = 1.14;
/** Template widths in pixels: for the search over the page and for the close fit. */
const SEARCH_WIDTH = 16;
const FIT_WIDTH = 40;
/** Correlation in the search from which a place is looked at closely, and the most places. */
const SEARCH_CORRELATION = 0.45;
const SEARCH_LIMIT = 12;
/** Correlations after the close fit: whole emblem, stars, gate. */
const LEAST = { whole: 0.62, stars: 0.45, gate: 0.45 };

interface Template {
	width: number;
	height: number;
	/** Brightness 0..1 of the two-colour drawing: gold bright, red dark. */
	shade: Float32Array;
	/** Which pixels belong to the emblem. */
	inside: Uint8Array;
}

/** Where a template lies on a plane: centre, width and height in pixels, turn in radians. */
interface Pose {
	x: number;
	y: number;
	width: number;
	height: number;
	turn: number;
}

interface Fit {
	pose: Pose;
	whole: number;
	stars: number;
	gate: number;
}

const templates = new Map<number, Template>();

/** National emblems on the page, best first. Places in PagePx. */
export function findEmblems(cv: OpenCv, view: InkView): Mark[] {
	const fits = channels(view).flatMap((plane) => search(cv, plane).map((pose) => fitPose(cv, plane, pose)));
	const kept: Fit[] = [];
	for (const fit of fits.filter(isEmblem).sort((a, b) => strength(b) - strength(a)))
		if (!kept.some(({ pose: p }) => Math.hypot(p.x - fit.pose.x, p.y - fit.pose.y) < (p.width + fit.pose.width) / 3))
			kept.push(fit);
	return kept.map((fit) => ({
		kind: "national-emblem",
		confidence: strength(fit),
		polygon: corners(fit.pose).map(([x, y]): Point => [x / view.scale, y / view.scale]),
	}));
}

const isEmblem = ({ whole, stars, gate }: Fit): boolean =>
	whole >= LEAST.whole && stars >= LEAST.stars && gate >= LEAST.gate;

/** 0..1: the weakest part decides. */
const strength = ({ whole, stars, gate }: Fit): number =>
	Math.min(0.99, 0.5 + 0.5 * Math.min(whole, stars + 0.1, gate + 0.1));

/**
 * Planes in which an emblem shows: green parts gold from red and any ink from paper; on coloured covers the gilt may
 * differ from the cover only in red or in blue.
 */
function channels({ colour }: InkView): Plane[] {
	const plane = (c: number): Plane => {
		const data = new Float32Array(colour.width * colour.height);
		for (let i = 0; i < data.length; i++) data[i] = (colour.data[3 * i + c] as number) / 255;
		return { width: colour.width, height: colour.height, data };
	};
	return isColoured(colour) ? [plane(1), plane(0), plane(2)] : [plane(1)];
}

/** Median saturation (HSV) above which a page is a coloured cover; cream paper under a warm lamp stays below 0.35. */
const COVER_SATURATION = 0.4;

function isColoured({ data }: Raster): boolean {
	const saturations: number[] = [];
	for (let p = 0; p + 2 < data.length; p += 3 * 97) {
		const [r, g, b] = data.subarray(p, p + 3) as unknown as [number, number, number];
		const top = Math.max(r, g, b);
		saturations.push(top === 0 ? 0 : 1 - Math.min(r, g, b) / top);
	}
	saturations.sort((a, b) => a - b);
	return (saturations[saturations.length >> 1] ?? 0) > COVER_SATURATION;
}

/** Slides the small template over the plane at every size; places that answer in either polarity. Poses in the plane's pixels. */
function search(cv: OpenCv, plane: Plane): Pose[] {
	const template = templateOf(SEARCH_WIDTH);
	const found: (Pose & { answer: number })[] = [];
	withMats((own) => {
		const full = own(planeMat(cv, plane));
		const shade = own(
			cv.matFromArray(template.height, template.width, cv.CV_32FC1, template.shade as unknown as number[]),
		);
		const mask = own(cv.matFromArray(template.height, template.width, cv.CV_32FC1, Array.from(template.inside)));
		const long = Math.max(plane.width, plane.height);
		for (let width = WIDTH.least * long; width <= WIDTH.most * long; width *= SIZE_STEP) {
			const k = SEARCH_WIDTH / width;
			if (Math.min(plane.width, plane.height) * k < template.height) break;
			const small = own(resized(cv, full, plane.width * k, plane.height * k));
			const answers = own(new cv.Mat());
			cv.matchTemplate(small, shade, answers, cv.TM_CCOEFF_NORMED, mask);
			const { cols, rows, data32F } = answers;
			for (let i = 0; i < cols * rows; i++) {
				const answer = Math.abs(data32F[i] as number);
				// Flat paper gives 0/0 and overflow instead of a correlation.
				if (!(answer >= SEARCH_CORRELATION && answer <= 1.001) || !isPeak(data32F, cols, rows, i)) continue;
				found.push({
					x: ((i % cols) + template.width / 2) / k,
					y: (Math.floor(i / cols) + template.height / 2) / k,
					width,
					height: (width * EMBLEM_HEIGHT) / EMBLEM_WIDTH,
					turn: 0,
					answer,
				});
			}
		}
	});
	found.sort((a, b) => b.answer - a.answer);
	const kept: Pose[] = [];
	for (const pose of found) {
		if (kept.length >= SEARCH_LIMIT) break;
		if (
			!kept.some(
				(p) =>
					Math.hypot(p.x - pose.x, p.y - pose.y) < 0.25 * p.width &&
					Math.max(p.width / pose.width, pose.width / p.width) < 1.3,
			)
		)
			kept.push(pose);
	}
	return kept;
}

function isPeak(data: Float32Array, cols: number, rows: number, i: number): boolean {
	const x = i % cols;
	const y = Math.floor(i / cols);
	const value = Math.abs(data[i] as number);
	for (let v = Math.max(0, y - 1); v <= Math.min(rows - 1, y + 1); v++)
		for (let u = Math.max(0, x - 1); u <= Math.min(cols - 1, x + 1); u++)
			if (Math.abs(data[v * cols + u] as number) > value) return false;
	return true;
}

/** Moves, sizes, stretches and turns the fine template until it answers best, and measures its parts there. */
function fitPose(cv: OpenCv, plane: Plane, start: Pose): Fit {
	const template = templateOf(FIT_WIDTH);
	const k = Math.min(1, FIT_WIDTH / start.width);
	const patch = reduced(cv, plane, k);
	const toPatch = (p: Pose, s: number): Pose => ({
		x: p.x * s,
		y: p.y * s,
		width: p.width * s,
		height: p.height * s,
		turn: p.turn,
	});
	let pose = toPatch(start, k);
	let best = Math.abs(correlate(patch, pose, template, isWhole));
	for (const step of [1, 0.5, 0.25]) {
		for (let improved = true, rounds = 0; improved && rounds < 6; rounds++) {
			improved = false;
			for (const change of changes(pose, step)) {
				const value = Math.abs(correlate(patch, change, template, isWhole));
				if (value > best) {
					best = value;
					pose = change;
					improved = true;
				}
			}
		}
	}
	const whole = correlate(patch, pose, template, isWhole);
	const sign = Math.sign(whole);
	return {
		pose: toPatch(pose, 1 / k),
		whole: Math.abs(whole),
		stars: sign * correlate(patch, pose, template, isStars),
		gate: sign * correlate(patch, pose, template, isGate),
	};
}

/** Poses one step away: 6 % of the width in place and size, 4 % in stretch, 5 degrees in turn. */
function changes(p: Pose, step: number): Pose[] {
	const d = 0.06 * step * p.width;
	const grow = 1 + 0.06 * step;
	const stretch = 1 + 0.04 * step;
	const turn = (5 * step * Math.PI) / 180;
	return [
		{ ...p, x: p.x + d },
		{ ...p, x: p.x - d },
		{ ...p, y: p.y + d },
		{ ...p, y: p.y - d },
		{ ...p, width: p.width * grow, height: p.height * grow },
		{ ...p, width: p.width / grow, height: p.height / grow },
		{ ...p, height: p.height * stretch },
		{ ...p, height: p.height / stretch },
		{ ...p, turn: p.turn + turn },
		{ ...p, turn: p.turn - turn },
	];
}

/** Parts of the emblem, in its own coordinates: fractions of width and height of the drawing. */
const isWhole = (): boolean => true;
const isStars = (u: number, v: number): boolean => inDisc(u, v) && v < 0.49;
const isGate = (u: number, v: number): boolean => inDisc(u, v) && v >= 0.49 && v < 0.76;
/** The open ground inside the ring of ears: radius 220 of 600 about (300, 300). */
const inDisc = (u: number, v: number): boolean => Math.hypot(u * EMBLEM_WIDTH - 300, v * EMBLEM_HEIGHT - 300) < 215;

/** Pearson correlation between template and picture over the chosen part; −1 … 1. */
function correlate(picture: Plane, pose: Pose, t: Template, part: (u: number, v: number) => boolean): number {
	const cos = Math.cos(pose.turn);
	const sin = Math.sin(pose.turn);
	let n = 0;
	let sa = 0;
	let sb = 0;
	let saa = 0;
	let sbb = 0;
	let sab = 0;
	for (let y = 0, i = 0; y < t.height; y++) {
		const v = (y + 0.5) / t.height;
		for (let x = 0; x < t.width; x++, i++) {
			const u = (x + 0.5) / t.width;
			if (!t.inside[i] || !part(u, v)) continue;
			const dx = (u - 0.5) * pose.width;
			const dy = (v - 0.5) * pose.height;
			const b = bilinear(picture, pose.x + dx * cos - dy * sin, pose.y + dx * sin + dy * cos);
			const a = t.shade[i] as number;
			n++;
			sa += a;
			sb += b;
			saa += a * a;
			sbb += b * b;
			sab += a * b;
		}
	}
	const va = saa - (sa * sa) / n;
	const vb = sbb - (sb * sb) / n;
	// Paper grain alone has a standard deviation of about 0.01: nothing is printed there.
	return n === 0 || vb / n < 0.0002 ? 0 : (sab - (sa * sb) / n) / Math.sqrt(va * vb);
}

/** Value between pixel centres; the border repeats outside. */
function bilinear({ width, height, data }: Plane, x: number, y: number): number {
	const cx = Math.min(width - 1.001, Math.max(0, x - 0.5));
	const cy = Math.min(height - 1.001, Math.max(0, y - 0.5));
	const i = Math.floor(cy) * width + Math.floor(cx);
	const fx = cx - Math.floor(cx);
	const fy = cy - Math.floor(cy);
	const at = (k: number) => data[k] as number;
	return (at(i) * (1 - fx) + at(i + 1) * fx) * (1 - fy) + (at(i + width) * (1 - fx) + at(i + width + 1) * fx) * fy;
}

function reduced(cv: OpenCv, plane: Plane, k: number): Plane {
	return withMats((own) => {
		const small = own(resized(cv, own(planeMat(cv, plane)), plane.width * k, plane.height * k));
		return { width: small.cols, height: small.rows, data: Float32Array.from(small.data32F) };
	});
}

function planeMat(cv: OpenCv, { width, height, data }: Plane): Mat {
	const mat = new cv.Mat(height, width, cv.CV_32FC1);
	mat.data32F.set(data);
	return mat;
}

/** Our drawing, reduced to `width` pixels. Its two colours are all that counts: fine lines vanish at these sizes. */
function templateOf(width: number): Template {
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
	const template = { width, height, shade, inside };
	templates.set(width, template);
	return template;
}

/** The outline's corners, clockwise from the emblem's own top left. */
function corners({ x, y, width, height, turn }: Pose): Point[] {
	const cos = Math.cos(turn);
	const sin = Math.sin(turn);
	return [
		[-1, -1],
		[1, -1],
		[1, 1],
		[-1, 1],
	].map(([u, v]): Point => {
		const dx = ((u as number) * width) / 2;
		const dy = ((v as number) * height) / 2;
		return [x + dx * cos - dy * sin, y + dx * sin + dy * cos];
	});
}
