/** @gutenye/ocr-node with its default settings and the PP-OCRv4 models of its own models package. */
import Ocr from "@gutenye/ocr-node";
import type { Polygon } from "../../../src/geometry.ts";
import { packageVersion } from "./package-version.ts";
import { servePeer } from "./serve.ts";

const ocr = await Ocr.create();

await servePeer(packageVersion("@gutenye/ocr-node"), async (path) => {
	const lines: { text: string; box?: Polygon }[] = await ocr.detect(path);
	return { lines: lines.flatMap(({ text, box }) => (box ? [{ text, polygon: box }] : [])) };
});
