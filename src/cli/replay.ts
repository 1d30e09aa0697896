/** `replay [--all | ID…] [--json]`: saved evidence judged again under the present registry and rulebook. Nothing is stored. */
import Table from "cli-table3";
import { Command } from "commander";
import colours from "picocolors";
import { ZhengjianError } from "../errors.ts";
import { policyAt } from "../policy.ts";
import type { Registry } from "../registry.ts";
import { compareReports, type ReportDifference } from "../report/compare-reports.ts";
import { makeReport } from "../report/make-report.ts";
import type { ReportFinding } from "../report/schema.ts";
import { say } from "../report/words/catalogue.ts";
import { runRules } from "../rules/run.ts";
import { readConfig, storeOptionsOf } from "../service/config.ts";
import type { SavedVerification } from "../store/saved.ts";
import { commandData, readRegistry } from "../store/store.ts";
import { printFailure } from "./failure.ts";
import { TABLE_STYLE } from "./table.ts";

interface Outcome {
	judged: number;
	/** Milliseconds of judging alone, without reading the records. */
	milliseconds: number;
	differences: ReportDifference[];
	/** Asked for, and not there or not finished. */
	unknown: string[];
}

const program = new Command("replay")
	.description(
		"按现行登记与规则重新判定已存证据，只比较，不改动 / judge saved evidence again and show what would change",
	)
	.argument("[id...]", "核验编号 / ids of verifications")
	.option("--all", "全部已完成的核验 / every finished verification", false)
	.option("--json", "以 JSON 输出 / one JSON difference per line, then one line with the counts", false)
	.action(async (ids: string[], { all, json }: { all: boolean; json: boolean }) => {
		if (all === ids.length > 0) program.error("error: give ids, or --all");
		const outcome = await replay(all ? null : ids);
		print(outcome, json);
		if (outcome.unknown.length > 0) process.exitCode = 1;
	});

async function replay(ids: string[] | null): Promise<Outcome> {
	const options = storeOptionsOf(readConfig(process.env));
	const registry = await readRegistry(options);
	const outcome: Outcome = { judged: 0, milliseconds: 0, differences: [], unknown: [...(ids ?? [])] };
	let after: string | null = null;
	do {
		const page: { records: SavedVerification[]; next: string | null } = await commandData(options, {
			command: "data.saved",
			...(ids && { ids }),
			...(after !== null && { after }),
		});
		const start = performance.now();
		for (const record of page.records) {
			const difference = compareReports(record.report, judgeAgain(record, registry));
			if (difference) outcome.differences.push(difference);
		}
		outcome.milliseconds += performance.now() - start;
		outcome.judged += page.records.length;
		const found = new Set(page.records.map(({ id }) => id));
		outcome.unknown = outcome.unknown.filter((id) => !found.has(id));
		after = page.next;
	} while (after !== null);
	return outcome;
}

/** As it would be judged today: the present lists, forms and rules, and the present day for what is in force. */
function judgeAgain({ evidence, claims, report: { id, createdAt } }: SavedVerification, registry: Registry) {
	const policy = policyAt(new Date(), claims);
	const judged = runRules({ evidence, registry, policy });
	return makeReport({ evidence, ...judged, registry, policy, identity: { id, createdAt } });
}

function print({ judged, milliseconds, differences, unknown }: Outcome, json: boolean): void {
	const perThousand = judged > 0 ? Math.round((1000 * milliseconds) / judged) : 0;
	const counts = { judged, changed: differences.length, unknown, millisecondsPerThousand: perThousand };
	if (json) {
		for (const difference of differences) console.log(JSON.stringify(difference));
		console.log(JSON.stringify(counts));
		return;
	}
	if (differences.length > 0) console.log(differenceTable(differences));
	for (const id of unknown) console.error(colours.yellow(`没有已完成的核验 ${id} / no finished verification ${id}`));
	console.log(`重新判定 ${judged} 份证据，其中 ${differences.length} 份结果会变；每千份 ${perThousand} 毫秒`);
	console.log(colours.dim(`${judged} judged again, ${differences.length} would change; ${perThousand} ms per 1,000`));
}

function differenceTable(differences: readonly ReportDifference[]): string {
	const table = new Table({ head: ["核验编号", "原结论 → 现结论", "规则库", "发现"], style: TABLE_STYLE });
	for (const { id, conclusion, versions, added, removed, changed } of differences)
		table.push([
			id,
			`${words(conclusion.before)}\n→ ${words(conclusion.after)}`,
			`${versions.before}\n→ ${versions.after}`,
			[
				...added.map((finding) => colours.red(`+ ${shown(finding)}`)),
				...removed.map((finding) => colours.green(`- ${shown(finding)}`)),
				...changed.map(({ before, after }) => colours.yellow(`~ ${shown(before)} → ${after.severity}`)),
			].join("\n"),
		]);
	return table.toString();
}

const words = (conclusion: ReportDifference["conclusion"]["before"]): string => say("zh", `conclusion.${conclusion}`);
/** Code and severity alone: what was read may be a name or a number of a person. */
const shown = ({ code, severity }: ReportFinding): string => `${code} (${severity})`;

try {
	await program.parseAsync();
} catch (error) {
	if (!(error instanceof ZhengjianError)) throw error;
	printFailure(error);
}
