import type { Point, Polygon } from "../../geometry.ts";
import type { Model } from "../../vision/onnx.ts";
import { type Mat, type OpenCv, withMats } from "../../vision/opencv.ts";
import type { QuarterTurn } from "../../vision/warp.ts";
import type { Recognition } from "../reader.ts";
import { extent, straighten, toTensor } from "./crop.ts";
import type { TextBox } from "./detector.ts";
import type { Crop } from "./recogniser.ts";

/** Lines that vote. */
const VOTERS = 8;
/** Length ÷ height of a line that may vote: shorter ones say little. */
const MIN_ASPECT = 3;
/** The classifier's picture, pixels. */
const [WIDTH, HEIGHT] = [192, 48];
const MEAN = [0.5, 0.5, 0.5];
const DEVIATION = [0.5, 0.5, 0.5];
/** Share of the votes that settles it without reading. */
const CLEAR_MAJORITY = 0.75;
/** Lines read both ways up when the vote is not clear. */
const READ_LINES = 4;

/**
 * How a page lies, from its text boxes. Certificates are set in horizontal lines, so long boxes that stand upright mean
 * a quarter turn; which way up the lines are is first asked from a small classifier, and read both ways when it is unsure.
 */
export async function turnOf(
	cv: OpenCv,
	{ classifier, read }: { classifier: Model; read: (crops: readonly Crop[]) => Promise<Recognition[]> },
	picture: Mat,
	boxes: readonly TextBox[],
): Promise<QuarterTurn> {
	const long = boxes
		.map(({ polygon, score }) => {
			const { width, height } = extent(polygon);
			const upright = height > width;
			return {
				polygon,
				upright,
				aspect: Math.max(width, height) / Math.min(width, height),
				length: score * Math.max(width, height),
			};
		})
		.filter(({ aspect }) => aspect >= MIN_ASPECT);
	if (long.length === 0) return 0;
	const total = (upright: boolean) => long.reduce((sum, box) => (box.upright === upright ? sum + box.length : sum), 0);
	const quarter = total(true) > total(false);
	// A page that lies on its left side shows its lines running upwards; read from their lower end they are upright.
	const quads = long
		.filter(({ upright }) => upright === quarter)
		.sort((a, b) => b.length - a.length)
		.slice(0, VOTERS)
		.map(({ polygon }) => (quarter ? lower(polygon) : polygon));
	const flipped = await isFlipped(cv, classifier, read, picture, quads);
	if (quarter) return flipped ? 270 : 90;
	return flipped ? 180 : 0;
}

async function isFlipped(
	cv: OpenCv,
	classifier: Model,
	read: (crops: readonly Crop[]) => Promise<Recognition[]>,
	picture: Mat,
	quads: readonly Polygon[],
): Promise<boolean> {
	const input = withMats((own) =>
		toTensor(
			quads.map((quad) => {
				const { width, height } = extent(quad);
				const w = Math.min(WIDTH, Math.max(1, Math.round((HEIGHT * width) / height)));
				return own(straighten(cv, picture, quad, w, HEIGHT));
			}),
			WIDTH,
			MEAN,
			DEVIATION,
		),
	);
	const { data } = await classifier.run(input);
	const share = quads.reduce((sum, _, i) => sum + (data[2 * i + 1] as number), 0) / quads.length;
	if (share >= CLEAR_MAJORITY) return true;
	if (share <= 1 - CLEAR_MAJORITY) return false;
	const sample = quads.slice(0, READ_LINES).map((quad) => ({ picture, quad }));
	const score = (readings: Recognition[]) =>
		readings.reduce((sum, { text, confidence }) => sum + text.length * confidence ** 2, 0);
	const asIs = score(await read(sample));
	return score(await read(sample.map(({ quad }) => ({ picture, quad: flip(quad) })))) > asIs;
}

/** The same outline read upwards, from its lower left corner. */
const lower = ([tl, tr, br, bl]: Polygon): Polygon => [bl, tl, tr, br] as Point[];
const flip = ([a, b, c, d]: Polygon): Polygon => [c, d, a, b] as Point[];
