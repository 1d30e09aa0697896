/** （四）: a required element is absent from a readable place. */
import type { Finding, Rule } from "../rule.ts";
import { matchOf, verdictOf } from "../support.ts";

const CODE = "layout.missing";

export const missing: Rule = {
	code: CODE,
	needs: ["match", "marks"],
	deciding: ({ scope }) => scope.kind === "registered",
	judge: (context) => {
		const match = matchOf(context);
		const required = match.elements.filter((element) => !element.optional);
		const findings = required
			.filter(({ status }) => status === "missing")
			.map(
				(element): Finding => ({
					code: CODE,
					severity: "suspect",
					clause: "（四）",
					variant: "detail",
					args: { element: element.name, expected: element.registeredText },
					confidence: match.score,
					regions: [{ polygon: element.expected, label: "expected" }],
				}),
			);
		const unseen = required.find(({ status }) => status === "unreadable" || status === "not-looked-for");
		return verdictOf(findings, unseen ? [unseen.status === "unreadable" ? "unreadable-place" : "not-looked-for"] : []);
	},
};
