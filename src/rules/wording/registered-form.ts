/** A registered certificate whose photo could not be aligned must not be judged as if it matched no form. */
import { approximateOccurrences } from "../../rulebook/approximate.ts";
import { foldTight } from "../../rulebook/folding.ts";
import type { RuleContext } from "../rule.ts";
import { fixedWording } from "./spots.ts";

/** Share of a form's own phrases on the page from which the page may be that form, 0..1. */
const FORM_SHARE = 0.5;
/** Phrases shorter than this stand on every form. */
const OWN_PHRASE_LENGTH = 4;
/** Phrases of one form from which a page whose edges were not found may be a part of that form, cut off by the photo. */
const CUT_OFF_PHRASES = 3;
/** A page with fewer lines than this was hardly read. */
const FEW_LINES = 4;

/**
 * True when an unmatched page bears a registered title and either half of that form's phrases or hardly any text; or, where the
 * page may be cut off by the photo, a few of one form's phrases with or without a title.
 */
export function mayBeRegisteredForm({ evidence, registry }: RuleContext): boolean {
	const text = evidence.lines.map((line) => foldTight(line.text).text).join("\n");
	const lines = text.split("\n");
	const holds = (phrase: string) => approximateOccurrences(text, phrase, phrase.length < 6 ? 0 : 1).length > 0;
	return registry.templates.some((template) => {
		const phrases = fixedWording(template)
			.map((phrase) => foldTight(phrase).text)
			.filter((phrase) => phrase.length >= OWN_PHRASE_LENGTH && !phrase.includes(template.title));
		const held = phrases.filter(holds).length;
		if (evidence.page?.corners !== "found" && held >= CUT_OFF_PHRASES) return true;
		if (!lines.includes(template.title)) return false;
		const share = held / Math.max(1, phrases.length);
		return lines.length < FEW_LINES || share >= FORM_SHARE;
	});
}
