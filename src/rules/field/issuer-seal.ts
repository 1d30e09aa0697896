/** （四）: the name in the seal differs from the printed issuer. */
import { approximateOccurrences, similarity } from "../../rulebook/approximate.ts";
import { comparable } from "../../rulebook/folding.ts";
import { printedIssuer } from "../issuer/printed-issuer.ts";
import type { Rule } from "../rule.ts";
import { cannotTell, isSure, notApplicable, PASS, seenAt } from "../support.ts";

const CODE = "field.issuer-seal";
/** Mean probability of a ring's text from which it may contradict the print, 0..1. */
const RING_CONFIDENCE = 0.8;
/** Names at least this alike are one name read twice; at most that alike, two names; between, nothing is said, 0..1. */
const SAME = 0.75;
const OTHER = 0.6;
/** A ring shorter than this was not read whole. */
const WHOLE_NAME = 5;
/** What a special seal adds to the name. */
const SEAL_KIND = /(?:职业技能等级认定|专项职业能力考核|培训|考核|证书|业务|合同|教务)?专用章$|公章$/u;

export const issuerSeal: Rule = {
	code: CODE,
	needs: ["match", "fields", "marks"],
	deciding: () => false,
	judge: (context) => {
		const { evidence } = context;
		const issuer = printedIssuer(context);
		const field = evidence.fields.issuer;
		if (!issuer || !field) return notApplicable("no-issuer");
		const seals = evidence.marks.filter(
			(m) => (m.kind === "round-seal" || m.kind === "oval-seal") && m.element !== undefined,
		);
		if (seals.length === 0) return notApplicable("no-seal");
		const name = comparable(issuer.name);
		const rings = seals.map((seal) => ({ seal, ring: comparable(seal.text ?? "").replace(SEAL_KIND, "") }));
		if (rings.some(({ ring }) => alike(ring, name) >= SAME)) return PASS;
		const contrary = rings.find(
			({ seal, ring }) =>
				ring.length >= WHOLE_NAME && (seal.textConfidence ?? 0) >= RING_CONFIDENCE && alike(ring, name) <= OTHER,
		);
		if (!contrary || !isSure(field)) return cannotTell("uncertain-reading");
		return {
			outcome: "fail",
			findings: [
				{
					code: CODE,
					severity: "suspect",
					clause: "（四）",
					variant: "detail",
					args: { seen: contrary.seal.text ?? "", expected: issuer.name },
					confidence: contrary.seal.textConfidence ?? 0,
					regions: seenAt(contrary.seal.polygon),
				},
			],
		};
	},
};

/** A ring is read from anywhere on the circle: the best over its turns, and one name may be part of the other. */
function alike(ring: string, name: string): number {
	if (ring.length === 0 || name.length === 0) return 0;
	const turns = [...ring].map((_, k) => similarity(ring.slice(k) + ring.slice(0, k), name));
	const shorter = Math.min(ring.length, name.length);
	const part =
		shorter >= WHOLE_NAME &&
		approximateOccurrences(ring.length > name.length ? ring : name, ring.length > name.length ? name : ring, 1).length >
			0;
	return Math.max(part ? 1 : 0, ...turns);
}
