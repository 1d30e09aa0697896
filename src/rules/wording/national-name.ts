/** （一）: 中华人民共和国, 中国, 中华, 国家, 全国 and their disguises where the family does not allow them. */
import type { Rule } from "../rule.ts";
import { judgeWords, unlawfulSpots } from "./judge-words.ts";

const CODE = "wording.national-name";

export const nationalName: Rule = {
	code: CODE,
	needs: ["lines", "scope"],
	deciding: ({ scope }) => scope.kind === "registered",
	// A name may lawfully hold 中国 (企业名称登记管理规定 12): inside the issuer's own name it is only a doubt.
	judge: (context) => {
		const onlyInName = unlawfulSpots(context, CODE).every((spot) => spot.inIssuer);
		return judgeWords(context, CODE, (spot) => {
			if (!spot.inIssuer) return "violation";
			return onlyInName ? "suspect" : null;
		});
	},
};
