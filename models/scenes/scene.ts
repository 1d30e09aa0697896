/**
 * Scenes for training and testing the mark detector: a part of a flattened certificate page with marks and look-alikes
 * on it, as a phone photographs it. The same seed gives the same scene.
 */
import { Random } from "../../samples/generator/random.ts";
import type { MarkKind } from "../../src/evidence.ts";
import { type Box, bounds, type Point } from "../../src/geometry.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { type Drawing, LOOK_ALIKES, MARKS } from "../drawings/index.ts";
import { BLACK_AND_WHITE, shoot } from "./camera.ts";
import type { Rgb } from "./colour.ts";
import { groundOf } from "./grounds.ts";
import { apply } from "./layer.ts";
import { type Overprint, overprint } from "./overprint.ts";
import { patchUnder } from "./patch.ts";
import { logUniform, RENDERINGS, type Rendering, renderDrawing } from "./renderings.ts";
import { anywhere, groundColour, overlap, printOf, roomFor } from "./room.ts";
import type { Sprite } from "./sprite.ts";
import { cut, randomView, seen, toScene, type View } from "./view.ts";

export type { Rendering } from "./renderings.ts";

export interface SceneMark {
	kind: MarkKind;
	/** Bounds of the mark after all distortions, clipped to the picture. Px of the picture. */
	box: Box;
	rendering: Rendering;
	/** Contrast of a watermark or emboss, 0..1; else 1. */
	strength: number;
	/** Share hidden by print over it or outside the picture, 0..1. */
	hidden: number;
	/** Name of the drawing. */
	drawing: string;
}

export interface Scene {
	picture: Raster;
	/** JPEG file of the picture. */
	jpeg: Uint8Array;
	marks: SceneMark[];
	lookAlikes: { name: string; box: Box }[];
	/** What was done to it, by name. */
	distortions: string[];
}

export interface SceneOptions {
	width: number;
	height: number;
	/** "none": grounds and look-alikes only. */
	marks: "some" | "none";
}

/** Share of scenes without distortions but a mild JPEG. */
const CRISP = 0.25;
/** Widths of marks, px of the scene; equally many in each octave. */
const WIDTHS = [8, 400] as const;
/** Pale and blind prints are large as a rule. */
const PALE_WIDTHS = [40, 400] as const;
/** Largest drawing, px: a header is much wider than its emblem, a seal than what is in its middle. */
const LARGEST = 760;
/** Width of the mark in the middle of a seal over that of the seal, about. */
const SEAL_SHARE = 0.36;

/** Draws the scene of a seed, 640 × 640 px with marks unless told otherwise. */
export async function drawScene(seed: number, options: Partial<SceneOptions> = {}): Promise<Scene> {
	const { width, height, marks } = { width: 640, height: 640, marks: "some" as const, ...options };
	const random = new Random(seed);
	const page = await groundOf(seed);
	const crisp = random.chance(CRISP);
	const view = randomView(width, height, crisp, random.fork("view"));
	const [x, y] = [random.float(0, page.width - view.flat.width), random.float(0, page.height - view.flat.height)];
	const flat = cut(page, Math.round(x), Math.round(y), view.flat);
	const printed = printThings(flat, view, width, height, marks, random.fork("things"));
	const { picture, jpeg, distortions } = await shoot(
		seen(view, flat, width, height),
		crisp,
		printed.smallest,
		random.fork("camera"),
	);
	return {
		picture,
		jpeg,
		marks: distortions.includes(BLACK_AND_WHITE) ? printed.marks.map(withoutColour) : printed.marks,
		lookAlikes: printed.lookAlikes,
		distortions: [...view.distortions, ...printed.distortions, ...distortions],
	};
}

/** What is left of a colour print on a black and white copy. */
const withoutColour = (mark: SceneMark): SceneMark =>
	mark.rendering === "colour" ? { ...mark, rendering: "grey" } : mark;

interface Printed {
	marks: SceneMark[];
	lookAlikes: { name: string; box: Box }[];
	distortions: string[];
	/** Width of the smallest thing, px. */
	smallest: number;
}

function printThings(
	flat: Raster,
	view: View,
	width: number,
	height: number,
	which: SceneOptions["marks"],
	random: Random,
): Printed {
	const print = printOf(flat);
	const taken: Box[] = [];
	// Without things the limit on blur is drawn all the same, so that blur never tells whether there is one.
	const out: Printed = { marks: [], lookAlikes: [], distortions: [], smallest: logUniform(WIDTHS, random) };
	for (const drawing of chosen(which, random)) {
		const { rendering, markWidth } = manner(drawing, view.zoom, random);
		const extent = extentOf(drawing, rendering, markWidth);
		const place = roomFor(print, taken, extent, anywhere(flat.width, flat.height, random), random.chance(0.7));
		if (place === null) continue;
		const own = { x: place.x - extent.x, y: place.y - extent.y, width: markWidth, height: markWidth * slope(drawing) };
		const ground = patchUnder(flat, place, taken, groundColour(flat, own), rendering, random);
		const { sprite, layer, strength } = renderDrawing(drawing, rendering, markWidth, ground, random);
		const [left, top] = [Math.round(own.x - sprite.place.x), Math.round(own.y - sprite.place.y)];
		apply(flat, layer, left, top);
		const over = random.chance(rendering === "watermark" ? 0.7 : 0.2)
			? printOver(flat, sprite, left, top, ground, taken, random)
			: null;
		if (over !== null) out.distortions.push(`under ${over.name}`);
		taken.push(place);
		const whole = bounds(outline(sprite, left, top).map((p) => toScene(view, p)));
		const box = clipped(whole, width, height);
		if (box === null) continue;
		out.smallest = Math.min(out.smallest, whole.width);
		const inside = (box.width * box.height) / (whole.width * whole.height);
		if (drawing.kind === "look-alike") out.lookAlikes.push({ name: drawing.name, box });
		else
			out.marks.push({
				kind: drawing.kind,
				box,
				rendering,
				strength,
				hidden: 1 - inside * (1 - (over?.hidden ?? 0)),
				drawing: drawing.name,
			});
	}
	return out;
}

