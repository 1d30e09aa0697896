import type { Point, Polygon } from "../../geometry.ts";
import type { Model } from "../../vision/onnx.ts";
import type { Mat, OpenCv } from "../../vision/opencv.ts";
import { withMats } from "../../vision/opencv.ts";
import { toTensor } from "./crop.ts";

/** Where a line of text was found: four corners, clockwise from the top left as the page stands. */
export interface TextBox {
	polygon: Polygon;
	/** Mean text probability inside the box, 0..1. */
	score: number;
}

export interface DetectorOptions {
	/** Long side of the picture the detector sees, pixels. */
	longSide: number;
	/** A pixel this probable belongs to text. */
	pixelThreshold: number;
	/** A box whose mean probability is lower is dropped. */
	boxThreshold: number;
	/** The model marks the core of a line; its outline is core area × this ÷ core perimeter farther out on every side. */
	unclipRatio: number;
}

/**
 * Near the thresholds PP-OCR publishes (0.3, 0.6, 1.5), at a size where 2.5 mm print on A4 is 11 pixels high. Measured on 14
 * generated photos (presets scan, easy, typical; tuning seeds from 600,010): all 155 lines found, 2 boxes that are no text.
 */
export const DETECTOR_DEFAULTS: DetectorOptions = {
	longSide: 1280,
	pixelThreshold: 0.3,
	boxThreshold: 0.5,
	unclipRatio: 1.6,
};

/** The network halves its input five times. */
const STRIDE = 32;
/** Smaller cores are specks, pixels of the detector's picture. */
const MIN_CORE = 3;
const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];

/**
 * Finds lines of text by differentiable binarisation (Liao et al. 2020, Real-time Scene Text Detection with
 * Differentiable Binarization): the model gives a text probability per pixel; each connected core becomes its smallest
 * rectangle, grown back to the line's outline. Boxes come in pixels of `page` (RGB), in no particular order.
 */
export async function detect(cv: OpenCv, model: Model, page: Mat, options = DETECTOR_DEFAULTS): Promise<TextBox[]> {
	const scale = Math.min(1, options.longSide / Math.max(page.cols, page.rows));
	const width = Math.max(STRIDE, Math.round((page.cols * scale) / STRIDE) * STRIDE);
	const height = Math.max(STRIDE, Math.round((page.rows * scale) / STRIDE) * STRIDE);
	const input = withMats((own) => {
		const small = own(new cv.Mat());
		cv.resize(page, small, new cv.Size(width, height), 0, 0, cv.INTER_AREA);
		return toTensor([small], width, MEAN, DEVIATION);
	});
	const { data } = await model.run(input);
	return withMats((own) => {
		const probability = own(new cv.Mat(height, width, cv.CV_32FC1));
		probability.data32F.set(data);
		const sx = page.cols / width;
		const sy = page.rows / height;
		return boxes(cv, probability, options).map(({ polygon, score }) => ({
			score,
			polygon: polygon.map(([x, y]): Point => [clamp(x * sx, page.cols), clamp(y * sy, page.rows)]),
		}));
	});
}

/** Text boxes of a probability map (CV_32FC1), in its pixels. */
export function boxes(cv: OpenCv, probability: Mat, options: DetectorOptions): TextBox[] {
	return withMats((own) => {
		const binary = own(new cv.Mat());
		cv.threshold(probability, binary, options.pixelThreshold, 255, cv.THRESH_BINARY);
		binary.convertTo(binary, cv.CV_8U);
		const contours = own(new cv.MatVector());
		const hierarchy = own(new cv.Mat());
		cv.findContours(binary, contours, hierarchy, cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE);
		const found: TextBox[] = [];
		for (let i = 0; i < contours.size(); i++) {
			const contour = own(contours.get(i));
			const { center, size, angle } = cv.minAreaRect(contour);
			if (Math.min(size.width, size.height) < MIN_CORE) continue;
			const score = meanInside(cv, probability, contour);
			if (score < options.boxThreshold) continue;
			const grow = (size.width * size.height * options.unclipRatio) / (2 * (size.width + size.height));
			found.push({ score, polygon: corners(center, size.width + 2 * grow, size.height + 2 * grow, angle) });
		}
		return found;
	});
}

/** Mean of the map inside a contour. */
function meanInside(cv: OpenCv, probability: Mat, contour: Mat): number {
	return withMats((own) => {
		const area = cv.boundingRect(contour);
		const part = own(probability.roi(area));
		const mask = own(cv.Mat.zeros(area.height, area.width, cv.CV_8U));
		const list = own(new cv.MatVector());
		list.push_back(contour);
		cv.drawContours(mask, list, 0, new cv.Scalar(255), cv.FILLED, cv.LINE_8, own(new cv.Mat()), 0, {
			x: -area.x,
			y: -area.y,
		} as InstanceType<OpenCv["Point"]>);
		return cv.mean(part, mask)[0] as number;
	});
}

/** Corners of a turned rectangle, from the top left: its "top" is the side within 45° of the picture's top. */
function corners(center: { x: number; y: number }, width: number, height: number, angle: number): Polygon {
	const quarterTurns = Math.round(angle / 90);
	const [w, h] = quarterTurns % 2 === 0 ? [width, height] : [height, width];
	const rest = ((angle - 90 * quarterTurns) * Math.PI) / 180;
	const [c, s] = [Math.cos(rest) / 2, Math.sin(rest) / 2];
	const corner = (x: number, y: number): Point => [center.x + x * w * c - y * h * s, center.y + x * w * s + y * h * c];
	return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

const clamp = (value: number, limit: number): number => Math.min(limit, Math.max(0, value));
