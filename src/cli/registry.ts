/** `registry issuers import|list`, `templates register|list` and `logos register|list|remove`: what verdicts are measured against. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import Table from "cli-table3";
import { Command } from "commander";
import colours from "picocolors";
import { ZhengjianError } from "../errors.ts";
import { prepareLogo } from "../marks/logo-picture.ts";
import { say } from "../report/words/catalogue.ts";
import { CREDIT_CODE, parseIssuerList } from "../store/issuer-list.ts";
import { commandRegistry } from "../store/store.ts";
import { parseTemplate } from "../templates/registered.ts";
import { fromUser, storeOptions } from "./paths.ts";
import { TABLE_STYLE, wrapCells } from "./table.ts";

/** Longest name of an owner, characters, as for issuers. */
const MAX_NAME = 200;

const program = new Command("registry").description(
	"标准样式、机构名单与标识 / registered standards, lists of issuers and logos",
);

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

const logos = program.command("logos").description("机构标识 / logos and their owners");
logos
	.command("register <picture>")
	.description("登记一个标识（PNG、JPEG 或 SVG，浅色底） / register a logo (PNG, JPEG or SVG, on a light ground)")
	.requiredOption("--owner <name>", "标识所属机构 / name of the owner")
	.option("--credit-code <code>", "统一社会信用代码 / unified social credit code of the owner")
	.action(async (file: string, { owner, creditCode }: { owner: string; creditCode?: string }) => {
		const picture = await prepareLogo(await readUserFile(file, "logo.invalid"));
		const logo = { owner: ownerName(owner), creditCode: ownerCode(creditCode), ...picture };
		const { entry, added } = await commandRegistry(storeOptions(), { command: "logos.register", logo });
		console.log(added ? `已登记 ${logo.owner} 的标识，编号 ${entry}` : `该标识已经登记，编号 ${entry}，未作改动`);
		console.log(colours.dim(added ? `registered as number ${entry}` : `was registered as number ${entry}`));
	});
logos
	.command("list")
	.description("列出已登记的标识 / list the registered logos")
	.option("--json", "每行一个 JSON，含图片 / one JSON logo per line, with its picture", false)
	.action(async ({ json }: { json: boolean }) => {
		const entries = await commandRegistry(storeOptions(), { command: "logos.list" });
		if (json) return printLines(entries);
		const table = new Table({ head: ["编号", "机构", "信用代码", "图片 SHA-256"], style: TABLE_STYLE });
		for (const { entry, owner, creditCode, sha256 } of entries)
			table.push([entry, owner, creditCode ?? "", sha256.slice(0, 12)]);
		console.log(table.toString());
	});
logos
	.command("remove <number>")
	.description("撤下一个标识，记录仍保留 / take a logo off the list; its record is kept")
	.action(async (number: string) => {
		// What is no number is no entry: the store says so.
		const entry = /^\d{1,9}$/.test(number) ? Number(number) : 0;
		const { owner } = await commandRegistry(storeOptions(), { command: "logos.remove", entry });
		console.log(`已撤下 ${owner} 的标识（编号 ${number}）`);
		console.log(colours.dim(`number ${number} was taken off the list`));
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

async function readUserFile(
	file: string,
	code: "issuers.invalid" | "template.invalid" | "logo.invalid",
): Promise<Buffer> {
	try {
		return await readFile(fromUser(file));
	} catch (cause) {
		throw new ZhengjianError(code, "the file cannot be read", {
			found: cause instanceof Error ? cause.message : String(cause),
			cause,
		});
	}
}

function ownerName(given: string): string {
	const name = given.normalize("NFKC").trim();
	if (name.length > 0 && name.length <= MAX_NAME) return name;
	throw new ZhengjianError("logo.invalid", "the owner's name cannot be used", {
		expected: `1 to ${MAX_NAME} characters`,
		found: `${name.length} characters`,
	});
}

function ownerCode(given: string | undefined): string | null {
	const code = given?.normalize("NFKC").trim().toUpperCase() ?? null;
	if (code === null || CREDIT_CODE.test(code)) return code;
	throw new ZhengjianError("logo.invalid", "the owner's credit code cannot be used", {
		expected: "18 digits and capital letters (GB 32100)",
		found: code,
	});
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
