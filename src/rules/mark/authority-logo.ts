/** （一）: badges of the party, police, procuratorate, courts or market regulation, and the national flag. */
import { BADGE_KINDS, type Mark } from "../../evidence.ts";
import type { Rule } from "../rule.ts";
import { isUnclear, seenAt, verdictOf } from "../support.ts";

const CODE = "mark.authority-logo";
/** Probability from which a badge is a finding, 0..1: the same, from the same pages, as for the emblem; there one frame of text came to 0.97 as a flag. */
const BADGE_CONFIDENCE = 0.95;

const isBadge = ({ kind }: Mark): boolean => BADGE_KINDS.some((badge) => badge === kind);

export const authorityLogo: Rule = {
	code: CODE,
	needs: ["scope", "marks"],
	deciding: () => false,
	judge: ({ evidence, scope }) => {
		const seen = evidence.marks.filter((m) => isBadge(m) && m.confidence >= BADGE_CONFIDENCE);
		const judged = scope.kind === "certificate" && isUnclear(evidence) ? [] : seen;
		return verdictOf(
			judged.map((mark) => ({
				code: CODE,
				severity: "violation",
				clause: "（一）",
				variant: "detail",
				args: { kind: mark.kind },
				confidence: mark.confidence,
				regions: seenAt(mark.polygon),
			})),
			BADGE_KINDS.every((kind) => evidence.lookedFor.includes(kind)) ? [] : ["not-looked-for"],
		);
	},
};
