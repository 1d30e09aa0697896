/** Whose a record is: what the conditions of the table look at. */
import { eq } from "drizzle-orm";
import type { ErrorCode } from "../../errors.ts";
import type { Queries } from "../../store/database.ts";
import { accounts, apiKeys, shares, verifications } from "../../store/schema.ts";
import { hashOfCode } from "../shares/code.ts";

export interface Ownership {
	/** Under which name the audit trail files it: kind and identifier. A share is filed under what it shows. */
	record: string;
	/** Made without an account: its unguessable address is the only key to it. */
	anonymous: boolean;
	accountId: string | null;
	organisationId: string | null;
	/** The district of the inspector who made it. */
	district: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const RECORD_KINDS = ["verification", "share", "account", "api-key"] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export const NOT_FOUND: Record<RecordKind, ErrorCode> = {
	verification: "verification.not-found",
	share: "share.not-found",
	account: "account.not-found",
	"api-key": "api-key.not-found",
};

/** Whose record it is; null when there is none with this identifier. */
export type FindOwnership = (kind: RecordKind, id: string) => Promise<Ownership | null>;

export function ownershipIn(queries: Queries): FindOwnership {
	const find: Record<RecordKind, (id: string) => Promise<Ownership | null>> = {
		async verification(id) {
			if (!UUID.test(id)) return null;
			const [row] = await queries
				.select({
					kind: verifications.ownerKind,
					accountId: verifications.ownerId,
					organisationId: verifications.organisationId,
					district: accounts.district,
				})
				.from(verifications)
				.leftJoin(accounts, eq(accounts.id, verifications.ownerId))
				.where(eq(verifications.id, id));
			if (!row) return null;
			const { kind, ...owner } = row;
			return { record: `verification:${id}`, anonymous: kind === "anonymous", ...owner };
		},
		async share(code) {
			const [row] = await queries
				.select({ verificationId: shares.verificationId })
				.from(shares)
				.where(eq(shares.sha256, hashOfCode(code)));
			return row ? { ...UNOWNED, record: `verification:${row.verificationId}` } : null;
		},
		async account(id) {
			const [row] = await queries.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, id));
			return row ? { ...UNOWNED, record: `account:${id}`, anonymous: false } : null;
		},
		async "api-key"(id) {
			if (!UUID.test(id)) return null;
			const [row] = await queries
				.select({ accountId: apiKeys.accountId, organisationId: apiKeys.organisationId })
				.from(apiKeys)
				.where(eq(apiKeys.id, id));
			return row ? { ...UNOWNED, ...row, record: `api-key:${id}`, anonymous: false } : null;
		},
	};
	return (kind, id) => find[kind](id);
}

const UNOWNED = { anonymous: true, accountId: null, organisationId: null, district: null } as const;
