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
/** Widths of the columns in character cells (a Chinese character takes two); 100 cells in all. */
const COLUMNS = [5, 12, 12, 68];

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
	const table = new Table({
		head: ["#", "程度", "依据", "说明"],
		colWidths: COLUMNS,
		wordWrap: true,
		wrapOnWordBoundary: false,
		style: { head: ["bold"], border: ["grey"] },
	});
	findings.forEach(({ severity, clause, message }, k) => {
		const words = sentence(`severity.${severity}`);
		table.push([
			String(k + 1),
			SEVERITY_COLOUR[severity](words.zh),
			clause,
			`${message.zh}\n${colours.dim(message.en)}`,
		]);
	});
	return table.toString();
}
