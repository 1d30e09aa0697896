/** （四）: the title differs from the registered one. */

import type { FindingCode } from "../../report/schema.ts";
import { editScript } from "../../rulebook/approximate.ts";
import { comparable } from "../../rulebook/folding.ts";
import type { Rule } from "../rule.ts";
import { cannotTell, matchOf, PASS } from "../support.ts";
import { hasForbiddenWord } from "../wording/judge-words.ts";

const CODE = "layout.title";
/** Probability of every differing character from which a difference counts, 0..1. */
const DIFFERENCE_CONFIDENCE = 0.8;
/** With so many differing characters their mean probability is enough: readers do not err that often in large print. */
const CLEAR_DIFFERENCES = 2;
const CLEAR_CONFIDENCE = 0.7;

/** Forbidden words in a title are findings of their own; a reserved term there is this one. */
const OWN_CODES: readonly FindingCode[] = [
	"wording.national-name",
	"wording.authority",
	"wording.endorsement",
	"wording.promotion",
];

export const title: Rule = {
	code: CODE,
	needs: ["match"],
	deciding: ({ scope }) => scope.kind === "registered",
	judge: (context) => {
		const element = matchOf(context).elements.find(({ kind }) => kind === "title");
		if (!element || element.status === "missing") return PASS;
		if (element.status !== "found" || !element.found) return cannotTell("unreadable-place");
		const seen = comparable(element.seenText ?? "");
		const expected = comparable(element.registeredText ?? "");
		const edits = editScript(seen, expected).filter((edit) => edit.kind !== "same").length;
		if (edits === 0 || element.lines.some((line) => hasForbiddenWord(context, line, OWN_CODES))) return PASS;
		const confidence =
			element.differences.length > 0
				? Math.min(...element.differences.map((difference) => difference.confidence))
				: element.confidence;
		const clear = edits >= CLEAR_DIFFERENCES && element.confidence >= CLEAR_CONFIDENCE;
		if (confidence < DIFFERENCE_CONFIDENCE && !clear) return cannotTell("uncertain-reading");
		return {
			outcome: "fail",
			findings: [
				{
					code: CODE,
					severity: "suspect",
					clause: "（四）",
					variant: "detail",
					args: { seen: element.seenText, expected: element.registeredText, element: element.name },
					confidence: clear ? element.confidence : confidence,
					regions: [
						{ polygon: element.found, label: "seen" },
						{ polygon: element.expected, label: "expected" },
					],
				},
			],
		};
	},
};
