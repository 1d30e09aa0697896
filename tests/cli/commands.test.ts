import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reportSchema } from "../../src/report/schema.ts";
import { run } from "./run.ts";

let folder: string;
const at = (name: string) => join(folder, name);
const DATA_DIR = () => at("data");

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "zhengjian-"));
	await writeFile(at("text.jpg"), "not a photo");
	const blank = sharp({ create: { width: 640, height: 480, channels: 3, background: "#ddd" } });
	await writeFile(at("blank.png"), await blank.png().toBuffer());
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("verify --json: a line per file in their order, errors as lines, exit 1, no folder made for data", async () => {
	const files = [at("text.jpg"), at("blank.png"), at("nowhere.jpg")];
	const args = [
		"--json",
		"--annotate",
		at("annotated"),
		"--pdf",
		"--out",
		at("reports"),
		"--table",
		at("table.csv"),
		"--claims",
		'{"holderName":"张三"}',
		...files,
	];
	const ran = await run("verify", args, { DATA_DIR: DATA_DIR() });
	const lines = ran.stdout.trimEnd().split("\n");
	expect(ran).toMatchObject({ code: 1, stderr: "" });
	expect(lines.map((line) => Object.keys(JSON.parse(line))[0])).toEqual(["file", "file", "file"]);
	const [text, blank, nowhere] = lines.map((line) => JSON.parse(line));
	expect(text).toMatchObject({
		file: files[0],
		error: { code: "photo.unsupported-type", message: expect.any(String) },
	});
	expect(blank.file).toBe(files[1]);
	expect(reportSchema.parse(blank).conclusion).toMatch(/unreadable|unrecognized/);
	expect(nowhere).toMatchObject({ file: files[2], error: { code: "photo.missing" } });
	expect(await readdir(at("annotated"))).toEqual(["blank.annotated.jpg"]);
	expect((await readFile(at("annotated/blank.annotated.jpg"))).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
	expect(await readdir(at("reports"))).toEqual(["blank.report.pdf"]);
	expect((await readFile(at("reports/blank.report.pdf"))).subarray(0, 5).toString()).toBe("%PDF-");
	const rows = (await readFile(at("table.csv"), "utf8")).trimEnd().split("\r\n");
	expect(rows.map((row) => row.split('","')[0]?.replace(/\W/g, "")).sort()).toEqual([
		"",
		"blankpng",
		"nowherejpg",
		"textjpg",
	]);
	expect(await readdir(folder)).not.toContain("data");
}, 120_000);

test("verify: wrong claims and a broken registry are refused, never passed over", async () => {
	const claims = await run("verify", ["--json", "--claims", "{", at("blank.png")], { DATA_DIR: DATA_DIR() });
	expect(claims).toMatchObject({ code: 1, stdout: "" });
	expect(claims.stderr).toContain("claims");
	await writeFile(at("registry.json"), "{");
	const registry = await run("verify", ["--json", at("blank.png")], { DATA_DIR: folder });
	expect(registry.code).toBe(1);
	expect(JSON.parse(registry.stdout)).toMatchObject({ error: { code: "registry.unreadable" } });
}, 120_000);

test("registry: a bad list is refused row by row, a good one is kept and listed", async () => {
	const env = { DATA_DIR: DATA_DIR() };
	await writeFile(at("bad.csv"), "name,listing\n甲校,whitelist\n乙校,white\n");
	const bad = await run("registry", ["issuers", "import", at("bad.csv")], env);
	expect(bad).toMatchObject({ code: 1, stdout: "" });
	expect(bad.stderr).toContain("line 3, listing");
	expect(bad.stderr).toContain("issuers.invalid");
	await writeFile(at("good.csv"), "\uFEFFname,listing,families,source\n甲校,whitelist,skill-level,虚构名单\n");
	const good = await run("registry", ["issuers", "import", at("good.csv")], env);
	expect(good).toMatchObject({ code: 0, stderr: "" });
	expect(good.stdout).toContain("新增 1 条");
	const list = await run("registry", ["issuers", "list", "--json"], env);
	expect(
		list.stdout
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line)),
	).toEqual([
		{
			name: "甲校",
			creditCode: null,
			listing: "whitelist",
			families: ["skill-level"],
			from: null,
			to: null,
			source: "虚构名单",
		},
	]);
}, 120_000);

test("verify: a table of claims is refused by row and column, and for files that were not given", async () => {
	await writeFile(at("claims.csv"), "文件,姓名\n,陆青禾\n");
	const faulty = await run("verify", ["--claims", at("claims.csv"), at("blank.png")], { DATA_DIR: DATA_DIR() });
	expect(faulty).toMatchObject({ code: 1, stdout: "" });
	expect(faulty.stderr).toContain("row 2, column 文件");
	await writeFile(at("claims.csv"), "文件,姓名\nblnak.png,陆青禾\n");
	const misspelt = await run("verify", ["--claims", at("claims.csv"), at("blank.png")], { DATA_DIR: DATA_DIR() });
	expect(misspelt).toMatchObject({ code: 1, stdout: "" });
	expect(misspelt.stderr).toContain("blnak.png");
}, 120_000);

test("report: the public key is printed, and what is no pack is refused", async () => {
	const env = { DATA_DIR: at("keys") };
	const key = await run("report", ["key"], env);
	expect(key).toMatchObject({ code: 0, stdout: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----/) });
	expect(await readdir(at("keys"))).toEqual(["evidence-key.pem"]);
	const check = await run("report", ["check", at("text.jpg")], env);
	expect(check).toMatchObject({ code: 1, stdout: "" });
	expect(check.stderr).toContain("pack.invalid");
}, 120_000);
