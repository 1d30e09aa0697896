/** Runs every rule on one page's evidence: always all of them, each answering for itself. */
import type { Evidence, Stage } from "../evidence.ts";
import type { Registry } from "../registry.ts";
import { RULES } from "./index.ts";
import type { Judgement, Need, Policy, Rule, RuleContext, RuleResult } from "./rule.ts";
import { decideScope, type Scope } from "./scope.ts";

export interface RulesInput {
	evidence: Evidence;
	registry: Registry;
	policy: Policy;
}

/** Stages without which a need cannot be met. */
const STAGES_OF: Record<Need, readonly Stage[]> = {
	lines: ["reading"],
	scope: ["reading", "match"],
	match: ["reading", "match"],
	marks: ["marks"],
	fields: ["fields"],
	issuers: [],
};

/** Decides what kind of document it is, then judges. A rule whose input is missing never passes. */
export function runRules(input: RulesInput): { scope: Scope; results: RuleResult[] } {
	const scope = decideScope(input.evidence, input.registry);
	const context: RuleContext = { ...input, scope };
	return { scope, results: RULES.map((rule) => runRule(rule, context)) };
}

/** One rule's answer. A rule that throws is an error of that rule and of nothing else. */
export function runRule(rule: Rule, context: RuleContext): RuleResult {
	try {
		return {
			code: rule.code,
			deciding: rule.deciding(context),
			judgement: unmet(rule, context) ?? rule.judge(context),
		};
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return { code: rule.code, deciding: true, judgement: { outcome: "error", reason } };
	}
}

function unmet(rule: Rule, context: RuleContext): Judgement | { outcome: "error"; reason: string } | null {
	const { evidence } = context;
	for (const need of rule.needs) {
		const failed = evidence.failures.find(({ stage }) => STAGES_OF[need].includes(stage));
		if (failed) return { outcome: "error", reason: `${failed.stage}: ${failed.code}` };
	}
	for (const need of rule.needs) {
		const answer = lacking(need, context);
		if (answer) return answer;
	}
	return null;
}

function lacking(need: Need, { evidence, registry, scope }: RuleContext): Judgement | null {
	switch (need) {
		case "lines":
			return evidence.lines.length > 0 ? null : { outcome: "cannot-tell", reason: "no-text" };
		case "scope":
			return scope.kind === "registered" || scope.kind === "certificate"
				? null
				: { outcome: "not-applicable", reason: "no-standard" };
		case "match":
			return scope.kind === "registered" ? null : { outcome: "not-applicable", reason: "no-standard" };
		case "issuers":
			return registry.issuers.length > 0 ? null : { outcome: "cannot-tell", reason: "no-list" };
		case "marks":
		case "fields":
			return null;
	}
}
