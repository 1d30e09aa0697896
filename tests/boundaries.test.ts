import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** One import of each boundary that must be refused: file and specifier. */
const FORBIDDEN: [file: string, specifier: string][] = [
	["src/verify.ts", "./cli/verify.ts"],
	["src/verify.ts", "../samples/generator/draw.ts"],
	["src/photo/a.ts", "../rules/rule.ts"],
	["src/photo/a.ts", "../cli/verify.ts"],
	["src/reading/onnx/b.ts", "../../report/verdict.ts"],
	["src/reading/onnx/b.ts", "../../templates/schema.ts"],
	["src/marks/c.ts", "../service/app.ts"],
	["src/vision/d.ts", "../web/app.tsx"],
	["src/templates/e.ts", "../photo/intake.ts"],
	["src/templates/e.ts", "../service/app.ts"],
	["src/gathering/n.ts", "../rules/rule.ts"],
	["src/gathering/n.ts", "../store/store.ts"],
	["src/rules/f.ts", "node:fs"],
	["src/rules/f.ts", "sharp"],
	["src/rules/f.ts", "onnxruntime-node"],
	["src/rules/f.ts", "../vision/opencv.ts"],
	["src/rules/f.ts", "../photo/intake.ts"],
	["src/rules/f.ts", "../reading/reader.ts"],
	["src/rules/f.ts", "../marks/seals.ts"],
	["src/rules/f.ts", "../service/app.ts"],
	["src/rules/f.ts", "../verify.ts"],
	["src/rules/f.ts", "../report/words/catalogue.ts"],
	["src/rules/field/f.ts", "node:fs"],
	["src/rules/field/f.ts", "sharp"],
	["src/rules/field/f.ts", "../../photo/intake.ts"],
	["src/rules/field/f.ts", "../../verify.ts"],
	["src/rules/field/f.ts", "../../report/words/catalogue.ts"],
	["src/rulebook/g.ts", "../templates/match.ts"],
	["src/rulebook/g.ts", "../cli/registry.ts"],
	["src/report/h.ts", "../reading/reader.ts"],
	["src/report/h.ts", "../service/app.ts"],
	["src/documents/o.ts", "../reading/reader.ts"],
	["src/documents/o.ts", "../service/app.ts"],
	["src/documents/pack/o.ts", "../../store/store.ts"],
	["src/store/i.ts", "../service/app.ts"],
	["src/engine/j.ts", "../service/app.ts"],
	["src/service/k.ts", "../cli/verify.ts"],
	["src/service/k.ts", "../web/app.tsx"],
	["src/web/parts/l.tsx", "../../service/app.ts"],
	["src/web/parts/l.tsx", "../../report/annotated.ts"],
	["src/web/parts/l.tsx", "node:fs"],
	["src/cli/m.ts", "../web/app.tsx"],
];

/** Imports along the intended way, which the same configuration must let through. */
const ALLOWED: [file: string, specifier: string][] = [
	["src/verify.ts", "./photo/intake.ts"],
	["src/verify.ts", "./rules/list.ts"],
	["src/photo/a.ts", "../vision/raster.ts"],
	["src/photo/a.ts", "sharp"],
	["src/templates/e.ts", "../reading/reader.ts"],
	["src/rules/f.ts", "./rule.ts"],
	["src/rules/f.ts", "../evidence.ts"],
	["src/rules/f.ts", "../geometry.ts"],
	["src/rules/f.ts", "../registry.ts"],
	["src/rules/f.ts", "../report/schema.ts"],
	["src/rules/f.ts", "../rulebook/words.ts"],
	["src/rules/f.ts", "../templates/schema.ts"],
	["src/rules/field/f.ts", "./date.ts"],
	["src/rules/field/f.ts", "../rule.ts"],
	["src/rules/field/f.ts", "../numbers/identity.ts"],
	["src/rules/field/f.ts", "../../evidence.ts"],
	["src/rules/field/f.ts", "../../rulebook/schema.ts"],
	["src/rulebook/data/g.ts", "../schema.ts"],
	["src/report/h.ts", "../rules/rule.ts"],
	["src/report/h.ts", "../photo/intake.ts"],
	["src/documents/pack/o.ts", "../../report/annotate.ts"],
	["src/service/k.ts", "../engine/engine.ts"],
	["src/web/parts/l.tsx", "../api.ts"],
	["src/web/parts/l.tsx", "../../report/schema.ts"],
	["src/web/parts/l.tsx", "../../report/words/catalogue.ts"],
	["src/cli/m.ts", "../verify.ts"],
];

const repository = resolve(import.meta.dirname, "..");
const label = (file: string, specifier: string) => `${file} imports ${specifier}`;

/** Writes every import of both tables, one line each, into an empty tree and lints it with the real configuration. */
async function refusedImports(directory: string): Promise<Set<string>> {
	const files = new Map<string, string[]>();
	for (const [file, specifier] of [...FORBIDDEN, ...ALLOWED]) {
		files.set(file, [...(files.get(file) ?? []), specifier]);
	}
	for (const [file, specifiers] of files) {
		await mkdir(dirname(join(directory, file)), { recursive: true });
		await writeFile(join(directory, file), specifiers.map((s) => `import ${JSON.stringify(s)};\n`).join(""));
	}
	await copyFile(join(repository, "biome.json"), join(directory, "biome.json"));
	const biome = join(repository, "node_modules/@biomejs/biome/bin/biome");
	const options = [
		"--vcs-enabled=false",
		"--only=style/noRestrictedImports",
		"--max-diagnostics=none",
		"--reporter=github",
	];
	const output = await new Promise<string>((done) => {
		execFile(process.execPath, [biome, "lint", ...options], { cwd: directory }, (_error, stdout) => done(stdout));
	});
	const refused = new Set<string>();
	for (const [, file = "", line = "0"] of output.matchAll(/noRestrictedImports,file=(.+?),line=(\d+),/g)) {
		const relative = file.slice(file.indexOf("src/"));
		refused.add(label(relative, files.get(relative)?.[Number(line) - 1] ?? "?"));
	}
	return refused;
}

describe("import boundaries", () => {
	let directory: string;
	let refused: Set<string>;

	beforeAll(async () => {
		directory = await mkdtemp(join(tmpdir(), "boundaries-"));
		refused = await refusedImports(directory);
	});
	afterAll(() => rm(directory, { recursive: true }));

	test.each(FORBIDDEN)("%s may not import %s", (file, specifier) => {
		expect(refused).toContain(label(file, specifier));
	});

	test.each(ALLOWED)("%s may import %s", (file, specifier) => {
		expect(refused).not.toContain(label(file, specifier));
	});
});
