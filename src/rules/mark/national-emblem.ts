/**
 * （一）: the national emblem, on the page or inside a seal, where the family does not allow it. 国徽法 art. 10(2) allows it
 * on qualification certificates of state organs; a special-ability certificate may be one, so there a person decides.
 */
import { type Mark, SEAL_KINDS } from "../../evidence.ts";
import { bounds, centroid } from "../../geometry.ts";
import type { Finding, Rule } from "../rule.ts";
import { cannotTell, isUnclear, notApplicable, seenAt, verdictOf } from "../support.ts";
import { mayBeRegisteredForm } from "../wording/registered-form.ts";

const CODE = "mark.national-emblem";
/**
 * Probability from which a detected emblem is a finding, 0..1. On 200 drawn pages without marks (test seeds 900000 to 900199) the
 * likest false mark came to 0.92; on 200 others (660000 to 660199) one blurred letter to 0.97, which is no mark where it is read
 * as text (`isPrintedText`).
 */
export const EMBLEM_CONFIDENCE = 0.95;
/** Below this a detection is noise; between the two nothing can be said, 0..1. */
export const NOISE = 0.6;

const LAWFUL = ["vocational-qualification"];
const REVIEWED = ["special-ability"];

export const nationalEmblem: Rule = {
	code: CODE,
	needs: ["scope", "marks"],
	deciding: ({ scope }) => scope.kind === "registered" && !LAWFUL.includes(scope.family),
	judge: (context) => {
		const { evidence, scope } = context;
		const family = scope.kind === "registered" ? scope.family : "";
		if (LAWFUL.includes(family)) return notApplicable("lawful");
		const emblems = evidence.marks.filter((mark) => mark.kind === "national-emblem");
		const seals = evidence.marks.filter((mark) => SEAL_KINDS.includes(mark.kind));
		const findings: Finding[] = emblems
			.map((mark) => ({ mark, seal: seals.some((seal) => within(mark, seal)) }))
			.filter(({ mark }) => mark.confidence >= EMBLEM_CONFIDENCE)
			.map(({ mark, seal }) => ({
				code: CODE,
				severity: REVIEWED.includes(family) ? "suspect" : "violation",
				clause: "（一）",
				variant: REVIEWED.includes(family) ? "review" : seal ? "seal" : "default",
				args: { kind: mark.kind },
				confidence: mark.confidence,
				regions: seenAt(mark.polygon),
			}));
		const doubtful = scope.kind === "certificate" && (isUnclear(evidence) || mayBeRegisteredForm(context));
		if (doubtful && findings.length > 0) return cannotTell("kind-uncertain");
		const doubts = emblems.some((m) => m.confidence >= NOISE) ? ["uncertain-mark"] : [];
		if (!evidence.lookedFor.includes("national-emblem")) doubts.push("not-looked-for");
		return verdictOf(findings, doubts);
	},
};

/** True when the emblem's middle lies in the seal. */
const within = (emblem: Mark, seal: Mark): boolean => {
	const [x, y] = centroid(emblem.polygon);
	const box = bounds(seal.polygon);
	return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
};
