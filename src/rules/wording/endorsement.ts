/** （四）: ×××联盟, 就业凭证, 录用依据 and their equivalents added to a certificate. */
import type { Rule } from "../rule.ts";
import { judgeWords } from "./judge-words.ts";

export const endorsement: Rule = {
	code: "wording.endorsement",
	needs: ["lines", "scope"],
	deciding: ({ scope }) => scope.kind === "registered",
	judge: (context) => judgeWords(context, "wording.endorsement", () => "violation"),
};
