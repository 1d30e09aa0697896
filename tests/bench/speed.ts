/** `npm run bench -- speed`: bytes to report on 12-megapixel photos, and tesseract.js alone reading the same photos, in one run. */
import Table from "cli-table3";
import { corpus } from "../../samples/generator/corpus.ts";
import type { Preset } from "../../samples/truth.ts";
import { createEngine } from "../../src/engine/engine.ts";
import { openPhoto } from "../../src/photo/intake.ts";
import { createTesseractReader } from "../../src/reading/tesseract/reader.ts";
import type { Registry } from "../../src/registry.ts";
import { verify } from "../../src/verify.ts";
import { quantile } from "./metrics.ts";

/** A photo counts as 12 megapixels from this many pixels on. */
const TWELVE_MEGAPIXELS = 11_500_000;

export async function runSpeed(seed: number, count: number, presets: Preset[], registry: Registry): Promise<void> {
	const engine = await createEngine();
	const tesseract = await createTesseractReader();
	const ours: number[] = [];
	const alone: number[] = [];
	for await (const { image, truth } of corpus(seed, count + 1, presets)) {
		const identity = { id: "bench", createdAt: new Date().toISOString() };
		const policy = { today: identity.createdAt.slice(0, 10), claims: {} };
		const start = performance.now();
		const { report } = await verify(image, registry, policy, engine, identity);
		const middle = performance.now();
		const whole = await (await openPhoto(image)).load(0);
		await tesseract.readPage(whole);
		const end = performance.now();
		// The first photo warms the models up.
		if (truth.seed === seed || report.image.width * report.image.height < TWELVE_MEGAPIXELS) continue;
		ours.push(middle - start);
		alone.push(end - middle);
	}
	await engine.close();
	await tesseract.close();
	const table = new Table({
		head: ["12-megapixel photos, models warm", "photos", "p50 ms", "p95 ms"],
		style: { head: [], border: [] },
	});
	for (const [name, values] of [
		["bytes to report", ours],
		["tesseract.js alone, reading the photo", alone],
	] as const)
		table.push([name, values.length, Math.round(quantile(values, 0.5)), Math.round(quantile(values, 0.95))]);
	console.log(table.toString());
}
