/** `npm run bench -- watermarks`: words laid pale under photographed certificates, found and read; and pages without any. */
import Table from "cli-table3";
import { photograph } from "../../samples/generator/camera/photograph.ts";
import { SETTINGS } from "../../samples/generator/camera/presets.ts";
import { conformingContent } from "../../samples/generator/pages/content.ts";
import { drawForm } from "../../samples/generator/pages/form.ts";
import { watermark } from "../../samples/generator/pages/watermark.ts";
import { watermarkLook } from "../../samples/generator/plants/watermarks.ts";
import { Random } from "../../samples/generator/random.ts";
import { findWatermarks } from "../../src/marks/watermark.ts";
import { openPhoto } from "../../src/photo/intake.ts";
import { findPage, flatten, turnPage } from "../../src/photo/page.ts";
import { createOnnxReader } from "../../src/reading/onnx/reader.ts";
import { layUpright } from "../../src/reading/orientation.ts";
import { compile } from "../../src/rulebook/compile.ts";
import { foldTight } from "../../src/rulebook/folding.ts";
import { rulebook } from "../../src/rulebook/index.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { quantile, share } from "./metrics.ts";

const CONTRASTS = [0.05, 0.1, 0.15, 0.25];
/** Of five pages the fifth has no watermark. */
const TURN = CONTRASTS.length + 1;
/** Mean probability from which words may carry a finding. */
const SURE = 0.85;

/** `count` photos from `seed` on, presets easy and typical, no quarter turns. */
export async function runWatermarks(seed: number, count: number): Promise<void> {
	const reader = await createOnnxReader();
	const { any } = compile(rulebook, new Date().toISOString().slice(0, 10));
	const rows = new Map<string, { pages: number; found: number }>();
	const times: Record<"with" | "without", number[]> = { with: [], without: [] };
	const clean = { pages: 0, marks: 0, reserved: 0 };
	for (let k = 0; k < count; k++) {
		const random = new Random(seed + k);
		const form = random.pick(["skill-level", "special-ability", "training-completion"] as const);
		const content = conformingContent(form, random.fork("content"));
		const contrast = CONTRASTS[k % TURN];
		const [width = 297, height = 210] = content.template.page;
		const look = contrast && watermarkLook([width, height], random.fork("look"), { contrast });
		if (look)
			content.extras.push((sheet) => {
				watermark(sheet, look);
			});
		const settings = { ...SETTINGS[random.pick(["easy", "typical"] as const)], turned: 0, flagged: 0 };
		const photo = await photograph(drawForm(content, random.fork("draw")), settings, random.fork("camera"));
		const upload = await (await openPhoto(photo.image)).load(0);
		const flat = await flatten(upload, await findPage(upload));
		const upright = await layUpright(flat.raster, reader);
		const page: Raster = turnPage(flat, upright.turn).raster;
		const lines = await upright.read();
		const start = performance.now();
		const marks = (await findWatermarks(page, reader, lines, [])) ?? [];
		times[look ? "with" : "without"].push(performance.now() - start);
		const reserved = marks.filter(
			({ text, textConfidence }) => any.test(foldTight(text ?? "").text) && (textConfidence ?? 0) >= SURE,
		).length;
		if (look)
			for (const name of [`${100 * look.contrast} %`, layout(look), "all"]) {
				const row = rows.get(name) ?? { pages: 0, found: 0 };
				row.pages++;
				if (reserved > 0) row.found++;
				rows.set(name, row);
			}
		else {
			clean.pages++;
			clean.marks += marks.length;
			clean.reserved += reserved;
		}
		process.stderr.write(`\r${k + 1}`);
	}
	process.stderr.write("\n");
	await reader.close();
	const table = new Table({ head: ["watermark", "reserved words read surely"], style: { head: [], border: [] } });
	for (const [name, { pages, found }] of rows) table.push([name, share(found, pages)]);
	console.log(table.toString());
	console.log(`pages without: ${clean.pages}, marks ${clean.marks}, with reserved words ${clean.reserved}`);
	for (const [name, values] of Object.entries(times))
		console.log(`ms ${name}: p50 ${quantile(values, 0.5).toFixed(0)}, p95 ${quantile(values, 0.95).toFixed(0)}`);
}

function layout({ tiled, vertical, angle }: { tiled: boolean; vertical: boolean; angle: number }): string {
	const direction = vertical ? "downwards" : angle === 0 ? "level" : "slanting";
	return `${tiled ? "pattern" : "once"}, ${direction}`;
}
