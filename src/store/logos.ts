/** Registered logos with their history: rows are added and marked as removed, never changed or deleted. */
import { and, asc, eq, isNull } from "drizzle-orm";
import { ZhengjianError } from "../errors.ts";
import type { RegisteredLogo } from "../registry.ts";
import type { Queries } from "./database.ts";
import { inUseAt, type Recorded, recorded } from "./recorded.ts";
import { logos } from "./schema.ts";

/** A logo in force with the number it was registered under. */
export interface LogoEntry extends RegisteredLogo {
	entry: number;
}

/** Logos in force at a moment (now, without one), in the order they were registered. */
export async function listLogos(queries: Queries, moment?: Date): Promise<LogoEntry[]> {
	const inUse = inUseAt(logos.recordedAt, logos.removedAt, moment);
	const rows = await queries.select().from(logos).where(inUse).orderBy(asc(logos.entry));
	return rows.map(toEntry);
}

/** Every logo ever registered, oldest first. */
export async function logoHistory(queries: Queries): Promise<Recorded<LogoEntry>[]> {
	const rows = await queries.select().from(logos).orderBy(asc(logos.entry));
	return rows.map((row) => recorded(toEntry(row), row, row.removedAt, row.removedBy));
}

/** Registers one logo; the same picture of the same owner again changes nothing. */
export async function registerLogo(
	queries: Queries,
	logo: RegisteredLogo,
	by: string | null = null,
): Promise<{ entry: number; added: boolean }> {
	const moment = new Date();
	return queries.transaction(async (tx) => {
		const { owner, creditCode, sha256, picture } = logo;
		const [known] = await tx
			.select()
			.from(logos)
			.where(and(eq(logos.owner, owner), eq(logos.sha256, sha256), isNull(logos.removedAt)));
		if (known && known.creditCode === creditCode) return { entry: known.entry, added: false };
		// A corrected credit code supersedes the older row.
		if (known) await tx.update(logos).set({ removedAt: moment, removedBy: by }).where(eq(logos.entry, known.entry));
		const [row] = await tx
			.insert(logos)
			.values({ owner, creditCode, sha256, picture, recordedAt: moment, recordedBy: by })
			.returning();
		return { entry: (row as typeof logos.$inferSelect).entry, added: true };
	});
}

/** Takes a logo off the list. Throws `logo.invalid` when none in force has this number. */
export async function removeLogo(queries: Queries, entry: number, by: string | null = null): Promise<LogoEntry> {
	const [row] = await queries
		.update(logos)
		.set({ removedAt: new Date(), removedBy: by })
		.where(and(eq(logos.entry, entry), isNull(logos.removedAt)))
		.returning();
	if (!row)
		throw new ZhengjianError("logo.invalid", "no registered logo has this number", {
			expected: "a number shown by the list of logos",
			found: String(entry),
		});
	return toEntry(row);
}

const toEntry = ({ entry, owner, creditCode, sha256, picture }: typeof logos.$inferSelect): LogoEntry => ({
	entry,
	owner,
	creditCode,
	sha256,
	picture,
});
