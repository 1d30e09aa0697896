import type { Line } from "../evidence.ts";
import type { Raster } from "../vision/raster.ts";
import type { TextBox } from "./onnx/detector.ts";
import type { Reader } from "./reader.ts";

/** Degrees clockwise that make a page upright. */
export type Turn = 0 | 90 | 180 | 270;
export const TURNS = [0, 90, 180, 270] as const satisfies readonly Turn[];

/** A reader that finds lines first and reads them afterwards, so that the first half also tells how the page lies. */
export interface StagedReader extends Reader {
	/** Outlines of lines, in pixels of the page, in no particular order. */
	detect(page: Raster): Promise<TextBox[]>;
	/** Reads lines where they were detected, in reading order. */
	readBoxes(page: Raster, boxes: readonly TextBox[]): Promise<Line[]>;
	turnOf(page: Raster, boxes: readonly TextBox[]): Promise<Turn>;
}

export interface UprightReading {
	turn: Turn;
	/** The given page, turned by `turn`: the same object where it was upright. */
	page: Raster;
	/** In the pixels of the turned page. */
	lines: Line[];
}

const isStaged = (reader: Reader): reader is StagedReader => "turnOf" in reader;

/** Degrees clockwise that make the page upright; 0 when nothing on it can be read. */
export async function findTurn(page: Raster, reader: Reader): Promise<Turn> {
	if (isStaged(reader)) return reader.turnOf(page, await reader.detect(page));
	return (await bestOfAll(page, reader)).turn;
}

/** Reads a page that may lie on its side or upside down. Nothing is detected twice when it is upright. */
export async function readUpright(page: Raster, reader: Reader): Promise<UprightReading> {
	if (!isStaged(reader)) return bestOfAll(page, reader);
	const boxes = await reader.detect(page);
	const turn = await reader.turnOf(page, boxes);
	if (turn === 0) return { turn, page, lines: await reader.readBoxes(page, boxes) };
	const turned = turnRaster(page, turn);
	return { turn, page: turned, lines: await reader.readPage(turned) };
}

/** Reads the page all four ways and keeps the one with most text, each character counted by its confidence. */
async function bestOfAll(page: Raster, reader: Reader): Promise<UprightReading> {
	let best: UprightReading | undefined;
	let bestScore = -1;
	for (const turn of TURNS) {
		const turned = turnRaster(page, turn);
		const lines = await reader.readPage(turned);
		const score = lines.reduce((sum, line) => sum + line.text.length * line.confidence ** 2, 0);
		if (score > bestScore) [best, bestScore] = [{ turn, page: turned, lines }, score];
	}
	return best as UprightReading;
}

/** Turns a picture clockwise; 0 returns the same object. */
export function turnRaster(page: Raster, turn: Turn): Raster {
	if (turn === 0) return page;
	const { width, height, data } = page;
	const [w, h] = turn === 180 ? [width, height] : [height, width];
	const out = new Uint8Array(data.length);
	for (let y = 0; y < h; y++)
		for (let x = 0; x < w; x++) {
			const [sx, sy] =
				turn === 90 ? [y, height - 1 - x] : turn === 180 ? [width - 1 - x, height - 1 - y] : [width - 1 - y, x];
			const from = (sy * width + sx) * 3;
			const to = (y * w + x) * 3;
			out[to] = data[from] as number;
			out[to + 1] = data[from + 1] as number;
			out[to + 2] = data[from + 2] as number;
		}
	return { width: w, height: h, data: out };
}
