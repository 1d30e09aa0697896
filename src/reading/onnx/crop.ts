import type { Point, Polygon } from "../../geometry.ts";
import type { FloatTensor } from "../../vision/onnx.ts";
import type { Mat, OpenCv } from "../../vision/opencv.ts";
import { withMats } from "../../vision/opencv.ts";

const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Mean length of the two sides along (width) and across (height) the reading direction of a quadrilateral. */
export function extent([tl, tr, br, bl]: Polygon): { width: number; height: number } {
	const [p, q, r, s] = [tl, tr, br, bl] as [Point, Point, Point, Point];
	return { width: (distance(p, q) + distance(s, r)) / 2, height: (distance(p, s) + distance(q, r)) / 2 };
}

/**
 * Cuts a quadrilateral out of an RGB picture and straightens it to the given size (pixels). Where it shrinks, it is
 * sampled at a whole multiple of that size and averaged, so that thin strokes do not vanish. The caller owns the result.
 */
export function straighten(cv: OpenCv, picture: Mat, quad: Polygon, width: number, height: number): Mat {
	const factor = Math.max(1, Math.round(extent(quad).height / height));
	return withMats((own) => {
		const [w, h] = [width * factor, height * factor];
		const from = own(cv.matFromArray(4, 1, cv.CV_32FC2, quad.slice(0, 4).flat()));
		const to = own(cv.matFromArray(4, 1, cv.CV_32FC2, [0, 0, w, 0, w, h, 0, h]));
		const transform = own(cv.getPerspectiveTransform(from, to));
		const large = new cv.Mat();
		cv.warpPerspective(picture, large, transform, new cv.Size(w, h), cv.INTER_CUBIC, cv.BORDER_REPLICATE);
		if (factor === 1) return large;
		own(large);
		const small = new cv.Mat();
		cv.resize(large, small, new cv.Size(width, height), 0, 0, cv.INTER_AREA);
		return small;
	});
}

/**
 * Lays RGB pictures of equal height into one batch × 3 × height × width tensor: channels in the order blue, green, red
 * (the order these models were trained with), each value (v ÷ 255 − mean) ÷ deviation. Room on the right stays 0.
 */
export function toTensor(
	pictures: readonly Mat[],
	width: number,
	mean: readonly number[],
	deviation: readonly number[],
): FloatTensor {
	const height = pictures[0]?.rows ?? 0;
	const plane = width * height;
	const data = new Float32Array(pictures.length * 3 * plane);
	pictures.forEach((picture, index) => {
		const pixels = picture.data as Uint8Array;
		for (let channel = 0; channel < 3; channel++) {
			const scale = 1 / (255 * (deviation[channel] as number));
			const shift = (mean[channel] as number) / (deviation[channel] as number);
			for (let y = 0; y < height; y++) {
				let target = (index * 3 + channel) * plane + y * width;
				let source = y * picture.cols * 3 + (2 - channel);
				for (let x = 0; x < picture.cols; x++, target++, source += 3)
					data[target] = (pixels[source] as number) * scale - shift;
			}
		}
	});
	return { data, shape: [pictures.length, 3, height, width] };
}
