/** （一）: a logo registered to somebody other than the issuer. Logos that nobody registered are no finding. */
import type { Mark } from "../../evidence.ts";
import type { Registry } from "../../registry.ts";
import { similarity } from "../../rulebook/approximate.ts";
import { comparable } from "../../rulebook/folding.ts";
import { synonymsOf } from "../issuer/find-issuer.ts";
import { printedIssuer } from "../issuer/printed-issuer.ts";
import type { Rule } from "../rule.ts";
import { cannotTell, FIELD_CONFIDENCE, isSure, isUnclear, PASS, seenAt, verdictOf } from "../support.ts";

const CODE = "mark.third-party-logo";
/**
 * Likeness from which a logo may carry a finding, 0..1. Of 45 drawn pages with another drawing than a registered logo (tuning seeds
 * 650000 to 650044) the likest was 0.82.
 */
const LOGO_CONFIDENCE = 0.84;
/** Names at least this alike are one name read twice; at most that alike, two names; between, nothing is said, 0..1. */
const SAME = 0.75;
const OTHER = 0.6;

export const thirdPartyLogo: Rule = {
	code: CODE,
	needs: ["scope", "marks"],
	deciding: () => false,
	judge: (context) => {
		const { evidence, registry, scope } = context;
		if (registry.logos.length === 0) return cannotTell("no-list");
		if (!evidence.lookedFor.includes("logo")) return cannotTell("not-looked-for");
		const logos = evidence.marks.filter((mark) => mark.kind === "logo" && mark.text);
		if (logos.length === 0) return PASS;
		const issuer = printedIssuer(context);
		if (!issuer) return cannotTell("no-issuer");
		const weighed = logos.map((mark) => ({ mark, kinship: kinship(mark, issuer.name, registry) }));
		const others = weighed.filter(({ kinship }) => kinship <= OTHER);
		const doubts = weighed.some(({ kinship }) => kinship > OTHER && kinship < SAME) ? ["uncertain-reading"] : [];
		const field = evidence.fields.issuer;
		const isRead = scope.kind === "registered" ? field && isSure(field) : issuer.confidence >= FIELD_CONFIDENCE;
		if (others.length > 0 && (!isRead || isUnclear(evidence))) return cannotTell("uncertain-reading");
		const sure = others.filter(({ mark }) => mark.confidence >= LOGO_CONFIDENCE);
		if (sure.length < others.length) doubts.push("uncertain-mark");
		return verdictOf(
			sure.map(({ mark }) => ({
				code: CODE,
				severity: "suspect",
				clause: "（一）",
				variant: "detail",
				args: { owner: mark.text ?? "", seen: mark.text ?? "", expected: issuer.name },
				confidence: mark.confidence,
				regions: seenAt(mark.polygon),
			})),
			doubts,
		);
	},
};

/**
 * How surely a logo is the issuer's own, 0..1: the likeness of the names. A name that holds the other (a branch and its parent), the
 * same credit code, and a picture that several owners registered all count as the issuer's.
 */
function kinship(mark: Mark, issuer: string, registry: Registry): number {
	const { logos, issuers } = registry;
	const pictures = logos.filter(({ owner }) => owner === mark.text).map(({ sha256 }) => sha256);
	const owners = logos.filter(({ sha256 }) => pictures.includes(sha256));
	const names = synonymsOf(registry, issuer).map(comparable);
	const codes = issuers.filter((entry) => names.includes(comparable(entry.name))).map(({ creditCode }) => creditCode);
	return Math.max(
		0,
		...owners.map(({ owner, creditCode }) => {
			const other = comparable(owner);
			if (creditCode !== null && codes.includes(creditCode)) return 1;
			const alike = names.map((name) => (name.includes(other) || other.includes(name) ? 1 : similarity(name, other)));
			return Math.max(...alike);
		}),
	);
}
