/** Registered logos on a page: every figure that stands apart is compared with every logo by the directions of its edges. */
import sharp from "sharp";
import type { Mark } from "../evidence.ts";
import { applyHomography, type Box, bounds, boxPolygon, type Homography, iou, type Polygon } from "../geometry.ts";
import type { RegisteredLogo } from "../registry.ts";
import { loadOpenCv, type OpenCv } from "../vision/opencv.ts";
import type { Raster } from "../vision/raster.ts";
import { warp } from "../vision/warp.ts";
import { type EdgeField, edgeField, innerLikeness, likeness } from "./logo-field.ts";
import { findLogoPlaces } from "./logo-places.ts";

/** A logo is known at these turns, degrees; what lies between two of them is still alike enough. */
const TURNS = [-20, -15, -10, -5, 0, 5, 10, 15, 20];
/** Width over height of a figure may differ from a logo's by this factor. */
const ASPECT = 1.35;
/** Likeness at first sight from which a figure is compared closely, and how many logos are. */
const FIRST_SIGHT = 0.25;
const CLOSE_LOOKS = 3;
/** Closer: the figure's box grown or shrunk by up to twice these shares and moved by up to as much, for what was cut off or taken along. */
const STEPS = [0.07, 0.025];
/** Not looked at more closely below this likeness. */
const HOPELESS = 0.5;
/**
 * Likeness of the whole and of its inner part from which a figure may be that logo. Of 45 drawn pages with one of 30 registered logos
 * (5 to 50 mm, six renderings, turned by up to 20°; tuning seeds 600000 to 600044) 32 were above, of 45 with another drawing 3, each of
 * the same sort as the logo it was taken for: at most 0.82 alike.
 */
const ALIKE = 0.65;
const INNER_ALIKE = 0.6;
/** Grey level below which a pixel of a registered picture, which stands on white, is ink. */
const ON_WHITE = 232;

interface View {
	/** Ink's width over height at this turn. */
	aspect: number;
	field: EdgeField;
	/** Corners of the upright logo in the box of the turned one, as shares of its width and height. */
	corners: Polygon;
}

/** Views of the logos seen last, by the hash of their picture: a registry changes rarely, photos come one after another. */
const known = new Map<string, View[]>();

/**
 * Registered logos on a flat page: marks of kind "logo" whose `text` is the owner's name, polygons in PagePx. Turned by up to 20°,
 * in any colours, from 40 PagePx on. `taken` are places (PagePx) of seals, portraits, codes and lines of text.
 */
export async function matchLogos(
	page: Raster,
	logos: readonly RegisteredLogo[],
	taken: readonly Polygon[],
): Promise<Mark[]> {
	if (logos.length === 0) return [];
	const cv = await loadOpenCv();
	const registered = await viewsOf(cv, logos);
	const found: Mark[] = [];
	for (const box of findLogoPlaces(cv, page, taken)) {
		const best = compare(page, box, registered);
		if (!best || best.score < ALIKE || best.inner < INNER_ALIKE) continue;
		const { view, logo } = best;
		found.push({
			kind: "logo",
			confidence: Math.min(1, best.score),
			polygon: view.corners.map(([u, v]) => [best.box.x + u * best.box.width, best.box.y + v * best.box.height]),
			text: logo.owner,
			textConfidence: 1,
		});
	}
	return strongest(found);
}

/** Loads the views of these logos and forgets all others. */
async function viewsOf(
	cv: OpenCv,
	logos: readonly RegisteredLogo[],
): Promise<{ logo: RegisteredLogo; views: View[] }[]> {
	const present = new Set(logos.map(({ sha256 }) => sha256));
	for (const hash of known.keys()) if (!present.has(hash)) known.delete(hash);
	const out: { logo: RegisteredLogo; views: View[] }[] = [];
	for (const logo of logos) {
		const views = known.get(logo.sha256) ?? (await drawViews(cv, logo));
		known.set(logo.sha256, views);
		out.push({ logo, views });
	}
	return out;
}

