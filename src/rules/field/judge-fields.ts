/** Judging every field of some types: a doubtful value is never a finding, and a value that is not there is no pass. */
import type { Field } from "../../evidence.ts";
import type { FieldType } from "../../templates/schema.ts";
import type { Finding, Judgement, RuleContext } from "../rule.ts";
import { fieldsOfType, isSure, notApplicable, type TypedField, verdictOf } from "../support.ts";

/** What a rule says of one value: right, wrong, or not settled by what is published. */
export type ValueJudgement = { ok: true } | { ok: false; finding: Finding } | { ok: "unsettled"; reason: string };

export const RIGHT: ValueJudgement = { ok: true };
export const wrong = (finding: Finding): ValueJudgement => ({ ok: false, finding });
export const unsettled = (reason: string): ValueJudgement => ({ ok: "unsettled", reason });

export function judgeFields(
	context: RuleContext,
	types: readonly FieldType[],
	judge: (typed: TypedField & { field: Field }) => ValueJudgement,
): Judgement {
	const typed = fieldsOfType(context, ...types);
	if (typed.length === 0) return notApplicable("no-such-field");
	const findings: Finding[] = [];
	const doubts: string[] = [];
	for (const one of typed) {
		const { field, element, optional } = one;
		if (!field) {
			// An element that is not there is layout.missing; one whose value could not be read leaves this open.
			if (!optional && element?.status !== "missing") doubts.push("value-not-read");
			continue;
		}
		const judged = judge({ ...one, field });
		if (judged.ok === "unsettled") doubts.push(judged.reason);
		else if (judged.ok === false) {
			if (isSure(field)) findings.push(judged.finding);
			else doubts.push("uncertain-reading");
		}
	}
	return verdictOf(findings, doubts);
}
