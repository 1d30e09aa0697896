/**
 * Every failure a caller can act on has a code from this closed list; the HTTP layer, the command line and the
 * job records all show the same code. `expected` and `found` say what was asked for and what came.
 */
export const ERROR_CODES = [
	"photo.missing",
	"photo.empty",
	"photo.unsupported-type",
	"photo.too-large",
	"photo.too-many-pixels",
	"photo.too-many-pages",
	"photo.too-small",
	"photo.extreme-shape",
	"photo.damaged",
	"photo.encrypted",
	"photo.animated",
	"claims.invalid",
	"request.invalid",
	"template.invalid",
	"issuers.invalid",
	"logo.invalid",
	"registry.unreadable",
	"store.in-use",
	"store.unreachable",
	"store.key-missing",
	"store.key-invalid",
	"store.altered",
	"backup.invalid",
	"pack.invalid",
	"pack.key-invalid",
	"model.missing",
	"model.altered",
	"engine.timeout",
	"engine.crashed",
	"engine.busy",
	"verification.not-found",
	"verification.not-finished",
	"access.unauthenticated",
	"access.forbidden",
	"access.cross-origin",
	"account.invalid",
	"account.exists",
	"account.not-found",
	"account.sign-in-failed",
	"account.password-weak",
	"account.password-expired",
	"api-key.not-found",
	"share.not-found",
	"share.expired",
	"share.revoked",
	"audit.broken",
	"route.not-found",
	"rate.limited",
	"internal",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export class ZhengjianError extends Error {
	override readonly name = "ZhengjianError";
	constructor(
		readonly code: ErrorCode,
		message: string,
		readonly detail: { expected?: string; found?: string; cause?: unknown } = {},
	) {
		super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
	}
}
