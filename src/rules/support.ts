/** What several rules need: the matched template, fields by type, findings and the common refusals. */
import type { ElementEvidence, Evidence, Field, Match } from "../evidence.ts";
import type { Polygon } from "../geometry.ts";
import type { FieldType, Template } from "../templates/schema.ts";
import type { Finding, Judgement, RuleContext } from "./rule.ts";

export const PASS: Judgement = { outcome: "pass" };
export const notApplicable = (reason: string): Judgement => ({ outcome: "not-applicable", reason });
export const cannotTell = (reason: string): Judgement => ({ outcome: "cannot-tell", reason });

/** Fails with what was found; else cannot-tell with the first doubt; else passes. */
export function verdictOf(findings: Finding[], doubts: readonly string[] = []): Judgement {
	if (findings.length > 0) return { outcome: "fail", findings };
	return doubts[0] === undefined ? PASS : cannotTell(doubts[0]);
}

export const seenAt = (...polygons: Polygon[]): Finding["regions"] =>
	polygons.map((polygon) => ({ polygon, label: "seen" as const }));

/** The match of a page whose kind is a registered form. Rules that call it declare the need "match". */
export function matchOf({ evidence }: RuleContext): Match {
	if (!evidence.match) throw new RangeError("the page matches no form");
	return evidence.match;
}

/** The registered form a page was matched with. Throws when the registry no longer has it. */
export function templateOf(context: RuleContext): Template {
	const { id, version } = matchOf(context).template;
	const template = context.registry.templates.find((t) => t.id === id && t.version === version);
	if (!template) throw new RangeError(`template ${id} version ${version} is not in the registry`);
	return template;
}

export const elementOf = (match: Match, name: string): ElementEvidence | undefined =>
	match.elements.find((element) => element.name === name);

export interface TypedField {
	name: string;
	type: FieldType;
	field: Field | null;
	/** The element it is printed in. */
	element: ElementEvidence | undefined;
	optional: boolean;
}

/** All fields of the matched form that are of one of these types, those inside statements too. */
export function fieldsOfType(context: RuleContext, ...types: FieldType[]): TypedField[] {
	const { evidence } = context;
	const match = matchOf(context);
	return templateOf(context).elements.flatMap((element) => {
		const names: [string, FieldType][] =
			element.kind === "field"
				? [[element.name, element.type]]
				: element.kind === "statement"
					? Object.entries(element.slots)
					: [];
		return names
			.filter(([, type]) => types.includes(type))
			.map(([name, type]) => ({
				name,
				type,
				field: evidence.fields[name] ?? null,
				element: elementOf(match, element.name),
				optional: element.optional,
			}));
	});
}

/** Whether the form has a required field of one of these types: a conforming verdict then rests on the check. */
export const hasRequired = (context: RuleContext, ...types: FieldType[]): boolean =>
	context.scope.kind === "registered" && fieldsOfType(context, ...types).some((f) => !f.optional);

/**
 * Probability from which a value may carry a finding, 0..1. An estimate: at this value the field rules made no wrong finding on
 * 224 generated photos (bench seeds 920000 and 930000); other values were not compared.
 */
export const FIELD_CONFIDENCE = 0.85;

/** True when the value was read surely enough to accuse: confident, and not disputed by the second reader. */
export const isSure = (field: Field): boolean =>
	field.confidence >= FIELD_CONFIDENCE && field.crossRead?.agrees !== false;

/** True where every reading of the page must be taken as doubtful: a severe fault over the whole photo. */
export const isUnclear = (evidence: Evidence): boolean =>
	evidence.quality.issues.some((issue) => issue.severe && issue.polygon === undefined);
