/** Lists of issuers as files, CSV or XLSX: every row that is read is checked, and one bad row refuses the file. */
import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import writeExcelFile from "write-excel-file/node";
import { z } from "zod";
import { ZhengjianError } from "../errors.ts";
import type { IssuerEntry } from "../registry.ts";
import { isCreditCode } from "../text/credit-code.ts";

export const ISSUER_COLUMNS = ["name", "creditCode", "listing", "families", "from", "to", "source", "aliases"] as const;
const REQUIRED_COLUMNS = ["name", "listing"] as const;
/** Rows named in the error message; a file in a wrong layout would otherwise print every line. */
const MAX_ROWS_NAMED = 20;

/** Unified social credit code (GB 32100): 18 digits and capital letters other than I, O, S, V, Z. */
export const CREDIT_CODE = /^[0-9A-HJ-NP-RT-UW-Y]{18}$/;

const isoDate = z.iso.date("expected a date such as 2024-01-31").nullable();
const rowSchema = z
	.object({
		name: z.string().min(1, "expected the issuer's name").max(200, "expected at most 200 characters"),
		creditCode: z.string().regex(CREDIT_CODE, "expected an 18-character credit code or nothing").nullable(),
		listing: z.enum(["whitelist", "blacklist"], "expected whitelist or blacklist"),
		families: z.array(z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "expected family codes separated by ;")),
		from: isoDate,
		to: isoDate,
		source: z.string(),
		aliases: z.array(z.string().max(200, "expected names of at most 200 characters")).min(1).optional(),
	})
	.refine(({ from, to }) => !from || !to || from <= to, { path: ["to"], error: "expected a date not before `from`" });

/**
 * Entries whose credit code is misprinted: its last character does not check the others (GB 32100). Lists as published hold such
 * codes, and the entry stands by its name, so they are for a clerk to look at and refuse no list.
 */
export const withMisprintedCodes = (entries: readonly IssuerEntry[]): IssuerEntry[] =>
	entries.filter(({ creditCode }) => creditCode !== null && !isCreditCode(creditCode));

/** A row of a file and the line it stands on, from 1. */
interface Row {
	record: string[];
	line: number;
}

/**
 * Reads a list from `content`: XLSX (its first sheet), else CSV (UTF-8 with or without byte order mark, or GB 18030 as
 * spreadsheets in China save it). `source` fills empty source cells: usually the file's name. Rows that say the same are
 * given once. Throws `issuers.invalid` naming each bad row by its line, what was expected and what was found.
 */
export async function parseIssuerList(content: Uint8Array, source: string): Promise<IssuerEntry[]> {
	return readRows(isSpreadsheet(content) ? await parseSpreadsheet(content) : parseCsv(decode(content)), source);
}

function readRows(rows: Row[], source: string): IssuerEntry[] {
	const header = (rows.shift()?.record ?? []).map((cell) => cell.trim());
	checkHeader(header);
	const faults: string[] = [];
	const entries = new Map<string, IssuerEntry>();
	for (const { record, line } of rows) {
		const cells = Object.fromEntries(header.map((column, k) => [column, record[k]?.normalize("NFKC").trim() ?? ""]));
		const aliases = listed(cells.aliases);
		const parsed = rowSchema.safeParse({
			name: cells.name,
			creditCode: cells.creditCode?.toUpperCase() || null,
			listing: cells.listing?.toLowerCase(),
			families: listed(cells.families),
			from: cells.from || null,
			to: cells.to || null,
			source: cells.source || source,
			...(aliases.length > 0 ? { aliases } : {}),
		});
		if (parsed.success) entries.set(JSON.stringify(parsed.data), parsed.data);
		else
			for (const { path, message } of parsed.error.issues) {
				const column = String(path[0]);
				faults.push(`line ${line}, ${column}: ${message}, found ${JSON.stringify(cells[column] ?? "")}`);
			}
	}
	if (faults.length > 0) throw invalid(`${faults.length} fault(s), nothing was imported`, faults);
	if (entries.size === 0) throw invalid("the list is empty", ["no row below the header"]);
	return [...entries.values()];
}

