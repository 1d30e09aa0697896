/** The white and black lists with their history: rows are added and superseded, never changed or deleted. */
import { asc, inArray, isNull } from "drizzle-orm";
import type { IssuerEntry } from "../registry.ts";
import type { Queries } from "./database.ts";
import { issuers } from "./schema.ts";

export interface ImportResult {
	added: number;
	unchanged: number;
	superseded: number;
}

/** Rows in one INSERT: PostgreSQL takes at most 65,535 parameters, a row has 7. */
const ROWS_PER_INSERT = 1000;

/** Entries in force in the store's present state, in the order they were recorded. */
export async function listIssuers(queries: Queries): Promise<IssuerEntry[]> {
	const rows = await queries.select().from(issuers).where(isNull(issuers.supersededAt)).orderBy(asc(issuers.entry));
	return rows.map(toEntry);
}

/**
 * Adds the entries in one transaction. An entry that is there already is left alone; one that differs from an older
 * entry only in its last day supersedes it.
 */
export async function importIssuers(queries: Queries, entries: readonly IssuerEntry[]): Promise<ImportResult> {
	return queries.transaction(async (tx) => {
		const current = await tx.select().from(issuers).where(isNull(issuers.supersededAt));
		const present = new Set(current.map((row) => fingerprint(toEntry(row))));
		const repeated = new Set(entries.map(fingerprint));
		const added = entries.filter((entry) => !present.has(fingerprint(entry)));
		const corrected = new Set(added.map(subject));
		const superseded = current
			.filter((row) => corrected.has(subject(toEntry(row))) && !repeated.has(fingerprint(toEntry(row))))
			.map((row) => row.entry);
		if (superseded.length > 0)
			await tx.update(issuers).set({ supersededAt: new Date() }).where(inArray(issuers.entry, superseded));
		for (let k = 0; k < added.length; k += ROWS_PER_INSERT)
			await tx.insert(issuers).values(added.slice(k, k + ROWS_PER_INSERT));
		return { added: added.length, unchanged: entries.length - added.length, superseded: superseded.length };
	});
}

const toEntry = ({
	name,
	creditCode,
	listing,
	families,
	from,
	to,
	source,
}: typeof issuers.$inferSelect): IssuerEntry => ({
	name,
	creditCode,
	listing,
	families,
	from,
	to,
	source,
});

/** What an entry is about: everything but its last day. */
const subject = ({ name, creditCode, listing, families, from, source }: IssuerEntry): string =>
	JSON.stringify([name, creditCode, listing, [...families].sort(), from, source]);
const fingerprint = (entry: IssuerEntry): string => JSON.stringify([subject(entry), entry.to]);
