/**
 * Sessions, passwords and second factors by better-auth on the store's database. It is used as a library: its own routes
 * are not served, so that every way in has its rule in the table of access.
 */
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { admin, twoFactor } from "better-auth/plugins";
import type { Queries } from "../../store/database.ts";
import { accounts, challenges, credentials, secondFactors, sessions } from "../../store/schema.ts";
import { MAX_PASSWORD, MIN_PASSWORD } from "./password.ts";

/** A working day: who signs in in the morning is asked again the next one. */
const SESSION_S = 12 * 3600;
const own = { input: false, required: false } as const;

export type Auth = ReturnType<typeof createAuth>;

/** `secret` (at least 32 characters) signs the cookies and seals the second factors. */
export function createAuth(queries: Queries, secret: string) {
	return betterAuth({
		appName: "证鉴 zhengjian",
		secret,
		// No link is ever made of it: no mail is sent, and the routes are the service's own.
		baseURL: "http://localhost",
		telemetry: { enabled: false },
		logger: { disabled: true },
		database: drizzleAdapter(queries, {
			provider: "pg",
			schema: {
				user: accounts,
				session: sessions,
				account: credentials,
				verification: challenges,
				twoFactor: secondFactors,
			},
		}),
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: MIN_PASSWORD,
			maxPasswordLength: MAX_PASSWORD,
		},
		user: {
			additionalFields: {
				organisationId: { type: "string", ...own },
				district: { type: "string", ...own },
				passwordExpired: { type: "boolean", defaultValue: true, ...own },
			},
		},
		session: { expiresIn: SESSION_S, disableSessionRefresh: true },
		advanced: {
			cookiePrefix: "zhengjian",
			// Whether the cookie is for https alone is added with each answer: the proxy in front knows.
			useSecureCookies: false,
			defaultCookieAttributes: { httpOnly: true, sameSite: "strict" },
			ipAddress: { disableIpTracking: true },
		},
		plugins: [admin(), twoFactor({ issuer: "证鉴 zhengjian" })],
	});
}
