/** （五）: 职业技能等级鉴定/建设/评价中心 as an institution's name, and the business scope the notice names. */
import type { Rule } from "../rule.ts";
import { judgeWords } from "./judge-words.ts";

export const institutionName: Rule = {
	code: "wording.institution-name",
	needs: ["lines", "scope"],
	deciding: ({ scope }) => scope.kind === "registered",
	judge: (context) => judgeWords(context, "wording.institution-name", () => "suspect"),
};
