/** `verify [--json] [--annotate DIR] [--pdf] [--table FILE] [--claims JSON|FILE] [--reader NAME] FILE…`: the pipeline with no server. */
import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { Presets, SingleBar } from "cli-progress";
import { Command, InvalidArgumentError, Option } from "commander";
import type { BatchItem } from "../documents/batch/batch.ts";
import { createPool, type EnginePool } from "../engine/pool.ts";
import type { ReaderName } from "../engine/protocol.ts";
import { ZhengjianError } from "../errors.ts";
import { STAGES, type Stage } from "../evidence.ts";
import { parseClaims, policyAt } from "../policy.ts";
import type { Registry } from "../registry.ts";
import type { Report } from "../report/schema.ts";
import { LANGUAGES, type Language, say } from "../report/words/catalogue.ts";
import { readRegistry } from "../store/store.ts";
import { batchItem, type ClaimsOf, claimsFromTable, TABLE_ENDINGS, writeTable } from "./batch-table.ts";
import { printFailure } from "./failure.ts";
import { fromUser, storeOptions } from "./paths.ts";
import { readPhoto } from "./photo-file.ts";
import { renderFailure, renderReport } from "./table.ts";

interface Options {
	json: boolean;
	annotate?: string;
	pdf: boolean;
	out?: string;
	language: Language;
	table?: string;
	/** Claims of every file, or the path of a table of claims. */
	claims: Record<string, string> | string;
	reader?: ReaderName;
}

type Result = { file: string; report: Report; item: BatchItem | null } | { file: string; error: ZhengjianError };

const command = new Command("verify")
	.description("核验证书照片 / check photographed certificates against the registered standards")
	.argument("<file...>", "照片或 PDF / photos or PDF files")
	.option("--json", "每行输出一份 JSON 报告 / print one JSON report per line", false)
	.option("--annotate <dir>", "把标注图写入该目录 / write the annotated pictures into this folder")
	.option("--pdf", "在照片旁写出 PDF 报告 / write the report as PDF beside each photo", false)
	.option("--out <dir>", "把 PDF 报告写入该目录 / write the PDF reports into this folder")
	.addOption(
		new Option("--language <code>", "PDF 报告和汇总表的语言 / language of PDF and table")
			.choices(LANGUAGES)
			.default("zh" satisfies Language),
	)
	.option("--table <file>", "写出汇总表（.xlsx 或 .csv） / write a table of all files", readTablePath)
	.option(
		"--claims <json|file>",
		"申报信息：JSON，或每个文件一行的表格 / claimed values, or a table of them",
		readClaims,
		{},
	)
	.addOption(new Option("--reader <name>", "识别引擎 / reader").choices(["onnx", "tesseract"]))
	.action(run);

async function run(files: string[], options: Options): Promise<void> {
	const { claims } = options;
	const claimsOf = typeof claims === "string" ? await claimsFromTable(claims, files) : () => claims;
	const bar = options.json ? null : startBar(files.length);
	let failed = false;
	const items: BatchItem[] = [];
	for await (const result of verifyAll(files, claimsOf, options, (file, stage) => bar?.step(file, stage))) {
		failed ||= "error" in result;
		if ("error" in result) items.push({ file: basename(result.file), error: result.error });
		else if (result.item) items.push(result.item);
		if (options.json) process.stdout.write(`${JSON.stringify(asLine(result))}\n`);
		else
			bar?.print(
				"error" in result ? renderFailure(result.file, result.error) : renderReport(result.file, result.report),
			);
	}
	bar?.stop();
	if (options.table !== undefined) await writeTable(options.table, items, options.language);
	process.exitCode = failed ? 1 : 0;
}

