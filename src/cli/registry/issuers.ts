/** `registry issuers import|list|history|export`: the white and black lists. */
import { basename, extname } from "node:path";
import Table from "cli-table3";
import { Command } from "commander";
import colours from "picocolors";
import type { IssuerEntry } from "../../registry.ts";
import {
	parseIssuerList,
	withMisprintedCodes,
	writeIssuerCsv,
	writeIssuerSpreadsheet,
} from "../../store/issuer-list.ts";
import type { ImportPlan } from "../../store/issuers.ts";
import { commandRegistry } from "../../store/store.ts";
import { storeOptions } from "../paths.ts";
import { TABLE_STYLE } from "../table.ts";
import { historyTable, printLines, readUserFile, writeUserFile } from "./files.ts";

/** Misprinted credit codes named after an import. */
const MAX_CODES_NAMED = 20;

export const issuers = new Command("issuers").description("机构白名单与黑名单 / white and black lists");

issuers
	.command("import <file>")
	.description("导入 CSV 或 XLSX，全部或全不 / import a CSV or XLSX file, all rows or none")
	.option("--dry-run", "只显示将有的变化 / show what would change, and change nothing", false)
	.option("--json", "变化以 JSON 输出 / with --dry-run: as JSON", false)
	.option("--by <name>", "登记人，默认为系统账号 / who imports it; the system account by default")
	.action(async (file: string, { dryRun, json, by }: { dryRun: boolean; json: boolean; by?: string }) => {
		const entries = await parseIssuerList(await readUserFile(file, "issuers.invalid"), basename(file));
		warnOfCodes(withMisprintedCodes(entries));
		if (dryRun) {
			const plan = await commandRegistry(storeOptions(), { command: "issuers.plan", entries });
			warnOfFamilies(plan.unknownFamilies);
			console.log(json ? JSON.stringify(plan) : planTable(plan));
			return;
		}
		const result = await commandRegistry(storeOptions(), { command: "issuers.import", entries, ...(by && { by }) });
		warnOfFamilies(result.unknownFamilies);
		const { added, unchanged, superseded } = result;
		console.log(`新增 ${added} 条，未变 ${unchanged} 条，更替 ${superseded} 条`);
		console.log(colours.dim(`${added} added, ${unchanged} unchanged, ${superseded} superseded`));
	});

issuers
	.command("list")
	.description("列出现行名单 / list the entries in force")
	.option("--at <date>", "某日终了时的名单 / as it stood at the end of that day")
	.option("--json", "每行一条 JSON / one JSON entry per line", false)
	.action(async ({ json, at }: { json: boolean; at?: string }) => {
		const entries = await commandRegistry(storeOptions(), { command: "issuers.list", ...(at && { at }) });
		if (json) return printLines(entries);
		const table = new Table({ head: Object.keys(COLUMNS), style: TABLE_STYLE });
		for (const entry of entries) table.push(Object.values(COLUMNS).map((show) => show(entry)));
		console.log(table.toString());
	});

issuers
	.command("history <name>")
	.description("某机构（或别名）的全部记录 / every entry there was about an issuer, by name or alias")
	.option("--json", "每行一条 JSON / one JSON record per line", false)
	.action(async (name: string, { json }: { json: boolean }) => {
		const records = await commandRegistry(storeOptions(), { command: "issuers.history", name });
		if (json) return printLines(records);
		console.log(records.length > 0 ? historyTable(records, COLUMNS) : `没有“${name}”的记录 / no entry about ${name}`);
	});

issuers
	.command("export <file>")
	.description("导出为 CSV、XLSX 或 JSON（按扩展名） / export as CSV, XLSX or JSON, by the name's ending")
	.option("--at <date>", "某日终了时的名单 / as it stood at the end of that day")
	.action(async (file: string, { at }: { at?: string }) => {
		const entries = await commandRegistry(storeOptions(), { command: "issuers.list", ...(at && { at }) });
		await writeUserFile(file, await asFile(entries, extname(file).toLowerCase()));
		console.log(`已导出 ${entries.length} 条 / ${entries.length} entries exported`);
	});

async function asFile(entries: readonly IssuerEntry[], ending: string): Promise<string | Uint8Array> {
	if (ending === ".xlsx") return writeIssuerSpreadsheet(entries);
	return ending === ".json" ? `${JSON.stringify(entries, null, "\t")}\n` : writeIssuerCsv(entries);
}

const shownListing = (listing: IssuerEntry["listing"]): string =>
	listing === "whitelist" ? colours.green("白名单") : colours.red("黑名单");

const COLUMNS: Record<string, (entry: IssuerEntry) => string> = {
	机构: ({ name, aliases = [] }) => [name, ...aliases.map((alias) => `（${alias}）`)].join("\n"),
	信用代码: ({ creditCode }) => creditCode ?? "",
	名单: ({ listing }) => shownListing(listing),
	类别: ({ families }) => families.join("\n") || "全部",
	起: ({ from }) => from ?? "",
	止: ({ to }) => to ?? "",
	来源: ({ source }) => source,
};

function planTable({ added, changed, ended, unchanged }: ImportPlan): string {
	const table = new Table({ head: ["变化", "机构", "名单", "类别", "起", "止", "别名"], style: TABLE_STYLE });
	const row = (what: string, after: IssuerEntry, before = after) =>
		table.push([
			what,
			after.name,
			shownListing(after.listing),
			after.families.join("\n") || "全部",
			after.from ?? "",
			turn(before.to ?? "", after.to ?? ""),
			turn((before.aliases ?? []).join("\n"), (after.aliases ?? []).join("\n")),
		]);
	for (const entry of added) row("新增 / added", entry);
	for (const { before, after } of changed) row("修改 / changed", after, before);
	for (const { before, after } of ended) row(after.to === null ? "重新有效 / reopened" : "终止 / ended", after, before);
	const counts = `新增 ${added.length}，修改 ${changed.length}，终止 ${ended.length}，未变 ${unchanged}（未写入）`;
	return table.length > 0 ? `${table.toString()}\n${counts}` : counts;
}

const turn = (before: string, after: string): string =>
	before === after ? after : `${before || "–"} → ${after || "–"}`;

function warnOfCodes(entries: readonly IssuerEntry[]): void {
	for (const { name, creditCode } of entries.slice(0, MAX_CODES_NAMED))
		console.error(
			colours.yellow(`注意：${name} 的信用代码 ${creditCode} 校验位不符 / the credit code does not check (GB 32100)`),
		);
	const rest = entries.length - MAX_CODES_NAMED;
	if (rest > 0) console.error(colours.yellow(`还有 ${rest} 个 / and ${rest} more`));
}

function warnOfFamilies(families: readonly string[]): void {
	for (const family of families)
		console.error(
			colours.yellow(`注意：没有类别为 ${family} 的标准样式 / no registered standard has the family ${family}`),
		);
}
