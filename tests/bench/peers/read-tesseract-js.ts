/** tesseract.js with its Chinese model and its default settings. */
import { dirname } from "node:path";
import { createWorker } from "tesseract.js";
import { boxPolygon } from "../../../src/geometry.ts";
import { modelPath } from "../../../src/vision/models.ts";
import { packageVersion } from "./package-version.ts";
import { servePeer } from "./serve.ts";

const worker = await createWorker("chi_sim", undefined, {
	langPath: dirname(modelPath("chi_sim")),
	cacheMethod: "none",
	gzip: true,
});

await servePeer(packageVersion("tesseract.js"), async (path) => {
	const { data } = await worker.recognize(path, {}, { blocks: true, text: false });
	const lines = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
	return {
		lines: lines.map(({ text, bbox: { x0, y0, x1, y1 } }) => ({
			text,
			polygon: boxPolygon({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 }),
		})),
	};
});
await worker.terminate();
