/** Finished verifications as they were kept, a page at a time: what is judged again after a change of the rules. */
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { Evidence } from "../evidence.ts";
import type { Report } from "../report/schema.ts";
import type { Queries } from "./database.ts";
import { verifications as table } from "./schema.ts";
import type { Verifications } from "./verifications.ts";

export interface SavedVerification {
	id: string;
	claims: Record<string, string>;
	evidence: Evidence;
	report: Report;
}

export interface SavedPage {
	records: SavedVerification[];
	/** What the next page comes after; null = this was the last one. */
	next: string | null;
}

/** One record with its evidence is about 100 kB: a page stays well below what a process should hold at once. */
const PAGE = 100;
/** The order of identifiers: before all of them. */
const FIRST = "00000000-0000-0000-0000-000000000000";

/** The next page of finished verifications, of all or of `ids`, in the order of their identifiers. Nothing is changed. */
export async function readSaved(
	{ queries, verifications }: { queries: Queries; verifications: Verifications },
	{ ids, after = FIRST }: { ids?: readonly string[]; after?: string },
): Promise<SavedPage> {
	const wanted = and(eq(table.status, "done"), gt(table.id, after), ids && inArray(table.id, [...ids]));
	const rows = await queries.select().from(table).where(wanted).orderBy(asc(table.id)).limit(PAGE);
	const records = rows.flatMap((row): SavedVerification[] => {
		const { id, claims, evidence, report } = verifications.open(row);
		return evidence && report ? [{ id, claims, evidence, report }] : [];
	});
	return { records, next: rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null };
}
