import type { Line } from "../evidence.ts";
import type { Raster } from "../vision/raster.ts";
import { type QuarterTurn, rotateQuarter } from "../vision/warp.ts";
import type { TextBox } from "./onnx/detector.ts";
import type { Reader } from "./reader.ts";
import { fadeSeals } from "./seal-ink.ts";

const TURNS = [0, 90, 180, 270] as const satisfies readonly QuarterTurn[];

/** A reader that finds lines first and reads them afterwards, so that the first half also tells how the page lies. */
export interface StagedReader extends Reader {
	/** Outlines of lines, in pixels of the page, in no particular order. */
	detect(page: Raster): Promise<TextBox[]>;
	/** Reads lines where they were detected, in reading order. */
	readBoxes(page: Raster, boxes: readonly TextBox[]): Promise<Line[]>;
	turnOf(page: Raster, boxes: readonly TextBox[]): Promise<QuarterTurn>;
}

/** A page put upright, not yet read. */
export interface UprightPage {
	turn: QuarterTurn;
	/** Turned upright, the ink of seals faded (see `fadeSeals`). Crops are best read from it. */
	page: Raster;
	/** Reads it. Lines in the pixels of `page`. */
	read: () => Promise<Line[]>;
}

export const isStaged = (reader: Reader): reader is StagedReader => "turnOf" in reader;

/** Puts a page upright that may lie on its side or upside down. Nothing is detected twice when it is upright. */
export async function layUpright(page: Raster, reader: Reader): Promise<UprightPage> {
	const clear = await fadeSeals(page);
	if (!isStaged(reader)) return bestOfAll(clear, reader);
	const boxes = await reader.detect(clear);
	const turn = await reader.turnOf(clear, boxes);
	if (turn === 0) return { turn, page: clear, read: () => reader.readBoxes(clear, boxes) };
	const turned = rotateQuarter(clear, turn);
	return { turn, page: turned, read: () => reader.readPage(turned) };
}

/** Reads the page all four ways and keeps the one with most text, each character counted by its confidence. */
async function bestOfAll(page: Raster, reader: Reader): Promise<UprightPage> {
	let best: UprightPage | undefined;
	let bestScore = -1;
	for (const turn of TURNS) {
		const turned = rotateQuarter(page, turn);
		const lines = await reader.readPage(turned);
		const score = lines.reduce((sum, line) => sum + line.text.length * line.confidence ** 2, 0);
		if (score > bestScore) [best, bestScore] = [{ turn, page: turned, read: async () => lines }, score];
	}
	return best as UprightPage;
}
