/** The table of a batch, as XLSX or CSV: one row for each file, those that need a look first on top. */

import { type Language, nameOf, say } from "../../report/words/catalogue.ts";
import { shortFinding } from "../../report/words/finding.ts";
import { maskField, maskText } from "../../text/mask.ts";
import { textCell, writeCsv, writeXlsx } from "../spreadsheet.ts";
import { type Assessed, assess, type BatchItem } from "./batch.ts";

/** Fields in a column of their own: the first that the form has is shown. */
const FIELDS = {
	holderName: ["holderName"],
	identityNumber: ["identityNumber"],
	certificateNumber: ["certificateNumber"],
	issuer: ["issuer"],
	occupation: ["occupation", "occupationAndLevel", "ability", "course"],
	skillLevel: ["skillLevel"],
	issueDate: ["issueDate"],
} as const;

interface Column {
	header: (language: Language) => string;
	/** Characters. */
	width: number;
	value: (row: Assessed, language: Language) => string;
}

const titled = (key: string) => (language: Language) => say(language, `batch.${key}`);

const COLUMNS: readonly Column[] = [
	{ header: titled("file"), width: 22, value: ({ item }) => item.file },
	{
		header: titled("attention"),
		width: 11,
		value: ({ attention }, language) => say(language, `batch.attention.${attention}`),
	},
	{ header: titled("verdict"), width: 14, value: verdict },
	{ header: titled("reason"), width: 36, value: reason },
	...Object.entries(FIELDS).map(
		([field, names]): Column => ({
			header: (language) => nameOf(language, "element", field),
			width: field === "issuer" || field.endsWith("Number") ? 20 : 13,
			value: ({ item }) => fieldValue(item, names),
		}),
	),
	{
		header: titled("claims"),
		width: 16,
		value: ({ flags }, language) =>
			flags.differingClaims.map((name) => nameOf(language, "element", name)).join(say(language, "pdf.separator")),
	},
	{
		header: titled("same-number"),
		width: 18,
		value: ({ flags }, language) => flags.sameNumber.join(say(language, "pdf.separator")),
	},
	{
		header: titled("same-picture"),
		width: 18,
		value: ({ flags }, language) => flags.samePicture.join(say(language, "pdf.separator")),
	},
	{ header: titled("id"), width: 20, value: ({ item }) => ("report" in item ? item.report.id : "") },
];

function verdict({ item }: Assessed, language: Language): string {
	return "report" in item ? say(language, `conclusion.${item.report.conclusion}`) : say(language, "batch.failed");
}

/** The gravest finding with its sentence, or the report's own sentence where there is none. */
function reason({ item }: Assessed, language: Language): string {
	if (!("report" in item)) return say(language, `error.${item.error.code}`);
	const { findings, summary } = item.report;
	const [first] = findings;
	if (!first) return maskText(summary[language]);
	const more = findings.length > 1 ? say(language, "batch.more", { n: findings.length - 1 }) : "";
	const colon = language === "zh" ? "：" : ": ";
	return maskText(`${shortFinding(language, first.code, first.evidence)}${colon}${first.message[language]}${more}`);
}

function fieldValue(item: BatchItem, names: readonly string[]): string {
	if (!("report" in item)) return "";
	const { fields } = item.report;
	const name = names.find((candidate) => fields[candidate] !== undefined);
	return name === undefined ? "" : maskField(name, fields[name]?.value ?? "");
}

const tableRows = (items: readonly BatchItem[], language: Language): string[][] =>
	assess(items).map((row) => COLUMNS.map(({ value }) => value(row, language)));

export async function batchXlsx(items: readonly BatchItem[], language: Language): Promise<Buffer> {
	const head = COLUMNS.map(({ header }) =>
		textCell(header(language), { fontWeight: "bold", align: "center", backgroundColor: "#e8ecf0" }),
	);
	const rows = tableRows(items, language).map((row) => row.map((value) => textCell(value, { alignVertical: "top" })));
	return writeXlsx({
		name: say(language, "batch.sheet"),
		widths: COLUMNS.map(({ width }) => width),
		rows: [head, ...rows],
		headRows: 1,
	});
}

export const batchCsv = (items: readonly BatchItem[], language: Language): Buffer =>
	writeCsv([COLUMNS.map(({ header }) => header(language)), ...tableRows(items, language)]);
