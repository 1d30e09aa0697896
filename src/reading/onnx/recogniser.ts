import type { Polygon } from "../../geometry.ts";
import type { Model } from "../../vision/onnx.ts";
import type { Mat, OpenCv } from "../../vision/opencv.ts";
import { withMats } from "../../vision/opencv.ts";
import { extent, straighten, toTensor } from "./crop.ts";
import type { Posterior } from "./ctc.ts";

/** A line to recognise: four corners on a picture (RGB), clockwise from the first character's top left. */
export interface Crop {
	picture: Mat;
	quad: Polygon;
}

/** Height the recogniser was trained at, pixels. */
export const CROP_HEIGHT = 48;
/** Crops under way at once: one for each of two cores, and the next one ready. */
const AT_ONCE = 3;
/** Widths are filled up to a multiple of this, pixels: a handful of sizes instead of one for each crop. */
const WIDTH_STEP = 32;
/** Narrower pictures are filled up to this, as in training, pixels. */
const MIN_WIDTH = 320;
const MEAN = [0.5, 0.5, 0.5];
const DEVIATION = [0.5, 0.5, 0.5];

/**
 * Runs the recogniser over crops, some at a time, and hands each one's posterior to `use`. Results are in the order of
 * the crops.
 */
export async function recognise<T>(
	cv: OpenCv,
	model: Model,
	crops: readonly Crop[],
	use: (posterior: Posterior, index: number) => T,
): Promise<T[]> {
	const results = new Array<T>(crops.length);
	// The longest first, so that no lane is left with a long one at the end.
	const order = crops.map((crop, index) => ({ index, aspect: aspectOf(crop) })).sort((a, b) => b.aspect - a.aspect);
	const work = order.values();
	const lane = async (): Promise<void> => {
		for (const { index } of work) results[index] = use(await posteriorOf(cv, model, crops[index] as Crop), index);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
	return results;
}

function aspectOf({ quad }: Crop): number {
	const { width, height } = extent(quad);
	return width / Math.max(1, height);
}

async function posteriorOf(cv: OpenCv, model: Model, crop: Crop): Promise<Posterior> {
	const aspect = aspectOf(crop);
	const width = Math.max(1, Math.round(CROP_HEIGHT * aspect));
	const padded = Math.max(MIN_WIDTH, Math.ceil(width / WIDTH_STEP) * WIDTH_STEP);
	const input = withMats((own) =>
		toTensor([own(straighten(cv, crop.picture, crop.quad, width, CROP_HEIGHT))], padded, MEAN, DEVIATION),
	);
	const { data, shape } = await model.run(input);
	const [, steps = 0, classes = 0] = shape;
	return { steps, classes, probabilities: data, stepWidth: padded / width / Math.max(1, steps), aspect: 1 / aspect };
}
