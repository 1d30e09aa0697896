/** The white and black lists with their history: rows are added and superseded, never changed or deleted. */
import { asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { IssuerEntry } from "../registry.ts";
import type { Queries } from "./database.ts";
import { inUseAt, type Recorded, recorded } from "./recorded.ts";
import { issuers } from "./schema.ts";

export interface ImportResult {
	added: number;
	unchanged: number;
	superseded: number;
}

/** What an import would do: new entries, and present ones that give way to a corrected one. */
export interface ImportPlan {
	added: IssuerEntry[];
	changed: { before: IssuerEntry; after: IssuerEntry }[];
	/** Changes of which the last day is all that changes: the listing ends, or ends on another day. */
	ended: { before: IssuerEntry; after: IssuerEntry }[];
	unchanged: number;
}

/** Rows in one INSERT: PostgreSQL takes at most 65,535 parameters, a row has 10. */
const ROWS_PER_INSERT = 1000;

/** Entries in the lists at a moment (now, without one), in the order they were recorded. */
export async function listIssuers(queries: Queries, moment?: Date): Promise<IssuerEntry[]> {
	const inUse = inUseAt(issuers.recordedAt, issuers.supersededAt, moment);
	const rows = await queries.select().from(issuers).where(inUse).orderBy(asc(issuers.entry));
	return rows.map(toEntry);
}

/** Every entry there ever was under this name or alias, oldest first. */
export async function issuerHistory(queries: Queries, name: string): Promise<Recorded<IssuerEntry>[]> {
	const wanted = name.normalize("NFKC").trim();
	const named = or(eq(issuers.name, wanted), sql`${issuers.aliases} @> ${JSON.stringify([wanted])}::jsonb`);
	const rows = await queries.select().from(issuers).where(named).orderBy(asc(issuers.entry));
	return rows.map((row) => recorded(toEntry(row), row, row.supersededAt, row.supersededBy));
}

/** What importing `entries` into the present list would do. Pure. */
export function planImport(present: readonly IssuerEntry[], entries: readonly IssuerEntry[]): ImportPlan {
	const known = new Set(present.map(fingerprint));
	const repeated = new Set(entries.map(fingerprint));
	const fresh = entries.filter((entry) => !known.has(fingerprint(entry)));
	const older = new Map(
		present.filter((entry) => !repeated.has(fingerprint(entry))).map((entry) => [subject(entry), entry]),
	);
	const plan: ImportPlan = { added: [], changed: [], ended: [], unchanged: entries.length - fresh.length };
	for (const after of fresh) {
		const before = older.get(subject(after));
		if (!before) plan.added.push(after);
		else if (before.to !== after.to && sameAliases(before, after)) plan.ended.push({ before, after });
		else plan.changed.push({ before, after });
	}
	return plan;
}

/**
 * Adds the entries in one transaction. An entry that is there already is left alone; one that differs from an older
 * entry only in its last day or its aliases supersedes it.
 */
export async function importIssuers(
	queries: Queries,
	entries: readonly IssuerEntry[],
	by: string | null = null,
): Promise<ImportResult> {
	// One moment for what ends and what begins: no state in between ever was.
	const moment = new Date();
	return queries.transaction(async (tx) => {
		const current = await tx.select().from(issuers).where(isNull(issuers.supersededAt));
		const { added, changed, ended, unchanged } = planImport(current.map(toEntry), entries);
		const corrections = [...changed, ...ended];
		const given = new Set(corrections.map(({ before }) => fingerprint(before)));
		const superseded = current.filter((row) => given.has(fingerprint(toEntry(row)))).map((row) => row.entry);
		if (superseded.length > 0)
			await tx
				.update(issuers)
				.set({ supersededAt: moment, supersededBy: by })
				.where(inArray(issuers.entry, superseded));
		const kept = new Set([...added, ...corrections.map(({ after }) => after)]);
		const rows = entries
			.filter((entry) => kept.has(entry))
			.map((entry) => ({ ...entry, aliases: entry.aliases ?? [], recordedAt: moment, recordedBy: by }));
		for (let k = 0; k < rows.length; k += ROWS_PER_INSERT)
			await tx.insert(issuers).values(rows.slice(k, k + ROWS_PER_INSERT));
		return { added: rows.length, unchanged, superseded: superseded.length };
	});
}

const toEntry = ({
	name,
	aliases,
	creditCode,
	listing,
	families,
	from,
	to,
	source,
}: typeof issuers.$inferSelect): IssuerEntry => ({
	name,
	...(aliases.length > 0 ? { aliases } : {}),
	creditCode,
	listing,
	families,
	from,
	to,
	source,
});

/** What an entry is about: everything but its last day and its aliases. */
const subject = ({ name, creditCode, listing, families, from, source }: IssuerEntry): string =>
	JSON.stringify([name, creditCode, listing, [...families].sort(), from, source]);
const aliasesOf = ({ aliases = [] }: IssuerEntry): string => JSON.stringify([...aliases].sort());
const sameAliases = (a: IssuerEntry, b: IssuerEntry): boolean => aliasesOf(a) === aliasesOf(b);
const fingerprint = (entry: IssuerEntry): string => JSON.stringify([subject(entry), entry.to, aliasesOf(entry)]);
