/** Puts the verdict into the form of the report contract, with words for people. */
import type { Evidence } from "../evidence.ts";
import type { Registry } from "../registry.ts";
import { findIssuer } from "../rules/issuer/find-issuer.ts";
import type { Finding, Policy, RuleResult } from "../rules/rule.ts";
import type { Scope } from "../rules/scope.ts";
import type { Check, Report, ReportFinding } from "./schema.ts";
import { conclude, findingsOf } from "./verdict.ts";
import { renderFinding } from "./words/finding.ts";
import { advise, summarise, type VerdictFacts } from "./words/summary.ts";

export interface ReportInput {
	evidence: Evidence;
	scope: Scope;
	results: readonly RuleResult[];
	registry: Registry;
	policy: Policy;
	identity: { id: string; createdAt: string };
}

const SEVERITY_ORDER = { violation: 0, suspect: 1, notice: 2 } as const;

/** The report of one verification; `timings` are filled in by the caller, who knows when it ends. */
export function makeReport(input: ReportInput): Report {
	const { evidence, scope, results, registry, identity } = input;
	const findings = findingsOf(results).sort((a, b) => SEVERITY_ORDER[a.severity] - SEVERITY_ORDER[b.severity]);
	const match = scope.kind === "registered" ? evidence.match : null;
	const family = match?.template.family ?? null;
	const template = match && {
		id: match.template.id,
		version: match.template.version,
		provisional: match.template.provisional,
	};
	const facts: VerdictFacts = {
		conclusion: conclude(evidence, scope, results),
		family,
		template,
		image: evidence.image,
		quality: evidence.quality,
		findings,
		issuerList: registry.issuers.length > 0,
		...(scope.kind === "unregistered" && { document: scope.family }),
		...(family && familyTitle(family, registry)),
	};
	return {
		schema: "report/v1",
		...identity,
		image: evidence.image,
		source: evidence.source,
		page: evidence.page,
		conclusion: facts.conclusion,
		summary: summarise(facts),
		advice: advise(facts),
		family,
		template,
		issuer: match ? issuerOf(input, match.template.family) : null,
		fields: match ? evidence.fields : {},
		checks: results.map(check),
		findings: findings.map((finding) => toReport(finding, registry)),
		quality: evidence.quality,
		marks: evidence.marks.map(({ kind, confidence, polygon, text, ink }) => ({
			kind,
			confidence,
			polygon,
			...(text === undefined ? {} : { text }),
			...(ink === undefined ? {} : { ink }),
		})),
		lookedFor: evidence.lookedFor,
		lines: evidence.lines.map(({ text, confidence, polygon }) => ({ text, confidence, polygon })),
		engine: { ...evidence.engine, rulebook: registry.rulebook.version },
		timings: {},
	};
}

function familyTitle(family: string, registry: Registry): { familyTitle: string } | undefined {
	const template = registry.templates.find((t) => t.family === family);
	return template && { familyTitle: template.title };
}

function check({ code, deciding, judgement }: RuleResult): Check {
	return { code, outcome: judgement.outcome, deciding, ...("reason" in judgement ? { reason: judgement.reason } : {}) };
}

function toReport(finding: Finding, registry: Registry): ReportFinding {
	return {
		code: finding.code,
		severity: finding.severity,
		clause: finding.clause,
		message: renderFinding(finding),
		evidence: finding.args,
		confidence: finding.confidence,
		regions: finding.regions,
		departments: registry.rulebook.departments[finding.code] ?? [],
	};
}

function issuerOf({ evidence, registry }: ReportInput, family: string): Report["issuer"] {
	const field = evidence.fields.issuer;
	if (!field) return null;
	const found = findIssuer(registry, field.value, family, evidence.fields.issueDate?.normalized);
	return found
		? { name: field.value, listing: found.entry.listing, entry: { ...found.entry } }
		: { name: field.value, listing: "unlisted" };
}
