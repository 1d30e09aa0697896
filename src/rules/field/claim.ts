/** A claimed value differs from the printed one. */
import type { Field } from "../../evidence.ts";
import { comparable } from "../../rulebook/folding.ts";
import type { Rule } from "../rule.ts";
import { isSure, notApplicable, verdictOf } from "../support.ts";
import { isoParts } from "./date.ts";
import { fieldFinding } from "./field-finding.ts";

const CODE = "field.claim";

export const claim: Rule = {
	code: CODE,
	needs: ["match", "fields"],
	deciding: ({ policy }) => Object.keys(policy.claims).length > 0,
	judge: ({ evidence, policy }) => {
		const claims = Object.entries(policy.claims);
		if (claims.length === 0) return notApplicable("no-claims");
		const differing = claims.flatMap(([name, claimed]) => {
			const field = evidence.fields[name];
			return field && !agrees(field, claimed) ? [{ name, field, claimed }] : [];
		});
		const doubts = [
			...(differing.some(({ field }) => !isSure(field)) ? ["uncertain-reading"] : []),
			...(claims.some(([name]) => !evidence.fields[name]) ? ["value-not-read"] : []),
		];
		const findings = differing
			.filter(({ field }) => isSure(field))
			.map(({ name, field, claimed }) =>
				fieldFinding(CODE, "detail", name, field, { seen: field.value, expected: claimed }, "–"),
			);
		return verdictOf(findings, doubts);
	},
};

function agrees(field: Field, claimed: string): boolean {
	const date = isoParts(field.value);
	if (date !== null && date === isoParts(claimed)) return true;
	const value = comparable(claimed).toUpperCase();
	return [field.value, field.normalized].some((own) => own !== undefined && comparable(own).toUpperCase() === value);
}
