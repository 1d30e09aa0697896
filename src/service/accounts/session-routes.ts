/** /session and /second-factor: signing in and out, one's own password, one's own second factor. */
import { APIError } from "better-auth/api";
import { fromNodeHeaders } from "better-auth/node";
import { json, type Request, type Response, Router } from "express";
import { z } from "zod";
import { ZhengjianError } from "../../errors.ts";
import { callerOf, ROLES } from "../access/caller.ts";
import type { AuditTrail } from "../audit/trail.ts";
import { parseBody } from "../body.ts";
import type { Account, Accounts } from "./accounts.ts";
import { addressOf } from "./identify.ts";
import { checkPassword } from "./password.ts";
import { refuseGuessing, SIGN_IN } from "./throttle.ts";

const password = z.string().min(1).max(1000);
export const signInSchema = z.object({ email: z.email().max(254).toLowerCase(), password });
export const codeSchema = z.object({ code: z.string().trim().min(6).max(20) });
export const newPasswordSchema = z.object({ current: password, password });
export const passwordSchema = z.object({ password });

/** Who is signed in. `secondFactor`: the sign-in still waits for the code of the second factor. */
export const sessionSchema = z.object({
	role: z.enum(ROLES),
	accountId: z.string().nullable(),
	secondFactor: z.boolean(),
});
type Session = z.infer<typeof sessionSchema>;

export const proposedFactorSchema = z.object({
	/** For an authenticator app, as text or drawn as a QR code. */
	uri: z.string(),
	/** Each opens once in place of a code. */
	backupCodes: z.array(z.string()),
});

/** Codes of an authenticator app; a backup code is longer. */
const TOTP = /^\d{6}$/;

export function sessionRoutes({ accounts, trail }: { accounts: Accounts; trail: AuditTrail }): Router {
	const { api } = accounts.auth;
	const router = Router();
	router.use(["/session", "/second-factor"], json({ limit: "16kb" }), (_request, response, next) => {
		response.set("Cache-Control", "no-store");
		next();
	});

	router.post("/session", async (request, response) => {
		const body = parseBody(signInSchema, request);
		const result = await attempt(request, response, body.email, (headers) =>
			api.signInEmail({ body, headers, returnHeaders: true }),
		);
		response.json("twoFactorRedirect" in result ? HALFWAY : await signedIn(result.user.id, body.email));
	});

	router.post("/session/second-factor", async (request, response) => {
		const body = parseBody(codeSchema, request);
		const verify = TOTP.test(body.code) ? api.verifyTOTP : api.verifyBackupCode;
		// The cookie of the first step says whose code it is; better-auth counts the wrong ones of each account too.
		const whom = `second factor ${request.headers.cookie}`;
		const { user } = await attempt(request, response, whom, (headers) =>
			verify({ body, headers, returnHeaders: true }),
		);
		response.json(await signedIn(user.id, whom));
	});

	router.get("/session", (_request, response) => {
		const { role, accountId } = callerOf(response);
		response.json({ role, accountId, secondFactor: false } satisfies Session);
	});

	router.delete("/session", async (request, response) => {
		const { headers } = await api.signOut({ headers: fromNodeHeaders(request.headers), returnHeaders: true });
		setCookies(request, response, headers);
		response.status(204).end();
	});

	router.put("/session/password", async (request, response) => {
		const { current, password } = parseBody(newPasswordSchema, request);
		const { id, email, name } = await ownAccount(response);
		checkPassword(password, [email, name, current]);
		const body = { currentPassword: current, newPassword: password, revokeOtherSessions: true };
		await attempt(request, response, email, (headers) => api.changePassword({ body, headers, returnHeaders: true }));
		await accounts.passwordChanged(id);
		response.json(await sessionOf(id));
	});

	router.post("/second-factor", async (request, response) => {
		const body = parseBody(passwordSchema, request);
		const { email } = await ownAccount(response);
		const proposed = await attempt(request, response, email, (headers) =>
			api.enableTwoFactor({ body, headers, returnHeaders: true }),
		);
		if (!("totpURI" in proposed)) throw new ZhengjianError("internal", "no second factor was proposed");
		const { totpURI: uri, backupCodes } = proposed;
		response.json({ uri, backupCodes } satisfies z.infer<typeof proposedFactorSchema>);
	});

	router.put("/second-factor", async (request, response) => {
		const body = parseBody(codeSchema, request);
		const { email } = await ownAccount(response);
		await attempt(request, response, email, (headers) => api.verifyTOTP({ body, headers, returnHeaders: true }));
		response.status(204).end();
	});

	router.delete("/second-factor", async (request, response) => {
		const body = parseBody(passwordSchema, request);
		const { email } = await ownAccount(response);
		await attempt(request, response, email, (headers) => api.disableTwoFactor({ body, headers, returnHeaders: true }));
		response.status(204).end();
	});

	return router;

	async function ownAccount(response: Response): Promise<Account> {
		return accounts.get(callerOf(response).accountId ?? "");
	}

	async function sessionOf(id: string): Promise<Session> {
		const { role, passwordExpired } = await accounts.get(id);
		return { role: passwordExpired ? "newcomer" : role, accountId: id, secondFactor: false };
	}

	async function signedIn(id: string, whom: string): Promise<Session> {
		await trail.record({ actor: `account:${id}`, action: SIGN_IN, record: filed(whom), outcome: "allowed" });
		return sessionOf(id);
	}

	/** One try with a password or a code of `whom`. Failures are filed and counted; what better-auth sets as cookies is passed on. */
	async function attempt<T>(
		request: Request,
		response: Response,
		whom: string,
		step: (headers: Headers) => Promise<{ headers: Headers; response: T }>,
	): Promise<T> {
		const actor = addressOf(request, trail);
		await refuseGuessing(trail, actor, filed(whom));
		try {
			const { headers, response: result } = await step(fromNodeHeaders(request.headers));
			setCookies(request, response, headers);
			return result;
		} catch (error) {
			if (!(error instanceof APIError)) throw error;
			await trail.record({ actor, action: SIGN_IN, record: filed(whom), outcome: "refused" });
			throw refused(error);
		}
	}

	function filed(whom: string): string {
		return trail.fingerprint(`sign-in:${whom}`);
	}
}

const HALFWAY: Session = { role: "anonymous", accountId: null, secondFactor: true };

/** What better-auth refuses, without a word on whether it was the address, the password or the account that is wrong. */
function refused(error: APIError): ZhengjianError {
	if (error.statusCode === 429)
		return new ZhengjianError("rate.limited", "too many codes were wrong", { cause: error });
	return new ZhengjianError("account.sign-in-failed", "the sign-in or the confirmation was refused", { cause: error });
}

function setCookies(request: Request, response: Response, headers: Headers): void {
	for (const cookie of headers.getSetCookie())
		response.append("Set-Cookie", request.secure ? `${cookie}; Secure` : cookie);
}
