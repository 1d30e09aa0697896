/** （四）: an element lies outside its registered place by more than the tolerance. */
import type { ElementEvidence } from "../../evidence.ts";
import type { Rule } from "../rule.ts";
import { cannotTell, matchOf, PASS, templateOf } from "../support.ts";

const CODE = "layout.displaced";
/**
 * How far print may stick out of its registered place, mm: provisional forms and flattened photos err by a few. On 224 generated
 * photos the farthest that stood where it belongs was 9 mm out.
 */
export const PRINT_TOLERANCE_MM = 10;
/** A seal is set by hand, mm. */
export const SEAL_TOLERANCE_MM = 15;
/** Where the form as a whole lies worse than this on its anchors (mm), the photo cannot show a displacement. */
const MAX_RESIDUAL_MM = 4;
/** When more than this share of the elements seems displaced, it is the alignment that is wrong, 0..1. */
const MOST = 0.4;

export const displaced: Rule = {
	code: CODE,
	needs: ["match"],
	deciding: () => false,
	judge: (context) => {
		const match = matchOf(context);
		const seals = new Set(
			templateOf(context).elements.flatMap((e) =>
				e.kind === "mark" && (e.mark === "round-seal" || e.mark === "oval-seal") ? [e.name] : [],
			),
		);
		const tolerance = ({ name }: ElementEvidence) => (seals.has(name) ? SEAL_TOLERANCE_MM : PRINT_TOLERANCE_MM);
		const found = match.elements.filter((e) => e.status === "found" && e.found && e.displacementMm !== null);
		const out = found.filter((element) => (element.displacementMm ?? 0) > tolerance(element));
		if (out.length === 0) return PASS;
		if (match.residualMm > MAX_RESIDUAL_MM || out.length > MOST * found.length)
			return cannotTell("alignment-uncertain");
		return {
			outcome: "fail",
			findings: out.map((element) => ({
				code: CODE,
				severity: "suspect",
				clause: "（四）",
				variant: "detail",
				args: { element: element.name, mm: Math.round(element.displacementMm ?? 0), tolerance: tolerance(element) },
				confidence: match.score,
				regions: [
					{ polygon: element.found ?? element.expected, label: "seen" },
					{ polygon: element.expected, label: "expected" },
				],
			})),
		};
	},
};
