/** Which departments a case goes to, by section 三 of the notice 东人社函〔2022〕37号. */
import type { ReportFinding } from "../../report/schema.ts";
import { LABOUR, MARKET, NETWORK, POLICE } from "../../rulebook/data/departments.ts";
import { PROBLEM_TYPES, type ProblemCase, type ProblemType } from "./problem-case.ts";

/** Other places name these two as well; they matter where the institution is registered with them. */
export const CIVIL_AFFAIRS = "民政部门";
export const ESTABLISHMENT = "机构编制部门";

/** Departments beside labour, which leads, for each kind of problem. */
const COOPERATING: Record<ProblemType, readonly string[]> = {
	"（一）": [MARKET],
	"（二）": [MARKET, NETWORK],
	"（三）": [MARKET, POLICE],
	"（四）": [],
	"（五）": [MARKET, POLICE],
	"（六）": [],
};
/** Findings that name no kind of problem of section 二, such as a black-listed issuer, are other problems. */
const OTHER: ProblemType = "（六）";

export type Judged = Pick<ReportFinding, "clause" | "severity" | "departments">;

/** Findings that a case rests on: a notice is no problem. */
export const weighty = <T extends Judged>(findings: readonly T[]): T[] =>
	findings.filter(({ severity }) => severity !== "notice");

/** Kinds of problem of the findings, in the notice's order. */
export function problemTypesOf(findings: readonly Judged[]): ProblemType[] {
	const named = new Set(
		weighty(findings).flatMap(({ clause }) => {
			const types = PROBLEM_TYPES.filter((type) => clause.startsWith(type) || clause.includes(`）${type}`));
			return types.length > 0 ? types : [OTHER];
		}),
	);
	return PROBLEM_TYPES.filter((type) => named.has(type));
}

/** The lead and the co-operating departments of a case. */
export function departmentsOf(
	types: readonly ProblemType[],
	findings: readonly Judged[],
	registration: ProblemCase["institution"]["registration"],
): { lead: string; cooperating: string[] } {
	const concerned = [
		...weighty(findings).flatMap(({ departments }) => departments),
		...types.flatMap((type) => COOPERATING[type]),
		...(registration === "社会组织" ? [CIVIL_AFFAIRS] : []),
		...(registration === "事业单位" ? [ESTABLISHMENT] : []),
	];
	return { lead: LABOUR, cooperating: [...new Set(concerned)].filter((name) => name !== LABOUR) };
}
