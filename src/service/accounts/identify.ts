/** Finds out who asks: an API key, a session's cookie, or nobody in particular. */
import { fromNodeHeaders } from "better-auth/node";
import { eq } from "drizzle-orm";
import type { Request } from "express";
import type { Queries } from "../../store/database.ts";
import { accounts } from "../../store/schema.ts";
import type { Caller } from "../access/caller.ts";
import type { AuditTrail } from "../audit/trail.ts";
import type { ApiKeys } from "./api-keys.ts";
import type { Auth } from "./auth.ts";

/** `Authorization: Bearer …` (RFC 6750). */
const BEARER = /^Bearer +(\S+)$/i;

export type Identify = (request: Request) => Promise<Caller>;

/** The caller of a request. Throws `access.unauthenticated` for an API key that opens nothing; a session that ended is anonymous. */
export function identifyBy(queries: Queries, auth: Auth, apiKeys: ApiKeys, trail: AuditTrail): Identify {
	return async (request) => {
		const key = request.get("Authorization")?.match(BEARER)?.[1];
		if (key !== undefined) {
			const { id, accountId, organisationId } = await apiKeys.open(key);
			return { role: "api-key", actor: `key:${id}`, accountId, organisationId, district: null };
		}
		const session = request.headers.cookie
			? await auth.api.getSession({ headers: fromNodeHeaders(request.headers) })
			: null;
		const [account] = session ? await queries.select().from(accounts).where(eq(accounts.id, session.user.id)) : [];
		if (!account || account.banned)
			return {
				role: "anonymous",
				actor: addressOf(request, trail),
				accountId: null,
				organisationId: null,
				district: null,
			};
		return {
			role: account.passwordExpired ? "newcomer" : account.role,
			actor: `account:${account.id}`,
			accountId: account.id,
			organisationId: account.organisationId,
			district: account.district,
		};
	};
}

/** The client's address as the audit trail names it. */
export const addressOf = (request: Request, trail: AuditTrail): string =>
	`address:${trail.fingerprint(request.ip ?? "unknown")}`;
