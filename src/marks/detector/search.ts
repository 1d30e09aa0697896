/** First look: a small fully convolutional network passes over every level of the page and proposes places. */
import { type Box, boxIou } from "../../geometry.ts";
import type { Model } from "../../vision/onnx.ts";
import type { OpenCv } from "../../vision/opencv.ts";
import { withMats } from "../../vision/opencv.ts";
import { type Level, toPlanes } from "./pyramid.ts";

/** Pixels of a level per cell of the network's answer. */
const STRIDE = 8;
/** Pixels by which a level's edge is carried on before the network sees it: marks at the edge are then seen whole. A multiple of STRIDE. */
const MARGIN = 32;
/** Score from which a cell proposes a place, 0..1. */
const LEAST_SCORE = 0.05;
/** Intersection over union from which two proposals are one. */
const SAME_PLACE = 0.5;
/** Places looked at closely, at most. */
const MOST_PLACES = 48;

export interface Proposal {
	/** Pixels of the page. */
	box: Box;
	/** 0..1 */
	score: number;
}

/** Places where a mark may be, best first, without repetitions. */
export async function search(cv: OpenCv, model: Model, levels: readonly Level[]): Promise<Proposal[]> {
	const proposals = await Promise.all(levels.map((level) => onLevel(cv, model, level)));
	return distinct(proposals.flat(), SAME_PLACE, MOST_PLACES);
}

/** Non-maximum suppression: of proposals that overlap by `limit` (intersection over union) or more the best stays; at most `most`. */
export function distinct<P extends Proposal>(
	proposals: readonly P[],
	limit: number,
	most = Number.POSITIVE_INFINITY,
): P[] {
	const kept: P[] = [];
	for (const proposal of [...proposals].sort((a, b) => b.score - a.score)) {
		if (kept.length >= most) break;
		if (kept.every((other) => boxIou(other.box, proposal.box) < limit)) kept.push(proposal);
	}
	return kept;
}

async function onLevel(cv: OpenCv, model: Model, { picture, scale }: Level): Promise<Proposal[]> {
	const input = withMats((own) => {
		const padded = own(new cv.Mat());
		const [below, right] = [-picture.rows & (STRIDE - 1), -picture.cols & (STRIDE - 1)];
		cv.copyMakeBorder(picture, padded, MARGIN, below + MARGIN, MARGIN, right + MARGIN, cv.BORDER_REPLICATE);
		return toPlanes([padded]);
	});
	const { data, shape } = await model.run(input);
	const [rows, columns] = [shape[2] as number, shape[3] as number];
	const cells = rows * columns;
	const found: Proposal[] = [];
	for (let cell = 0; cell < cells; cell++) {
		const score = data[cell] as number;
		if (score < LEAST_SCORE) continue;
		const x = ((cell % columns) + 0.5) * STRIDE - MARGIN;
		const y = (Math.floor(cell / columns) + 0.5) * STRIDE - MARGIN;
		const side = (channel: number) => data[channel * cells + cell] as number;
		const [left, top, right, bottom] = [side(1), side(2), side(3), side(4)];
		const box = {
			x: (x - left) / scale,
			y: (y - top) / scale,
			width: (left + right) / scale,
			height: (top + bottom) / scale,
		};
		found.push({ box, score });
	}
	return found;
}
