import type { Line } from "../evidence.ts";
import type { Raster } from "../vision/raster.ts";

/** One line of text as a recogniser read it from one crop. All lists have one entry per UTF-16 unit of `text`. */
export interface Recognition {
	/** As read, trimmed; empty when nothing was recognised. */
	text: string;
	/** Mean of `charConfidence`, 0..1; 0 for an empty text. */
	confidence: number;
	/** Probability of each unit, 0..1. */
	charConfidence: number[];
	/** [start, end] of each unit as fractions 0..1 of the crop's width, never decreasing. */
	spans: [number, number][];
	/** What else a unit may be, with its probability, 0..1: entries only where the reader was in doubt. */
	alternatives?: Record<number, Record<string, number>>;
}

/** What a crop is expected to hold; a reader may use it to leave out characters that cannot occur. */
export type CropHint = "digits" | "date" | "url" | "name" | "text";

/**
 * Something that reads text. A page is a flattened picture of a whole certificate, a crop a picture of one line, upright.
 * Every reader passes the same contract suite. A closed reader rejects every call.
 */
export interface Reader {
	readonly name: string;
	/** Model id → first 12 hex digits of its SHA-256, or the package version: enough to repeat a reading. */
	readonly models: Record<string, string>;
	/** Lines in reading order (top to bottom, left to right), polygons in the pixels of the given raster. */
	readPage(page: Raster): Promise<Line[]>;
	/** One recognition per crop, in the order given. */
	readCrops(crops: Raster[], hint?: CropHint): Promise<Recognition[]>;
	close(): Promise<void>;
}

/** A reader that can also say how well a crop spells a given text: the way to read from a short list of known values. */
export interface ScoringReader extends Reader {
	/**
	 * For each crop and each text, by how many nats the text is less likely than the crop's most probable path, whatever that
	 * spells: about 0 = as good as the free reading, large = something else stands there, Infinity = not in the alphabet.
	 */
	margins(crops: readonly Raster[], texts: readonly string[]): Promise<number[][]>;
}

export const isScoring = (reader: Reader): reader is ScoringReader => "margins" in reader;

/** Nothing was read. */
export const NOTHING: Readonly<Recognition> = Object.freeze({
	text: "",
	confidence: 0,
	charConfidence: [],
	spans: [],
});

export const mean = (values: readonly number[]): number =>
	values.length === 0 ? 0 : values.reduce((sum, v) => sum + v, 0) / values.length;
