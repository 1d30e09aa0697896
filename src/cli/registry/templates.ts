/** `registry templates register|list|history|export|draft|test`: registered standards. */
import { basename } from "node:path";
import Table from "cli-table3";
import { Command, InvalidArgumentError } from "commander";
import colours from "picocolors";
import { ZhengjianError } from "../../errors.ts";
import { say } from "../../report/words/catalogue.ts";
import { commandRegistry, readRegistry } from "../../store/store.ts";
import type { Hint } from "../../templates/draft/hints.ts";
import { parseTemplate } from "../../templates/registered.ts";
import { type SelfTest, selfTestSchema } from "../../templates/schema.ts";
import { inUse } from "../../templates/versions.ts";
import { storeOptions } from "../paths.ts";
import { TABLE_STYLE, wrapCells } from "../table.ts";
import { parseJson, printLines, readUserFile, shownTime, writeUserFile } from "./files.ts";
import { MAX_ACCUSED, MAX_UNMATCHED, selfTest } from "./self-test.ts";

/** Pages of a self-test: with fewer, one unlucky page decides. */
const SELF_TEST_PAGES = 50;

export const templates = new Command("templates").description("标准样式 / registered standards");

templates
	.command("register <file>")
	.description("登记一个标准样式（JSON） / register one version of a standard")
	.option("--self-test <result>", "自检结果，随样式一并记录 / result of `templates test`, recorded with it")
	.option("--by <name>", "登记人，默认为系统账号 / who registers it; the system account by default")
	.action(async (file: string, { selfTest: result, by }: { selfTest?: string; by?: string }) => {
		const template = parseTemplate(parseJson(await readUserFile(file, "template.invalid")));
		const tested = result === undefined ? null : await readSelfTest(result);
		const { added } = await commandRegistry(storeOptions(), {
			command: "templates.register",
			template,
			...(tested && { selfTest: tested }),
			...(by && { by }),
		});
		const name = `${template.id} v${template.version}（${template.title}）`;
		console.log(added ? `已登记 ${name}` : `${name} 已经登记，未作改动`);
		if (added && template.provisional && !tested) {
			console.error(colours.yellow("该样式没有自检结果。请先运行 templates test，再以 --self-test 登记下一版本。"));
			console.error(colours.dim("No self-test: run `templates test` first and register with --self-test."));
		}
	});

templates
	.command("list")
	.description("列出标准样式 / list the standards in force")
	.option("--at <date>", "某日终了时的登记 / as it stood at the end of that day")
	.option("--json", "每行一个 JSON / one JSON template per line", false)
	.action(async ({ json, at }: { json: boolean; at?: string }) => {
		const forms = await commandRegistry(storeOptions(), { command: "templates.list", ...(at && { at }) });
		if (json) return printLines(forms);
		const used = new Set(inUse(forms));
		const head = ["编号", "版本", "类别", "名称", "页面 mm", "状态", "适用发证日期", "来源"];
		const table = new Table({ head, style: TABLE_STYLE });
		for (const form of forms)
			table.push([
				form.id,
				form.version,
				form.family,
				form.title,
				form.page.join("×"),
				used.has(form) ? (form.provisional ? colours.yellow("暂定") : "已登记") : colours.dim("已被取代"),
				period(form),
				wrapCells(form.source),
			]);
		console.log(table.toString());
	});

templates
	.command("history <id>")
	.description("某样式的全部版本 / every version of a standard")
	.option("--json", "每行一条 JSON / one JSON record per line", false)
	.action(async (id: string, { json }: { json: boolean }) => {
		const records = await commandRegistry(storeOptions(), { command: "templates.history", id });
		if (json) return printLines(records);
		const head = ["版本", "登记时间", "登记人", "适用发证日期", "自检", "新增", "删除", "修改"];
		const table = new Table({ head, style: TABLE_STYLE });
		for (const { template, recordedAt, recordedBy, selfTest: tested, added, removed, changed } of records)
			table.push([
				template.version,
				shownTime(recordedAt),
				recordedBy ?? "未记录",
				period(template),
				tested ? `${tested.pages} 页，误报 ${tested.accused}，未识别 ${tested.unmatched}` : "无",
				...[added, removed, changed].map((names) => wrapCells(names.join(", "))),
			]);
		console.log(records.length > 0 ? table.toString() : `没有登记过 ${id} / ${id} was never registered`);
	});

