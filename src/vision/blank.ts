import { bounds, type Polygon } from "../geometry.ts";
import type { Raster } from "./raster.ts";

/** Samples per side on which a place is judged. */
const BLANK_GRID = 64;
/** A sample differs from the paper when any channel is off by more than this, 0..255: security print is paler. */
const BLANK_CONTRAST = 46;
/** Share of differing samples below which a place is blank paper, 0..1. */
const BLANK_SHARE = 0.03;

/** Whether a place (pixels of the picture) holds nothing but paper: no print, no stamp, no photo. */
export const isBlank = (picture: Raster, place: Polygon): boolean =>
	differingShare(picture, place, (sample, paper) =>
		sample.some((v, c) => Math.abs(v - (paper[c] as number)) > BLANK_CONTRAST),
	) < BLANK_SHARE;

/** Whether a place holds no coloured ink, whatever black print stands there: the way to miss a seal over text. */
export const isWithoutColour = (picture: Raster, place: Polygon): boolean =>
	differingShare(picture, place, (sample, paper) => chroma(sample) - chroma(paper) > BLANK_CONTRAST) < BLANK_SHARE;

const chroma = (colour: readonly number[]): number => Math.max(...colour) - Math.min(...colour);

/** Share of a grid of samples over the place that differ from its median colour; 1 where the place is outside the picture. */
function differingShare(
	{ width, height, data }: Raster,
	place: Polygon,
	differs: (sample: readonly number[], paper: readonly number[]) => boolean,
): number {
	const box = bounds(place);
	const samples: [number, number, number][] = [];
	for (let j = 0; j < BLANK_GRID; j++)
		for (let i = 0; i < BLANK_GRID; i++) {
			const x = Math.floor(box.x + ((i + 0.5) / BLANK_GRID) * box.width);
			const y = Math.floor(box.y + ((j + 0.5) / BLANK_GRID) * box.height);
			if (x < 0 || y < 0 || x >= width || y >= height) continue;
			const o = (y * width + x) * 3;
			samples.push([data[o] as number, data[o + 1] as number, data[o + 2] as number]);
		}
	if (samples.length === 0) return 1;
	const paper = [0, 1, 2].map(
		(c) => samples.map((s) => s[c] as number).sort((a, b) => a - b)[samples.length >> 1] as number,
	);
	return samples.filter((sample) => differs(sample, paper)).length / samples.length;
}
