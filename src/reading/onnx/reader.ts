import type { Line } from "../../evidence.ts";
import { boxPolygon, type Point, type Polygon } from "../../geometry.ts";
import { fingerprints, loadModel, type ModelId } from "../../vision/models.ts";
import { openModel } from "../../vision/onnx.ts";
import { loadOpenCv, type Mat, toMat } from "../../vision/opencv.ts";
import type { Raster } from "../../vision/raster.ts";
import type { QuarterTurn } from "../../vision/warp.ts";
import { inReadingOrder } from "../order.ts";
import type { StagedReader } from "../orientation.ts";
import type { Recognition, ScoringReader } from "../reader.ts";
import { extent } from "./crop.ts";
import { BLANK, decode, type Posterior } from "./ctc.ts";
import { DETECTOR_DEFAULTS, type DetectorOptions, detect, type TextBox } from "./detector.ts";
import { bestPath, logLikelihood } from "./likelihood.ts";
import { type Crop, recognise } from "./recogniser.ts";
import { turnOf } from "./turn.ts";

const MODEL_IDS = ["ch_PP-OCRv4_det", "ch_PP-OCRv4_rec", "ch_ppocr_mobile_v2.0_cls", "ppocr_keys_v1"] as const;

/** A box this many times taller than wide holds characters one below the other (or a line on its side). */
const VERTICAL_ASPECT = 1.5;
/** A vertical line read worse than this may run upwards: it is read that way too, and the better reading counts. */
const DOUBTFUL_VERTICAL = 0.8;
/** PP-OCR's own limit: lines read worse than this are patterns and ornaments far more often than text. */
const LINE_THRESHOLD = 0.5;

/**
 * A name is read in Chinese characters unless another reading is more probable by more than this, nats: a letter that the
 * recogniser gives 95 % and the character that looks like it 5 % are 3 apart.
 */
const NAME_NATS = 3;

export interface OnnxReaderOptions {
	detector?: Partial<DetectorOptions>;
}

export interface OnnxReader extends StagedReader, ScoringReader {
	/** Characters by class number; class 0 is the CTC blank. */
	readonly alphabet: readonly string[];
	/**
	 * Hands each crop's posterior to `use`, for forced alignment and keyword spotting. Results are in the order of the crops.
	 */
	recognise<T>(crops: readonly Raster[], use: (posterior: Posterior, index: number) => T): Promise<T[]>;
}

/**
 * The PP-OCRv4 models (Du et al. 2020, PP-OCR, and its later versions) on onnxruntime.
 * Throws `model.missing` or `model.altered` when a model file is not the measured one.
 */
