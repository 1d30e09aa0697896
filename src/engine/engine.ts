/** The parts that read and see, loaded once per worker process. */
import { readFile } from "node:fs/promises";
import { createMarkDetector, type MarkDetector } from "../marks/detector/detector.ts";
import { createOnnxReader } from "../reading/onnx/reader.ts";
import type { Reader } from "../reading/reader.ts";
import { createTesseractReader } from "../reading/tesseract/reader.ts";

export interface Engine {
	/** Reads the page. */
	reader: Reader;
	/** Reads numbers, dates and addresses again; null when it is the page reader itself. */
	secondReader: Reader | null;
	/** Finds emblems, badges and flags. */
	marks: MarkDetector;
	version: string;
	readers: string[];
	models: Record<string, string>;
	close(): Promise<void>;
}

export type ReaderChoice = "onnx" | "tesseract";

/** Throws ZhengjianError `model.missing` or `model.altered` when a model is not the one the product was built with. */
export async function createEngine({ reader: choice = "onnx" }: { reader?: ReaderChoice } = {}): Promise<Engine> {
	const tesseract = await createTesseractReader();
	const reader = choice === "onnx" ? await createOnnxReader() : tesseract;
	const marks = await createMarkDetector();
	const both = reader === tesseract ? [tesseract] : [reader, tesseract];
	const manifest = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")) as {
		version: string;
	};
	return {
		reader,
		secondReader: reader === tesseract ? null : tesseract,
		marks,
		version: manifest.version,
		readers: both.map((r) => r.name),
		models: Object.assign({}, ...both.map((r) => r.models), marks.models),
		close: async () => {
			await Promise.all([...both, marks].map((part) => part.close()));
		},
	};
}
