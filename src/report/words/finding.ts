/** A finding's message in both languages, chosen by its code, its variant and the arguments it really has. */
import type { Finding } from "../../rules/rule.ts";
import type { FindingCode } from "../schema.ts";
import {
	type Args,
	argumentsOf,
	type Bilingual,
	hasWords,
	type Language,
	nameOf,
	say,
	type WordKey,
} from "./catalogue.ts";
import { describeDifference } from "./difference.ts";

/** What the words of a finding depend on. */
export type FindingWords = Pick<Finding, "code" | "variant" | "args">;

/** Message of a finding. A code without words is an error; a variant without words says less, never something wrong. */
export const renderFinding = (finding: FindingWords): Bilingual => ({
	zh: message("zh", finding),
	en: message("en", finding),
});

/** A few words for a label beside the place: what kind of thing it is and, where one is concerned, which element. */
export function shortFinding(language: Language, code: FindingCode, args: Args): string {
	const words = say(language, `short.${code}`);
	const { element } = args;
	if (typeof element !== "string") return words;
	return `${words}${language === "zh" ? "：" : ": "}${nameOf(language, "element", element)}`;
}

function message(language: Language, { code, variant, args }: FindingWords): string {
	const named = nameArguments(language, args);
	return say(language, messageKey(code, variant, named), named);
}

/**
 * The most telling sentence whose arguments are all given: the variant's own, the code's usual one (`detail`), or the
 * one that needs nothing (`default`).
 */
function messageKey(code: FindingCode, variant: string, args: Args): WordKey {
	const complete = (key: string): key is WordKey =>
		hasWords(key) && argumentsOf(key).every((name) => args[name] !== undefined && args[name] !== null);
	const candidates = [...(variant === "default" ? [] : [variant]), "detail"].map((name) => `finding.${code}.${name}`);
	return candidates.find(complete) ?? `finding.${code}.default`;
}

/** Names of elements and marks and marked differences become words; everything else is quoted as it was seen. */
function nameArguments(language: Language, args: Args): Args {
	const named: Args = { ...args };
	if (typeof args.element === "string") named.element = nameOf(language, "element", args.element);
	if (typeof args.kind === "string") named.kind = nameOf(language, "mark", args.kind);
	if (typeof args.difference === "string") named.difference = describeDifference(language, args.difference);
	if (typeof args.mm === "number") named.mm = Math.round(args.mm);
	return named;
}
