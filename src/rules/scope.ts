/** What kind of document the page is: decides which rules may speak at all. */
import type { Evidence } from "../evidence.ts";
import type { Registry } from "../registry.ts";
import { approximateOccurrences } from "../rulebook/approximate.ts";
import { foldTight } from "../rulebook/folding.ts";

export type Scope =
	/** Aligned to a registered form of this family. */
	| { kind: "registered"; family: string }
	/** A document known to have no registered form (identity card, diploma, 1+X …): nothing is forbidden on it. */
	| { kind: "unregistered"; family: string }
	/** Matches no form, yet presents itself as a training or skill certificate: the notice applies. */
	| { kind: "certificate" }
	/** Anything else. */
	| { kind: "other" };

/** The page calls itself a certificate. */
const CERTIFICATE = /证书|合格证|资格证|上岗证|岗位证|结业证|培训证|技能证|等级证|能力证|凭证|执业证|推荐证|认证/u;
/** And it is about training or skill. */
const SKILL = /培训|技能|职业|资格|考核|学员|持证人|特发此证|结业|岗位|执业|鉴定|专业技术|工种|课程/u;
/** Below this similarity of its title a matched page may be another document that shares labels with the form, 0..1. */
const OWN_TITLE = 0.6;

/** Decides from the match and from the words on the page. Pure; needs no rule's answer. */
export function decideScope(evidence: Evidence, registry: Registry): Scope {
	const text = evidence.lines.map((line) => foldTight(line.text).text).join("\n");
	const { match } = evidence;
	const known = registry.rulebook.unregisteredFamilies.filter(
		({ signals, none }) =>
			signals.some((all) => all.every((signal) => found(signal, text) || nearlyFound(signal, text))) &&
			!none.some((signal) => found(signal, text)),
	);
	if (match) {
		const title = match.elements.find((element) => element.kind === "title");
		const foreignTitle = title !== undefined && (title.similarity ?? 0) < OWN_TITLE;
		const other = known.find((family) => family.outweighsMatch || foreignTitle);
		return other && !coversWholly(match.template.family, other.id)
			? { kind: "unregistered", family: other.id }
			: { kind: "registered", family: match.template.family };
	}
	if (known[0]) return { kind: "unregistered", family: known[0].id };
	return CERTIFICATE.test(text) && SKILL.test(text) ? { kind: "certificate" } : { kind: "other" };
}

/** An unanchored signal may run on over the end of a line. */
function found(signal: string, text: string): boolean {
	const pattern = new RegExp(signal, "mu");
	return pattern.test(text) || (!/[\^$]/.test(signal) && pattern.test(text.replaceAll("\n", "")));
}

/** A signal that is nothing but phrases, perhaps as a title line. */
const PHRASES = /^(?:\^\.\{0,14\}\(\?:)?(?<phrases>[\p{Script=Han}|]+)(?:\).*)?$/u;
/** A phrase of this length is still itself with one misread character. */
const FUZZY_PHRASE = 6;

/** A title of a lawful document with one misread character still tells what the document is. */
function nearlyFound(signal: string, text: string): boolean {
	const phrases = PHRASES.exec(signal)?.groups?.phrases?.split("|") ?? [];
	return phrases.some((p) => p.length >= FUZZY_PHRASE && approximateOccurrences(text, p, 1).length > 0);
}

/** A page that matches a form is no "other edition" of that form's family. */
const coversWholly = (family: string, other: string): boolean => other === `${family}-other-edition`;
