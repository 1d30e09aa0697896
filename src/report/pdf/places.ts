/** Places of a finding: cut out of the photo, and on an outline of the page beside what the form has there. */
import sharp from "sharp";
import { type Box, bounds, type Polygon } from "../../geometry.ts";
import type { Raster } from "../../vision/raster.ts";
import { SEVERITY_APPEARANCE } from "../look/appearance.ts";
import { uprightPolygon, uprightSize } from "../look/upright.ts";
import type { Report, ReportFinding } from "../schema.ts";
import { type Block, COLOUR, type Doc } from "./block.ts";

/** The crop shows this much around the place: shares of its width and height, and at least a share of the photo's long side. */
const MARGIN = { ofWidth: 0.08, ofHeight: 0.3, ofPhoto: 0.025 };
/** Long side of a crop, pixels: 180 dpi at the widest it is printed. */
const CROP_PX = 1200;
const JPEG_QUALITY = 85;

/** A part of the photo as JPEG, turned upright, and the places of the finding in it. */
export interface Crop {
	picture: Buffer;
	/** Upright size in UploadPx. */
	width: number;
	height: number;
	/** Upright UploadPx from the crop's own top left corner. */
	seen: Polygon[];
	expected: Polygon[];
}

/** Cuts the places of a finding out of the photo; null where it has none inside the photo. */
export async function cropPlace(raster: Raster, report: Report, finding: ReportFinding): Promise<Crop | null> {
	if (finding.regions.length === 0) return null;
	const box = cropBox(bounds(finding.regions.flatMap(({ polygon }) => polygon)), raster);
	if (box.width < 1 || box.height < 1) return null;
	const { x: left, y: top, width, height } = box;
	const cut = await sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: 3 } })
		.extract({ left, top, width, height })
		.png({ compressionLevel: 1 })
		.toBuffer();
	const picture = await sharp(cut)
		.rotate(report.image.turn)
		.resize(CROP_PX, CROP_PX, { fit: "inside", withoutEnlargement: true })
		.jpeg({ quality: JPEG_QUALITY })
		.toBuffer();
	const turned = { width, height, turn: report.image.turn };
	const places = (expected: boolean) =>
		finding.regions
			.filter(({ label }) => (label === "expected") === expected)
			.map(({ polygon }) =>
				uprightPolygon(
					polygon.map(([x, y]) => [x - left, y - top]),
					turned,
				),
			);
	return { picture, ...uprightSize(turned), seen: places(false), expected: places(true) };
}

/** Whole pixels around a place, inside the photo. */
function cropBox(place: Box, photo: { width: number; height: number }): Box {
	const least = Math.max(photo.width, photo.height) * MARGIN.ofPhoto;
	const beside = Math.max(place.width * MARGIN.ofWidth, least);
	const above = Math.max(place.height * MARGIN.ofHeight, least);
	const x = Math.max(0, Math.floor(place.x - beside));
	const y = Math.max(0, Math.floor(place.y - above));
	return {
		x,
		y,
		width: Math.min(photo.width, Math.ceil(place.x + place.width + beside)) - x,
		height: Math.min(photo.height, Math.ceil(place.y + place.height + above)) - y,
	};
}

type Size = { width: number; height: number };

/** The largest size of the same shape within the given one. */
export const fit = ({ width, height }: Size, within: Size): Size => {
	const scale = Math.min(within.width / width, within.height / height);
	return { width: width * scale, height: height * scale };
};

/** The crop with its places outlined as in the annotated picture. */
export function cropBlock(doc: Doc, crop: Crop, severity: ReportFinding["severity"], within: Size): Block {
	const size = fit(crop, within);
	const scale = size.width / crop.width;
	return {
		height: size.height,
		draw: (x, y) => {
			doc.save().rect(x, y, size.width, size.height).clip();
			doc.image(crop.picture, x, y, size);
			outline(doc, { x, y, scale }, crop, severity);
			doc.restore();
			doc.lineWidth(0.6).rect(x, y, size.width, size.height).stroke(COLOUR.line);
		},
	};
}

/** Where on the page: its outline, its print as grey bars, the registered place dotted and the seen one solid. */
export function pageBlock(doc: Doc, report: Report, finding: ReportFinding, within: Size): Block {
	const upright = (polygon: Polygon) => uprightPolygon(polygon, report.image);
	const page = upright(report.page?.polygon ?? photoEdges(report));
	const places = (expected: boolean) =>
		finding.regions.filter(({ label }) => (label === "expected") === expected).map(({ polygon }) => upright(polygon));
	const shown = { seen: places(false), expected: places(true) };
	const box = bounds([...page, ...shown.seen.flat(), ...shown.expected.flat()]);
	const size = fit(box, within);
	const scale = size.width / box.width;
	return {
		height: size.height,
		draw: (x, y) => {
			const frame = { x: x - box.x * scale, y: y - box.y * scale, scale };
			trace(doc, frame, page).lineWidth(0.8).fillAndStroke("#ffffff", COLOUR.quiet);
			for (const { polygon } of report.lines) trace(doc, frame, upright(polygon)).fill("#e3e6ea");
			outline(doc, frame, shown, finding.severity);
		},
	};
}

const photoEdges = ({ image: { width, height } }: Report): Polygon => [
	[0, 0],
	[width, 0],
	[width, height],
	[0, height],
];

/** Top left corner on the page and points per pixel. */
interface Frame {
	x: number;
	y: number;
	scale: number;
}

const trace = (doc: Doc, { x, y, scale }: Frame, polygon: Polygon): Doc =>
	doc.polygon(...polygon.map(([px, py]): [number, number] => [x + px * scale, y + py * scale]));

const LINE = { seen: 1.2, expected: 0.9, around: 1.8 };

function outline(
	doc: Doc,
	frame: Frame,
	{ seen, expected }: Pick<Crop, "seen" | "expected">,
	severity: ReportFinding["severity"],
): void {
	const { colour, dash } = SEVERITY_APPEARANCE[severity];
	const stroke = (polygon: Polygon, width: number, pattern: readonly number[]) => {
		trace(doc, frame, polygon)
			.undash()
			.lineWidth(width * LINE.around)
			.strokeOpacity(0.8)
			.stroke("#ffffff");
		trace(doc, frame, polygon).lineWidth(width).strokeOpacity(1);
		if (pattern.length > 0) doc.dash((pattern[0] ?? 1) * width, { space: (pattern[1] ?? 1) * width });
		doc.stroke(colour).undash();
	};
	for (const polygon of expected) stroke(polygon, LINE.expected, [1, 2]);
	for (const polygon of seen) stroke(polygon, LINE.seen, dash);
}
