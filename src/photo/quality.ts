/** What is wrong with the photo, and where: the report's advice for a retake, and the rules' reason for cannot-tell. */
import type { Quality, QualityIssue } from "../evidence.ts";
import {
	area,
	type Box,
	backward,
	bounds,
	boxPolygon,
	intersectConvex,
	type Point,
	type Polygon,
} from "../geometry.ts";
import { loadOpenCv, toMat, withMats } from "../vision/opencv.ts";
import type { Raster } from "../vision/raster.ts";
import { measureExposure } from "./exposure.ts";
import type { FlatPage } from "./flatten.ts";
import { measureBlur } from "./sharpness.ts";

/** Long side of the small flat page that is measured, px: 4 px per mm of A4. */
const MEASURED_LONG_SIDE_PX = 1200;
/** Blur of print, px of the small flat page: above the first, thin strokes run together; above the second, characters do. */
const BLUR_PX = { noticed: 1.7, severe: 2.6 };
/** Share of the tiles with print that must be blurred before the page as a whole is called so. */
const BLURRED_SHARE = 0.5;
/** Fewest tiles with anything on them: below, all print has been blurred away (or there is none; nothing is read either way). */
const MIN_PRINT_TILES = 8;
/** Brightest thing on page and photo, grey levels: below, a photo is called dark. */
const DARK = { noticed: 100, severe: 55 };
/** Darkest thing on the page, grey levels: above, print is washed out. */
const WASHED_OUT = { noticed: 150, severe: 190 };
/**
 * Long side of the page in the upload, px. 12 pt print on A4 (4.2 mm) is then 16 px high, which readers still like, or 9 px,
 * which they cannot read.
 */
const LONG_SIDE_PX = { noticed: 1100, severe: 650 };
/** Share of the page outside the picture: below the first, only a corner's margin is lost. */
const OUTSIDE_SHARE = { noticed: 0.002, severe: 0.03 };
/** What an issue takes from the score. */
const PENALTY = { noticed: 0.12, severe: 0.4 };

/** Quality of the photo for reading. Areas are UploadPx; an issue without one concerns the whole photo. */
export async function assessQuality(upload: Raster, flat: FlatPage): Promise<Quality> {
	const cv = await loadOpenCv();
	const issues: QualityIssue[] = [...judgeOutline(upload, flat)];
	const scale = Math.min(1, MEASURED_LONG_SIDE_PX / Math.max(flat.raster.width, flat.raster.height));
	const toUpload = ({ x, y, width, height }: Box): Polygon =>
		boxPolygon({ x: x / scale, y: y / scale, width: width / scale, height: height / scale }).map((p) =>
			backward(flat.steps, p),
		);
	withMats((own) => {
		const grey = own(toMat(cv, flat.raster));
		cv.cvtColor(grey, grey, cv.COLOR_RGB2GRAY);
		cv.resize(grey, grey, new cv.Size(0, 0), scale, scale, cv.INTER_AREA);
		const { brightest, darkest, glare } = measureExposure(cv, grey);
		if (brightest < DARK.noticed) issues.push({ code: "dark", severe: brightest < DARK.severe });
		if (darkest > WASHED_OUT.noticed) issues.push({ code: "overexposed", severe: darkest > WASHED_OUT.severe });
		for (const blob of glare) issues.push({ code: "glare", polygon: toUpload(blob), severe: blob.blank });
		const tiles = measureBlur(cv, grey);
		if (tiles.length < MIN_PRINT_TILES) issues.push({ code: "blur", severe: true });
		for (const [level, severe] of [
			[BLUR_PX.severe, true],
			[BLUR_PX.noticed, false],
		] as const) {
			const blurred = tiles.filter(({ blur }) => blur > level);
			if (tiles.length < MIN_PRINT_TILES || blurred.length < BLURRED_SHARE * tiles.length) continue;
			issues.push({ code: "blur", polygon: toUpload(boxAround(blurred)), severe });
			break;
		}
	});
	const score = issues.reduce((s, { severe }) => s * (1 - (severe ? PENALTY.severe : PENALTY.noticed)), 1);
	return { score, issues };
}

function judgeOutline(upload: Raster, flat: FlatPage): QualityIssue[] {
	const issues: QualityIssue[] = [];
	const [tl, tr, br, bl] = flat.polygon as [Point, Point, Point, Point];
	const long = Math.max(distance(tl, tr), distance(tr, br), distance(br, bl), distance(bl, tl));
	if (long < LONG_SIDE_PX.noticed) issues.push({ code: "too-small", severe: long < LONG_SIDE_PX.severe });
	if (flat.corners === "assumed") issues.push({ code: "page-not-found", severe: false });
	else {
		const frame = boxPolygon({ x: 0, y: 0, width: upload.width, height: upload.height });
		const lost = 1 - area(intersectConvex(flat.polygon, frame)) / area(flat.polygon);
		if (lost > OUTSIDE_SHARE.noticed)
			issues.push({ code: "cut-off", polygon: edgesOf(flat.polygon, upload), severe: lost > OUTSIDE_SHARE.severe });
	}
	return issues;
}

/** The visible part of the page beside the frame that cuts it, 5 % of the photo deep. */
function edgesOf(polygon: Polygon, { width, height }: Raster): Polygon {
	const depth = 0.05 * Math.max(width, height);
	const beyond = polygon.filter(([x, y]) => x < 0 || y < 0 || x > width || y > height);
	const box = bounds(beyond);
	const left = Math.max(0, Math.min(box.x, width) - depth);
	const top = Math.max(0, Math.min(box.y, height) - depth);
	const right = Math.min(width, Math.max(box.x + box.width, 0) + depth);
	const bottom = Math.min(height, Math.max(box.y + box.height, 0) + depth);
	return boxPolygon({ x: left, y: top, width: right - left, height: bottom - top });
}

function boxAround(boxes: Box[]): Box {
	return bounds(boxes.flatMap(boxPolygon));
}

const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
