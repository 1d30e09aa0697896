/** Finding the certificate in the photo: straight edges, four of them, and proof that they are where the paper ends. */
import { boxPolygon, mapPolygon } from "../geometry.ts";
import { loadOpenCv } from "../vision/opencv.ts";
import type { Raster } from "../vision/raster.ts";
import { resize, scaleHomography } from "../vision/warp.ts";
import { choosePage } from "./choose.ts";
import { viewEdges } from "./edges.ts";
import type { PageOutline } from "./flatten.ts";
import { distinctLines, findLines } from "./lines.ts";
import { proposeQuads } from "./quads.ts";
import { refineOutline } from "./refine.ts";

export { aspectRatio, type FlatPage, flatten, PAGE_LONG_SIDE_PX, type PageOutline, turnPage } from "./flatten.ts";

/** Long side of the picture the outline is looked for in, px: the edge of a page is then still sharper than its shadow. */
const WORK_LONG_SIDE_PX = 800;
/** Lines taken from each view of the edges, and hypotheses judged by what lies around them. */
const LINES_PER_VIEW = 24;
const HYPOTHESES = 300;

/** The certificate's outline in UploadPx; the whole picture, `assumed`, when no outline convinces. */
export async function findPage(upload: Raster): Promise<PageOutline> {
	const cv = await loadOpenCv();
	const scale = Math.min(1, WORK_LONG_SIDE_PX / Math.max(upload.width, upload.height));
	const size = { width: Math.round(upload.width * scale), height: Math.round(upload.height * scale) };
	const views = viewEdges(cv, resize(cv, upload, size.width, size.height));
	const found = [views.edges.ground, views.edges.detail].flatMap((e) =>
		findLines(e, size.width, size.height, LINES_PER_VIEW),
	);
	const lines = distinctLines(found, size.width, size.height);
	const page = choosePage(proposeQuads(lines, size.width, size.height, HYPOTHESES), views);
	if (page === null)
		return { polygon: boxPolygon({ x: 0, y: 0, width: upload.width, height: upload.height }), corners: "assumed" };
	const outline = mapPolygon(scaleHomography(size, upload), page.corners);
	return { polygon: refineOutline(upload, outline), corners: "found" };
}
