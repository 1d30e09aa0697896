/** Perceptual hash of a picture: alike for the same picture saved again, smaller or more compressed. */
import sharp from "sharp";
import type { Raster } from "../../vision/raster.ts";

/** Cells across and down; each row gives one bit less than it has cells. */
const GRID = { width: 9, height: 8 };

/**
 * 64-bit difference hash: the picture in grey, shrunk to 9 × 8 cells, one bit for each pair of neighbours in a row, set
 * where the left one is darker. Source: N. Krawetz, "Kind of Like That" (2013).
 */
export async function pictureHash({ data, width, height }: Raster): Promise<bigint> {
	const cells = await sharp(data, { raw: { width, height, channels: 3 } })
		.greyscale()
		.resize(GRID.width, GRID.height, { fit: "fill" })
		.raw()
		.toBuffer();
	let hash = 0n;
	for (let y = 0; y < GRID.height; y++)
		for (let x = 0; x + 1 < GRID.width; x++) {
			const at = y * GRID.width + x;
			hash = (hash << 1n) | ((cells[at] ?? 0) < (cells[at + 1] ?? 0) ? 1n : 0n);
		}
	return hash;
}

/** Bits in which two hashes differ, 0..64. */
export function hashDistance(a: bigint, b: bigint): number {
	let differing = a ^ b;
	let count = 0;
	for (; differing > 0n; differing &= differing - 1n) count++;
	return count;
}
