/** Slows down who guesses passwords. The failures are counted in the audit trail: they outlive a restart and are seen by every server. */
import { ZhengjianError } from "../../errors.ts";
import type { AuditTrail } from "../audit/trail.ts";

export const SIGN_IN = "session.create";
const WINDOW_S = 15 * 60;
/** Failures in the window for one e-mail address from one network address: a person who mistypes. */
const MAX_FAILURES = 5;
/** For one e-mail address from anywhere, and from one network address for any: somebody who guesses with more means. */
const MAX_FAILURES_SPREAD = 30;

/**
 * Throws `rate.limited` when too many sign-ins failed lately. `actor` and `record` are what a failure is filed under: the
 * caller's address and the fingerprint of the account's.
 */
export async function refuseGuessing(trail: AuditTrail, actor: string, record: string): Promise<void> {
	const failures = await trail.refusals(SIGN_IN, new Date(Date.now() - WINDOW_S * 1000));
	const ofActor = failures.filter((failure) => failure.actor === actor);
	const onRecord = failures.filter((failure) => failure.record === record);
	const both = ofActor.filter((failure) => failure.record === record);
	if (both.length < MAX_FAILURES && Math.max(ofActor.length, onRecord.length) < MAX_FAILURES_SPREAD) return;
	throw new ZhengjianError("rate.limited", "too many sign-ins failed", {
		expected: `at most ${MAX_FAILURES} in ${WINDOW_S / 60} minutes`,
	});
}
