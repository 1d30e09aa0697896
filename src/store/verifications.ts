/** Records of verifications: what was asked, how far it is, and the report. */
import { count, eq, inArray, lte, sql } from "drizzle-orm";
import { type ErrorCode, ZhengjianError } from "../errors.ts";
import type { Evidence, Stage } from "../evidence.ts";
import type { Report } from "../report/schema.ts";
import type { Queries } from "./database.ts";
import { keepUntil, type Retention } from "./retention.ts";
import { type OwnerKind, verifications } from "./schema.ts";
import type { Vault } from "./vault.ts";

type Row = typeof verifications.$inferSelect;

/** A record with its personal values opened. */
export interface Verification extends Omit<Row, SealedColumn> {
	claims: Record<string, string>;
	report: Report | null;
	evidence: Evidence | null;
}

export interface NewVerification {
	id: string;
	createdAt: Date;
	photoKey: string;
	claims: Record<string, string>;
	/** When it is deleted; null = not by time alone; left out = as the retention of its owner's kind says. */
	keepUntil?: Date | null;
	/** Left out: nobody's, open to whoever holds its link. */
	owner?: { kind: OwnerKind; id: string; organisationId: string | null };
	/** Whether the place that the camera wrote into the photo is kept. */
	keepLocation?: boolean;
}

export const SEALED_COLUMNS = ["claims", "report", "evidence"] as const;
type SealedColumn = (typeof SEALED_COLUMNS)[number];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const UNFINISHED = ["queued", "running"] as const;

export class Verifications {
	constructor(
		private readonly queries: Queries,
		private readonly vault: Vault,
		private readonly retention: Retention,
	) {}

	async add({ owner, claims, ...entry }: NewVerification): Promise<void> {
		await this.queries.insert(verifications).values({
			...entry,
			claims: this.seal(entry.id, "claims", claims),
			keepUntil:
				entry.keepUntil === undefined
					? keepUntil(this.retention, owner?.kind ?? "anonymous", entry.createdAt)
					: entry.keepUntil,
			status: "queued",
			...(owner && { ownerKind: owner.kind, ownerId: owner.id, organisationId: owner.organisationId }),
		});
	}

	/**
	 * Throws `verification.not-found`, also for an id that is not of the form given out, and `store.altered` for a record that
	 * is not what was written.
	 */
	async get(id: string): Promise<Verification> {
		const record = await this.find(id);
		if (!record) throw new ZhengjianError("verification.not-found", "there is no verification with this id");
		return record;
	}

	/** As `get`, with null for an id that has no record. */
	async find(id: string): Promise<Verification | null> {
		const [row] = UUID.test(id) ? await this.queries.select().from(verifications).where(eq(verifications.id, id)) : [];
		return row ? this.open(row) : null;
	}

	/** A row of the table with its personal values opened. Throws `store.altered` and `store.key-missing` as the vault does. */
	open(row: Row): Verification {
		const open = (column: SealedColumn): unknown => {
			const value = row[column];
			return value && this.vault.open(value, placeOf(row.id, column));
		};
		return {
			...row,
			claims: open("claims") as Verification["claims"],
			report: open("report") as Verification["report"],
			evidence: open("evidence") as Verification["evidence"],
		};
	}

	/** Records whose time is over, the longest overdue first. */
	async expired(now: Date): Promise<{ id: string; photoKey: string }[]> {
		return this.queries
			.select({ id: verifications.id, photoKey: verifications.photoKey })
			.from(verifications)
			.where(lte(verifications.keepUntil, now))
			.orderBy(verifications.keepUntil);
	}

	/** Sets the end of a record; null = not by time alone. */
	async setEnd(id: string, moment: Date | null): Promise<void> {
		await this.queries.update(verifications).set({ keepUntil: moment }).where(eq(verifications.id, id));
	}

	/** Deletes the row alone: `erase` deletes the photos with it. */
	async remove(id: string): Promise<void> {
		await this.queries.delete(verifications).where(eq(verifications.id, id));
	}

	/** Everything that was acknowledged and is not finished, oldest first. */
	async unfinished(): Promise<string[]> {
		const rows = await this.queries
			.select({ id: verifications.id })
			.from(verifications)
			.where(inArray(verifications.status, [...UNFINISHED]))
			.orderBy(verifications.createdAt);
		return rows.map((row) => row.id);
	}

	async countUnfinished(): Promise<number> {
		const [row] = await this.queries
			.select({ n: count() })
			.from(verifications)
			.where(inArray(verifications.status, [...UNFINISHED]));
		return row?.n ?? 0;
	}

	/** A new attempt begins: progress starts over. */
	async start(id: string): Promise<void> {
		await this.queries.update(verifications).set({ status: "running", stages: [] }).where(eq(verifications.id, id));
	}

	async addStage(id: string, stage: Stage): Promise<void> {
		await this.queries
			.update(verifications)
			.set({ stages: sql`${verifications.stages} || ${JSON.stringify([stage])}::jsonb` })
			.where(eq(verifications.id, id));
	}

	async finish(id: string, { report, evidence }: { report: Report; evidence: Evidence }): Promise<void> {
		await this.queries
			.update(verifications)
			.set({
				report: this.seal(id, "report", report),
				evidence: this.seal(id, "evidence", evidence),
				status: "done",
				error: null,
			})
			.where(eq(verifications.id, id));
	}

	async fail(id: string, error: { code: ErrorCode; message: string }): Promise<void> {
		await this.queries.update(verifications).set({ status: "failed", error }).where(eq(verifications.id, id));
	}

	/** Counts one failure of the engine on this photo and returns how many there were so far. */
	async countFailure(id: string): Promise<number> {
		const [row] = await this.queries
			.update(verifications)
			.set({ failures: sql`${verifications.failures} + 1`, status: "queued" })
			.where(eq(verifications.id, id))
			.returning({ failures: verifications.failures });
		return row?.failures ?? 0;
	}

	private seal(id: string, column: SealedColumn, value: unknown): Buffer {
		return this.vault.seal(value, placeOf(id, column));
	}
}

export const placeOf = (id: string, column: SealedColumn) => ({ table: "verifications", column, id });
