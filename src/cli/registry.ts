/** `registry issuers import|list` and `registry templates register|list`: what verdicts are measured against. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import Table from "cli-table3";
import { Command } from "commander";
import colours from "picocolors";
import { ZhengjianError } from "../errors.ts";
import { say } from "../report/words/catalogue.ts";
import { parseIssuerList } from "../store/issuer-list.ts";
import { commandRegistry } from "../store/store.ts";
import { parseTemplate } from "../templates/registered.ts";
import { fromUser, storeOptions } from "./paths.ts";
import { TABLE_STYLE, wrapCells } from "./table.ts";

const program = new Command("registry").description("标准样式与机构名单 / registered standards and lists of issuers");

const issuers = program.command("issuers").description("机构白名单与黑名单 / white and black lists");
issuers
	.command("import <file>")
	.description("导入 CSV：name,creditCode,listing,families,from,to,source / import a CSV file, all rows or none")
	.action(async (file: string) => {
		const entries = parseIssuerList(await readUserFile(file, "issuers.invalid"), basename(file));
		const result = await commandRegistry(storeOptions(), { command: "issuers.import", entries });
		for (const family of result.unknownFamilies)
			console.error(
				colours.yellow(`注意：没有类别为 ${family} 的标准样式 / no registered standard has the family ${family}`),
			);
		const { added, unchanged, superseded } = result;
		console.log(`新增 ${added} 条，未变 ${unchanged} 条，更替 ${superseded} 条`);
		console.log(colours.dim(`${added} added, ${unchanged} unchanged, ${superseded} superseded`));
	});
issuers
	.command("list")
	.description("列出现行名单 / list the entries in force")
	.option("--json", "每行一条 JSON / one JSON entry per line", false)
	.action(async ({ json }: { json: boolean }) => {
		const entries = await commandRegistry(storeOptions(), { command: "issuers.list" });
		if (json) return printLines(entries);
		const table = new Table({ head: ["机构", "信用代码", "名单", "类别", "起", "止", "来源"], style: TABLE_STYLE });
		for (const { name, creditCode, listing, families, from, to, source } of entries) {
			const shown = listing === "whitelist" ? colours.green("白名单") : colours.red("黑名单");
			table.push([name, creditCode ?? "", shown, families.join("\n") || "全部", from ?? "", to ?? "", source]);
		}
		console.log(table.toString());
	});

const templates = program.command("templates").description("标准样式 / registered standards");
templates
	.command("register <file>")
	.description("登记一个标准样式（JSON） / register one version of a standard")
	.action(async (file: string) => {
		const template = parseTemplate(parseJson(await readUserFile(file, "template.invalid")));
		const { added } = await commandRegistry(storeOptions(), { command: "templates.register", template });
		const name = `${template.id} v${template.version}（${template.title}）`;
		console.log(added ? `已登记 ${name}` : `${name} 已经登记，未作改动`);
	});
templates
	.command("list")
	.description("列出标准样式 / list the standards in force")
	.option("--json", "每行一个 JSON / one JSON template per line", false)
	.action(async ({ json }: { json: boolean }) => {
		const forms = await commandRegistry(storeOptions(), { command: "templates.list" });
		if (json) return printLines(forms);
		const table = new Table({ head: ["编号", "版本", "类别", "名称", "页面 mm", "状态", "来源"], style: TABLE_STYLE });
		for (const { id, version, family, title, page, provisional, source } of forms)
			table.push([
				id,
				version,
				family,
				title,
				page.join("×"),
				provisional ? colours.yellow("暂定") : "已登记",
				wrapCells(source),
			]);
		console.log(table.toString());
	});

try {
	await program.parseAsync();
} catch (error) {
	if (!(error instanceof ZhengjianError)) throw error;
	console.error(colours.red(`${say("zh", `error.${error.code}`)} [${error.code}]`));
	console.error(error.message);
	if (error.detail.expected) console.error(`应为 / expected: ${error.detail.expected}`);
	if (error.detail.found && !error.message.includes("\n")) console.error(`实为 / found: ${error.detail.found}`);
	process.exitCode = 1;
}

async function readUserFile(file: string, code: "issuers.invalid" | "template.invalid"): Promise<Buffer> {
	try {
		return await readFile(fromUser(file));
	} catch (cause) {
		throw new ZhengjianError(code, "the file cannot be read", {
			found: cause instanceof Error ? cause.message : String(cause),
			cause,
		});
	}
}

function parseJson(content: Buffer): unknown {
	try {
		return JSON.parse(content.toString("utf8").replace(/^\uFEFF/, ""));
	} catch (cause) {
		throw new ZhengjianError("template.invalid", "the file is not JSON", { found: String(cause), cause });
	}
}

function printLines(values: readonly unknown[]): void {
	for (const value of values) console.log(JSON.stringify(value));
}
