/** （一）: a term reserved for one family (职业资格, 职业技能等级 …) on a form that is not that family's. */
import type { Rule } from "../rule.ts";
import { judgeWords, titleLines } from "./judge-words.ts";

const CODE = "wording.reserved-term";

export const reservedTerm: Rule = {
	code: CODE,
	needs: ["lines", "scope"],
	deciding: ({ scope }) => scope.kind === "registered",
	judge: (context) => {
		const titles = context.scope.kind === "registered" ? titleLines(context.evidence.match) : [];
		return judgeWords(context, CODE, (spot) => {
			// A registered form with another title is layout.title.
			if (spot.parts.some((part) => titles.includes(part.line))) return null;
			// Public testing bodies carry 职业技能鉴定 in their registered names.
			return spot.inIssuer ? "suspect" : "violation";
		});
	},
};
