/** Words laid pale under the print: once across the page, in rows over all of it, or cut out of a tint. */
import { applyHomography, boxPolygon, type Homography, type Polygon } from "../../../src/geometry.ts";
import { covering, type Face, glyphSvg } from "../fonts.ts";
import { measure, type Sheet } from "./sheet.ts";

export interface WatermarkLook {
	words: string;
	face: Face;
	/** Height of the em square, mm. */
	size: number;
	/** Degrees clockwise. */
	angle: number;
	/** Characters one below the other. */
	vertical: boolean;
	/** How much darker than the paper, as a share of its brightness, 0..1; `cutOut` = how much lighter than the tint. */
	contrast: number;
	ink: string;
	/** The words are left white in a tint that covers the page. */
	cutOut: boolean;
	/** Repeated in rows over the whole page; `at` is ignored. */
	tiled: boolean;
	/** Middle of the words, PageMm. */
	at: readonly [x: number, y: number];
}

/** Space between characters, em. */
const TRACKING = 0.12;
/** Distance of repeated words, in their own size: along and across. */
const TILE = { along: 1.5, across: 2.6 };

/** Lays the words under everything printed and notes each place of them that is wholly on the page. Returns those places. */
export function watermark(sheet: Sheet, look: WatermarkLook): Polygon[] {
	const { size, vertical } = look;
	const face = covering(look.face, look.words);
	const length = vertical
		? [...look.words].length * size * (1 + TRACKING)
		: (measure(look.words, { face, size, fill: "", tracking: TRACKING }).at(-1) ?? 0);
	const [width, height] = vertical ? [size, length] : [length, size];
	const glyphs = lettering(look.words, face, size, vertical);
	const opacity = Math.min(1, look.contrast / (1 - luma(look.ink)));
	const letters: string[] = [];
	const places: Polygon[] = [];
	for (const at of look.tiled ? tiles(sheet, width, height, look.angle) : [look.at]) {
		const toPage = placing(at, look.angle, width, height);
		const place = boxPolygon({ x: 0, y: 0, width, height }).map((p) => applyHomography(toPage, p));
		const [a, b, c, d, e, f] = toPage;
		letters.push(`<g transform="matrix(${[a, d, b, e, c, f].map((v) => v.toFixed(4)).join(" ")})">${glyphs}</g>`);
		if (place.every(([x, y]) => x >= 0 && y >= 0 && x <= sheet.width && y <= sheet.height)) places.push(place);
	}
	const tint = `<rect width="${sheet.width}" height="${sheet.height}" fill="${look.ink}" opacity="${opacity.toFixed(3)}"/>`;
	sheet.ground(
		look.cutOut
			? `${tint}<g fill="#ffffff">${letters.join("")}</g>`
			: `<g fill="${look.ink}" opacity="${opacity.toFixed(3)}">${letters.join("")}</g>`,
	);
	for (const polygon of places) sheet.marks.push({ kind: "watermark", polygon, element: null, text: look.words });
	return places;
}

function lettering(words: string, face: Face, size: number, vertical: boolean): string {
	const edges = measure(words, { face, size, fill: "", tracking: TRACKING });
	return [...words]
		.map((c, k) =>
			vertical
				? glyphSvg(face, c, 0, (k * (1 + TRACKING) + 0.88) * size, size)
				: glyphSvg(face, c, edges[k] ?? 0, 0.88 * size, size),
		)
		.join("");
}

/** From the words' own box, its corner at the origin, to the page: turned about their middle. */
function placing([x, y]: readonly [number, number], degrees: number, width: number, height: number): Homography {
	const angle = (degrees / 180) * Math.PI;
	const [c, s] = [Math.cos(angle), Math.sin(angle)];
	return [c, -s, x - (c * width - s * height) / 2, s, c, y - (s * width + c * height) / 2, 0, 0, 1];
}

/** Middles of repeated words, every second row shifted by half. */
function tiles(sheet: Sheet, width: number, height: number, degrees: number): [number, number][] {
	const angle = (degrees / 180) * Math.PI;
	const reach = Math.hypot(sheet.width, sheet.height) / 2;
	const short = Math.min(width, height);
	const [stepX, stepY] = [width + TILE.along * short, height + (TILE.across - 1) * short];
	const out: [number, number][] = [];
	for (let row = -Math.ceil(reach / stepY); row * stepY < reach; row++)
		for (let column = -Math.ceil(reach / stepX); column * stepX < reach; column++) {
			const u = (column + (row & 1 ? 0.5 : 0)) * stepX;
			const v = row * stepY;
			out.push([
				sheet.width / 2 + u * Math.cos(angle) - v * Math.sin(angle),
				sheet.height / 2 + u * Math.sin(angle) + v * Math.cos(angle),
			]);
		}
	return out;
}

/** Brightness of an ink, 0..1 (ITU-R BT.709 weights on the coded values). */
function luma(ink: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((k) => Number.parseInt(ink.slice(k, k + 2), 16) / 255);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
