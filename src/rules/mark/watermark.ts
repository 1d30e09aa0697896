/** （一）: reserved words as a watermark or background pattern. */
import { compile } from "../../rulebook/compile.ts";
import { foldTight } from "../../rulebook/folding.ts";
import type { Finding, Rule } from "../rule.ts";
import { seenAt, verdictOf } from "../support.ts";

const CODE = "mark.watermark";
/** Mean probability of a watermark's text from which it may carry a finding, 0..1. */
const TEXT_CONFIDENCE = 0.85;

export const watermark: Rule = {
	code: CODE,
	needs: ["scope", "marks"],
	deciding: () => false,
	judge: ({ evidence, registry, policy, scope }) => {
		const family = scope.kind === "registered" ? scope.family : null;
		const { words } = compile(registry.rulebook, policy.today);
		const findings = evidence.marks.flatMap((mark): Finding[] => {
			if (mark.kind !== "watermark" || !mark.text || (mark.textConfidence ?? 0) < TEXT_CONFIDENCE) return [];
			const text = foldTight(mark.text).text;
			const seen = words.find(
				({ word, chinese }) =>
					!(family !== null && word.allowedFamilies.includes(family)) && text.search(new RegExp(chinese, "u")) >= 0,
			);
			if (!seen) return [];
			return [
				{
					code: CODE,
					severity: "violation",
					clause: "（一）",
					variant: "detail",
					args: { seen: mark.text, expected: null },
					confidence: mark.textConfidence ?? 0,
					regions: seenAt(mark.polygon),
				},
			];
		});
		return verdictOf(findings, evidence.lookedFor.includes("watermark") ? [] : ["not-looked-for"]);
	},
};
