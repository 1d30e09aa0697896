/** Traces of editing and of recapture need a detector of their own; until there is one, nothing can be said. */
import type { FindingCode } from "../../report/schema.ts";
import type { Rule } from "../rule.ts";
import { cannotTell } from "../support.ts";

export const notLookedFor = (code: FindingCode): Rule => ({
	code,
	needs: [],
	deciding: () => false,
	judge: () => cannotTell("not-looked-for"),
});