/** Prints over a sprite that lies at (left, top), unless that would reach what others hold. */
function printOver(
	flat: Raster,
	sprite: Sprite,
	left: number,
	top: number,
	ground: Rgb,
	others: readonly Box[],
	random: Random,
): Overprint | null {
	const over = overprint(sprite, ground, random);
	if (over === null) return null;
	const { layer } = over;
	const box = { x: left + over.x, y: top + over.y, width: layer.width, height: layer.height };
	if (others.some((b) => overlap(b, box))) return null;
	apply(flat, layer, box.x, box.y);
	return over;
}

/** What to print: up to four marks, half of them the national emblem, and up to five look-alikes. */
function chosen(which: SceneOptions["marks"], random: Random): Drawing[] {
	const count = which === "none" ? 0 : random.pick([0, 1, 1, 1, 2, 2, 2, 3, 3, 4]);
	const marks = Array.from({ length: count }, () => {
		const kind = random.chance(0.5) ? "national-emblem" : random.pick(OTHER_KINDS);
		const all = MARKS.filter((d) => d.kind === kind);
		// A header holds its emblem small among print; the emblem alone is met far more often.
		const alone = all.filter((d) => d.place.width > 0.5);
		return random.pick(random.chance(0.8) && alone.length > 0 ? alone : all);
	});
	const lookAlikes = Array.from({ length: random.pick([0, 1, 1, 2, 2, 3, 4, 5]) }, () => random.pick(LOOK_ALIKES));
	return random.shuffle([...marks, ...lookAlikes]);
}

const OTHER_KINDS = [...new Set(MARKS.map((d) => d.kind))].filter((k) => k !== "national-emblem");

/** Rendering and width in flat px of a drawing's mark. */
function manner(drawing: Drawing, zoom: number, random: Random): { rendering: Rendering; markWidth: number } {
	const fitsSeal = drawing.place.width > 0.5 && drawing.aspect < 1.7;
	const rendering = random.pick(fitsSeal ? RENDERINGS : RENDERINGS.filter((r) => r !== "seal"));
	const pale = (rendering === "watermark" || rendering === "emboss") && random.chance(0.7);
	const share = drawing.place.width * (rendering === "seal" ? SEAL_SHARE : 1);
	return { rendering, markWidth: Math.min(LARGEST * share, logUniform(pale ? PALE_WIDTHS : WIDTHS, random)) / zoom };
}

/** Height over width of a drawing's mark. */
const slope = ({ place }: Drawing): number => place.height / place.width;

/** All that a print covers, relative to the top left of its mark, px: a header or a seal is much more than its mark. */
function extentOf(drawing: Drawing, rendering: Rendering, markWidth: number): Box {
	const height = markWidth * slope(drawing);
	if (rendering === "seal") {
		const side = Math.max(markWidth, height) / SEAL_SHARE;
		return { x: (markWidth - side) / 2, y: (height - side) / 2, width: side, height: side };
	}
	const unit = markWidth / drawing.place.width;
	const free = 0.06 * markWidth;
	return {
		x: -drawing.place.x * unit - free,
		y: -drawing.place.y * unit - free,
		width: unit + 2 * free,
		height: unit / drawing.aspect + 2 * free,
	};
}

/** Ends of every row of the mark's visible pixels, px of the flat piece. */
function outline({ data, width, height, place }: Sprite, left: number, top: number): Point[] {
	const points: Point[] = [];
	const [x0, x1] = [Math.max(0, Math.floor(place.x) - 1), Math.min(width, Math.ceil(place.x + place.width) + 1)];
	const [y0, y1] = [Math.max(0, Math.floor(place.y) - 1), Math.min(height, Math.ceil(place.y + place.height) + 1)];
	for (let y = y0; y < y1; y++) {
		const visible = (x: number): boolean => (data[(y * width + x) * 4 + 3] as number) > VISIBLE;
		let first = x0;
		while (first < x1 && !visible(first)) first++;
		if (first === x1) continue;
		let last = x1 - 1;
		while (!visible(last)) last--;
		for (const x of [first, last + 1]) points.push([left + x, top + y], [left + x, top + y + 1]);
	}
	return points;
}

/** Cover of a pixel, 0..255, from which it belongs to the drawing's outline. */
const VISIBLE = 64;

function clipped(box: Box, width: number, height: number): Box | null {
	const x = Math.max(0, box.x);
	const y = Math.max(0, box.y);
	const w = Math.min(width, box.x + box.width) - x;
	const h = Math.min(height, box.y + box.height) - y;
	return w > 1 && h > 1 ? { x, y, width: w, height: h } : null;
}
