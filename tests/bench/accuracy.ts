/** `npm run bench -- accuracy`: the whole path over generated photos with truth. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Table from "cli-table3";
import { corpus } from "../../samples/generator/corpus.ts";
import { type Preset, type Truth, truthSchema } from "../../samples/truth.ts";
import { createEngine } from "../../src/engine/engine.ts";
import type { Registry } from "../../src/registry.ts";
import { annotate } from "../../src/report/annotate.ts";
import { verify } from "../../src/verify.ts";
import {
	conclusionRight,
	countCharacters,
	countCodes,
	countFields,
	falseAccusations,
	type Outcome,
	quantile,
	share,
} from "./metrics.ts";
import { printTrust } from "./trust.ts";

export interface AccuracyOptions {
	seed: number;
	count: number;
	presets: Preset[];
	/** Groups of the generator; empty = all in turn. */
	groups: string[];
	/** Folder of photos, each with its truth beside it (as `npm run corpus` writes them), instead of generated ones. */
	photos?: string;
	/** Folder for the photos that went wrong, each with its report and annotated picture. */
	failures?: string;
}

export async function runAccuracy(options: AccuracyOptions, registry: Registry): Promise<void> {
	const engine = await createEngine();
	const outcomes: Outcome[] = [];
	let index = 0;
	const samples = options.photos
		? folder(options.photos)
		: corpus(options.seed, options.count, options.presets, options.groups.length > 0 ? options.groups : undefined);
	for await (const { image, truth } of samples) {
		const start = performance.now();
		const policy = { today: new Date().toISOString().slice(0, 10), claims: truth.claims ?? {} };
		const identity = { id: `bench-${index}`, createdAt: new Date().toISOString() };
		const { report } = await verify(image, registry, policy, engine, identity);
		const outcome = { truth, report, milliseconds: performance.now() - start };
		outcomes.push(outcome);
		index++;
		process.stderr.write(`\r${index}`);
		if (options.failures && isFailure(outcome)) await keep(options.failures, index, image, outcome);
	}
	process.stderr.write("\n");
	await engine.close();
	print(outcomes);
}

async function* folder(path: string): AsyncGenerator<{ image: Buffer; truth: Truth }> {
	const names = (await readdir(path)).filter((name) => name.endsWith(".json")).sort();
	for (const name of names) {
		const truth = truthSchema.parse(JSON.parse(await readFile(join(path, name), "utf8")));
		yield { image: await readFile(join(path, truth.file)), truth };
	}
}

const isFailure = (outcome: Outcome): boolean =>
	!conclusionRight(outcome) ||
	falseAccusations(outcome).length > 0 ||
	outcome.truth.findings.some((f) => !outcome.report.findings.some((g) => g.code === f.code)) ||
	countFields(outcome).wrong.length > 0;

async function keep(folder: string, index: number, image: Buffer, outcome: Outcome): Promise<void> {
	await mkdir(folder, { recursive: true });
	const base = join(folder, String(index).padStart(4, "0"));
	await writeFile(`${base}.jpg`, image);
	await writeFile(`${base}.json`, JSON.stringify({ ...outcome, fields: countFields(outcome).wrong }, null, 1));
	await writeFile(`${base}.annotated.jpg`, await annotate(image, outcome.report));
}

function print(outcomes: readonly Outcome[]): void {
	byGroup(outcomes);
	byCode(outcomes);
	const accusations = outcomes.flatMap((o) => falseAccusations(o).map((text) => `seed ${o.truth.seed}: ${text}`));
	console.log(`\nfalse accusations: ${accusations.length}`);
	for (const line of accusations) console.log(`  ${line}`);
	const ious = [...countCodes(outcomes).values()].flatMap((c) => c.ious);
	console.log(`median region IoU: ${quantile(ious, 0.5).toFixed(2)} (${ious.length} regions)`);
	printTrust(outcomes);
	timings(outcomes);
}

function byGroup(outcomes: readonly Outcome[]): void {
	const table = new Table({
		head: ["group", "preset", "photos", "conclusion right", "fields exact", "character error rate"],
		style: { head: [], border: [] },
	});
	const keys = [...new Set(outcomes.map((o) => `${o.truth.group}\t${o.truth.preset}`))].sort();
	const row = (group: string, preset: string, part: readonly Outcome[]) => {
		const fields = part.map(countFields);
		const characters = part.filter((o) => o.report.conclusion !== "unreadable").map(countCharacters);
		const sum = (list: readonly number[]) => list.reduce((s, v) => s + v, 0);
		const errors = sum(characters.map((c) => c.errors));
		table.push([
			group,
			preset,
			part.length,
			share(part.filter(conclusionRight).length, part.length),
			share(sum(fields.map((f) => f.right)), sum(fields.map((f) => f.all))),
			(errors / Math.max(1, sum(characters.map((c) => c.all)))).toFixed(4),
		]);
	};
	for (const key of keys) {
		const [group = "", preset = ""] = key.split("\t");
		row(
			group,
			preset,
			outcomes.filter((o) => o.truth.group === group && o.truth.preset === preset),
		);
	}
	for (const preset of new Set(outcomes.map((o) => o.truth.preset)))
		row(
			"all",
			preset,
			outcomes.filter((o) => o.truth.preset === preset),
		);
	row("all", "all", outcomes);
	console.log(table.toString());
}

function byCode(outcomes: readonly Outcome[]): void {
	const table = new Table({ head: ["finding", "recall", "precision", "median IoU"], style: { head: [], border: [] } });
	for (const [code, c] of [...countCodes(outcomes)].sort(([a], [b]) => a.localeCompare(b)))
		table.push([code, share(c.found, c.planted), share(c.right, c.reported), quantile(c.ious, 0.5).toFixed(2)]);
	console.log(table.toString());
}

function timings(outcomes: readonly Outcome[]): void {
	const table = new Table({ head: ["stage", "p50 ms", "p95 ms"], style: { head: [], border: [] } });
	const add = (name: string, values: readonly number[]) =>
		table.push([name, Math.round(quantile(values, 0.5)), Math.round(quantile(values, 0.95))]);
	for (const stage of new Set(outcomes.flatMap((o) => Object.keys(o.report.timings))))
		add(
			stage,
			outcomes.map((o) => o.report.timings[stage] ?? 0),
		);
	add(
		"whole verdict",
		outcomes.map((o) => o.milliseconds),
	);
	console.log(table.toString());
}
