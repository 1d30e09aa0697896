/** （四）: fixed wording differs from the registered sentence. Difference by difference, only where it was read surely. */
import type { ElementEvidence, WordingDifference } from "../../evidence.ts";
import type { FindingCode } from "../../report/schema.ts";
import { difference } from "../../rulebook/approximate.ts";
import { comparable } from "../../rulebook/folding.ts";
import type { Finding, Rule } from "../rule.ts";
import { matchOf, seenAt, verdictOf } from "../support.ts";
import { hasForbiddenWord } from "../wording/judge-words.ts";

const CODE = "layout.wording";
/** Probability of the differing characters (of the neighbours, for text that is absent) from which they count, 0..1. */
const DIFFERENCE_CONFIDENCE = 0.75;
/** One character more or less may be a slip of the reader, where it could not be weighed. */
const CLEAR_CHARACTERS = 2;
/**
 * Weight on the recogniser's lattice from which a difference is real, nats: one character exchanged at random weighed at least 8.2
 * on 214 lines of generated photos (tuning seeds), a slip of the reader at most 5.
 */
const CLEAR_NATS = 8;
/** A label this unlike the registered one is another label, 0..1. */
const LABEL_SIMILARITY = 0.75;

/** Words added to a sentence that are findings of their own. */
const OWN_CODES: readonly FindingCode[] = [
	"wording.national-name",
	"wording.reserved-term",
	"wording.authority",
	"wording.endorsement",
	"wording.promotion",
];

export const wording: Rule = {
	code: CODE,
	needs: ["match"],
	deciding: ({ scope }) => scope.kind === "registered",
	judge: (context) => {
		const judged = matchOf(context).elements.filter(
			(element) =>
				element.status === "found" &&
				element.kind !== "title" &&
				!element.lines.some((line) => hasForbiddenWord(context, line, OWN_CODES)),
		);
		const clear = judged.flatMap((element) => {
			const findings = element.kind === "field" ? label(element) : sentence(element);
			return findings ? [findings] : [];
		});
		const doubtful = judged.some((element) => element.kind === "statement" && clearDifferences(element, 0).length > 0);
		return verdictOf(clear, doubtful ? ["uncertain-reading"] : []);
	},
};

/** Differences that weigh enough; where they were not weighed, of enough characters read with at least this probability. */
function clearDifferences({ differences }: ElementEvidence, confidence: number): WordingDifference[] {
	return differences.filter((d) => {
		const long = Math.max(comparable(d.seen).length, comparable(d.registered).length) >= CLEAR_CHARACTERS;
		if (d.nats !== null && confidence > 0) return d.nats >= CLEAR_NATS && (long || d.confidence >= confidence);
		return long && d.confidence >= confidence;
	});
}

function sentence(element: ElementEvidence): Finding | null {
	const clear = clearDifferences(element, DIFFERENCE_CONFIDENCE);
	if (clear.length === 0) return null;
	return finding(
		element,
		Math.min(...clear.map((d) => d.confidence)),
		// The words that differ, and the sentence they stand in.
		[...clear.map((d) => d.polygon), ...(element.found ? [element.found] : [])],
		clear.map((d) => difference(comparable(d.seen), comparable(d.registered))).join(" "),
	);
}

function label(element: ElementEvidence): Finding | null {
	if (element.similarity === null || element.similarity >= LABEL_SIMILARITY || !element.found) return null;
	if (element.confidence < DIFFERENCE_CONFIDENCE) return null;
	const shown = difference(comparable(element.seenText ?? ""), comparable(element.registeredText ?? ""));
	return finding(element, element.confidence, [element.found], shown);
}

const finding = (
	element: ElementEvidence,
	confidence: number,
	regions: Parameters<typeof seenAt>,
	shown: string,
): Finding => ({
	code: CODE,
	severity: "suspect",
	clause: "（四）",
	variant: "difference",
	args: { element: element.name, seen: element.seenText, expected: element.registeredText, difference: shown },
	confidence,
	regions: seenAt(...regions),
});
