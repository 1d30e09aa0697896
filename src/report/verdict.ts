/** From the results of all rules to one of the five conclusions of the report contract. */
import type { Evidence } from "../evidence.ts";
import type { Finding, RuleResult } from "../rules/rule.ts";
import type { Scope } from "../rules/scope.ts";
import type { Conclusion } from "./schema.ts";

/** Fewer confidently read characters than this on a page without a form: there was nothing to judge. */
const MIN_READABLE_CHARACTERS = 12;
/** A line counts as read from this mean probability on, 0..1. */
const READ_CONFIDENCE = 0.75;
/** Share of all characters that must have been read confidently before "no such form" can be said, 0..1. */
const MIN_READ_SHARE = 0.5;

/** Findings of all rules that failed, in the order of the rules. */
export function findingsOf(results: readonly RuleResult[]): Finding[] {
	return results.flatMap(({ judgement }) => (judgement.outcome === "fail" ? judgement.findings : []));
}

/** The conclusion, from the gravest to the mildest: what was seen stands even when the rest could not be read. */
export function conclude(evidence: Evidence, scope: Scope, results: readonly RuleResult[]): Conclusion {
	const findings = findingsOf(results);
	if (findings.some((f) => f.severity === "violation")) return "violation";
	if (findings.some((f) => f.severity === "suspect")) return "suspect";
	if (scope.kind !== "registered") return readable(evidence) && !kindUncertain(results) ? "unrecognized" : "unreadable";
	const open = results.some(
		(r) => r.deciding && (r.judgement.outcome === "cannot-tell" || r.judgement.outcome === "error"),
	);
	return open ? "unreadable" : "conforming";
}

/** Whether forbidden words stand on a page that may be a registered form, cut off or hardly read. */
const kindUncertain = (results: readonly RuleResult[]): boolean =>
	results.some(({ judgement }) => judgement.outcome === "cannot-tell" && judgement.reason === "kind-uncertain");

/** Whether enough was read, and nothing severe lies over the page, to say that no registered form covers it. */
function readable({ lines, quality, failures }: Evidence): boolean {
	if (failures.some((f) => f.stage === "reading")) return false;
	if (quality.issues.some((issue) => issue.severe)) return false;
	const count = (all: typeof lines) => all.reduce((sum, line) => sum + line.text.length, 0);
	const read = count(lines.filter((line) => line.confidence >= READ_CONFIDENCE));
	return read >= MIN_READABLE_CHARACTERS && read / Math.max(1, count(lines)) >= MIN_READ_SHARE;
}
