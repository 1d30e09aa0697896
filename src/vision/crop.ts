import { applyHomography, bounds, type Point, type Polygon, solveHomography } from "../geometry.ts";
import type { Raster } from "./raster.ts";

/** Crops are never higher than this, pixels: recognisers work at 48 and a photo's print seldom exceeds it by half. */
const MAX_HEIGHT = 72;
/** Room around a line, as a share of its height: outlines from a reader sit tight on the ink. */
const PADDING = 0.12;

/**
 * The part of a picture inside a quadrilateral (clockwise from top left, pixels of the picture), straightened and sampled
 * bilinearly at its own size, with a little room around. Places outside the picture repeat its edge. Meant for single lines.
 * `stretch` makes the crop that many times wider.
 */
export function cropQuad(picture: Raster, quad: Polygon, stretch = 1): Raster {
	const [tl, tr, br, bl] = (quad.length === 4 ? quad : corners(quad)) as [Point, Point, Point, Point];
	const w = (Math.hypot(tr[0] - tl[0], tr[1] - tl[1]) + Math.hypot(br[0] - bl[0], br[1] - bl[1])) / 2;
	const h = (Math.hypot(bl[0] - tl[0], bl[1] - tl[1]) + Math.hypot(br[0] - tr[0], br[1] - tr[1])) / 2;
	const pad = h * PADDING;
	const scale = Math.min(1, MAX_HEIGHT / (h + 2 * pad));
	const width = Math.max(1, Math.round((w + 2 * pad) * scale * stretch));
	const height = Math.max(1, Math.round((h + 2 * pad) * scale));
	const toPicture = solveHomography(
		[
			[pad, pad],
			[pad + w, pad],
			[pad + w, pad + h],
			[pad, pad + h],
		],
		[tl, tr, br, bl],
	);
	const data = new Uint8Array(width * height * 3);
	for (let y = 0, o = 0; y < height; y++)
		for (let x = 0; x < width; x++, o += 3)
			sample(picture, applyHomography(toPicture, [(x + 0.5) / (scale * stretch), (y + 0.5) / scale]), data, o);
	return { width, height, data };
}

function corners(polygon: Polygon): Polygon {
	const { x, y, width, height } = bounds(polygon);
	return [
		[x, y],
		[x + width, y],
		[x + width, y + height],
		[x, y + height],
	];
}

/** Writes the colour at a place (continuous pixel coordinates) to `out[o … o + 2]`. */
function sample({ width, height, data }: Raster, [px, py]: Point, out: Uint8Array, o: number): void {
	const x = Math.min(width - 1, Math.max(0, px - 0.5));
	const y = Math.min(height - 1, Math.max(0, py - 0.5));
	const x0 = Math.floor(x);
	const y0 = Math.floor(y);
	const x1 = Math.min(width - 1, x0 + 1);
	const y1 = Math.min(height - 1, y0 + 1);
	const [fx, fy] = [x - x0, y - y0];
	for (let c = 0; c < 3; c++) {
		const at = (cx: number, cy: number) => data[(cy * width + cx) * 3 + c] as number;
		out[o + c] = (at(x0, y0) * (1 - fx) + at(x1, y0) * fx) * (1 - fy) + (at(x0, y1) * (1 - fx) + at(x1, y1) * fx) * fy;
	}
}
