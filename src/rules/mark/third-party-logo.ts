/** （一）: a logo registered to somebody other than the issuer. No register of logos is loaded yet. */
import type { Rule } from "../rule.ts";
import { cannotTell } from "../support.ts";

export const thirdPartyLogo: Rule = {
	code: "mark.third-party-logo",
	needs: ["scope"],
	deciding: () => false,
	judge: () => cannotTell("no-list"),
};
