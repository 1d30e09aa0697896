/** Empty frames printed on a blank sheet: where a photograph or a code is to be put. */
import type { MmBox } from "../../evidence.ts";
import { type Homography, invert, multiply } from "../../geometry.ts";
import { viewInk } from "../../marks/ink.ts";
import { loadOpenCv, withMats } from "../../vision/opencv.ts";
import type { Raster } from "../../vision/raster.ts";
import { scaleHomography, warp } from "../../vision/warp.ts";

/** Resolution frames are looked for at, px per mm: a hairline of 0.3 mm is then 2 px wide. */
const PX_PER_MM = 6;
/** A channel so much darker than the paper is ink, 0..255: security print is paler. */
const INK = 60;
/** Sides of a frame for a photograph or a code, mm. */
const SIDE_MM = { least: 10, most: 75 };
/** Share of its own upright box that the inside of a frame fills, 0..1. */
const FILL = 0.93;
/** Two outlines of one frame (within and without its line) differ by less than this, mm. */
const LINE_MM = 2;

/** Frames on the sheet, PageMm, the inner outline of each. `mmToUpload` lays the form on the sample. */
export async function findFrames(
	upload: Raster,
	mmToUpload: Homography,
	page: readonly [number, number],
): Promise<MmBox[]> {
	const cv = await loadOpenCv();
	const [width, height] = [Math.round(page[0] * PX_PER_MM), Math.round(page[1] * PX_PER_MM)];
	const toFlat = multiply(scaleHomography({ width: page[0], height: page[1] }, { width, height }), invert(mmToUpload));
	const { onPaper, scale } = viewInk(cv, warp(cv, upload, toFlat, width, height));
	const mm = 1 / (PX_PER_MM * scale);
	return withMats((own) => {
		const ink = own(new cv.Mat(onPaper.height, onPaper.width, cv.CV_8UC1));
		const bytes = ink.data;
		for (let i = 0, p = 0; i < bytes.length; i++, p += 3)
			bytes[i] =
				255 - Math.min(onPaper.data[p] as number, onPaper.data[p + 1] as number, onPaper.data[p + 2] as number) >= INK
					? 255
					: 0;
		const square = own(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(3, 3)));
		cv.morphologyEx(ink, ink, cv.MORPH_CLOSE, square);
		const contours = own(new cv.MatVector());
		cv.findContours(ink, contours, own(new cv.Mat()), cv.RETR_LIST, cv.CHAIN_APPROX_SIMPLE);
		const frames: MmBox[] = [];
		for (let k = 0; k < contours.size(); k++) {
			const contour = own(contours.get(k));
			const box = cv.boundingRect(contour);
			if (cv.contourArea(contour) < FILL * box.width * box.height) continue;
			const frame = { x: box.x * mm, y: box.y * mm, width: box.width * mm, height: box.height * mm };
			const sides = [frame.width, frame.height];
			if (sides.some((side) => side < SIDE_MM.least || side > SIDE_MM.most)) continue;
			if (!frames.some((other) => isSame(other, frame))) frames.push(frame);
		}
		return frames;
	});
}

const isSame = (a: MmBox, b: MmBox): boolean =>
	Math.abs(a.x - b.x) < LINE_MM &&
	Math.abs(a.y - b.y) < LINE_MM &&
	Math.abs(a.width - b.width) < 2 * LINE_MM &&
	Math.abs(a.height - b.height) < 2 * LINE_MM;
