/** A row of the list from a report and what an officer adds to it. */
import type { Report } from "../../report/schema.ts";
import { nameOf, say } from "../../report/words/catalogue.ts";
import { maskText } from "../../text/mask.ts";
import { PROBLEM_TYPES, type ProblemCase, type ProblemType } from "./problem-case.ts";
import { departmentsOf, problemTypesOf, weighty } from "./routing.ts";

/** What a photo cannot tell. What is given here outweighs what was read. */
export interface OfficerParticulars {
	place: string;
	institution: Pick<ProblemCase["institution"], "kind"> & Partial<ProblemCase["institution"]>;
	source: ProblemCase["source"];
	/** ISO date. */
	foundOn: string;
	certificateName?: string;
	/** Kinds of problem an officer found beside those on the certificate, such as（三）. */
	problemTypes?: readonly ProblemType[];
	/** Words before those of the findings. */
	description?: string;
	measure?: ProblemCase["measure"];
	outcome?: string | null;
	closedOn?: string | null;
	remarks?: string | null;
}

const OCCUPATION_FIELDS = ["occupation", "occupationAndLevel", "ability", "course"] as const;

/** The row of one certificate. Identity numbers are masked; notices are left out. */
export function problemCase(report: Report, particulars: OfficerParticulars): ProblemCase {
	const { institution, problemTypes: added = [] } = particulars;
	const found = problemTypesOf(report.findings);
	const types = PROBLEM_TYPES.filter((type) => found.includes(type) || added.includes(type));
	const registration = institution.registration ?? null;
	const { lead, cooperating } = departmentsOf(types, report.findings, registration);
	const occupation = OCCUPATION_FIELDS.map((name) => report.fields[name]?.value).find((value) => value !== undefined);
	const creditCode = report.issuer?.entry?.creditCode;
	return {
		place: particulars.place,
		institution: {
			name: institution.name ?? report.issuer?.name ?? "",
			creditCode: institution.creditCode ?? (typeof creditCode === "string" ? creditCode : null),
			kind: institution.kind,
			registration,
		},
		certificateName: particulars.certificateName ?? certificateName(report),
		certificateNumber: report.fields.certificateNumber?.value ?? null,
		occupation: occupation ?? null,
		problemTypes: types,
		description: describe(report, particulars.description),
		source: particulars.source,
		foundOn: particulars.foundOn,
		leadDepartment: lead,
		cooperatingDepartments: cooperating,
		measure: particulars.measure ?? null,
		outcome: particulars.outcome ?? null,
		closedOn: particulars.closedOn ?? null,
		remarks: particulars.remarks ?? null,
	};
}

const certificateName = ({ family }: Report): string =>
	family ? nameOf("zh", "family", family) : say("zh", "conclusion.unrecognized");

/** The officer's words, every finding by number as on the annotated picture, and what identifies the photo. */
function describe(report: Report, before = ""): string {
	const numbered = report.findings.map((finding, index) => ({ ...finding, number: index + 1 }));
	const lines = weighty(numbered).map(
		({ number, severity, message }) => `${number}. ${say("zh", `severity.${severity}`)}：${maskText(message.zh)}`,
	);
	const photo = `${say("zh", "pdf.id")} ${report.id}，${say("zh", "pdf.sha256")} ${report.image.sha256}`;
	return [before, ...lines, photo].filter((line) => line !== "").join("\n");
}
