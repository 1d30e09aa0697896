/** What an employer says is on each certificate, from a table: one row for each file. */
import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { ZhengjianError } from "../../errors.ts";
import { levelCode } from "../../templates/values.ts";
import { decodeText } from "../../text/decode.ts";

const COLUMNS = ["file", "name", "number", "level"] as const;
type Column = (typeof COLUMNS)[number];

/** Headings as employers write them; compared without spaces, in lower case. */
const HEADINGS: Record<Column, readonly string[]> = {
	file: ["file", "filename", "文件", "文件名", "照片", "照片文件"],
	name: ["name", "holder", "holdername", "姓名", "持证人", "持证人姓名"],
	number: ["number", "certificatenumber", "certificateno", "certificateno.", "证书编号", "证书号码", "编号"],
	level: ["level", "skilllevel", "等级", "级别", "职业技能等级", "技能等级"],
};
/** Field of the report that a column speaks of. */
const FIELDS: Record<Exclude<Column, "file">, string> = {
	name: "holderName",
	number: "certificateNumber",
	level: "skillLevel",
};

/** Largest table read, bytes: 100,000 rows are about 6 MB. */
export const MAX_CLAIMS_BYTES = 10 * 1024 * 1024;
const MAX_CELL = 200;
/** Faults named in the error message; a table in a wrong layout would otherwise print every row. */
const MAX_FAULTS_NAMED = 20;
/** A number cell of a spreadsheet keeps 15 digits (IEEE 754): certificate numbers are longer. */
const MAX_NUMBER_DIGITS = 15;
const ZIP_START = "PK";

interface Table {
	/** Row number as the reader of the table counts, from 1. */
	rows: { row: number; cells: string[] }[];
	/** Cells that the spreadsheet holds as numbers with lost digits, "row:column". */
	rounded: ReadonlySet<string>;
}

/**
 * Claims by file name (`holderName`, `certificateNumber`, `skillLevel` as its digit where it names one). `content` is CSV or
 * XLSX, told apart by content; the first row holds the headings, Chinese or English. Empty cells claim nothing.
 * Throws `claims.invalid` naming each fault by row and column.
 */
export async function readClaimsTable(content: Uint8Array): Promise<Map<string, Record<string, string>>> {
	if (content.length > MAX_CLAIMS_BYTES)
		throw new ZhengjianError("claims.invalid", "the table of claims is too large", {
			expected: `at most ${MAX_CLAIMS_BYTES} bytes`,
			found: `${content.length} bytes`,
		});
	const isZip = Buffer.from(content.subarray(0, 2)).toString("latin1") === ZIP_START;
	const { rows, rounded } = isZip ? await readXlsx(content) : readCsv(content);
	const [head, ...body] = rows;
	const columns = readHead(head?.cells ?? []);
	const faults: string[] = [];
	const claims = new Map<string, Record<string, string>>();
	for (const { row, cells } of body) {
		const value = (column: Column) => cells[columns.indexOf(column)] ?? "";
		const fault = (column: Column, words: string) =>
			faults.push(`row ${row}, column ${head?.cells[columns.indexOf(column)]}: ${words}`);
		for (const column of COLUMNS) {
			if (value(column).length > MAX_CELL) fault(column, `expected at most ${MAX_CELL} characters`);
			if (rounded.has(`${row}:${columns.indexOf(column)}`))
				fault(column, "the cell is a number and has lost digits: format it as text");
		}
		const file = value("file");
		if (file === "") fault("file", "the file's name is missing");
		else if (claims.has(file)) fault("file", "this file has a row already");
		else claims.set(file, claimsOf(value));
	}
	if (body.length === 0) faults.push("row 2: the table has no row below its headings");
	if (faults.length > 0) throw invalid(faults);
	return claims;
}

function claimsOf(value: (column: Column) => string): Record<string, string> {
	const entries = (["name", "number", "level"] as const).flatMap((column) => {
		const claimed = value(column);
		if (claimed === "") return [];
		return [[FIELDS[column], column === "level" ? (levelCode(claimed) ?? claimed) : claimed]];
	});
	return Object.fromEntries(entries);
}

function readHead(cells: readonly string[]): (Column | undefined)[] {
	const columns = cells.map((cell) => {
		const heading = cell.toLowerCase().replace(/[\s_-]/g, "");
		return COLUMNS.find((column) => HEADINGS[column].includes(heading));
	});
	const faults = [
		...(columns.includes("file") ? [] : ["row 1: a column file (文件) is missing"]),
		...cells.flatMap((cell, index) =>
			cell !== "" && columns[index] === undefined ? [`row 1, column ${cell}: unknown heading`] : [],
		),
		...cells.flatMap((cell, index) =>
			columns[index] !== undefined && columns.indexOf(columns[index]) !== index
				? [`row 1, column ${cell}: appears twice`]
				: [],
		),
	];
	if (faults.length > 0) throw invalid(faults);
	return columns;
}

const clean = (cell: unknown): string =>
	cell === null || cell === undefined ? "" : String(cell).normalize("NFKC").trim();
const notEmpty = ({ cells }: { cells: string[] }): boolean => cells.some((cell) => cell !== "");

function readCsv(content: Uint8Array): Table {
	try {
		const records = parse(decodeText(content), {
			bom: true,
			info: true,
			relax_column_count: true,
			skip_empty_lines: true,
		}) as unknown as { record: string[]; info: { lines: number } }[];
		const rows = records.map(({ record, info }) => ({ row: info.lines, cells: record.map(clean) }));
		return { rows: rows.filter(notEmpty), rounded: new Set() };
	} catch (cause) {
		throw unreadable("comma separated values", cause);
	}
}

/** A number as the spreadsheet wrote it. */
class NumberCell {
	constructor(readonly written: string) {}
	toString = (): string => this.written;
	get rounded(): boolean {
		return /e/i.test(this.written) || this.written.replace(/\D/g, "").length > MAX_NUMBER_DIGITS;
	}
}

async function readXlsx(content: Uint8Array): Promise<Table> {
	try {
		const data = await readSheet<NumberCell>(Buffer.from(content), {
			parseNumber: (written) => new NumberCell(written),
		});
		const rounded = data.flatMap((cells, row) =>
			cells.flatMap((cell, column) => (cell instanceof NumberCell && cell.rounded ? [`${row + 1}:${column}`] : [])),
		);
		const rows = data.map((cells, index) => ({ row: index + 1, cells: cells.map(clean) }));
		return { rows: rows.filter(notEmpty), rounded: new Set(rounded) };
	} catch (cause) {
		throw unreadable("an XLSX workbook", cause);
	}
}

const unreadable = (expected: string, cause: unknown): ZhengjianError =>
	new ZhengjianError("claims.invalid", "the table of claims cannot be read", {
		expected,
		found: cause instanceof Error ? cause.message : String(cause),
		cause,
	});

function invalid(faults: string[]): ZhengjianError {
	const named = faults.slice(0, MAX_FAULTS_NAMED);
	if (faults.length > named.length) named.push(`and ${faults.length - named.length} more`);
	return new ZhengjianError("claims.invalid", `the table of claims has faults:\n${named.join("\n")}`, {
		expected: `columns ${COLUMNS.join(", ")}`,
		found: named.join("; "),
	});
}
