/** The forbidden words of one page, spotted once for all wording rules. */
import { type Evidence, type Line, SEAL_KINDS } from "../../evidence.ts";
import { bounds, boxPolygon, centroid } from "../../geometry.ts";
import type { Registry } from "../../registry.ts";
import { compile } from "../../rulebook/compile.ts";
import { foldTight } from "../../rulebook/folding.ts";
import { type Spot, spotWords } from "../../rulebook/spotting.ts";
import type { Template, TemplateElement } from "../../templates/schema.ts";
import { namesOf } from "../issuer/find-issuer.ts";
import type { RuleContext } from "../rule.ts";
import { templateOf } from "../support.ts";

/** Lowest probability of a word's characters from which it may carry a finding, 0..1. */
export const WORD_CONFIDENCE = 0.6;
/** Below this it is noise, not a word read uncertainly, 0..1. */
export const NOISE_CONFIDENCE = 0.35;

const cache = new WeakMap<Evidence, { registry: Registry; today: string; scope: string; spots: Spot[] }>();

/** Every forbidden word outside proper phrases, the form's own fixed wording and the names of listed issuers. */
export function spotsOf(context: RuleContext): Spot[] {
	const { evidence, registry, policy } = context;
	const scope = JSON.stringify(context.scope);
	const known = cache.get(evidence);
	if (known?.registry === registry && known.today === policy.today && known.scope === scope) return known.spots;
	const spots = spotWords(allLines(evidence), {
		rulebook: registry.rulebook,
		today: policy.today,
		proper: [...ownWording(context), ...listedNames(context), ...holderName(evidence)],
	});
	cache.set(evidence, { registry, today: policy.today, scope, spots });
	return spots;
}

/** The page's lines and, as lines of their own, the seals' rings that no reader gave as lines. */
export function allLines(evidence: Evidence): Line[] {
	const read = evidence.lines.filter((line) => line.source === "seal");
	const rings = evidence.marks.flatMap((mark): Line[] => {
		if (!mark.text || !SEAL_KINDS.includes(mark.kind)) return [];
		const box = bounds(mark.polygon);
		const inside = ({ polygon }: Line) => {
			const [x, y] = centroid(polygon);
			return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
		};
		if (read.some(inside)) return [];
		const confidence = mark.textConfidence ?? 0;
		const characters = [...Array(mark.text.length).keys()];
		return [
			{
				text: mark.text,
				confidence,
				polygon: boxPolygon(box),
				// Where a character stands on the ring is not known: a word in it is outlined by the whole seal.
				spans: characters.map(() => [0, 1]),
				charConfidence: mark.charConfidence ?? characters.map(() => confidence),
				source: "seal",
				vertical: false,
			},
		];
	});
	return [...evidence.lines, ...rings];
}

/** Fixed wording shorter than this is no phrase of its own. */
const PHRASE_LENGTH = 4;

function ownWording(context: RuleContext): string[] {
	if (context.scope.kind !== "registered") return [];
	return fixedWording(templateOf(context)).filter((phrase) => phrase.length >= PHRASE_LENGTH);
}

/** All text a form prints by itself, without the slots. */
export const fixedWording = (template: Template): string[] => template.elements.flatMap(printedBy);

function printedBy(element: TemplateElement): string[] {
	switch (element.kind) {
		case "title":
		case "text":
			return [element.text];
		case "statement":
			return element.sentences.flatMap((sentence) => sentence.split(SLOT));
		case "field":
			return [...element.pattern.split(SLOT), ...(element.values ?? [])];
		case "mark":
			return [];
	}
}

const SLOT = /\{\w+\}/;

/** Names on a white list that hold a forbidden word: lawful inside the name. */
function listedNames({ registry, policy }: RuleContext): string[] {
	const { any } = compile(registry.rulebook, policy.today);
	return registry.issuers
		.filter(({ listing }) => listing === "whitelist")
		.flatMap(namesOf)
		.filter((name) => any.test(foldTight(name).text));
}

/** A person may be called 国华 or 中华. */
function holderName({ fields }: Evidence): string[] {
	const value = fields.holderName?.value ?? "";
	return value.length >= 2 && value.length <= 4 ? [value] : [];
}
