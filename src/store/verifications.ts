/** Records of verifications: what was asked, how far it is, and the report. */
import { count, eq, inArray, sql } from "drizzle-orm";
import { type ErrorCode, ZhengjianError } from "../errors.ts";
import type { Evidence, Stage } from "../evidence.ts";
import type { Report } from "../report/schema.ts";
import type { Queries } from "./database.ts";
import { verifications } from "./schema.ts";

export type Verification = typeof verifications.$inferSelect;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const UNFINISHED = ["queued", "running"] as const;

export class Verifications {
	constructor(private readonly queries: Queries) {}

	async add(entry: { id: string; createdAt: Date; photoKey: string; claims: Record<string, string> }): Promise<void> {
		await this.queries.insert(verifications).values({ ...entry, status: "queued" });
	}

	/** Throws `verification.not-found`, also for an id that is not of the form given out. */
	async get(id: string): Promise<Verification> {
		const [row] = UUID.test(id) ? await this.queries.select().from(verifications).where(eq(verifications.id, id)) : [];
		if (!row) throw new ZhengjianError("verification.not-found", "there is no verification with this id");
		return row;
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

	async finish(id: string, result: { report: Report; evidence: Evidence }): Promise<void> {
		await this.queries
			.update(verifications)
			.set({ ...result, status: "done", error: null })
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
}
