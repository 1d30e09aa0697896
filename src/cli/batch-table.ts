/** The table of a batch: claims read from a file before, everything noticed written to a file after. */
import { readFile, writeFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import type { BatchItem } from "../documents/batch/batch.ts";
import { readClaimsTable } from "../documents/batch/claims.ts";
import { pictureHash } from "../documents/batch/picture-hash.ts";
import { batchCsv, batchXlsx } from "../documents/batch/table.ts";
import { ZhengjianError } from "../errors.ts";
import { openReported } from "../report/annotate.ts";
import type { Report } from "../report/schema.ts";
import type { Language } from "../report/words/catalogue.ts";
import { fromUser } from "./paths.ts";

/** Claims of each file. */
export type ClaimsOf = (file: string) => Record<string, string>;

/**
 * Claims from a table, by the name of the file without its folder. Throws `claims.invalid` for faults in the table and for a
 * row that speaks of none of the files: a misspelt name would leave a certificate unchecked.
 */
export async function claimsFromTable(path: string, files: readonly string[]): Promise<ClaimsOf> {
	const table = await readClaimsTable(await readTable(path));
	const names = new Set(files.map((file) => basename(file).normalize("NFKC")));
	const unknown = [...table.keys()].filter((name) => !names.has(name));
	if (unknown.length > 0)
		throw new ZhengjianError("claims.invalid", `the table speaks of files that were not given: ${unknown.join(", ")}`, {
			expected: "names of the files to verify",
			found: unknown.join(", "),
		});
	return (file) => table.get(basename(file).normalize("NFKC")) ?? {};
}

async function readTable(path: string): Promise<Buffer> {
	try {
		return await readFile(fromUser(path));
	} catch (cause) {
		const found = (cause as NodeJS.ErrnoException).code ?? String(cause);
		throw new ZhengjianError("claims.invalid", `the table of claims cannot be read (${found})`, { found, cause });
	}
}

/** What the table needs of a verified file. */
export async function batchItem(
	file: string,
	photo: Uint8Array,
	report: Report,
	claims: Record<string, string>,
): Promise<BatchItem> {
	return { file: basename(file), claims, report, pictureHash: await pictureHash(await openReported(photo, report)) };
}

export const TABLE_ENDINGS = [".xlsx", ".csv"] as const;

/** Writes the table in the format of the path's ending. */
export async function writeTable(path: string, items: readonly BatchItem[], language: Language): Promise<void> {
	const content = extname(path).toLowerCase() === ".csv" ? batchCsv(items, language) : await batchXlsx(items, language);
	await writeFile(fromUser(path), content);
}
