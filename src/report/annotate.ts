/** The photo, upright, with the places of the findings outlined, numbered and explained below it. */
import sharp from "sharp";
import { type Box, bounds, centroid, type Point, type Polygon } from "../geometry.ts";
import { openPhoto } from "../photo/intake.ts";
import type { Raster } from "../vision/raster.ts";
import { legend } from "./legend.ts";
import { type Appearance, RETAKE_APPEARANCE, RETAKE_SIGN, SEVERITY_APPEARANCE } from "./look/appearance.ts";
import { placeLabels } from "./look/labels.ts";
import { uprightPolygon, uprightSize } from "./look/upright.ts";
import type { Report, ReportFinding } from "./schema.ts";
import { badge, renderSvg, text, textWidth } from "./svg.ts";
import { type Language, say } from "./words/catalogue.ts";
import { shortFinding } from "./words/finding.ts";

/** Long side of the photo in the annotated picture, pixels: sharp on a desk screen, about 1 MB as JPEG. */
const MAX_LONG_SIDE = 2400;
const JPEG_QUALITY = 85;
/** Sizes relative to the long side of the photo as drawn, so that pictures of any size look alike; `least` in pixels. */
const TEXT = { relative: 1 / 64, least: 16 };
const STROKE = { relative: 1 / 520, least: 2 };

/**
 * Draws the findings of a report onto the photo it was made from. The result is a JPEG: the photo turned upright and scaled to at most
 * 2400 px, and below it a legend with the verdict and all findings.
 * Throws as `openReported` does.
 */
export async function annotate(photo: Uint8Array, report: Report): Promise<Buffer> {
	return drawFindings(await openReported(photo, report), report, "zh", true);
}

/**
 * The pixels a report speaks of, UploadPx.
 * Throws ZhengjianError as `openPhoto` does, and RangeError when the photo is not the one the report is about.
 */
export async function openReported(photo: Uint8Array, report: Report): Promise<Raster> {
	const raster = await (await openPhoto(photo)).load(report.source.page);
	if (raster.width !== report.image.width || raster.height !== report.image.height)
		throw new RangeError(
			`the report is about a photo of ${report.image.width}×${report.image.height}, this one is ${raster.width}×${raster.height}`,
		);
	return raster;
}

/** The upright photo with labelled places, with or without the legend below (which is in Chinese), as JPEG. */
export async function drawFindings(
	raster: Raster,
	report: Report,
	language: Language,
	withLegend: boolean,
): Promise<Buffer> {
	const scale = Math.min(1, MAX_LONG_SIDE / Math.max(raster.width, raster.height));
	const width = Math.round(raster.width * scale);
	const height = Math.round(raster.height * scale);
	const scaled = await sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: 3 } })
		.resize(width, height)
		.raw()
		.toBuffer();
	const upright = uprightSize({ width, height, turn: report.image.turn });
	const size = Math.max(TEXT.least, Math.max(width, height) * TEXT.relative);
	const key = withLegend ? legend(report, upright.width, size) : { svg: "", height: 0 };
	const svg =
		`<svg xmlns="http://www.w3.org/2000/svg" width="${upright.width}" height="${upright.height + key.height}">` +
		`${overlay(report, upright, size, language)}<g transform="translate(0 ${upright.height})">${key.svg}</g></svg>`;
	const drawn = renderSvg(svg);
	return (
		sharp(scaled, { raw: { width, height, channels: 3 } })
			.rotate(report.image.turn)
			.extend({ bottom: key.height, background: "#ffffff" })
			.composite([{ input: drawn.data, raw: { width: drawn.width, height: drawn.height, channels: 4 } }])
			// Thin coloured lines need the full colour resolution.
			.jpeg({ quality: JPEG_QUALITY, chromaSubsampling: "4:4:4" })
			.toBuffer()
	);
}

/** Something pointed at: how it looks, its sign or number, a few words, and its places on the upright photo. */
interface Pointed {
	appearance: Appearance;
	sign: string;
	words: string;
	seen: Polygon[];
	expected: Polygon[];
}

type Size = { width: number; height: number };

/** SVG elements over the upright photo: the page's outline, then what is to be seen, with the gravest on top. */
function overlay(report: Report, upright: Size, size: number, language: Language): string {
	const stroke = Math.max(STROKE.least, Math.max(upright.width, upright.height) * STROKE.relative);
	const scale = upright.width / uprightSize(report.image).width;
	const place = (polygon: Polygon): Polygon =>
		uprightPolygon(polygon, report.image).map(([x, y]) => [x * scale, y * scale]);
	const pointed = [...report.findings.map(pointedFinding(place, language)), ...retakes(report, place, language)];
	const print = [...report.lines.map((line) => place(line.polygon)), ...pointed.flatMap(({ expected }) => expected)];
	return [
		report.page ? pageOutline(place(report.page.polygon), stroke) : "",
		...pointed.map((thing) => outline(thing, stroke)).reverse(),
		labels(pointed, upright, print.map(bounds), size, stroke),
	].join("");
}

