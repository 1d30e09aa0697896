/** Where the camera stands: the projective map from the page (mm) to the photo (pixels). */
import { applyHomography, type Homography, multiply, type Point, solveHomography } from "../../../src/geometry.ts";
import type { Random } from "../random.ts";

export interface PoseRange {
	/** Largest angle between the page's normal and the optical axis, degrees. */
	tilt: number;
	/** Largest turn in the picture plane besides quarter turns, degrees. */
	roll: number;
	/** Share of the frame the page's outline takes, along the tighter side. */
	fill: readonly [number, number];
	/** Largest shift from the middle, as a share of the room left. */
	shift: number;
}

/** Focal length over the long side of the frame: a 26 mm lens in terms of the 36 mm frame. */
const FOCAL = 26 / 36;

export interface Pose {
	/** PageMm → photo pixels. */
	homography: Homography;
	/** Photo pixels per millimetre at the page's middle. */
	pxPerMm: number;
}

/**
 * A pinhole camera looking at the page's middle. `turn` is what a viewer has to turn the photo by, clockwise, for the
 * page to stand upright, so the page itself is drawn turned the other way.
 */
export function randomPose(
	random: Random,
	page: readonly [width: number, height: number],
	frame: readonly [width: number, height: number],
	range: PoseRange,
	turn: number,
): Pose {
	const corners: Point[] = [
		[0, 0],
		[page[0], 0],
		[page[0], page[1]],
		[0, page[1]],
	];
	const tilt = (random.float(0.2, 1) * range.tilt * Math.PI) / 180;
	const axis = random.float(0, 2 * Math.PI);
	const roll = ((random.float(-range.roll, range.roll) - turn) * Math.PI) / 180;
	const focal = FOCAL * Math.max(...frame);
	const distance = (1.25 * focal * Math.max(...page)) / Math.max(...frame);
	const projected = corners.map(([x, y]) =>
		project([x - page[0] / 2, y - page[1] / 2], tilt, axis, roll, focal, distance),
	);
	const xs = projected.map((p) => p[0]);
	const ys = projected.map((p) => p[1]);
	const [w, h] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
	const scale = random.float(...range.fill) * Math.min(frame[0] / w, frame[1] / h);
	const room: Point = [(frame[0] - scale * w) / 2, (frame[1] - scale * h) / 2];
	const offset: Point = [
		frame[0] / 2 -
			(scale * (Math.max(...xs) + Math.min(...xs))) / 2 +
			room[0] * random.float(-range.shift, range.shift),
		frame[1] / 2 -
			(scale * (Math.max(...ys) + Math.min(...ys))) / 2 +
			room[1] * random.float(-range.shift, range.shift),
	];
	const base = solveHomography(corners, projected);
	const homography = multiply([scale, 0, offset[0], 0, scale, offset[1], 0, 0, 1], base);
	const middle: Point = [page[0] / 2, page[1] / 2];
	const [a, b] = [applyHomography(homography, middle), applyHomography(homography, [middle[0] + 1, middle[1]])];
	return { homography, pxPerMm: Math.hypot(b[0] - a[0], b[1] - a[1]) };
}

/** One page point, mm from its middle, through the turned and tilted camera onto the sensor. */
function project([x, y]: Point, tilt: number, axis: number, roll: number, focal: number, distance: number): Point {
	const [ax, ay] = [Math.cos(axis), Math.sin(axis)];
	const along = x * ax + y * ay;
	const across = -x * ay + y * ax;
	const depth = distance + across * Math.sin(tilt);
	const flat = across * Math.cos(tilt);
	const px = (focal * (along * ax - flat * ay)) / depth;
	const py = (focal * (along * ay + flat * ax)) / depth;
	return [px * Math.cos(roll) - py * Math.sin(roll), px * Math.sin(roll) + py * Math.cos(roll)];
}
