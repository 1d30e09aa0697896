/** What one would try first: ORB features (Rublee et al. 2011) of the emblem's drawing matched on the picture. */
import { Resvg } from "@resvg/resvg-js";
import { EMBLEM_STYLES, nationalEmblemSvg } from "../../models/drawings/emblem.ts";
import type { Mark } from "../../src/evidence.ts";
import { boxPolygon, type Point } from "../../src/geometry.ts";
import { loadOpenCv, type Mat, type OpenCv, toMat, withMats } from "../../src/vision/opencv.ts";
import type { Raster } from "../../src/vision/raster.ts";

const DRAWING_WIDTH = 240;
const FEATURES = 4000;
/** Lowe's ratio between the best and the second match. */
const RATIO = 0.8;
/** Matches that agree on one homography from which the emblem counts as seen, and RANSAC's tolerance, px. */
const LEAST_INLIERS = 8;
const TOLERANCE = 5;

export interface OrbMatcher {
	/** The emblem where enough features agree; at most one. */
	detect(picture: Raster): Mark[];
	close(): void;
}

export async function createOrbMatcher(): Promise<OrbMatcher> {
	const cv = await loadOpenCv();
	const orb = new cv.ORB(FEATURES);
	const matcher = new cv.BFMatcher(cv.NORM_HAMMING);
	const features = (picture: Raster) =>
		withMats((own) => {
			const colour = own(toMat(cv, picture));
			const grey = own(new cv.Mat());
			cv.cvtColor(colour, grey, cv.COLOR_RGB2GRAY);
			const points = own(new cv.KeyPointVector());
			const descriptors = new cv.Mat();
			orb.detectAndCompute(grey, own(new cv.Mat()), points, descriptors);
			const places = Array.from({ length: points.size() }, (_, i): Point => [points.get(i).pt.x, points.get(i).pt.y]);
			return { places, descriptors };
		});
	const drawn = new Resvg(nationalEmblemSvg(EMBLEM_STYLES.colour, DRAWING_WIDTH), { background: "#fff" }).render();
	const reference = features(withoutAlpha(drawn.width, drawn.height, drawn.pixels));
	return {
		detect(picture) {
			const seen = features(picture);
			try {
				const homography = agree(cv, matcher, reference, seen);
				if (!homography) return [];
				const outline = boxPolygon({ x: 0, y: 0, width: drawn.width, height: drawn.height });
				return [{ kind: "national-emblem", confidence: 1, polygon: outline.map((p) => mapped(homography, p)) }];
			} finally {
				seen.descriptors.delete();
			}
		},
		close() {
			for (const own of [orb, matcher, reference.descriptors]) own.delete();
		},
	};
}

interface Features {
	places: Point[];
	descriptors: Mat;
}

function agree(cv: OpenCv, matcher: InstanceType<OpenCv["BFMatcher"]>, a: Features, b: Features): number[] | null {
	if (b.descriptors.rows < 2) return null;
	return withMats((own) => {
		const matches = own(new cv.DMatchVectorVector());
		matcher.knnMatch(a.descriptors, b.descriptors, matches, 2);
		const pairs: [Point, Point][] = [];
		for (let i = 0; i < matches.size(); i++) {
			const two = own(matches.get(i));
			if (two.size() < 2 || two.get(0).distance >= RATIO * two.get(1).distance) continue;
			pairs.push([a.places[two.get(0).queryIdx] as Point, b.places[two.get(0).trainIdx] as Point]);
		}
		if (pairs.length < LEAST_INLIERS) return null;
		const from = own(
			cv.matFromArray(
				pairs.length,
				1,
				cv.CV_32FC2,
				pairs.flatMap(([p]) => p),
			),
		);
		const to = own(
			cv.matFromArray(
				pairs.length,
				1,
				cv.CV_32FC2,
				pairs.flatMap(([, q]) => q),
			),
		);
		const inliers = own(new cv.Mat());
		const homography = own(cv.findHomography(from, to, cv.RANSAC, TOLERANCE, inliers));
		const agreeing = (inliers.data as Uint8Array).reduce((n, v) => n + v, 0);
		return agreeing >= LEAST_INLIERS && !homography.empty() ? Array.from(homography.data64F as Float64Array) : null;
	});
}

const mapped = (h: readonly number[], [x, y]: Point): Point => {
	const [a, b, c, d, e, f, g, i, j] = h as [number, number, number, number, number, number, number, number, number];
	const w = g * x + i * y + j;
	return [(a * x + b * y + c) / w, (d * x + e * y + f) / w];
};

function withoutAlpha(width: number, height: number, pixels: Uint8Array): Raster {
	const data = new Uint8Array(width * height * 3);
	for (let p = 0; p < width * height; p++) data.set(pixels.subarray(4 * p, 4 * p + 3), 3 * p);
	return { width, height, data };
}
