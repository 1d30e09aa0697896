/**
 * The national emblem by its layout: a bright ring of ears on a darker disc, five stars above, the gate below, gear and
 * ribbon at the foot. A small grey template of our own drawing is slid over the page at every size (normalised
 * cross-correlation inside the emblem's outline, either polarity, so colour, gilt, grey and line prints are all met); what answers
 * is fitted closely, and kept only when the stars and the gate answer each for themselves: a ring alone is any rosette.
 */
import { EMBLEM_HEIGHT, EMBLEM_WIDTH } from "../../models/drawings/emblem.ts";
import type { Mark } from "../evidence.ts";
import type { Point } from "../geometry.ts";
import type { Mat, OpenCv } from "../vision/opencv.ts";
import { withMats } from "../vision/opencv.ts";
import type { Raster } from "../vision/raster.ts";
import { add, correlation, observe, type Pose } from "./emblem-correlation.ts";
import { templateOf } from "./emblem-template.ts";
import { type InkView, type Plane, resized } from "./ink.ts";

/** Width of an emblem as a share of the page's long side: 15 mm on A4 … the emblem alone on a cropped cover. */
const WIDTH = { least: 0.045, most: 0.5 };
const SIZE_STEP = 1.17;
/** Template widths in pixels: for the search over the page and for the close fit. */
const SEARCH_WIDTH = 16;
const FIT_WIDTH = 32;
/** Correlation in the search from which a place is looked at closely, and the most places. */
const SEARCH_CORRELATION = 0.36;
const SEARCH_LIMIT = 16;
/**
 * Correlations after the close fit. Stars and gate decide: on pages without an emblem no place had both above 0.4, while the ring
 * alone answers to any rosette (0.66) and a gilt ring, dark between its ears, hardly answers at all (0.5).
 */
const LEAST = { whole: 0.42, stars: 0.55, gate: 0.55 };

/** Rounds of moves per step size, and the sum of whole and disc correlation below which a place is given up. */
const ROUNDS = 5;
const HOPELESS = 0.8;

interface Fit {
	pose: Pose;
	whole: number;
	stars: number;
	gate: number;
}

/** National emblems on the page, best first. Places in PagePx. */
export function findEmblems(cv: OpenCv, view: InkView): Mark[] {
	const fits = channels(view).flatMap((plane) =>
		withMats((own) => {
			const full = own(planeMat(cv, plane));
			return search(cv, full).map((pose) => fitPose(cv, full, pose));
		}),
	);
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

/** 0..1: the weaker part decides. */
const strength = ({ stars, gate }: Fit): number => Math.min(0.99, 0.4 + 0.6 * Math.min(stars, gate));

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

/** Slides the small template over the picture at every size; places that answer in either polarity, in the picture's pixels. */
function search(cv: OpenCv, full: Mat): Pose[] {
	const template = templateOf(SEARCH_WIDTH);
	const found: (Pose & { answer: number })[] = [];
	withMats((own) => {
		const shade = own(
			cv.matFromArray(template.height, template.width, cv.CV_32FC1, template.shade as unknown as number[]),
		);
		const mask = own(cv.matFromArray(template.height, template.width, cv.CV_32FC1, Array.from(template.inside)));
		const long = Math.max(full.cols, full.rows);
		for (let width = WIDTH.least * long; width <= WIDTH.most * long; width *= SIZE_STEP) {
			const k = SEARCH_WIDTH / width;
			if (Math.min(full.cols, full.rows) * k < template.height) break;
			const small = own(resized(cv, full, full.cols * k, full.rows * k));
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
function fitPose(cv: OpenCv, full: Mat, start: Pose): Fit {
	const template = templateOf(FIT_WIDTH);
	const k = Math.min(1, FIT_WIDTH / start.width);
	const { patch, x, y } = cutOut(cv, full, start, k);
	const { stars, gate, outside } = template.parts;
	const answer = (p: Pose) => {
		const disc = add(observe(patch, p, stars), observe(patch, p, gate));
		return Math.abs(correlation(disc)) + Math.abs(correlation(add(disc, observe(patch, p, outside))));
	};
	let pose: Pose = {
		x: (start.x - x) * k,
		y: (start.y - y) * k,
		width: start.width * k,
		height: start.height * k,
		turn: 0,
	};
	let best = answer(pose);
	for (const step of [1, 0.5, 0.25]) {
		for (let round = 0; round < ROUNDS; round++) {
			const before = best;
			for (const change of changes(step)) {
				const moved = change(pose);
				const value = answer(moved);
				if (value <= best) continue;
				best = value;
				pose = moved;
			}
			if (best === before) break;
		}
		if (best < HOPELESS) break;
	}
	const [inStars, inGate] = [observe(patch, pose, stars), observe(patch, pose, gate)];
	const disc = add(inStars, inGate);
	const sign = Math.sign(correlation(disc));
	return {
		pose: { x: pose.x / k + x, y: pose.y / k + y, width: pose.width / k, height: pose.height / k, turn: pose.turn },
		whole: Math.abs(correlation(add(disc, observe(patch, pose, outside)))),
		stars: sign * correlation(inStars),
		gate: sign * correlation(inGate),
	};
}

/** The surroundings of a pose, reduced by `k`, and where they begin. */
function cutOut(
	cv: OpenCv,
	full: Mat,
	{ x, y, width, height }: Pose,
	k: number,
): { patch: Plane; x: number; y: number } {
	const left = Math.max(0, Math.round(x - 0.8 * width));
	const top = Math.max(0, Math.round(y - 0.8 * height));
	const right = Math.min(full.cols, Math.round(x + 0.8 * width));
	const bottom = Math.min(full.rows, Math.round(y + 0.8 * height));
	return withMats((own) => {
		const region = own(full.roi(new cv.Rect(left, top, right - left, bottom - top)));
		const small = own(resized(cv, region, region.cols * k, region.rows * k));
		return {
			patch: { width: small.cols, height: small.rows, data: Float32Array.from(small.data32F) },
			x: left,
			y: top,
		};
	});
}

/** Ways to move a pose one step: 6 % of the width in place and size, 4 % in stretch, 5 degrees in turn. */
function changes(step: number): ((p: Pose) => Pose)[] {
	const d = 0.06 * step;
	const grow = 1 + 0.06 * step;
	const stretch = 1 + 0.04 * step;
	const turn = (5 * step * Math.PI) / 180;
	return [
		(p) => ({ ...p, x: p.x + d * p.width }),
		(p) => ({ ...p, x: p.x - d * p.width }),
		(p) => ({ ...p, y: p.y + d * p.width }),
		(p) => ({ ...p, y: p.y - d * p.width }),
		(p) => ({ ...p, width: p.width * grow, height: p.height * grow }),
		(p) => ({ ...p, width: p.width / grow, height: p.height / grow }),
		(p) => ({ ...p, height: p.height * stretch }),
		(p) => ({ ...p, height: p.height / stretch }),
		(p) => ({ ...p, turn: p.turn + turn }),
		(p) => ({ ...p, turn: p.turn - turn }),
	];
}

function planeMat(cv: OpenCv, { width, height, data }: Plane): Mat {
	const mat = new cv.Mat(height, width, cv.CV_32FC1);
	mat.data32F.set(data);
	return mat;
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
