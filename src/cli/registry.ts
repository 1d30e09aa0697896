/** `registry issuers|templates|logos|rulebook …`: what verdicts are measured against, and how it came to be so. */
import Table from "cli-table3";
import { Command } from "commander";
import { ZhengjianError } from "../errors.ts";
import { commandRegistry } from "../store/store.ts";
import { printFailure } from "./failure.ts";
import { storeOptions } from "./paths.ts";
import { printLines, shownTime } from "./registry/files.ts";
import { issuers } from "./registry/issuers.ts";
import { logos } from "./registry/logos.ts";
import { templates } from "./registry/templates.ts";
import { TABLE_STYLE } from "./table.ts";

const rulebook = new Command("rulebook").description("规则库 / the rulebook");
rulebook
	.command("history")
	.description("使用过的规则库版本 / versions of the rulebook that judged here")
	.option("--json", "每行一条 JSON / one JSON record per line", false)
	.action(async ({ json }: { json: boolean }) => {
		const records = await commandRegistry(storeOptions(), { command: "rulebook.history" });
		if (json) return printLines(records);
		const table = new Table({
			head: ["版本", "启用", "停用", "用语", "允许用语", "条款", "查询网址"],
			style: TABLE_STYLE,
		});
		for (const { version, recordedAt, endedAt, entries } of records)
			table.push([
				version,
				shownTime(recordedAt),
				shownTime(endedAt) || "现行",
				entries.words,
				entries.permitted,
				entries.clauses,
				entries.lookupHosts,
			]);
		console.log(table.toString());
	});

const program = new Command("registry")
	.description("标准样式、机构名单、标识与规则库 / registered standards, lists of issuers, logos and the rulebook")
	.addCommand(issuers)
	.addCommand(templates)
	.addCommand(logos)
	.addCommand(rulebook);

try {
	await program.parseAsync();
} catch (error) {
	if (!(error instanceof ZhengjianError)) throw error;
	printFailure(error);
}
