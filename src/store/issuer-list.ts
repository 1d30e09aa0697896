/** Reads a white or black list of issuers from CSV: every row is checked, and one bad row refuses the file. */
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { ZhengjianError } from "../errors.ts";
import type { IssuerEntry } from "../registry.ts";

export const ISSUER_COLUMNS = ["name", "creditCode", "listing", "families", "from", "to", "source"] as const;
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
	})
	.refine(({ from, to }) => !from || !to || from <= to, { path: ["to"], error: "expected a date not before `from`" });

/**
 * Parses `content` (UTF-8 with or without byte order mark, or GB 18030 as spreadsheets in China save it).
 * `source` fills empty source cells: usually the file's name. Rows that say the same are given once.
 * Throws `issuers.invalid` naming each bad row by its line, what was expected and what was found.
 */
export function parseIssuerList(content: Uint8Array, source: string): IssuerEntry[] {
	const rows = parseCsv(decode(content));
	const header = (rows.shift()?.record ?? []).map((cell) => cell.trim());
	checkHeader(header);
	const faults: string[] = [];
	const entries = new Map<string, IssuerEntry>();
	for (const { record, line } of rows) {
		const cells = Object.fromEntries(header.map((column, k) => [column, record[k]?.normalize("NFKC").trim() ?? ""]));
		const parsed = rowSchema.safeParse({
			name: cells.name,
			creditCode: cells.creditCode?.toUpperCase() || null,
			listing: cells.listing?.toLowerCase(),
			families: (cells.families ?? "")
				.split(/[;；]/)
				.map((family) => family.trim())
				.filter((family) => family !== ""),
			from: cells.from || null,
			to: cells.to || null,
			source: cells.source || source,
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

function decode(content: Uint8Array): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(content);
	} catch {
		return new TextDecoder("gb18030").decode(content);
	}
}

function parseCsv(text: string): { record: string[]; line: number }[] {
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
