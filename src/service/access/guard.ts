/**
 * The one place where it is decided who may do what: every request passes here, is compared with its row of the table
 * and, where it touches a record, leaves a row in the audit trail before anything is answered.
 */
import type { Request, RequestHandler } from "express";
import { ZhengjianError } from "../../errors.ts";
import type { AuditOutcome } from "../../store/account-tables.ts";
import type { AuditTrail } from "../audit/trail.ts";
import type { Caller } from "./caller.ts";
import { type FindOwnership, NOT_FOUND, type Ownership } from "./records.ts";
import { type Condition, findRule } from "./rules.ts";

export interface GuardOptions {
	identify: (request: Request) => Promise<Caller>;
	ownershipOf: FindOwnership;
	trail: AuditTrail;
}

/**
 * Lets a request through and leaves its caller in `response.locals.caller`, or throws: `route.not-found` without a row in the
 * table, `access.cross-origin`, `access.unauthenticated`, `access.forbidden`, `account.password-expired`, or the code of a record
 * that does not exist.
 */
export function guard({ identify, ownershipOf, trail }: GuardOptions): RequestHandler {
	return async (request, response, next) => {
		const found = findRule(request.method, request.path);
		if (!found)
			throw new ZhengjianError("route.not-found", "there is nothing at this address", { found: request.method });
		const { rule, params } = found;
		const caller = await identify(request);
		if (caller.role !== "api-key") refuseOtherOrigins(request);

		const id = rule.record && (params[rule.record.param] ?? "");
		const owned = rule.record && (await ownershipOf(rule.record.kind, id ?? ""));
		const outcome: AuditOutcome =
			rule.record && !owned
				? "not-found"
				: rule.allow[caller.role].some((condition) => holds(condition, caller, owned ?? null))
					? "allowed"
					: "refused";
		if (rule.action !== undefined) {
			const record = rule.record ? (owned?.record ?? `${rule.record.kind}:${id}`) : null;
			await trail.record({
				actor: caller.actor,
				action: rule.action,
				record: record && trail.fingerprint(record),
				outcome,
			});
		}
		if (outcome === "not-found" && rule.record)
			throw new ZhengjianError(NOT_FOUND[rule.record.kind], `there is no ${rule.record.kind} with this identifier`);
		if (outcome === "refused") throw refusal(caller);
		response.locals.caller = caller;
		next();
	};
}

function holds(condition: Condition, caller: Caller, owned: Ownership | null): boolean {
	switch (condition) {
		case "any":
			return true;
		case "link":
			return owned?.anonymous === true;
		case "own":
			return shared(caller.accountId, owned?.accountId);
		case "organisation":
			return shared(caller.organisationId, owned?.organisationId);
		case "district":
			return shared(caller.district, owned?.district);
		default:
			throw new RangeError(`unknown condition ${condition satisfies never}`);
	}
}

/** Two that are both nobody's have nothing in common. */
const shared = (one: string | null, other: string | null | undefined): boolean => one !== null && one === other;

function refusal({ role }: Caller): ZhengjianError {
	if (role === "anonymous") return new ZhengjianError("access.unauthenticated", "this needs an account");
	if (role === "newcomer")
		return new ZhengjianError("account.password-expired", "the one-time password has to be changed first");
	return new ZhengjianError("access.forbidden", "this account may not do this", { found: role });
}

/**
 * Refuses a change that a page of another origin asks a browser for: by the browser's own word (Fetch Metadata), or, from an
 * older one, by the origin. What names neither is no browser, and carries no cookie that somebody else could use.
 */
function refuseOtherOrigins(request: Request): void {
	if (request.method === "GET" || request.method === "HEAD") return;
	const site = request.get("Sec-Fetch-Site");
	const origin = request.get("Origin");
	const same = site === undefined ? origin === undefined || hostOf(origin) === request.host : SAME_SITES.has(site);
	if (!same)
		throw new ZhengjianError("access.cross-origin", "a page of another origin may change nothing here", {
			found: origin ?? site ?? "",
		});
}

/** `none`: typed or chosen by the person, not asked for by a page. */
const SAME_SITES = new Set(["same-origin", "none"]);

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);
