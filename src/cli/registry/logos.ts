/** `registry logos register|list|history|export|remove`: logos and their owners. */
import Table from "cli-table3";
import { Command } from "commander";
import colours from "picocolors";
import { ZhengjianError } from "../../errors.ts";
import { prepareLogo } from "../../marks/logo-picture.ts";
import type { LogoEntry } from "../../store/logos.ts";
import { commandRegistry } from "../../store/store.ts";
import { isCreditCode } from "../../text/credit-code.ts";
import { storeOptions } from "../paths.ts";
import { TABLE_STYLE } from "../table.ts";
import { historyTable, printLines, readUserFile, writeUserFile } from "./files.ts";

/** Longest name of an owner, characters, as for issuers. */
const MAX_NAME = 200;

export const logos = new Command("logos").description("机构标识 / logos and their owners");

logos
	.command("register <picture>")
	.description("登记一个标识（PNG、JPEG 或 SVG，浅色底） / register a logo (PNG, JPEG or SVG, on a light ground)")
	.requiredOption("--owner <name>", "标识所属机构 / name of the owner")
	.option("--credit-code <code>", "统一社会信用代码 / unified social credit code of the owner")
	.option("--by <name>", "登记人，默认为系统账号 / who registers it; the system account by default")
	.action(async (file: string, { owner, creditCode, by }: { owner: string; creditCode?: string; by?: string }) => {
		const picture = await prepareLogo(await readUserFile(file, "logo.invalid"));
		const logo = { owner: ownerName(owner), creditCode: ownerCode(creditCode), ...picture };
		const { entry, added } = await commandRegistry(storeOptions(), {
			command: "logos.register",
			logo,
			...(by && { by }),
		});
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
		const table = new Table({ head: Object.keys(COLUMNS), style: TABLE_STYLE });
		for (const entry of entries) table.push(Object.values(COLUMNS).map((show) => show(entry)));
		console.log(table.toString());
	});

logos
	.command("history")
	.description("全部登记与撤下的记录 / every logo ever registered")
	.option("--json", "每行一条 JSON / one JSON record per line", false)
	.action(async ({ json }: { json: boolean }) => {
		const records = await commandRegistry(storeOptions(), { command: "logos.history" });
		if (json) return printLines(records);
		console.log(historyTable(records, COLUMNS));
	});

logos
	.command("export <file>")
	.description("导出为 JSON，含图片 / export as JSON, with the pictures")
	.option("--at <date>", "某日终了时的登记 / as it stood at the end of that day")
	.action(async (file: string, { at }: { at?: string }) => {
		const entries = await commandRegistry(storeOptions(), { command: "logos.list", ...(at && { at }) });
		await writeUserFile(file, `${JSON.stringify(entries, null, "\t")}\n`);
		console.log(`已导出 ${entries.length} 个 / ${entries.length} logos exported`);
	});

logos
	.command("remove <number>")
	.description("撤下一个标识，记录仍保留 / take a logo off the list; its record is kept")
	.option("--by <name>", "经办人，默认为系统账号 / who removes it; the system account by default")
	.action(async (number: string, { by }: { by?: string }) => {
		// What is no number is no entry: the store says so.
		const entry = /^\d{1,9}$/.test(number) ? Number(number) : 0;
		const { owner } = await commandRegistry(storeOptions(), { command: "logos.remove", entry, ...(by && { by }) });
		console.log(`已撤下 ${owner} 的标识（编号 ${number}）`);
		console.log(colours.dim(`number ${number} was taken off the list`));
	});

const COLUMNS: Record<string, (entry: LogoEntry) => string> = {
	编号: ({ entry }) => String(entry),
	机构: ({ owner }) => owner,
	信用代码: ({ creditCode }) => creditCode ?? "",
	"图片 SHA-256": ({ sha256 }) => sha256.slice(0, 12),
};

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
	if (code === null || isCreditCode(code)) return code;
	throw new ZhengjianError("logo.invalid", "the owner's credit code cannot be used", {
		expected: "18 digits and capital letters of which the last checks the others (GB 32100)",
		found: code,
	});
}