/** Several values in one cell. */
const listed = (cell = ""): string[] =>
	cell
		.split(/[;；]/)
		.map((value) => value.trim())
		.filter((value) => value !== "");

const asCells = (entry: IssuerEntry): string[] =>
	ISSUER_COLUMNS.map((column) => {
		const value = entry[column] ?? "";
		return Array.isArray(value) ? value.join(";") : value;
	});

/** The list as CSV that `parseIssuerList` and spreadsheets read: UTF-8 with byte order mark, Windows line ends. */
export function writeIssuerCsv(entries: readonly IssuerEntry[]): string {
	// A cell that begins like a formula is read as text when a blank precedes it; reading takes the blank away.
	const cell = (value: string) => (/^[=+\-@]/.test(value) ? ` ${value}` : value);
	const quoted = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
	const rows = [[...ISSUER_COLUMNS], ...entries.map((entry) => asCells(entry).map(cell))];
	return `\uFEFF${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}

/** The list as XLSX, every cell text. */
export async function writeIssuerSpreadsheet(entries: readonly IssuerEntry[]): Promise<Uint8Array> {
	const head = ISSUER_COLUMNS.map((value) => ({ value, type: String, fontWeight: "bold" as const }));
	const body = entries.map((entry) => asCells(entry).map((value) => ({ value, type: String })));
	return writeExcelFile([head, ...body]).toBuffer();
}

/** XLSX is a ZIP archive; no CSV begins so. */
const isSpreadsheet = (content: Uint8Array): boolean => content[0] === 0x50 && content[1] === 0x4b;

async function parseSpreadsheet(content: Uint8Array): Promise<Row[]> {
	try {
		const sheet = await readSheet(Buffer.from(content));
		return sheet
			.map((cells, k) => ({ record: cells.map(cellText), line: k + 1 }))
			.filter(({ record }) => record.some((cell) => cell.trim() !== ""));
	} catch (cause) {
		throw new ZhengjianError("issuers.invalid", "the file is not a spreadsheet", {
			expected: "XLSX",
			found: cause instanceof Error ? cause.message : String(cause),
			cause,
		});
	}
}

/** Spreadsheets keep days as dates. */
function cellText(value: unknown): string {
	if (value instanceof Date) return value.toISOString().slice(0, 10);
	return value === null || value === undefined ? "" : String(value);
}

function decode(content: Uint8Array): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(content);
	} catch {
		return new TextDecoder("gb18030").decode(content);
	}
}

function parseCsv(text: string): Row[] {
	try {
		const rows = parse(text, {
			bom: true,
			info: true,
			relax_column_count: true,
			skip_empty_lines: true,
		}) as unknown as {
			record: string[];
			info: { lines: number };
		}[];
		return rows
			.filter(({ record }) => record.some((cell) => cell.trim() !== ""))
			.map(({ record, info }) => ({ record, line: info.lines }));
	} catch (cause) {
		throw new ZhengjianError("issuers.invalid", "the file is not CSV", {
			expected: "comma separated values",
			found: cause instanceof Error ? cause.message : String(cause),
			cause,
		});
	}
}

function checkHeader(header: string[]): void {
	const known: readonly string[] = ISSUER_COLUMNS;
	const faults = [
		...REQUIRED_COLUMNS.filter((column) => !header.includes(column)).map(
			(column) => `line 1: column ${column} is missing`,
		),
		...header
			.filter((column) => !known.includes(column))
			.map((column) => `line 1: unknown column ${JSON.stringify(column)}`),
		...header
			.filter((column, k) => header.indexOf(column) !== k)
			.map((column) => `line 1: column ${column} appears twice`),
	];
	if (faults.length > 0) throw invalid("the header is wrong, nothing was imported", faults);
}

function invalid(message: string, faults: string[]): ZhengjianError {
	const named = faults.slice(0, MAX_ROWS_NAMED);
	if (faults.length > named.length) named.push(`and ${faults.length - named.length} more`);
	return new ZhengjianError("issuers.invalid", `${message}:\n${named.join("\n")}`, {
		expected: `columns ${ISSUER_COLUMNS.join(",")}`,
		found: named.join("; "),
	});
}
