/**
 * Moving pixels, each function with the homography that says where a place went. Places are continuous: the pixel in row 0,
 * column 0 covers 0 ≤ x, y < 1, so a box polygon touches pixel edges and scaling by k multiplies every place by k.
 */
import { type Homography, multiply } from "../geometry.ts";
import { type OpenCv, toMat, toRaster, withMats } from "./opencv.ts";
import type { Raster } from "./raster.ts";

export type QuarterTurn = 0 | 90 | 180 | 270;

/** OpenCV puts whole numbers on pixel centres. */
const TO_CENTRES: Homography = [1, 0, -0.5, 0, 1, -0.5, 0, 0, 1];
const FROM_CENTRES: Homography = [1, 0, 0.5, 0, 1, 0.5, 0, 0, 1];

/**
 * The picture seen through `h` (source place → target place), width × height pixels, bilinear. What lies outside the source
 * becomes white, like paper.
 */
export function warp(cv: OpenCv, raster: Raster, h: Homography, width: number, height: number): Raster {
	return withMats((own) => {
		const source = own(toMat(cv, raster));
		const target = own(new cv.Mat());
		const matrix = own(cv.matFromArray(3, 3, cv.CV_64F, [...multiply(TO_CENTRES, multiply(h, FROM_CENTRES))]));
		const size = new cv.Size(width, height);
		const white = new cv.Scalar(255, 255, 255, 255);
		cv.warpPerspective(source, target, matrix, size, cv.INTER_LINEAR, cv.BORDER_CONSTANT, white);
		return toRaster(target);
	});
}

/** The picture at width × height pixels: averaged when shrunk, bilinear when enlarged. Its way is `scaleHomography`. */
export function resize(cv: OpenCv, raster: Raster, width: number, height: number): Raster {
	return withMats((own) => {
		const source = own(toMat(cv, raster));
		const target = own(new cv.Mat());
		const method = width < raster.width ? cv.INTER_AREA : cv.INTER_LINEAR;
		cv.resize(source, target, new cv.Size(width, height), 0, 0, method);
		return toRaster(target);
	});
}

/** From places in a picture of size `from` to places in the same picture resized to `to`. */
export function scaleHomography(
	from: { width: number; height: number },
	to: { width: number; height: number },
): Homography {
	return [to.width / from.width, 0, 0, 0, to.height / from.height, 0, 0, 0, 1];
}

/** The picture turned clockwise by `turn` degrees, without loss. Its way is `turnHomography`. */
export function rotateQuarter(raster: Raster, turn: QuarterTurn): Raster {
	if (turn === 0) return raster;
	const { width, height, data } = raster;
	const out = new Uint8Array(data.length);
	// Where column x and row y of the source go: to = start + x · perColumn + y · perRow (in pixels).
	const [start, perColumn, perRow] =
		turn === 90
			? [height - 1, height, -1]
			: turn === 180
				? [width * height - 1, -1, -width]
				: [(width - 1) * height, -height, 1];
	for (let y = 0, from = 0; y < height; y++)
		for (let x = 0, to = (start + y * perRow) * 3; x < width; x++, from += 3, to += perColumn * 3) {
			out[to] = data[from] as number;
			out[to + 1] = data[from + 1] as number;
			out[to + 2] = data[from + 2] as number;
		}
	return turn === 180 ? { width, height, data: out } : { width: height, height: width, data: out };
}

/** From places in a picture of this size to places in the same picture turned clockwise by `turn` degrees. */
export function turnHomography({ width, height }: { width: number; height: number }, turn: QuarterTurn): Homography {
	switch (turn) {
		case 0:
			return [1, 0, 0, 0, 1, 0, 0, 0, 1];
		case 90:
			return [0, -1, height, 1, 0, 0, 0, 0, 1];
		case 180:
			return [-1, 0, width, 0, -1, height, 0, 0, 1];
		case 270:
			return [0, 1, 0, -1, 0, width, 0, 0, 1];
	}
}
