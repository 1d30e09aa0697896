/** Finding the certificate in the photo. */
import { boxPolygon, mapPolygon } from "../geometry.ts";
import { loadOpenCv } from "../vision/opencv.ts";
import type { Raster } from "../vision/raster.ts";
import { resize, scaleHomography } from "../vision/warp.ts";
import { viewEdges } from "./edges.ts";
import type { PageOutline } from "./flatten.ts";
import { findLines } from "./lines.ts";
import { judgeQuad, proposeQuads } from "./quads.ts";

export { type FlatPage, flatten, type PageOutline, turnPage } from "./flatten.ts";

/** Long side of the picture the outline is looked for in, px. */
const WORK_LONG_SIDE_PX = 800;
const LINES_PER_VIEW = 24;
const QUADS = 40;
/** Least support of the worst side, mean support, and least colour step (Lab units) of an outline that convinces. */
const MIN_SUPPORT = 0.5;
const MIN_MEAN_SUPPORT = 0.65;
const MIN_STEP = 4;

/** The certificate's outline in UploadPx; the whole picture, `assumed`, when no outline convinces. */
export async function findPage(upload: Raster): Promise<PageOutline> {
	const cv = await loadOpenCv();
	const scale = Math.min(1, WORK_LONG_SIDE_PX / Math.max(upload.width, upload.height));
	const size = { width: Math.round(upload.width * scale), height: Math.round(upload.height * scale) };
	const { ground, edges } = viewEdges(cv, resize(cv, upload, size.width, size.height));
	const lines = [edges.ground, edges.detail].flatMap((e) => findLines(e, size.width, size.height, LINES_PER_VIEW));
	const convincing = proposeQuads(lines, size.width, size.height, QUADS)
		.map((quad) => judgeQuad(quad, ground))
		.filter(
			({ support, steps }) =>
				Math.min(...support) >= MIN_SUPPORT &&
				support.reduce((a, b) => a + b, 0) >= 4 * MIN_MEAN_SUPPORT &&
				Math.min(...steps) >= MIN_STEP,
		);
	const best = convincing[0];
	if (best === undefined)
		return { polygon: boxPolygon({ x: 0, y: 0, width: upload.width, height: upload.height }), corners: "assumed" };
	return { polygon: mapPolygon(scaleHomography(size, upload), best.corners), corners: "found" };
}