async function drawViews(cv: OpenCv, { picture }: RegisteredLogo): Promise<View[]> {
	const { data, info } = await sharp(Buffer.from(picture, "base64"))
		.removeAlpha()
		.toColourspace("srgb")
		.raw()
		.toBuffer({ resolveWithObject: true });
	const upright = { width: info.width, height: info.height, data: new Uint8Array(data) };
	const side = Math.ceil(Math.hypot(info.width, info.height)) + 8;
	return TURNS.map((degrees) => {
		const turn = about(info, side, (degrees / 180) * Math.PI);
		const turned = warp(cv, upright, turn, side, side);
		const box = inkBox(turned);
		return {
			aspect: box.width / box.height,
			field: edgeField(turned, box),
			corners: boxPolygon({ x: 0, y: 0, width: info.width, height: info.height }).map((p) => {
				const [x, y] = applyHomography(turn, p);
				return [(x - box.x) / box.width, (y - box.y) / box.height];
			}),
		};
	});
}

/** Turned clockwise about the picture's middle, which goes to the middle of a square. */
function about({ width, height }: { width: number; height: number }, side: number, angle: number): Homography {
	const [c, s] = [Math.cos(angle), Math.sin(angle)];
	return [c, -s, (side - c * width + s * height) / 2, s, c, (side - s * width - c * height) / 2, 0, 0, 1];
}

/** Smallest box around everything that is not white. */
function inkBox({ width, height, data }: Raster): Box {
	let [left, top, right, bottom] = [width, height, 0, 0];
	for (let y = 0, p = 0; y < height; y++)
		for (let x = 0; x < width; x++, p += 3) {
			if (Math.min(data[p] as number, data[p + 1] as number, data[p + 2] as number) >= ON_WHITE) continue;
			left = Math.min(left, x);
			right = Math.max(right, x + 1);
			top = Math.min(top, y);
			bottom = Math.max(bottom, y + 1);
		}
	return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

interface Comparison {
	logo: RegisteredLogo;
	view: View;
	box: Box;
	/** Likeness of the whole. */
	score: number;
}

/** The logo a figure is most like, looked at closely; null when it is like none. */
function compare(
	page: Raster,
	box: Box,
	registered: readonly { logo: RegisteredLogo; views: View[] }[],
): (Comparison & { inner: number }) | null {
	const field = edgeField(page, box);
	const aspect = box.width / box.height;
	const first = registered
		.flatMap(({ logo, views }) =>
			views
				.filter((view) => Math.max(view.aspect / aspect, aspect / view.aspect) < ASPECT)
				.map((view): Comparison => ({ logo, view, box, score: likeness(field, view.field) })),
		)
		.filter(({ score }) => score >= FIRST_SIGHT)
		.sort((a, b) => b.score - a.score)
		.slice(0, CLOSE_LOOKS);
	if (first.length === 0) return null;
	const around = (size: number, dx: number, dy: number): Box => {
		const [width, height] = [box.width * size, box.height * size];
		return {
			x: box.x + (box.width - width) / 2 + dx * box.width,
			y: box.y + (box.height - height) / 2 + dy * box.height,
			width,
			height,
		};
	};
	let best = first[0] as Comparison;
	const look = (place: Box): boolean => {
		const seen = edgeField(page, place);
		const before = best;
		for (const { logo, view } of first) {
			const score = likeness(seen, view.field);
			if (score > best.score) best = { logo, view, box: place, score };
		}
		return best !== before;
	};
	// One thing after another: its size, then where it is, from the best so far.
	let [size, dx, dy] = [1, 0, 0];
	for (const step of STEPS) {
		const [s, x, y] = [size, dx, dy];
		for (const k of [-2, -1, 1, 2]) if (look(around(s + k * step, x, y))) size = s + k * step;
		for (const k of [-2, -1, 1, 2]) if (look(around(size, x + (k * step) / 2, y))) dx = x + (k * step) / 2;
		for (const k of [-2, -1, 1, 2]) if (look(around(size, dx, y + (k * step) / 2))) dy = y + (k * step) / 2;
		if (best.score < HOPELESS) break;
	}
	const inner = innerLikeness(edgeField(page, around(size, dx, dy)), best.view.field);
	return { ...best, inner };
}

/** One figure is one logo: of matches that lie on one another the likest stays. */
function strongest(marks: readonly Mark[]): Mark[] {
	const kept: Mark[] = [];
	const outline = ({ polygon }: Mark) => boxPolygon(bounds(polygon));
	for (const mark of [...marks].sort((a, b) => b.confidence - a.confidence))
		if (!kept.some((other) => iou(outline(other), outline(mark)) > 0.1)) kept.push(mark);
	return kept;
}
