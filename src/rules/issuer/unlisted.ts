/** 五（四）: the issuer is not on the white list for this family on the issue date. */
import type { Rule } from "../rule.ts";
import { cannotTell, isSure, matchOf, notApplicable, PASS, seenAt } from "../support.ts";
import { entriesAbout, findIssuer } from "./find-issuer.ts";
import { printedIssuer } from "./printed-issuer.ts";

const CODE = "issuer.unlisted";

export const unlisted: Rule = {
	code: CODE,
	needs: ["match", "fields", "issuers"],
	deciding: () => false,
	judge: (context) => {
		const { registry, evidence } = context;
		const { family } = matchOf(context).template;
		const field = evidence.fields.issuer;
		const issuer = printedIssuer(context);
		if (!issuer || !field) return notApplicable("no-issuer");
		const listed = registry.issuers.some(
			(entry) => entry.listing === "whitelist" && (entry.families.length === 0 || entry.families.includes(family)),
		);
		if (!listed && registry.rulebook.recordedBodies.includes(family)) return cannotTell("no-list");
		const date = evidence.fields.issueDate?.normalized;
		const found = findIssuer(registry, issuer.name, family, date);
		if (found?.entry.listing === "whitelist") return PASS;
		if (entriesAbout(registry, issuer.name, family).some(({ entry }) => entry.listing === "blacklist"))
			return notApplicable("blacklisted");
		if (!isSure(field)) return cannotTell("uncertain-reading");
		return {
			outcome: "fail",
			findings: [
				{
					code: CODE,
					severity: registry.rulebook.recordedBodies.includes(family) ? "suspect" : "notice",
					clause: "五（四）",
					variant: "detail",
					args: { seen: issuer.name, issued: date ?? null },
					confidence: issuer.confidence,
					regions: seenAt(issuer.polygon),
				},
			],
		};
	},
};
