/** Every group of the corpus: what is photographed, and what must be said of it. */
import { type Conclusion, FINDING_CODES, type FindingCode } from "../../src/report/schema.ts";
import { SPOILINGS, type Spoiling } from "./camera/spoil.ts";
import { whitelisted } from "./issuers.ts";
import { conformingContent, type PageContent, setIssuer, type TemplateId } from "./pages/content.ts";
import { DOCUMENTS } from "./pages/documents.ts";
import { drawForm } from "./pages/form.ts";
import type { Sheet } from "./pages/sheet.ts";
import { FIELD_PLANTS } from "./plants/fields.ts";
import { ISSUER_PLANTS } from "./plants/issuers.ts";
import { knockOff } from "./plants/knockoffs.ts";
import { LAYOUT_PLANTS } from "./plants/layout.ts";
import { EMBLEM_PLANTS, MARK_PLANTS } from "./plants/marks.ts";
import type { Plant, PlantedFinding } from "./plants/plant.ts";
import { WATERMARK_PLANTS } from "./plants/watermarks.ts";
import { WORDING_PLANTS } from "./plants/wording.ts";
import type { Random } from "./random.ts";

export interface Scene {
	variant: string;
	sheet: Sheet;
	conclusion: Conclusion;
	family: string | null;
	template: string | null;
	findings: PlantedFinding[];
	allowed: readonly FindingCode[];
	claims?: Record<string, string>;
	issuerListing: "whitelist" | "blacklist" | "unlisted" | null;
	/** What makes the photo unreadable; absent = nothing. */
	spoiling?: Spoiling;
}

const FORMS: readonly TemplateId[] = [
	"skill-level",
	"special-ability",
	"training-completion",
	"vocational-qualification-inside",
	"vocational-qualification-cover",
];

function formScene(content: PageContent, random: Random, rest: Partial<Scene> = {}): Scene {
	return {
		variant: "conforming",
		sheet: drawForm(content, random),
		conclusion: "conforming",
		family: content.template.family,
		template: content.template.id,
		findings: [],
		allowed: [],
		issuerListing: content.values.issuer === undefined ? null : "whitelist",
		...rest,
	};
}

function planted(plant: Plant, random: Random): Scene {
	const content = conformingContent(random.pick(plant.templates), random);
	const { variant, findings, allowed, claims, issuerListing } = plant.plant(content, random);
	return formScene(content, random, {
		variant,
		conclusion: worst(findings),
		findings,
		allowed,
		...(claims && { claims }),
		...(issuerListing && { issuerListing }),
	});
}

function worst(findings: readonly PlantedFinding[]): Conclusion {
	if (findings.some((f) => f.severity === "violation")) return "violation";
	return findings.some((f) => f.severity === "suspect") ? "suspect" : "conforming";
}

interface Trap {
	templates: readonly TemplateId[];
	set: (content: PageContent, random: Random) => void;
}

/** Lawful uses of words that are forbidden elsewhere. */
const TRAPS: Record<string, Trap> = {
	"listed national university": {
		templates: ["skill-level", "special-ability", "training-completion"],
		set: (content, random) =>
			setIssuer(content, random.pick(whitelisted(content.template.family).filter((n) => /^中国.*大学$/.test(n)))),
	},
	"sentence with 国家职业技能标准": {
		templates: ["skill-level"],
		set: (content) => {
			const statement = content.template.elements.find((e) => e.kind === "statement");
			content.sentence = (statement?.kind === "statement" && statement.sentences.at(-1)) || content.sentence;
		},
	},
	"title of a law": {
		templates: ["training-completion"],
		set: (content, random) => {
			content.values.course = random.pick([
				"《中华人民共和国劳动法》",
				"《中华人民共和国安全生产法》",
				"国家职业技能标准解读",
			]);
		},
	},
	"name of a person": {
		templates: ["skill-level", "special-ability", "training-completion"],
		set: (content, random) => {
			content.values.holderName = `${random.pick([..."李陈黄周"])}中华`;
		},
	},
};

function trap(random: Random): Scene {
	const [variant, { templates, set }] = random.pick(Object.entries(TRAPS));
	const content = conformingContent(random.pick(templates), random);
	set(content, random);
	return formScene(content, random, { variant });
}

function outOfScope(random: Random): Scene {
	const [variant, draw] = random.pick(Object.entries(DOCUMENTS));
	return {
		variant,
		sheet: draw(random),
		conclusion: "unrecognized",
		family: null,
		template: null,
		findings: [],
		allowed: [],
		issuerListing: null,
	};
}

function unreadable(random: Random): Scene {
	const spoiling = random.pick(SPOILINGS);
	const content = conformingContent(
		random.pick(["skill-level", "special-ability", "training-completion"] as const),
		random,
	);
	return formScene(content, random, { variant: spoiling, conclusion: "unreadable", spoiling });
}

function imitation(random: Random): Scene {
	const { sheet, variant, findings } = knockOff(random);
	return {
		variant,
		sheet,
		conclusion: "violation",
		family: null,
		template: null,
		findings,
		allowed: FINDING_CODES,
		issuerListing: "unlisted",
	};
}

/** Groups that take turns in a corpus. */
const IN_TURN: Record<string, (random: Random) => Scene> = {
	...Object.fromEntries(
		FORMS.map((id) => [`clean-${id}`, (random: Random) => formScene(conformingContent(id, random), random)]),
	),
	trap,
	"out-of-scope": outOfScope,
	...Object.fromEntries(
		[...WORDING_PLANTS, ...EMBLEM_PLANTS, ...LAYOUT_PLANTS, ...FIELD_PLANTS, ...ISSUER_PLANTS].map((plant) => [
			plant.group,
			(random: Random) => planted(plant, random),
		]),
	),
	"knock-off": imitation,
	unreadable,
};

export const GROUPS = Object.keys(IN_TURN);

/** Every group: those in turn, and those that are only drawn by name, so that the photo of a seed stays the same. */
export const SCENES: Record<string, (random: Random) => Scene> = {
	...IN_TURN,
	...Object.fromEntries(
		[...WATERMARK_PLANTS, ...MARK_PLANTS].map((plant) => [plant.group, (random: Random) => planted(plant, random)]),
	),
};
