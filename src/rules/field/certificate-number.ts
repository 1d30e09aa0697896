/** （四）: the certificate number against its rule and against the printed date, level and issuer. */
import type { Field } from "../../evidence.ts";
import { provinces } from "../../rulebook/data/places.ts";
import { parseLevel, parseOccupationLevel } from "../numbers/level.ts";
import { parseQualificationNumber, QUALIFICATION_NUMBER_LENGTH } from "../numbers/qualification-certificate.ts";
import { parseSkillNumber, SKILL_NUMBER_LENGTH } from "../numbers/skill-certificate.ts";
import type { Finding, Rule, RuleContext } from "../rule.ts";
import { fieldsOfType, hasRequired, isSure, type TypedField } from "../support.ts";
import { fieldFinding } from "./field-finding.ts";
import { judgeFields, RIGHT, unsettled, type ValueJudgement, wrong } from "./judge-fields.ts";

const CODE = "field.certificate-number";

export const certificateNumber: Rule = {
	code: CODE,
	needs: ["match", "fields"],
	deciding: (context) => hasRequired(context, "skill-certificate-number", "qualification-certificate-number"),
	judge: (context) =>
		judgeFields(context, ["skill-certificate-number", "qualification-certificate-number", "free-number"], (typed) => {
			switch (typed.type) {
				case "skill-certificate-number":
					return skill(typed, context);
				case "qualification-certificate-number":
					return qualification(typed, context);
				default:
					// No rule for the other families' numbers is published.
					return RIGHT;
			}
		}),
};

type Read = TypedField & { field: Field };

const fault = ({ name, field }: Read, variant: string, args: Finding["args"]): ValueJudgement =>
	wrong(fieldFinding(CODE, variant, name, field, { value: field.value, ...args }));

function skill(typed: Read, context: RuleContext): ValueJudgement {
	const number = parseSkillNumber(typed.field.value);
	switch (number.kind) {
		case "unsettled":
			return unsettled("number-not-settled");
		case "malformed": {
			const expected = {
				length: String(SKILL_NUMBER_LENGTH),
				letter: "Y / S",
				province: null,
				level: "1–5",
				characters: null,
			};
			return fault(typed, number.fault, { seen: number.seen, expected: expected[number.fault] });
		}
		case "numbered": {
			const province = number.body === "0000" ? provinceOf(context.evidence.fields.issuer) : null;
			if (province !== null && province !== number.province)
				return fault(typed, "body", { seen: number.province, expected: province });
			return agreeing(typed, number, context);
		}
	}
}

function qualification(typed: Read, context: RuleContext): ValueJudgement {
	const number = parseQualificationNumber(typed.field.value);
	switch (number.kind) {
		case "unsettled":
			return unsettled("number-not-settled");
		case "malformed": {
			const expected = { length: String(QUALIFICATION_NUMBER_LENGTH), body: "0–4", level: "1–5", characters: null };
			return fault(typed, number.fault === "body" ? "default" : number.fault, {
				seen: number.seen,
				expected: expected[number.fault],
			});
		}
		case "numbered":
			return agreeing(typed, number, context);
	}
}

/** Year and level inside the number against the printed ones, where those were read surely. */
function agreeing(typed: Read, number: { year: string; level: string }, context: RuleContext): ValueJudgement {
	const { issueDate } = context.evidence.fields;
	const issued = issueDate && isSure(issueDate) ? issueDate.normalized?.slice(2, 4) : undefined;
	if (issued !== undefined && issued !== number.year)
		return fault(typed, "year", { seen: number.year, expected: issued });
	if (issued === undefined && Number(number.year) > Number(context.policy.today.slice(2, 4)) && number.year < "90")
		return fault(typed, "year", { seen: number.year, expected: `≤ ${context.policy.today.slice(2, 4)}` });
	const level = printedLevel(context);
	if (level !== null && level !== number.level) return fault(typed, "level", { seen: number.level, expected: level });
	return RIGHT;
}

function printedLevel(context: RuleContext): string | null {
	for (const { type, field } of fieldsOfType(context, "level", "occupation-and-level")) {
		if (!field || !isSure(field)) continue;
		const level = type === "level" ? parseLevel(field.value) : parseOccupationLevel(field.value);
		if (level.kind === "level") return level.digit;
	}
	return null;
}

/** Province of an issuer whose name opens with one province or city, as its code; null when the name tells none. */
function provinceOf(issuer: Field | undefined): string | null {
	if (!issuer || !isSure(issuer)) return null;
	const name = issuer.value.normalize("NFKC");
	// Only the full form (…省, …市) at the start is the seat; a bare 北京 or 吉林 may be part of a firm's own name.
	const seats = provinces.filter(
		({ name: province, cities }) =>
			name.startsWith(`${province}省`) ||
			name.startsWith(`${province}市`) ||
			name.startsWith(`${province}自治区`) ||
			cities.some((city) => name.startsWith(`${city}市`)),
	);
	return seats.length === 1 ? (seats[0]?.code ?? null) : null;
}