/** Results in the order of the files. An engine that cannot start fails every file with its code. */
async function* verifyAll(
	files: string[],
	claimsOf: ClaimsOf,
	options: Options,
	onStage: (file: string, stage: Stage) => void,
): AsyncGenerator<Result> {
	let engine: EnginePool;
	let registry: Registry;
	try {
		registry = await readRegistry(storeOptions());
		engine = await createPool({ reader: options.reader });
	} catch (error) {
		for (const file of files) yield { file, error: asError(error) };
		return;
	}
	try {
		const write = fileWriter(engine, options);
		for (const file of files) {
			try {
				const photo = await readPhoto(fromUser(file));
				const claims = claimsOf(file);
				const now = new Date();
				const identity = { id: randomUUID(), createdAt: now.toISOString() };
				const policy = policyAt(now, claims);
				const { report } = await engine.verify(photo, registry, policy, identity, (stage) => onStage(file, stage));
				await write(file, photo, report);
				const item = options.table === undefined ? null : await batchItem(file, photo, report, claims);
				yield { file, report, item };
			} catch (error) {
				yield { file, error: asError(error) };
			}
		}
	} finally {
		await engine.close();
	}
}

const asError = (error: unknown): ZhengjianError =>
	error instanceof ZhengjianError ? error : new ZhengjianError("internal", String(error), { cause: error });

const asLine = (result: Result) =>
	"error" in result
		? {
				file: result.file,
				error: {
					code: result.error.code,
					message: say("zh", `error.${result.error.code}`),
					detail: result.error.message,
				},
			}
		: { file: result.file, ...result.report };

/** Writes what was asked for about each photo: the annotated picture, the report as PDF. */
function fileWriter(engine: EnginePool, { annotate, pdf, out, language }: Options) {
	const nameOf = outputNames();
	return async (file: string, photo: Uint8Array, report: Report): Promise<void> => {
		const name = nameOf(file);
		if (annotate !== undefined)
			await writeInto(fromUser(annotate), `${name}.annotated.jpg`, await engine.annotate(photo, report));
		if (pdf) {
			const folder = out === undefined ? dirname(fromUser(file)) : fromUser(out);
			await writeInto(folder, `${name}.report.pdf`, await engine.renderPdf(photo, report, { language }));
		}
	};
}

async function writeInto(folder: string, name: string, content: Uint8Array): Promise<void> {
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, name), content);
}

/** `photo.jpg` → `photo`; a second photo of the same name gets a number. */
function outputNames(): (file: string) => string {
	const taken = new Map<string, number>();
	return (file) => {
		const name = basename(file, extname(file));
		const times = (taken.get(name) ?? 0) + 1;
		taken.set(name, times);
		return times > 1 ? `${name}-${times}` : name;
	};
}

/** A bar on the error stream, so that the table on the standard output can be piped. */
function startBar(files: number) {
	const bar = new SingleBar(
		{ format: " {bar} {percentage}% {stage} {file}", stream: process.stderr, clearOnComplete: true },
		Presets.shades_classic,
	);
	let done = 0;
	bar.start(files * STAGES.length, 0, { stage: "", file: "" });
	return {
		step: (file: string, stage: Stage) =>
			bar.update(done * STAGES.length + STAGES.indexOf(stage), { stage, file: basename(file) }),
		print: (text: string) => {
			done++;
			bar.stop();
			process.stdout.write(text);
			if (done < files) bar.start(files * STAGES.length, done * STAGES.length, { stage: "", file: "" });
		},
		stop: () => bar.stop(),
	};
}

function readClaims(text: string): Record<string, string> | string {
	if (!text.trimStart().startsWith("{")) return text;
	try {
		return parseClaims(text);
	} catch (error) {
		throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
	}
}

function readTablePath(path: string): string {
	if (TABLE_ENDINGS.some((ending) => path.toLowerCase().endsWith(ending))) return path;
	throw new InvalidArgumentError(`expected a name that ends with ${TABLE_ENDINGS.join(" or ")}`);
}

try {
	await command.parseAsync();
} catch (error) {
	if (!(error instanceof ZhengjianError)) throw error;
	printFailure(error);
}
