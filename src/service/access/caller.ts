/** Who asks. */
import type { Response } from "express";
import { ACCOUNT_ROLES } from "../../store/account-tables.ts";

/**
 * `anonymous`: nobody signed in. `newcomer`: signed in with a password that somebody else made, and that has to be changed
 * first. `api-key`: a program of an employer. The others are accounts.
 */
export const ROLES = ["anonymous", "newcomer", "api-key", ...ACCOUNT_ROLES] as const;
export type Role = (typeof ROLES)[number];

export interface Caller {
	role: Role;
	/** How the audit trail names the caller. */
	actor: string;
	/** The account, or the one that made the API key; null for the anonymous. */
	accountId: string | null;
	organisationId: string | null;
	district: string | null;
}

/** What the guard found out about a request that it let through. Throws RangeError where no guard was passed. */
export function callerOf(response: Response): Caller {
	const { caller } = response.locals;
	if (!caller) throw new RangeError("the request did not pass the guard");
	return caller as Caller;
}