const pointedFinding =
	(place: (polygon: Polygon) => Polygon, language: Language) =>
	({ code, severity, evidence, regions }: ReportFinding, index: number): Pointed => ({
		appearance: SEVERITY_APPEARANCE[severity],
		sign: String(index + 1),
		words: shortFinding(language, code, evidence),
		seen: regions.filter(({ label }) => label !== "expected").map(({ polygon }) => place(polygon)),
		expected: regions.filter(({ label }) => label === "expected").map(({ polygon }) => place(polygon)),
	});

/** The parts that could not be read, to be photographed again. */
const retakes = ({ quality }: Report, place: (polygon: Polygon) => Polygon, language: Language): Pointed[] =>
	quality.issues.flatMap(({ code, severe, polygon }) =>
		severe && polygon
			? [
					{
						appearance: RETAKE_APPEARANCE,
						sign: RETAKE_SIGN,
						words: say(language, `fault.${code}`),
						seen: [place(polygon)],
						expected: [],
					},
				]
			: [],
	);

const path = (polygon: Polygon): string => `M${polygon.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z`;

const pageOutline = (polygon: Polygon, stroke: number): string =>
	`<path d="${path(polygon)}" fill="none" stroke="#ffffff" stroke-opacity="0.75" stroke-width="${stroke}"/>` +
	`<path d="${path(polygon)}" fill="none" stroke="#56606b" stroke-opacity="0.9" stroke-width="${stroke / 2}"/>`;

/** What was seen in the pattern of its severity, the registered place thin and dotted, an arrow from one to the other. */
function outline({ appearance: { colour, dash }, seen, expected }: Pointed, stroke: number): string {
	const line = (polygon: Polygon, width: number, pattern: readonly number[]): string =>
		`<path d="${path(polygon)}" fill="none" stroke="#ffffff" stroke-opacity="0.85" stroke-width="${width * 2.2}" stroke-linejoin="round"/>` +
		`<path d="${path(polygon)}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round" ` +
		`stroke-dasharray="${pattern.map((part) => part * width).join(" ") || "none"}"/>`;
	const [from] = seen;
	const [to] = expected;
	return [
		...expected.map((polygon) => line(polygon, from ? stroke * 0.7 : stroke, [1, 2])),
		...seen.map((polygon) => line(polygon, stroke, dash)),
		from && to ? arrow(centroid(from), centroid(to), colour, stroke) : "",
	].join("");
}

function arrow(from: Point, to: Point, colour: string, stroke: number): string {
	const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
	const head = stroke * 5;
	if (length < 2 * head) return "";
	const angle = (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI;
	const shaft = `M0 0H${length - head}`;
	return (
		`<g transform="translate(${from[0]} ${from[1]}) rotate(${angle})" stroke-linecap="round">` +
		`<path d="${shaft}" stroke="#ffffff" stroke-opacity="0.85" stroke-width="${stroke * 2.2}"/>` +
		`<path d="${shaft}" stroke="${colour}" stroke-width="${stroke}"/>` +
		`<path d="M${length} 0l${-head * 1.4} ${-head * 0.7}v${head * 1.4}Z" fill="${colour}" stroke="#ffffff" stroke-width="${stroke * 0.5}"/></g>`
	);
}

/** Labels of everything that has a place, each tied to its place by a thin line where it had to move away. */
function labels(pointed: readonly Pointed[], upright: Size, print: Box[], size: number, stroke: number): string {
	const pad = size * 0.4;
	const height = size * 1.7;
	const named = pointed.flatMap((thing) => {
		const polygon = thing.seen[0] ?? thing.expected[0];
		if (!polygon) return [];
		const width = height + textWidth(thing.words, size) + pad * 1.5;
		return [{ ...thing, width, height, anchor: bounds(polygon) }];
	});
	const boxes = placeLabels(named, upright, print);
	return named
		.map(({ appearance, sign, words, anchor }, index) => {
			const box = boxes[index];
			if (!box) return "";
			const middle = box.y + height / 2;
			return (
				tie(box, anchor, appearance.colour, stroke) +
				`<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${height}" rx="${pad}" fill="#ffffff" fill-opacity="0.94" ` +
				`stroke="${appearance.colour}" stroke-width="${stroke / 2}"/>` +
				badge(box.x + height / 2, middle, height * 0.36, appearance, sign) +
				text(box.x + height, middle + size * 0.36, words, { size, fill: "#1a1a1a", bold: true })
			);
		})
		.join("");
}

/** A line from a label to the nearest point of what it names; nothing where they lie side by side. */
function tie(box: Box, anchor: Box, colour: string, stroke: number): string {
	const clamp = (value: number, from: number, length: number) => Math.min(Math.max(value, from), from + length);
	const centre: Point = [box.x + box.width / 2, box.y + box.height / 2];
	const end: Point = [clamp(centre[0], anchor.x, anchor.width), clamp(centre[1], anchor.y, anchor.height)];
	const start: Point = [clamp(end[0], box.x, box.width), clamp(end[1], box.y, box.height)];
	if (Math.hypot(end[0] - start[0], end[1] - start[1]) < box.height / 2) return "";
	return `<path d="M${start[0]} ${start[1]}L${end[0]} ${end[1]}" stroke="${colour}" stroke-width="${stroke / 2}" fill="none"/>`;
}
