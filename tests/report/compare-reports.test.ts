import { expect, test } from "vitest";
import { compareReports } from "../../src/report/compare-reports.ts";
import type { Report, ReportFinding } from "../../src/report/schema.ts";
import { reportOf } from "../service/fixtures.ts";

const finding = (code: ReportFinding["code"], x: number, given: Partial<ReportFinding> = {}): ReportFinding => ({
	code,
	severity: "suspect",
	clause: "（四）",
	message: { zh: "文字", en: "text" },
	evidence: { seen: "甲" },
	confidence: 0.9,
	regions: [
		{
			polygon: [
				[x, 0],
				[x + 1, 0],
				[x + 1, 1],
				[x, 1],
			],
			label: "seen",
		},
	],
	departments: [],
	...given,
});
const report = (findings: ReportFinding[], given: Partial<Report> = {}): Report => ({
	...reportOf({ id: "1", createdAt: "2026-11-22T00:00:00.000Z" }).report,
	findings,
	...given,
});

test("the same judgement is no difference, whatever the words and the version", () => {
	const words = finding("layout.extra", 0, { message: { zh: "换一种说法", en: "said otherwise" }, confidence: 0.8 });
	const again = report([words], { engine: { version: "2", readers: [], models: {}, rulebook: "next" } });
	expect(compareReports(report([finding("layout.extra", 0)]), again)).toBeNull();
});

test("findings are told apart by code and place", () => {
	const [kept, gone, fresh] = [finding("layout.extra", 0), finding("layout.extra", 5), finding("layout.extra", 9)];
	const graver = { ...kept, severity: "violation" } as const;
	expect(compareReports(report([kept, gone]), report([graver, fresh]))).toMatchObject({
		added: [fresh],
		removed: [gone],
		changed: [{ before: kept, after: graver }],
	});
	const twice = compareReports(report([kept]), report([kept, kept]));
	expect(twice).toMatchObject({ added: [kept], removed: [], changed: [] });
});

test("another conclusion alone is a difference", () => {
	const after = report([], { conclusion: "conforming" });
	expect(compareReports(report([]), after)?.conclusion).toEqual({ before: "unreadable", after: "conforming" });
});
