/** /accounts, /api-keys and /audit: what the administrator keeps, and the keys of an employer's programs. */
import { json, type Response, Router } from "express";
import { z } from "zod";
import { ZhengjianError } from "../../errors.ts";
import { AUDIT_OUTCOMES } from "../../store/account-tables.ts";
import { callerOf } from "../access/caller.ts";
import type { AuditTrail } from "../audit/trail.ts";
import { parseBody, parseQuery } from "../body.ts";
import { type Accounts, accountSchema, newAccountSchema } from "./accounts.ts";
import { type ApiKeys, apiKeySchema, newApiKeySchema } from "./api-keys.ts";

export const accountChangeSchema = z.object({ disabled: z.boolean() });
export const admittedSchema = z.object({
	account: accountSchema,
	/** Opens the account once; shown only now. */
	password: z.string(),
});
export const newKeySchema = z.object({
	apiKey: apiKeySchema,
	/** Sent as `Authorization: Bearer …`; shown only now. */
	key: z.string(),
});
export const auditQuerySchema = z.object({
	/** A record as the trail names it before it is hashed, such as `verification:` and its id. */
	record: z.string().max(200).optional(),
	/** Rows before this one. */
	before: z.coerce.number().int().positive().optional(),
});
export const auditRowSchema = z.object({
	seq: z.number().int(),
	at: z.iso.datetime(),
	actor: z.string(),
	action: z.string(),
	record: z.string().nullable(),
	outcome: z.enum(AUDIT_OUTCOMES),
	previous: z.string(),
	hash: z.string(),
});

export interface AccountRoutes {
	accounts: Accounts;
	apiKeys: ApiKeys;
	trail: AuditTrail;
}

export function accountRoutes({ accounts, apiKeys, trail }: AccountRoutes): Router {
	const router = Router();
	router.use(["/accounts", "/api-keys", "/audit"], json({ limit: "16kb" }), (_request, response, next) => {
		response.set("Cache-Control", "no-store");
		next();
	});

	router.get("/accounts", async (_request, response) => {
		response.json(await accounts.list());
	});

	router.post("/accounts", async (request, response) => {
		const admitted = await accounts.create(parseBody(newAccountSchema, request));
		response.status(201).location(`${request.originalUrl}/${admitted.account.id}`).json(admitted);
	});

	router.patch("/accounts/:id", async (request, response) => {
		const { disabled } = parseBody(accountChangeSchema, request);
		if (disabled && request.params.id === callerOf(response).accountId)
			throw new ZhengjianError("request.invalid", "administrators do not disable themselves");
		response.json(await accounts.setDisabled(request.params.id, disabled));
	});

	router.post("/accounts/:id/password", async (request, response) => {
		response.json(await accounts.resetPassword(request.params.id));
	});

	router.get("/api-keys", async (_request, response) => {
		response.json(await apiKeys.list(employerOf(response).organisationId));
	});

	router.post("/api-keys", async (request, response) => {
		const made = await apiKeys.create(employerOf(response), parseBody(newApiKeySchema, request));
		response.status(201).location(`${request.originalUrl}/${made.apiKey.id}`).json(made);
	});

	router.delete("/api-keys/:id", async (request, response) => {
		await apiKeys.revoke(request.params.id);
		response.status(204).end();
	});

	router.get("/audit", async (request, response) => {
		const { record, before } = parseQuery(auditQuerySchema, request);
		response.json(await trail.list({ record: record && trail.fingerprint(record), before }));
	});

	return router;
}

function employerOf(response: Response): { accountId: string; organisationId: string } {
	const { accountId, organisationId } = callerOf(response);
	if (accountId && organisationId) return { accountId, organisationId };
	throw new ZhengjianError("access.forbidden", "this needs an organisation");
}
