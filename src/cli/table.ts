/** A report as a readable, coloured table for the terminal: Chinese first, English below. */
import Table from "cli-table3";
import colours from "picocolors";
import type { ZhengjianError } from "../errors.ts";
import type { Conclusion, Report, Severity } from "../report/schema.ts";
import { sentence } from "../report/words/catalogue.ts";

const CONCLUSION_COLOUR: Record<Conclusion, (text: string) => string> = {
	violation: colours.red,
	suspect: colours.yellow,
	conforming: colours.green,
	unrecognized: colours.cyan,
	unreadable: colours.magenta,
};
const SEVERITY_COLOUR: Record<Severity, (text: string) => string> = {
	violation: colours.red,
	suspect: colours.yellow,
	notice: colours.dim,
};
/** Widest line of running text, in character cells: a Chinese character takes two. */
const TEXT_CELLS = 68;
/** Colour only for people at a terminal: a file or a pipe gets plain text. */
export const TABLE_STYLE = process.stdout.isTTY ? { head: ["bold"], border: ["grey"] } : { head: [], border: [] };

/** Conclusion, summary, findings with their clause, and advice. Numbers are those on the annotated picture. */
export function renderReport(file: string, report: Report): string {
	const conclusion = sentence(`conclusion.${report.conclusion}`);
	const heading = CONCLUSION_COLOUR[report.conclusion](colours.bold(`${conclusion.zh}  ${conclusion.en}`));
	const parts = [`${colours.bold(file)}  ${heading}`, report.summary.zh, colours.dim(report.summary.en)];
	if (report.findings.length > 0) parts.push(findingsTable(report));
	for (const { text, url } of report.advice) {
		parts.push(`• ${text.zh}${url ? `  ${colours.underline(url)}` : ""}`, colours.dim(`  ${text.en}`));
	}
	return `${parts.join("\n")}\n\n`;
}

export function renderFailure(file: string, { code, message }: ZhengjianError): string {
	const words = sentence(`error.${code}`);
	return `${colours.bold(file)}  ${colours.red(words.zh)} [${code}]\n${colours.dim(`${words.en} (${message})`)}\n\n`;
}

function findingsTable({ findings }: Report): string {
	const table = new Table({ head: ["#", "程度", "依据", "说明"], style: TABLE_STYLE });
	findings.forEach(({ severity, clause, message }, k) => {
		const words = sentence(`severity.${severity}`);
		table.push([
			String(k + 1),
			SEVERITY_COLOUR[severity](words.zh),
			clause,
			`${wrapCells(message.zh)}\n${colours.dim(wrapCells(message.en))}`,
		]);
	});
	return table.toString();
}

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
const cells = (text: string): number =>
	[...text].reduce(
		(sum, character) => sum + (/[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u.test(character) ? 2 : 1),
		0,
	);

/** Breaks a sentence, Chinese or English, into lines of at most TEXT_CELLS between words. */
export function wrapCells(text: string): string {
	const lines = [""];
	for (const { segment } of segmenter.segment(text)) {
		const line = lines.at(-1) ?? "";
		if (line !== "" && cells(line + segment) > TEXT_CELLS) lines.push(segment.trimStart());
		else lines[lines.length - 1] = line + segment;
	}
	return lines.join("\n");
}