export async function createOnnxReader(options: OnnxReaderOptions = {}): Promise<OnnxReader> {
	const detectorOptions = { ...DETECTOR_DEFAULTS, ...options.detector };
	const cv = await loadOpenCv();
	const [detector, recogniser, classifier, keys] = await Promise.all([
		loadModel("ch_PP-OCRv4_det").then((bytes) => openModel(bytes, { runs: "one" })),
		loadModel("ch_PP-OCRv4_rec").then((bytes) => openModel(bytes, { runs: "many" })),
		loadModel("ch_ppocr_mobile_v2.0_cls").then((bytes) => openModel(bytes, { runs: "one" })),
		loadModel("ppocr_keys_v1").then((bytes) => new TextDecoder().decode(bytes)),
	]);
	const alphabet = ["", ...keys.split(/\r?\n/).filter((key) => key !== ""), " "];
	const han = Uint8Array.from(alphabet, (c, k) => (k === BLANK || /^[\p{Script=Han}·]$/u.test(c) ? 1 : 0));
	const classOf = new Map(alphabet.map((character, index) => [character, index]));
	let open = true;
	const check = (): void => {
		if (!open) throw new RangeError("the reader is closed");
	};
	const read = (crops: readonly Crop[]): Promise<Recognition[]> =>
		recognise(cv, recogniser, crops, (posterior) => decode(posterior, alphabet));

	/** A name in Chinese characters where that explains the crop nearly as well as what was read freely: 丁 is no T. */
	const decodeName = (posterior: Posterior): Recognition => {
		const doubt = bestPath(posterior) - bestPath(posterior, han);
		return decode(posterior, alphabet, doubt <= NAME_NATS ? han : undefined);
	};

	async function withPage<T>(page: Raster, work: (picture: Mat) => Promise<T>): Promise<T> {
		check();
		const picture = toMat(cv, page);
		try {
			return await work(picture);
		} finally {
			picture.delete();
		}
	}

	async function readBoxes(picture: Mat, boxes: readonly TextBox[]): Promise<Line[]> {
		const directed = boxes.map(({ polygon }) => {
			const { width, height } = extent(polygon);
			const vertical = height >= VERTICAL_ASPECT * width;
			return { vertical, quad: vertical ? downwards(polygon) : polygon };
		});
		const readings = await read(directed.map(({ quad }) => ({ picture, quad })));
		const doubtful = directed.flatMap(({ vertical }, i) =>
			vertical && (readings[i] as Recognition).confidence < DOUBTFUL_VERTICAL ? [i] : [],
		);
		const upwards = doubtful.map((i) => reversed((directed[i] as { quad: Polygon }).quad));
		const second = await read(upwards.map((quad) => ({ picture, quad })));
		doubtful.forEach((i, k) => {
			if ((second[k] as Recognition).confidence <= (readings[i] as Recognition).confidence) return;
			readings[i] = second[k] as Recognition;
			directed[i] = { vertical: false, quad: upwards[k] as Polygon };
		});
		const lines = directed.map(({ vertical, quad }, i): Line => {
			return { ...(readings[i] as Recognition), polygon: quad, source: "page", vertical };
		});
		return inReadingOrder(lines.filter((line) => line.text !== "" && line.confidence >= LINE_THRESHOLD));
	}

	return {
		name: "onnx",
		models: fingerprints(MODEL_IDS satisfies readonly ModelId[]),
		alphabet,
		readPage: (page) =>
			withPage(page, async (picture) => readBoxes(picture, await detect(cv, detector, picture, detectorOptions))),
		detect: (page) => withPage(page, (picture) => detect(cv, detector, picture, detectorOptions)),
		readBoxes: (page, boxes) => withPage(page, (picture) => readBoxes(picture, boxes)),
		turnOf: (page, boxes): Promise<QuarterTurn> =>
			withPage(page, (picture) => turnOf(cv, { classifier, read }, picture, boxes)),
		readCrops: (crops, hint) =>
			withCrops(crops, (list) => (hint === "name" ? recognise(cv, recogniser, list, decodeName) : read(list))),
		recognise: (crops, use) => withCrops(crops, (list) => recognise(cv, recogniser, list, use)),
		margins: (crops, texts) => {
			const labels = texts.map((text) => [...text].map((character) => classOf.get(character) ?? -1));
			return withCrops(crops, (list) =>
				recognise(cv, recogniser, list, (posterior) =>
					labels.map((wanted) => bestPath(posterior) - logLikelihood(posterior, wanted)),
				),
			);
		},
		async close() {
			check();
			open = false;
			await Promise.all([detector.close(), recogniser.close(), classifier.close()]);
		},
	};

	async function withCrops<T>(crops: readonly Raster[], work: (crops: Crop[]) => Promise<T>): Promise<T> {
		check();
		const pictures = crops.map((crop) => toMat(cv, crop));
		try {
			return await work(
				pictures.map((picture) => ({
					picture,
					quad: boxPolygon({ x: 0, y: 0, width: picture.cols, height: picture.rows }),
				})),
			);
		} finally {
			for (const picture of pictures) picture.delete();
		}
	}
}

/** The same outline, starting where a line that runs downwards has its first character's top left. */
const downwards = ([tl, tr, br, bl]: Polygon): Polygon => [tr, br, bl, tl] as Point[];

/** The same outline, read from the other end. */
const reversed = ([a, b, c, d]: Polygon): Polygon => [c, d, a, b] as Point[];