templates
	.command("export <file>")
	.description("导出为 JSON / export as JSON")
	.option("--at <date>", "某日终了时的登记 / as it stood at the end of that day")
	.action(async (file: string, { at }: { at?: string }) => {
		const forms = await commandRegistry(storeOptions(), { command: "templates.list", ...(at && { at }) });
		await writeUserFile(file, `${JSON.stringify(forms, null, "\t")}\n`);
		console.log(`已导出 ${forms.length} 个 / ${forms.length} standards exported`);
	});

templates
	.command("draft <blank>")
	.description(
		"由一张空白证书的照片或扫描件拟定样式，输出 JSON / propose a standard from a photo or scan of an empty form",
	)
	.requiredOption("--family <code>", "类别代码 / code of the family", familyCode)
	.requiredOption("--title <text>", "证书名称，与证书上印的一致 / the title as printed")
	.requiredOption("--page <WxH>", "页面宽×高，毫米 / width × height of the sheet, mm", pageSize)
	.option("--id <id>", "样式编号，默认同类别代码 / id of the form; the family's code by default")
	.action(async (file: string, { family, title, page, id = family }: DraftOptions) => {
		const content = await readUserFile(file, "photo.missing");
		const registry = await readRegistry(storeOptions());
		// The engine loads its models for nothing else here.
		const { draftFromBlank } = await import("./draft.ts");
		const asked = { file: basename(file), id, family, title, page };
		const { template, hints } = await draftFromBlank(content, asked, registry);
		console.log(JSON.stringify(template, null, "\t"));
		for (const hint of hints) console.error(shownHint(hint));
	});

templates
	.command("test <file>")
	.description("自检：用合成照片测误报，结果输出为 JSON / test on synthetic photos; prints the result as JSON")
	.option("--count <number>", "照片张数 / how many photos", wholeNumber, SELF_TEST_PAGES)
	.action(async (file: string, { count }: { count: number }) => {
		const template = parseTemplate(parseJson(await readUserFile(file, "template.invalid")));
		const registry = await readRegistry(storeOptions());
		const result = await selfTest(template, count, registry, (done) => {
			if (process.stderr.isTTY) process.stderr.write(`\r${done}/${count}`);
		});
		console.log(JSON.stringify(result));
		const { accused, unmatched, passed, findings } = result;
		const limits = [MAX_ACCUSED, MAX_UNMATCHED].map((share) => `${100 * share}%`);
		console.error(
			`${count} 张合规照片：误报 ${accused}（上限 ${limits[0]}），未识别 ${unmatched}（上限 ${limits[1]}）`,
		);
		console.error(colours.dim(`${accused} of ${count} conforming pages accused, ${unmatched} not recognised`));
		for (const [what, times] of Object.entries(findings)) console.error(`  ${what} ×${times}`);
		console.error(passed ? colours.green("通过 / passed") : colours.red("未通过 / not passed"));
		process.exitCode = passed ? 0 : 1;
	});

interface DraftOptions {
	family: string;
	title: string;
	page: [number, number];
	id?: string;
}

async function readSelfTest(file: string): Promise<SelfTest> {
	const parsed = selfTestSchema.safeParse(parseJson(await readUserFile(file, "template.invalid")));
	if (parsed.success) return parsed.data;
	throw new ZhengjianError("template.invalid", "the file is no result of a self-test", {
		expected: "what `templates test` printed",
		found: parsed.error.issues[0]?.path.join(".") || "something else",
	});
}

const period = ({ validFrom, validTo }: { validFrom: string | null; validTo: string | null }): string =>
	validFrom === null && validTo === null ? "不限" : `${validFrom ?? ""} – ${validTo ?? ""}`;

const shownHint = ({ code, args }: Hint): string =>
	`${colours.yellow("•")} ${say("zh", `draft.${code}`, args)}\n  ${colours.dim(say("en", `draft.${code}`, args))}`;

function familyCode(value: string): string {
	if (!/^[a-z0-9][a-z0-9-]*$/.test(value))
		throw new InvalidArgumentError("lower case letters, digits and - are needed");
	return value;
}

function pageSize(value: string): [number, number] {
	const [, width, height] = /^(\d+(?:\.\d+)?)[x×*](\d+(?:\.\d+)?)$/i.exec(value.trim()) ?? [];
	if (!Number(width) || !Number(height)) throw new InvalidArgumentError("width x height in mm, such as 297x210");
	return [Number(width), Number(height)];
}

function wholeNumber(value: string): number {
	if (!/^[1-9]\d{0,3}$/.test(value)) throw new InvalidArgumentError("a whole number from 1 is needed");
	return Number(value);
}
