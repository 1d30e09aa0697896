/** Files that registry commands read and write, and how lists are shown. */
import { readFile, writeFile } from "node:fs/promises";
import Table from "cli-table3";
import { ZhengjianError } from "../../errors.ts";
import type { Recorded } from "../../store/recorded.ts";
import { fromUser } from "../paths.ts";
import { TABLE_STYLE } from "../table.ts";

type FileCode = "issuers.invalid" | "template.invalid" | "logo.invalid" | "photo.missing";

/** The bytes of a file the user named. Throws `code` when it cannot be read. */
export async function readUserFile(file: string, code: FileCode): Promise<Buffer> {
	try {
		return await readFile(fromUser(file));
	} catch (cause) {
		throw new ZhengjianError(code, "the file cannot be read", {
			found: cause instanceof Error ? cause.message : String(cause),
			cause,
		});
	}
}

/** JSON of a file, with or without byte order mark. Throws `template.invalid`. */
export function parseJson(content: Buffer): unknown {
	try {
		return JSON.parse(content.toString("utf8").replace(/^\uFEFF/, ""));
	} catch (cause) {
		throw new ZhengjianError("template.invalid", "the file is not JSON", { found: String(cause), cause });
	}
}

/** Writes where the user said. */
export const writeUserFile = (file: string, content: string | Uint8Array): Promise<void> =>
	writeFile(fromUser(file), content);

export function printLines(values: readonly unknown[]): void {
	for (const value of values) console.log(JSON.stringify(value));
}

/** Date and time of the machine's own clock, to the minute. */
export const shownTime = (moment: string | null): string =>
	moment === null ? "" : new Date(moment).toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });

/** A history as a table: when and by whom each entry was recorded and taken out of use, then what it says. */
export function historyTable<T>(
	records: readonly Recorded<T>[],
	columns: Record<string, (entry: T) => string>,
): string {
	const head = ["登记时间", "登记人", "停用时间", "停用人", ...Object.keys(columns)];
	const table = new Table({ head, style: TABLE_STYLE });
	for (const { entry, recordedAt, recordedBy, endedAt, endedBy } of records)
		table.push([
			shownTime(recordedAt),
			recordedBy ?? "未记录",
			shownTime(endedAt) || "现行",
			endedBy ?? "",
			...Object.values(columns).map((show) => show(entry)),
		]);
	return table.toString();
}
