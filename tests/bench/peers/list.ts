/** Who reads the photos, and what it takes to start each. */
import type { Command } from "./process.ts";
import { pythonWith } from "./venv.ts";

export interface PeerEntry {
	name: string;
	/** Throws with the reason when it cannot be installed. */
	prepare: () => Promise<Command>;
}

const here = (file: string): string => new URL(file, import.meta.url).pathname;

const node =
	(script: string, ...args: string[]): PeerEntry["prepare"] =>
	async () => ({ file: process.execPath, args: ["--import", "tsx", here(script), ...args] });

const python =
	(script: string, requirements: string): PeerEntry["prepare"] =>
	async () => ({ file: await pythonWith(here(requirements)), args: [here(script)] });

/** All figures are given as ratios to this one's. */
export const OURS = "zhengjian, whole verification";

export const PEERS: readonly PeerEntry[] = [
	{ name: OURS, prepare: node("read-ours.ts") },
	{ name: "zhengjian, reading the page", prepare: node("read-ours.ts", "page") },
	{ name: "tesseract command", prepare: async () => ({ file: "python3", args: [here("read_tesseract.py")] }) },
	{ name: "tesseract.js", prepare: node("read-tesseract-js.ts") },
	{ name: "@gutenye/ocr-node", prepare: node("read-ocr-node.ts") },
	{ name: "RapidOCR 3", prepare: python("read_rapidocr.py", "rapidocr.txt") },
	{ name: "RapidOCR 1, PP-OCRv4", prepare: python("read_rapidocr_v4.py", "rapidocr.txt") },
	{ name: "PaddleOCR 2, PP-OCRv4", prepare: python("read_paddleocr.py", "paddleocr.txt") },
	{
		name: "PaddleOCR 3",
		prepare: async () => {
			throw new Error("its package holds no models: it downloads them when it first reads");
		},
	},
];
