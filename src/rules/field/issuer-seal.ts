/**
 * （四）: the name in the seal differs from the printed issuer. Where one seal agrees and another does not, a supervising body may
 * have stamped too, so a person decides.
 */
import { type Mark, SEAL_KINDS } from "../../evidence.ts";
import { synonymsOf } from "../issuer/find-issuer.ts";
import { printedIssuer } from "../issuer/printed-issuer.ts";
import type { Rule } from "../rule.ts";
import { cannotTell, isSure, notApplicable, PASS, seenAt } from "../support.ts";
import { type Ownership, ownership } from "./seal-owner.ts";

const CODE = "field.issuer-seal";

export const issuerSeal: Rule = {
	code: CODE,
	needs: ["match", "fields", "marks"],
	deciding: () => false,
	judge: (context) => {
		const { evidence } = context;
		const issuer = printedIssuer(context);
		const field = evidence.fields.issuer;
		if (!issuer || !field) return notApplicable("no-issuer");
		// Square seals are as often a person's; what stands beside the registered place is layout.extra's business.
		const seals = evidence.marks.filter(({ kind }) => SEAL_KINDS.includes(kind) && kind !== "square-seal");
		const own = seals.filter(({ element }) => element !== undefined);
		if (own.length === 0) return notApplicable("no-seal");
		const names = synonymsOf(context.registry, issuer.name);
		const judged = seals.map((seal) => ({ seal, owner: ownerAmong(seal, names) }));
		const contrary = judged.find(({ seal, owner }) => owner === "other" && own.includes(seal));
		if (judged.some(({ owner }) => owner === "same"))
			return judged.some(({ owner }) => owner === "other") ? cannotTell("second-seal") : PASS;
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

/** The seal is the issuer's when it bears any of its names, and another's only when it bears none. */
function ownerAmong(seal: Mark, names: readonly string[]): Ownership {
	const owners = names.map((name) => ownership(seal, name));
	return owners.find((owner) => owner === "same") ?? owners.find((owner) => owner === "unclear") ?? "other";
}
