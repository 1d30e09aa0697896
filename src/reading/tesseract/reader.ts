import { createRequire } from "node:module";
import { dirname } from "node:path";
import type { Worker as Thread } from "node:worker_threads";
import sharp from "sharp";
import { createWorker, OEM, PSM, type RecognizeOptions, type Worker, type WorkerParams } from "tesseract.js";
import { ZhengjianError } from "../../errors.ts";
import { fingerprints, loadModel, modelPath } from "../../vision/models.ts";
import type { Raster } from "../../vision/raster.ts";
import { inReadingOrder } from "../order.ts";
import type { CropHint, Reader } from "../reader.ts";
import { linesOf, recognitionOf } from "./words.ts";

/** Characters that can occur in a crop; tesseract leaves all others out. "name" and "text" have no such list. */
const WHITELISTS: Record<CropHint, string> = {
	digits: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-",
	date: "0123456789年月日-./至",
	url: "abcdefghijklmnopqrstuvwxyz0123456789:/.-_?=&%#ABCDEFGHIJKLMNOPQRSTUVWXYZ",
	name: "",
	text: "",
};
/** Crops are brought to this height: tesseract's line recogniser works at 36 to 48 pixels. */
const CROP_HEIGHT = 48;
/** Room around a crop, pixels: characters that touch the border are lost. */
const MARGIN = 10;
/** Told to tesseract, which else guesses it for every picture and says so on the error output. */
const DPI = "300";
/** Lines read worse than this are patterns and ornaments far more often than text. */
const LINE_THRESHOLD = 0.3;

export interface TesseractReaderOptions {
	/** Longest time for one page or crop, milliseconds. */
	timeout?: number;
}

type Parameters = Partial<RecognizeOptions> & Partial<WorkerParams>;

/**
 * tesseract.js with its Chinese model from a package: nothing is downloaded or cached.
 * Throws `model.missing` or `model.altered` when the model file is not the measured one, `engine.crashed` when the worker
 * dies and `engine.timeout` when a reading takes too long; after either the reader is of no more use.
 */
export async function createTesseractReader({ timeout = 60_000 }: TesseractReaderOptions = {}): Promise<Reader> {
	await loadModel("chi_sim");
	let fail: (error: ZhengjianError) => void = () => {};
	const failure = new Promise<never>((_, reject) => {
		fail = reject;
	});
	failure.catch(() => {}); // Whoever waits for a reading hears of it; without one it is nobody's error.
	const crashed = (cause: unknown) => fail(new ZhengjianError("engine.crashed", "tesseract stopped", { cause }));
	let starting = true;
	const worker = await Promise.race([
		createWorker("chi_sim", OEM.LSTM_ONLY, {
			langPath: dirname(modelPath("chi_sim")),
			cacheMethod: "none",
			gzip: true,
			// Without a handler tesseract.js throws inside its message listener, which ends the process.
			// Later errors belong to one call, whose own promise rejects.
			errorHandler: (cause) => {
				if (starting) crashed(cause);
			},
		}),
		failure,
	]);
	starting = false;
	threadOf(worker).on("error", crashed);
	const version = (createRequire(import.meta.url)("tesseract.js/package.json") as { version: string }).version;
	let open = true;

	async function recognise(picture: Raster, parameters: Parameters, margin = 0) {
		if (!open) throw new RangeError("the reader is closed");
		const image = await encode(picture, margin);
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<never>((_, reject) => {
			timer = setTimeout(() => {
				reject(new ZhengjianError("engine.timeout", "tesseract took too long", { expected: `${timeout} ms` }));
				void worker.terminate();
			}, timeout);
		});
		try {
			const { data } = await Promise.race([
				worker.recognize(image, parameters, { blocks: true, text: false }),
				failure,
				late,
			]);
			return (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines));
		} catch (cause) {
			if (cause instanceof ZhengjianError) throw cause;
			throw new ZhengjianError("engine.crashed", "tesseract could not read the picture", { cause });
		} finally {
			clearTimeout(timer);
		}
	}

	return {
		name: "tesseract",
		models: { "tesseract.js": version, ...fingerprints(["chi_sim"]) },
		async readPage(page) {
			const lines = await recognise(page, { tessedit_pageseg_mode: PSM.AUTO, user_defined_dpi: DPI });
			return inReadingOrder(
				lines
					.flatMap((line) => linesOf(line, page))
					.filter((line) => line.text !== "" && line.confidence >= LINE_THRESHOLD),
			);
		},
		async readCrops(crops, hint = "text") {
			const results = [];
			for (const crop of crops) {
				const scale = CROP_HEIGHT / crop.height;
				const width = Math.max(1, Math.round(crop.width * scale));
				const parameters = {
					tessedit_pageseg_mode: PSM.SINGLE_LINE,
					tessedit_char_whitelist: WHITELISTS[hint],
					user_defined_dpi: DPI,
				};
				const lines = await recognise(crop, parameters, MARGIN);
				results.push(
					recognitionOf(
						lines.flatMap(({ words }) => words),
						{ x: MARGIN, width },
					),
				);
			}
			return results;
		},
		async close() {
			if (!open) throw new RangeError("the reader is closed");
			open = false;
			await worker.terminate();
		},
	};
}

/** The thread behind a tesseract.js worker: an error of its own would otherwise end the process. */
const threadOf = (worker: Worker): Thread => (worker as unknown as { worker: Thread }).worker;

/** PNG of a page, or of a crop at the recogniser's height with a margin of its own border colours. */
async function encode({ width, height, data }: Raster, margin: number): Promise<Buffer> {
	let image = sharp(data, { raw: { width, height, channels: 3 } });
	if (margin > 0)
		image = image
			.resize({ height: CROP_HEIGHT, width: Math.max(1, Math.round((width * CROP_HEIGHT) / height)), fit: "fill" })
			.extend({ top: margin, bottom: margin, left: margin, right: margin, extendWith: "copy" });
	return image.png({ compressionLevel: 1 }).toBuffer();
}
