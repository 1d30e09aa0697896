/** What a second judgement of the same evidence says otherwise. */
import type { Conclusion, Report, ReportFinding } from "./schema.ts";

export interface ReportDifference {
	id: string;
	conclusion: { before: Conclusion; after: Conclusion };
	added: ReportFinding[];
	removed: ReportFinding[];
	/** The same fault at the same place, said or weighed otherwise. */
	changed: { before: ReportFinding; after: ReportFinding }[];
	/** What each judgement was made with. */
	versions: { before: Report["engine"]["rulebook"]; after: Report["engine"]["rulebook"] };
}

/** Differences between two reports on the same evidence; null when they say the same. */
export function compareReports(before: Report, after: Report): ReportDifference | null {
	const [earlier, later] = [byPlace(before.findings), byPlace(after.findings)];
	const difference: ReportDifference = {
		id: after.id,
		conclusion: { before: before.conclusion, after: after.conclusion },
		added: [...later].flatMap(([place, finding]) => (earlier.has(place) ? [] : [finding])),
		removed: [...earlier].flatMap(([place, finding]) => (later.has(place) ? [] : [finding])),
		changed: [...later].flatMap(([place, finding]) => {
			const old = earlier.get(place);
			return old && said(old) !== said(finding) ? [{ before: old, after: finding }] : [];
		}),
		versions: { before: before.engine.rulebook, after: after.engine.rulebook },
	};
	const { added, removed, changed } = difference;
	const same = before.conclusion === after.conclusion && added.length + removed.length + changed.length === 0;
	return same ? null : difference;
}

/** Findings by code and place; several of one code at one place are told apart by their order. */
function byPlace(findings: readonly ReportFinding[]): Map<string, ReportFinding> {
	const places = new Map<string, ReportFinding>();
	for (const finding of findings) {
		const key = JSON.stringify([finding.code, finding.regions.map(({ polygon }) => polygon)]);
		let place = key;
		for (let n = 2; places.has(place); n++) place = `${key} ${n}`;
		places.set(place, finding);
	}
	return places;
}

/** What a finding says of its place. Its confidence comes from the evidence and is the same. */
const said = ({ severity, clause, evidence, departments }: ReportFinding): string =>
	JSON.stringify([severity, clause, Object.entries(evidence).sort(), departments]);
