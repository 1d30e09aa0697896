/** `npm run bench -- readers`: both readers alone and the combined reading, over the same photos. */
import Table from "cli-table3";
import { corpus } from "../../samples/generator/corpus.ts";
import type { Preset, Truth } from "../../samples/truth.ts";
import { createEngine } from "../../src/engine/engine.ts";
import type { Registry } from "../../src/registry.ts";
import type { Report } from "../../src/report/schema.ts";
import { verify } from "../../src/verify.ts";
import { countCharacters, countFields, quantile, share } from "./metrics.ts";

interface Run {
	name: string;
	milliseconds: number[];
	errors: number;
	characters: number;
	right: number;
	fields: number;
}

export async function runReaders(seed: number, count: number, presets: Preset[], registry: Registry): Promise<void> {
	// "onnx" alone is the combined engine without its second reader; the same loaded models serve both rows.
	const combined = await createEngine({ reader: "onnx" });
	const tesseract = await createEngine({ reader: "tesseract" });
	const engines = [
		{ name: "onnx", engine: { ...combined, secondReader: null } },
		{ name: "onnx + tesseract.js", engine: combined },
		{ name: "tesseract.js", engine: tesseract },
	];
	const runs = engines.map(
		({ name }): Run => ({ name, milliseconds: [], errors: 0, characters: 0, right: 0, fields: 0 }),
	);
	let done = 0;
	for await (const { image, truth } of corpus(seed, count, presets)) {
		for (const [i, { engine }] of engines.entries()) {
			const start = performance.now();
			const policy = { today: new Date().toISOString().slice(0, 10), claims: {} };
			const identity = { id: `bench-${done}`, createdAt: new Date().toISOString() };
			const { report } = await verify(image, registry, policy, engine, identity);
			add(runs[i] as Run, truth, report, performance.now() - start);
		}
		process.stderr.write(`\r${++done}/${count}`);
	}
	process.stderr.write("\n");
	await combined.close();
	await tesseract.close();
	print(runs);
}

function add(run: Run, truth: Truth, report: Report, milliseconds: number): void {
	const characters = countCharacters({ truth, report, milliseconds });
	const fields = countFields({ truth, report, milliseconds });
	run.milliseconds.push(milliseconds);
	run.errors += characters.errors;
	run.characters += characters.all;
	run.right += fields.right;
	run.fields += fields.all;
}

function print(runs: readonly Run[]): void {
	const table = new Table({
		head: ["reader", "character error rate", "fields exact", "whole verdict p50 ms", "p95 ms"],
		style: { head: [], border: [] },
	});
	for (const run of runs)
		table.push([
			run.name,
			(run.errors / Math.max(1, run.characters)).toFixed(4),
			share(run.right, run.fields),
			Math.round(quantile(run.milliseconds, 0.5)),
			Math.round(quantile(run.milliseconds, 0.95)),
		]);
	console.log(table.toString());
}
