/** What a rule is: a pure function of evidence, registry and policy with three-valued answers. One file per rule. */
import type { Evidence } from "../evidence.ts";
import type { Polygon } from "../geometry.ts";
import type { Registry } from "../registry.ts";
import type { FindingCode, Severity } from "../report/schema.ts";
import type { Scope } from "./scope.ts";

/** What the caller demands. */
export interface Policy {
	/** ISO date on which the verdict is given: what "future" and "in force" mean. */
	today: string;
	/** Claims to compare with what is printed (field name → claimed value). */
	claims: Record<string, string>;
}

export interface RuleContext {
	evidence: Evidence;
	registry: Registry;
	policy: Policy;
	/** What kind of document this is, decided once for all rules. */
	scope: Scope;
}

/** A failing place: a code, typed arguments and regions. Words for people are rendered by the report room. */
export interface Finding {
	code: FindingCode;
	severity: Severity;
	clause: string;
	/** Variant of the message in the catalogue: `finding.<code>.<variant>`. */
	variant: string;
	/** Arguments of the message, and the evidence a person can check (`seen`, `expected`, `difference`, numbers). */
	args: Record<string, string | number | boolean | null>;
	confidence: number;
	/** UploadPx. `seen` = where it is; `expected` = the registered place. */
	regions: { polygon: Polygon; label: "seen" | "expected" }[];
}

export type Judgement =
	| { outcome: "pass" }
	| { outcome: "fail"; findings: Finding[] }
	| { outcome: "cannot-tell"; reason: string }
	| { outcome: "not-applicable"; reason: string };

/** Inputs a rule may declare; when one is missing or its stage failed, the runner answers for the rule. */
export type Need =
	| "lines"
	/** Knowing what kind of document it is, and that it is one the notice speaks about. */
	| "scope"
	| "match"
	| "marks"
	| "fields"
	| "issuers";

export interface Rule {
	code: FindingCode;
	needs: readonly Need[];
	/** Whether a conforming verdict rests on this check in this context. */
	deciding: (context: RuleContext) => boolean;
	judge: (context: RuleContext) => Judgement;
}

export interface RuleResult {
	code: FindingCode;
	deciding: boolean;
	judgement: Judgement | { outcome: "error"; reason: string };
}
