/**
 * The audit trail: who did what to which record. Rows are only ever added, one after the other, and each holds a hash
 * over its content and the hash of the row before, so that a row that is altered, removed or moved shows.
 */
import { createHash, createHmac, hkdfSync } from "node:crypto";
import { and, asc, desc, eq, gt, lt, sql } from "drizzle-orm";
import type { AuditOutcome } from "../../store/account-tables.ts";
import type { Queries } from "../../store/database.ts";
import { auditTrail } from "../../store/schema.ts";

export type AuditRow = typeof auditTrail.$inferSelect;

export interface AuditEntry {
	/** `account:` and its id, `key:` and its id, `address:` and a keyed hash, or `command` at the machine itself. */
	actor: string;
	action: string;
	/** Keyed hash of the record, by `fingerprint`; null where there is none. */
	record: string | null;
	outcome: AuditOutcome;
}

/** `head` is the hash of the last row; noted elsewhere, it also proves later that no row was cut off the end. */
export interface AuditCheck {
	rows: number;
	head: string;
	broken: { seq: number; fault: "altered" | "missing" | "unlinked" } | null;
}

/** Hash that the first row stands on. */
export const FIRST = "0".repeat(64);
const ROWS_AT_A_TIME = 1000;

export class AuditTrail {
	private readonly key: Buffer;

	/** `secret`: the service's, from which the key of the fingerprints is made. */
	constructor(
		private readonly queries: Queries,
		secret: string,
	) {
		this.key = Buffer.from(hkdfSync("sha256", secret, "", "audit trail fingerprints", 32));
	}

	/** What stands in the trail for a link, an address or a record: 128 bits that only this service can make from it. */
	fingerprint(text: string): string {
		return createHmac("sha256", this.key).update(text).digest("hex").slice(0, 32);
	}

	/** Adds one row. Once this returns, it is on disk. */
	async record({ actor, action, record, outcome }: AuditEntry): Promise<void> {
		await this.queries.transaction(async (tx) => {
			// Two rows that stood on the same one would break the chain.
			await tx.execute(sql`lock table ${auditTrail} in share row exclusive mode`);
			const [last] = await tx
				.select({ seq: auditTrail.seq, hash: auditTrail.hash })
				.from(auditTrail)
				.orderBy(desc(auditTrail.seq))
				.limit(1);
			const content = { seq: (last?.seq ?? 0) + 1, at: new Date(), actor, action, record, outcome };
			const previous = last?.hash ?? FIRST;
			await tx.insert(auditTrail).values({ ...content, previous, hash: hashOf(content, previous) });
		});
	}

	/** Newest first, at most 100: of one record, and before one row, where given. */
	async list({ record, before }: { record?: string | undefined; before?: number | undefined }): Promise<AuditRow[]> {
		return this.queries
			.select()
			.from(auditTrail)
			.where(
				and(
					record === undefined ? undefined : eq(auditTrail.record, record),
					before === undefined ? undefined : lt(auditTrail.seq, before),
				),
			)
			.orderBy(desc(auditTrail.seq))
			.limit(100);
	}

	/** Refused attempts at `action` since a moment. */
	async refusals(action: string, since: Date): Promise<Pick<AuditRow, "actor" | "record">[]> {
		return this.queries
			.select({ actor: auditTrail.actor, record: auditTrail.record })
			.from(auditTrail)
			.where(and(eq(auditTrail.action, action), gt(auditTrail.at, since), eq(auditTrail.outcome, "refused")));
	}

	/** Walks the whole chain and stops at the first row that is not what was written. */
	async verify(): Promise<AuditCheck> {
		let rows = 0;
		let head = FIRST;
		for (;;) {
			const batch = await this.queries
				.select()
				.from(auditTrail)
				.where(gt(auditTrail.seq, rows))
				.orderBy(asc(auditTrail.seq))
				.limit(ROWS_AT_A_TIME);
			for (const row of batch) {
				const fault = faultOf(row, rows + 1, head);
				if (fault) return { rows, head, broken: { seq: fault === "missing" ? rows + 1 : row.seq, fault } };
				rows = row.seq;
				head = row.hash;
			}
			if (batch.length < ROWS_AT_A_TIME) return { rows, head, broken: null };
		}
	}

	/** Whether the row whose hash was noted earlier is still there. */
	async holds(head: string): Promise<boolean> {
		const found = await this.queries.select().from(auditTrail).where(eq(auditTrail.hash, head)).limit(1);
		return head === FIRST || found.length > 0;
	}
}

function faultOf(row: AuditRow, seq: number, previous: string): "altered" | "missing" | "unlinked" | null {
	if (row.seq !== seq) return "missing";
	if (row.hash !== hashOf(row, row.previous)) return "altered";
	return row.previous === previous ? null : "unlinked";
}

/** Hex SHA-256 of the row before and the canonical content: a JSON list in this order, the moment in ISO 8601, UTC. */
function hashOf(row: Omit<AuditRow, "previous" | "hash">, previous: string): string {
	const { seq, at, actor, action, record, outcome } = row;
	const content = JSON.stringify([previous, seq, at.toISOString(), actor, action, record, outcome]);
	return createHash("sha256").update(content).digest("hex");
}
