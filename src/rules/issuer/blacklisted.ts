/** 四（三）: the issuer is on the black list on the issue date. */
import type { IssuerEntry } from "../../registry.ts";
import type { Rule } from "../rule.ts";
import { matchOf, notApplicable, PASS, seenAt } from "../support.ts";
import { entriesAbout } from "./find-issuer.ts";
import { printedIssuer } from "./printed-issuer.ts";

const CODE = "issuer.blacklisted";

export const blacklisted: Rule = {
	code: CODE,
	needs: ["match", "fields", "issuers"],
	deciding: () => false,
	judge: (context) => {
		const issuer = printedIssuer(context);
		if (!issuer) return notApplicable("no-issuer");
		const date = context.evidence.fields.issueDate?.normalized ?? null;
		const about = entriesAbout(context.registry, issuer.name, matchOf(context).template.family);
		// A listing that ended before the certificate was issued says nothing about it.
		const listed = about.filter(
			({ entry }) => entry.listing === "blacklist" && (date === null || entry.to === null || date <= entry.to),
		);
		if (listed.length === 0) return PASS;
		const sure = listed.find(({ entry, exact }) => exact && reaches(entry, date));
		const found = sure ?? listed[0];
		if (!found) return PASS;
		const before = date !== null && !reaches(found.entry, date);
		return {
			outcome: "fail",
			findings: [
				{
					code: CODE,
					severity: sure ? "violation" : "suspect",
					clause: "四（三）",
					variant: before ? "before-listing" : "detail",
					args: {
						seen: issuer.name,
						expected: found.exact ? null : found.entry.name,
						listedFrom: found.entry.from,
						source: found.entry.source,
					},
					confidence: issuer.confidence,
					regions: seenAt(issuer.polygon),
				},
			],
		};
	},
};

/** Whether the listing was in force when the certificate was issued; with no readable date, only an open one surely was. */
const reaches = ({ from }: IssuerEntry, date: string | null): boolean =>
	from === null || (date !== null && from <= date);
