/** Second look: each proposed place in a window of its own, named as one of the kinds or as none of them, its box refined. */

import { BADGE_KINDS } from "../../evidence.ts";
import { type Box, boxPolygon } from "../../geometry.ts";
import type { Model } from "../../vision/onnx.ts";
import type { Mat, OpenCv } from "../../vision/opencv.ts";
import { withMats } from "../../vision/opencv.ts";
import { type Level, toPlanes } from "./pyramid.ts";

/** The kinds the network names, in the order of its scores; the score after the last is for none of them. */
export const DETECTED_KINDS = ["national-emblem", ...BADGE_KINDS] as const;
export type DetectedKind = (typeof DETECTED_KINDS)[number];

/** Side of the network's window, pixels, and over the longer side of the place. */
const WINDOW_PIXELS = 64;
const WINDOW_SHARE = 1.4;

export interface Named {
	kind: DetectedKind;
	/** Probability of the kind, 0..1. */
	score: number;
	/** Pixels of the page. */
	box: Box;
}

/** The likeliest kind at each place, however unlikely. Boxes in pixels of the page. */
export async function nameMarks(
	cv: OpenCv,
	model: Model,
	levels: readonly Level[],
	places: readonly Box[],
): Promise<Named[]> {
	if (places.length === 0) return [];
	const windows = places.map(windowOf);
	const input = withMats((own) => toPlanes(windows.map((window) => own(cutOut(cv, levels, window)))));
	const { data, shape } = await model.run(input);
	const width = shape[1] as number;
	return windows.map((window, i): Named => {
		const answer = data.subarray(i * width, (i + 1) * width);
		const best = DETECTED_KINDS.reduce((b, _, k) => ((answer[k] as number) > (answer[b] as number) ? k : b), 0);
		const edge = (k: number) => answer[DETECTED_KINDS.length + 1 + k] as number;
		const [left, top, right, bottom] = [edge(0), edge(1), edge(2), edge(3)];
		return {
			kind: DETECTED_KINDS[best] as DetectedKind,
			score: answer[best] as number,
			box: {
				x: window.x + left * window.width,
				y: window.y + top * window.height,
				width: (right - left) * window.width,
				height: (bottom - top) * window.height,
			},
		};
	});
}

function windowOf({ x, y, width, height }: Box): Box {
	const side = WINDOW_SHARE * Math.max(width, height);
	return { x: x + (width - side) / 2, y: y + (height - side) / 2, width: side, height: side };
}

/** The window at the network's size, from the level that is just large enough, so that shrinking it skips no pixels. */
function cutOut(cv: OpenCv, levels: readonly Level[], window: Box): Mat {
	const wanted = WINDOW_PIXELS / window.width;
	const level = levels.findLast(({ scale }) => scale >= wanted) ?? (levels[0] as Level);
	const corners = boxPolygon(window).map(([x, y]) => [x * level.scale, y * level.scale]);
	return withMats((own) => {
		const from = own(cv.matFromArray(3, 1, cv.CV_32FC2, corners.slice(0, 3).flat()));
		const to = own(cv.matFromArray(3, 1, cv.CV_32FC2, [0, 0, WINDOW_PIXELS, 0, WINDOW_PIXELS, WINDOW_PIXELS]));
		const transform = own(cv.getAffineTransform(from, to));
		const small = new cv.Mat();
		cv.warpAffine(
			level.picture,
			small,
			transform,
			new cv.Size(WINDOW_PIXELS, WINDOW_PIXELS),
			cv.INTER_LINEAR,
			cv.BORDER_REPLICATE,
		);
		return small;
	});
}
