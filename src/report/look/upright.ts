/** From the photo as uploaded to the photo as shown: turned so that the page stands upright. */
import type { Point, Polygon } from "../../geometry.ts";

/** Size of the photo in UploadPx and the clockwise turn in degrees that makes its page upright. */
export interface Turned {
	width: number;
	height: number;
	turn: 0 | 90 | 180 | 270;
}

/** Width and height of the upright photo, pixels. */
export function uprightSize({ width, height, turn }: Turned): { width: number; height: number } {
	return turn === 90 || turn === 270 ? { width: height, height: width } : { width, height };
}

/** A point in UploadPx, in pixels of the upright photo. */
export function uprightPoint([x, y]: Point, { width, height, turn }: Turned): Point {
	switch (turn) {
		case 0:
			return [x, y];
		case 90:
			return [height - y, x];
		case 180:
			return [width - x, height - y];
		case 270:
			return [y, width - x];
	}
}

export const uprightPolygon = (polygon: Polygon, image: Turned): Polygon =>
	polygon.map((point) => uprightPoint(point, image));
