/**
 * The table of access: every route, every role, and the condition on the record. What is not in the table is not served.
 */
import { match } from "path-to-regexp";
import { ZhengjianError } from "../../errors.ts";
import { ROLES, type Role } from "./caller.ts";
import type { RecordKind } from "./records.ts";

/**
 * `any`: every record, or a route without one. `link`: a record of an anonymous citizen, which opens for whoever has its
 * unguessable address. `own`: made by the caller. `organisation` and `district`: made by somebody of the caller's.
 */
export type Condition = "any" | "link" | "own" | "organisation" | "district";

/** One condition that holds is enough; a role with none is refused. */
type Allowed = Record<Role, readonly Condition[]>;

export interface Rule {
	allow: Allowed;
	/** The record that an address opens, by the name of the parameter that holds its identifier. */
	record?: { kind: RecordKind; param: string };
	/** What the audit trail calls it; a route without a name touches no record. */
	action?: string;
}

const NOBODY: Allowed = {
	anonymous: [],
	newcomer: [],
	"api-key": [],
	employer: [],
	inspector: [],
	clerk: [],
	administrator: [],
};
const to = (...roles: readonly Role[]): Allowed => ({
	...NOBODY,
	...Object.fromEntries(roles.map((role) => [role, ["any"]])),
});
const EVERYBODY = to(...ROLES);
const ACCOUNTS = to("employer", "inspector", "clerk", "administrator");
const ADMINISTRATOR = to("administrator");
const UPLOADERS = to("anonymous", "api-key", "employer", "inspector", "clerk", "administrator");
/** Employers alone: a key cannot make keys. */
const ORGANISATION: Allowed = { ...NOBODY, employer: ["organisation"] };
/** Whoever may read a verification. */
const READERS: Allowed = {
	anonymous: ["link"],
	newcomer: [],
	"api-key": ["link", "organisation"],
	employer: ["link", "organisation"],
	inspector: ["link", "own", "district"],
	clerk: ["any"],
	administrator: ["any"],
};
/** Whoever may pass a verification on: those whose it is. */
const OWNERS: Allowed = {
	...READERS,
	inspector: ["link", "own"],
	clerk: ["link", "own"],
	administrator: ["link", "own"],
};

const verification = (action: string, allow: Allowed): Rule => ({
	action: `verification.${action}`,
	record: { kind: "verification", param: "id" },
	allow,
});
const account = (action: string): Rule => ({
	action: `account.${action}`,
	record: { kind: "account", param: "id" },
	allow: ADMINISTRATOR,
});
const share: Rule = { action: "share.read", record: { kind: "share", param: "code" }, allow: EVERYBODY };

export const RULES: Readonly<Record<string, Rule>> = {
	"GET /healthz": { allow: EVERYBODY },
	"GET /api/v1/openapi.json": { allow: EVERYBODY },
	"GET /api/v1/docs": { allow: EVERYBODY },
	"GET /api/v1/docs/style.css": { allow: EVERYBODY },

	"POST /api/v1/verifications": { action: "verification.create", allow: UPLOADERS },
	"GET /api/v1/verifications/:id": verification("read", READERS),
	// Who asks for data to be deleted is answered by an administrator.
	"DELETE /api/v1/verifications/:id": verification("delete", { ...OWNERS, administrator: ["any"] }),
	"GET /api/v1/verifications/:id/report.pdf": verification("read-pdf", READERS),
	"GET /api/v1/verifications/:id/annotated": verification("read-photo", READERS),
	"GET /api/v1/verifications/:id/events": verification("follow", READERS),
	"GET /api/v1/verifications/:id/shares": verification("list-shares", OWNERS),
	"POST /api/v1/verifications/:id/shares": verification("share", OWNERS),
	"DELETE /api/v1/verifications/:id/shares/:share": verification("end-share", OWNERS),
	"GET /api/v1/shares/:code": share,
	"GET /api/v1/shares/:code/photo": { ...share, action: "share.read-photo" },

	// Signing in writes its own row: who it was is known only afterwards.
	"POST /api/v1/session": { allow: EVERYBODY },
	"POST /api/v1/session/second-factor": { allow: EVERYBODY },
	"GET /api/v1/session": { allow: EVERYBODY },
	"DELETE /api/v1/session": { allow: EVERYBODY },
	"PUT /api/v1/session/password": { action: "session.change-password", allow: { ...ACCOUNTS, newcomer: ["any"] } },
	"POST /api/v1/second-factor": { action: "second-factor.propose", allow: ACCOUNTS },
	"PUT /api/v1/second-factor": { action: "second-factor.confirm", allow: ACCOUNTS },
	"DELETE /api/v1/second-factor": { action: "second-factor.remove", allow: ACCOUNTS },

	"GET /api/v1/api-keys": { action: "api-key.list", allow: to("employer") },
	"POST /api/v1/api-keys": { action: "api-key.create", allow: to("employer") },
	"DELETE /api/v1/api-keys/:id": {
		action: "api-key.revoke",
		record: { kind: "api-key", param: "id" },
		allow: ORGANISATION,
	},

	"GET /api/v1/accounts": { action: "account.list", allow: ADMINISTRATOR },
	"POST /api/v1/accounts": { action: "account.create", allow: ADMINISTRATOR },
	"PATCH /api/v1/accounts/:id": account("change"),
	"POST /api/v1/accounts/:id/password": account("reset-password"),
	"GET /api/v1/audit": { action: "audit.read", allow: ADMINISTRATOR },
};

export interface MatchedRule {
	/** Its row of the table. */
	route: string;
	rule: Rule;
	params: Record<string, string>;
}

/** Literal addresses before those with parameters, so that a row is never hidden by a wider one. */
const compiled = Object.entries(RULES)
	.map(([route, rule]) => {
		const [method = "", path = ""] = route.split(" ");
		return { route, rule, method, path, matches: match<Record<string, string>>(path) };
	})
	.sort((a, b) => (a.path.match(/:/g)?.length ?? 0) - (b.path.match(/:/g)?.length ?? 0));

/** The row for a request; null when there is none. Throws `request.invalid` for an address that is no text. */
export function findRule(method: string, path: string): MatchedRule | null {
	const asked = method === "HEAD" ? "GET" : method;
	try {
		for (const { route, rule, method, matches } of compiled) {
			const found = method === asked && matches(path);
			if (found) return { route, rule, params: found.params };
		}
		return null;
	} catch (cause) {
		throw new ZhengjianError("request.invalid", "the address is no text", {
			expected: "UTF-8, percent-encoded",
			cause,
		});
	}
}
