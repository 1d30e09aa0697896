/** （二）: the lures the notice and the network list name. */
import type { Rule } from "../rule.ts";
import { judgeWords } from "./judge-words.ts";

export const promotion: Rule = {
	code: "wording.promotion",
	needs: ["lines", "scope"],
	deciding: ({ scope }) => scope.kind === "registered",
	judge: (context) => judgeWords(context, "wording.promotion", () => "violation"),
};
