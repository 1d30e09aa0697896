/** （一）（二）: an authority's name or a 监制 line where the family does not allow it. */
import type { Rule } from "../rule.ts";
import { judgeWords } from "./judge-words.ts";

export const authority: Rule = {
	code: "wording.authority",
	needs: ["lines", "scope"],
	deciding: ({ scope }) => scope.kind === "registered",
	judge: (context) => judgeWords(context, "wording.authority", () => "violation"),
};
