/** Issuers that are black-listed, on no list, or whose names claim more than they may. */
import type { FindingCode, Severity } from "../../../src/report/schema.ts";
import { INSTITUTION_NAMES, NATIONAL_ISSUERS, UNIVERSITIES, UNLISTED } from "../issuers.ts";
import { blacklistedIssuer, type PageContent, setIssuer } from "../pages/content.ts";
import * as people from "../people.ts";
import type { Random } from "../random.ts";
import { placeOf } from "./places.ts";
import type { Plant, Planted, PlantedFinding } from "./plant.ts";

/** A finding about the printed issuer, at its name or a part of it. */
const atIssuer = (code: FindingCode, severity: Severity, words: string): PlantedFinding => ({
	code,
	severity,
	where: placeOf(words, "issuer"),
});

/** Families that need a recorded body: elsewhere an issuer on no list is a notice. */
const unlistedSeverity = (content: PageContent): Severity =>
	content.template.id === "training-completion" ? "notice" : "suspect";

function unlisted(content: PageContent, random: Random): Planted {
	const name = random.pick(random.chance(0.2) ? UNIVERSITIES : UNLISTED);
	setIssuer(content, name);
	return {
		variant: name,
		findings: [atIssuer("issuer.unlisted", unlistedSeverity(content), name)],
		allowed: [],
		issuerListing: "unlisted",
	};
}

/** Black-listed from 2022-08-01: before that day only suspect. */
function blacklist(content: PageContent, random: Random): Planted {
	const name = blacklistedIssuer(content.template.family, random);
	setIssuer(content, name);
	const before = random.chance(0.2);
	const year = before ? random.int(2019, 2021) : random.int(2023, 2025);
	moveYear(content, year);
	return {
		variant: before ? "before the listing" : "listed",
		findings: [atIssuer("issuer.blacklisted", before ? "suspect" : "violation", name)],
		allowed: before ? ["issuer.unlisted"] : [],
		issuerListing: "blacklist",
	};
}

/** Changes the year of issue and what depends on it. */
function moveYear(content: PageContent, year: number): void {
	const from = String(content.issued.year);
	content.issued.year = year;
	content.values.issueDate = people.chineseDate(content.issued);
	const number = content.values.certificateNumber ?? "";
	if (content.template.id === "skill-level")
		content.values.certificateNumber = number.slice(0, 13) + String(year).slice(2) + number.slice(15);
	for (const name of ["trainingFrom", "trainingTo"]) {
		const value = content.values[name];
		if (value !== undefined) content.values[name] = value.replace(from, String(year));
	}
	if (content.template.id === "training-completion")
		content.values.certificateNumber = number.replace(from, String(year));
}

export const ISSUER_PLANTS: readonly Plant[] = [
	{ group: "issuer.unlisted", templates: ["skill-level", "special-ability", "training-completion"], plant: unlisted },
	{
		group: "issuer.blacklisted",
		templates: ["skill-level", "special-ability", "training-completion"],
		plant: blacklist,
	},
	{
		group: "wording.national-name.issuer",
		templates: ["skill-level", "special-ability"],
		plant: (content, random) => {
			const name = random.pick(NATIONAL_ISSUERS);
			setIssuer(content, name);
			return {
				variant: name,
				findings: [
					atIssuer("issuer.unlisted", "suspect", name),
					atIssuer("wording.national-name", "suspect", name.slice(0, 2)),
				],
				allowed: [],
				issuerListing: "unlisted",
			};
		},
	},
	{
		group: "wording.institution-name",
		templates: ["skill-level"],
		plant: (content, random) => {
			const name = random.pick(INSTITUTION_NAMES);
			setIssuer(content, name);
			return {
				variant: name,
				findings: [atIssuer("wording.institution-name", "suspect", name), atIssuer("issuer.unlisted", "suspect", name)],
				allowed: ["wording.reserved-term"],
				issuerListing: "unlisted",
			};
		},
	},
];
