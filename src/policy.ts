/** What a caller demands of one verification, made from what the caller sent. */
import { z } from "zod";
import { ZhengjianError } from "./errors.ts";
import type { Policy } from "./rules/rule.ts";

const MAX_CLAIMS = 40;
const claimsSchema = z
	.record(z.string().min(1).max(64), z.union([z.string().max(400), z.number().transform(String)]))
	.refine((claims) => Object.keys(claims).length <= MAX_CLAIMS);

/** Claims as sent: a JSON object of field name → claimed value. Nothing sent = no claims. Throws `claims.invalid`. */
export function parseClaims(text: string | undefined): Record<string, string> {
	if (text === undefined || text.trim() === "") return {};
	try {
		return claimsSchema.parse(JSON.parse(text));
	} catch (cause) {
		throw new ZhengjianError("claims.invalid", "the claims are not a JSON object of texts", {
			expected: '{"holderName":"…","certificateNumber":"…"}',
			cause,
		});
	}
}

/** The policy of a verification asked for at `moment`. */
export const policyAt = (moment: Date, claims: Record<string, string>): Policy => ({
	today: dateInChina(moment),
	claims,
});

/** ISO date in China, where the certificates are issued and judged. */
export const dateInChina = (moment: Date): string =>
	new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short" }).format(moment);
