/** Judging evidence in a table: code, severity and place of every finding; a finding that is not listed fails the test. */
import { expect } from "vitest";
import type { Evidence } from "../../src/evidence.ts";
import { bounds, iou, type Polygon } from "../../src/geometry.ts";
import type { Registry } from "../../src/registry.ts";
import type { FindingCode, Severity } from "../../src/report/schema.ts";
import type { Finding, Judgement, Policy, RuleResult } from "../../src/rules/rule.ts";
import { runRules } from "../../src/rules/run.ts";
import { POLICY, REGISTRY } from "./evidence.ts";

export interface Expected {
	code: FindingCode;
	severity: Severity;
	/** Places that must be outlined, in order. */
	regions: Polygon[];
}

export interface Trust {
	registry?: Registry;
	policy?: Policy;
}

export function judge(evidence: Evidence, { registry = REGISTRY, policy = POLICY }: Trust = {}): RuleResult[] {
	return runRules({ evidence, registry, policy }).results;
}

export function findings(evidence: Evidence, trust?: Trust): Finding[] {
	return judge(evidence, trust).flatMap(({ judgement }) => (judgement.outcome === "fail" ? judgement.findings : []));
}

export function outcomeOf(evidence: Evidence, code: FindingCode, trust?: Trust): RuleResult["judgement"] | Judgement {
	return (judge(evidence, trust).find((r) => r.code === code) as RuleResult).judgement;
}

/** Exactly these findings, each at its places. */
export function expectFindings(evidence: Evidence, expected: readonly Expected[], trust?: Trust): void {
	const seen = findings(evidence, trust);
	expect(seen.map(({ code, severity }) => `${code} ${severity}`).sort()).toEqual(
		expected.map(({ code, severity }) => `${code} ${severity}`).sort(),
	);
	for (const { code, regions } of expected) {
		const places = seen.filter((f) => f.code === code).map((f) => f.regions.map((r) => r.polygon));
		const fits = places.some(
			(own) => own.length === regions.length && own.every((p, i) => alike(p, regions[i] as Polygon)),
		);
		expect(fits, `${code} is outlined at ${JSON.stringify(places)}, expected ${JSON.stringify(regions)}`).toBe(true);
	}
}

/** The same place, to a pixel. */
function alike(a: Polygon, b: Polygon): boolean {
	const [p, q] = [bounds(a), bounds(b)];
	const near = [p.x - q.x, p.y - q.y, p.width - q.width, p.height - q.height].every((d) => Math.abs(d) < 1.5);
	return near || iou(a, b) > 0.98;
}
