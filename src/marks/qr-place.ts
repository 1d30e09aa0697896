/**
 * Places that look like a QR code which the decoder could not read, because of blur or glare: a square patch of dense, black and
 * white texture. Knowing that a code is there keeps it from being reported missing.
 */
import { type Box, boxPolygon, type Polygon } from "../geometry.ts";
import type { OpenCv } from "../vision/opencv.ts";
import { withMats } from "../vision/opencv.ts";
import type { InkView } from "./ink.ts";

/** Side as a share of the page's long side: 18 mm on a page filling half a whole photo … 30 mm on the 176 mm spread. */
const SIDE = { least: 0.03, most: 0.2 };
/** Brightness of dark modules, of paper 255: strong blur lifts them from 20 to 150. */
const DARK = 165;
/** Gap bridged between modules, pixels of the working picture: two modules of a 24 mm code on A4. */
const BRIDGE = 7;
/** Width to height of the symbol, and the share of its box that the bridged modules fill. */
const ASPECT = { least: 0.8, most: 1.25 };
const FILL = 0.82;
/** Share of dark pixels inside. */
const DARK_SHARE = { least: 0.3, most: 0.75 };
/** Crossings between dark and light along a row or column, and the share of rows and columns that must have them. */
const CROSSINGS = 6;
const CROSSED = 0.7;
/** Greatest mean difference between channels, 0..255: modules are black. */
const COLOUR = 30;

/** Outlines in PagePx, most textured first. */
export function findQrPlaces(cv: OpenCv, { onPaper, scale }: InkView): Polygon[] {
	const { width, height, data } = onPaper;
	const dark = new Uint8Array(width * height);
	for (let i = 0, p = 0; i < dark.length; i++, p += 3) dark[i] = (data[p + 1] as number) < DARK ? 255 : 0;
	const long = Math.max(width, height);
	return patches(cv, dark, width, height)
		.filter((box) => {
			const side = Math.max(box.width, box.height);
			const aspect = box.width / box.height;
			return side >= SIDE.least * long && side <= SIDE.most * long && aspect >= ASPECT.least && aspect <= ASPECT.most;
		})
		.filter((box) => isTexture(onPaper.data, width, box))
		.map(({ x, y, width: w, height: h }) =>
			boxPolygon({ x: x / scale, y: y / scale, width: w / scale, height: h / scale }),
		);
}

/** Boxes of dark pixels joined over small gaps that fill their box. */
function patches(cv: OpenCv, dark: Uint8Array, width: number, height: number): Box[] {
	return withMats((own) => {
		const mask = own(new cv.Mat(height, width, cv.CV_8UC1));
		mask.data.set(dark);
		const kernel = own(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(BRIDGE, BRIDGE)));
		cv.morphologyEx(mask, mask, cv.MORPH_CLOSE, kernel);
		// Lines of text and borders that touch the patch are thinner than the gap.
		cv.morphologyEx(mask, mask, cv.MORPH_OPEN, kernel);
		const stats = own(new cv.Mat());
		const count = cv.connectedComponentsWithStats(mask, own(new cv.Mat()), stats, own(new cv.Mat()));
		return Array.from({ length: count - 1 }, (_, i) => {
			const [x, y, w, h, area] = Array.from(stats.data32S.subarray((i + 1) * 5, (i + 2) * 5)) as [
				number,
				number,
				number,
				number,
				number,
			];
			return { box: { x, y, width: w, height: h }, fill: area / (w * h) };
		})
			.filter(({ fill }) => fill >= FILL)
			.map(({ box }) => box);
	});
}

/** True where the patch is colourless and its rows and columns change between dark and light many times. */
function isTexture(data: Uint8Array, width: number, box: Box): boolean {
	const green = (u: number, v: number) => data[((box.y + v) * width + box.x + u) * 3 + 1] as number;
	let sum = 0;
	let colour = 0;
	for (let v = 0; v < box.height; v++)
		for (let u = 0; u < box.width; u++) {
			const p = ((box.y + v) * width + box.x + u) * 3;
			sum += data[p + 1] as number;
			colour += Math.max(data[p] as number, data[p + 2] as number) - Math.min(data[p] as number, data[p + 2] as number);
		}
	const n = box.width * box.height;
	const mean = sum / n;
	if (colour / n > COLOUR) return false;
	let darker = 0;
	for (let v = 0; v < box.height; v++) for (let u = 0; u < box.width; u++) if (green(u, v) < mean) darker++;
	if (darker / n < DARK_SHARE.least || darker / n > DARK_SHARE.most) return false;
	const crossed = (lines: number, length: number, at: (line: number, i: number) => number): number => {
		let many = 0;
		for (let line = 0; line < lines; line++) {
			let changes = 0;
			for (let i = 1; i < length; i++) if (at(line, i) < mean !== at(line, i - 1) < mean) changes++;
			if (changes >= CROSSINGS) many++;
		}
		return many / lines;
	};
	return (
		crossed(box.height, box.width, (v, u) => green(u, v)) >= CROSSED &&
		crossed(box.width, box.height, (u, v) => green(u, v)) >= CROSSED
	);
}
