/** A finding about a field's value, outlined where it is printed. */
import type { Field } from "../../evidence.ts";
import type { FindingCode } from "../../report/schema.ts";
import type { Finding } from "../rule.ts";
import { seenAt } from "../support.ts";

export function fieldFinding(
	code: FindingCode,
	variant: string,
	name: string,
	field: Field,
	args: Finding["args"],
	clause = "（四）",
): Finding {
	return {
		code,
		severity: "suspect",
		clause,
		variant,
		args: { element: name, ...args },
		confidence: field.confidence,
		regions: seenAt(field.polygon),
	};
}
