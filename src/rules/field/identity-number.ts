/** （四）: the identity number against GB 11643 and against the printed birth date and sex. */
import { parseIdentity } from "../numbers/identity.ts";
import type { Rule } from "../rule.ts";
import { hasRequired, isSure, notApplicable } from "../support.ts";
import { fieldFinding } from "./field-finding.ts";
import { judgeFields, RIGHT, unsettled, wrong } from "./judge-fields.ts";

const CODE = "field.identity-number";

export const identityNumber: Rule = {
	code: CODE,
	needs: ["match", "fields"],
	deciding: (context) => hasRequired(context, "identity-number"),
	judge: (context) => {
		const { fields } = context.evidence;
		const { identityType, birthDate, sex } = fields;
		if (identityType && !identityType.value.includes("身份证")) return notApplicable("other-document");
		return judgeFields(context, ["identity-number"], ({ name, field }) => {
			const number = parseIdentity(field.value);
			// Values are never repeated here: the place on the photo shows them.
			const fault = (variant: string) => wrong(fieldFinding(CODE, variant, name, field, { fault: variant }));
			if (!number.ok) {
				if (number.fault === "form") {
					// A wrong length accuses only where both readers agree on it; a masked or old number is not settled.
					const counted = /^\d{16,19}[\dX]?$/.test(field.value.replace(/\s/g, "").toUpperCase());
					return counted && field.crossRead?.agrees === true ? fault("default") : unsettled("number-not-settled");
				}
				return fault(number.fault === "region" ? "default" : number.fault);
			}
			if (number.birth > context.policy.today) return fault("birth");
			if (birthDate?.normalized && isSure(birthDate) && birthDate.normalized !== number.birth) return fault("birth");
			if (sex?.normalized && isSure(sex) && sex.normalized !== number.sex) return fault("sex");
			return RIGHT;
		});
	},
};
