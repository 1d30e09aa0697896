/** Versions of the rulebook that judged here: it ships with the product, and each version is kept when it is first used. */
import { createHash } from "node:crypto";
import { asc } from "drizzle-orm";
import type { Rulebook } from "../rulebook/schema.ts";
import type { Queries } from "./database.ts";
import { rulebooks } from "./schema.ts";

/** One version with its period of use here: from its first use to that of the next one; null = in use. ISO date and time. */
export interface RulebookRecord {
	version: string;
	recordedAt: string;
	recordedBy: string | null;
	endedAt: string | null;
	/** How much it holds, by kind of entry. */
	entries: Record<"words" | "permitted" | "clauses" | "lookupHosts" | "unregisteredFamilies", number>;
}

/** Keeps the rulebook if no kept one says the same under the same version. */
export async function recordRulebook(queries: Queries, rulebook: Rulebook, by: string | null = null): Promise<void> {
	await queries
		.insert(rulebooks)
		.values({ version: rulebook.version, sha256: sha256Of(rulebook), rulebook, recordedBy: by })
		.onConflictDoNothing();
}

/** Every version that was used here, oldest first. */
export async function rulebookHistory(queries: Queries): Promise<RulebookRecord[]> {
	const rows = await queries.select().from(rulebooks).orderBy(asc(rulebooks.recordedAt));
	return rows.map(({ version, rulebook, recordedAt, recordedBy }, k) => ({
		version,
		recordedAt: recordedAt.toISOString(),
		recordedBy,
		endedAt: rows[k + 1]?.recordedAt.toISOString() ?? null,
		entries: {
			words: rulebook.words.length,
			permitted: rulebook.permitted.length,
			clauses: rulebook.clauses.length,
			lookupHosts: rulebook.lookupHosts.length,
			unregisteredFamilies: rulebook.unregisteredFamilies.length,
		},
	}));
}

const sha256Of = (rulebook: Rulebook): string => createHash("sha256").update(JSON.stringify(rulebook)).digest("hex");
