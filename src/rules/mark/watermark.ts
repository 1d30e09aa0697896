/** （一）: reserved words as a watermark or background pattern. */
import type { Line, Mark } from "../../evidence.ts";
import type { FindingCode } from "../../report/schema.ts";
import type { Finding, Rule, RuleContext } from "../rule.ts";
import { cannotTell, isUnclear, verdictOf } from "../support.ts";
import { unlawfulSpots } from "../wording/judge-words.ts";
import { mayBeRegisteredForm } from "../wording/registered-form.ts";

const CODE = "mark.watermark";
/** The words the notice reserves; what else a watermark says is harmless here. */
const RESERVED: readonly FindingCode[] = ["wording.national-name", "wording.reserved-term", "wording.authority"];
/** Mean probability of a watermark's characters from which its words may carry a finding, 0..1. */
const TEXT_CONFIDENCE = 0.85;

export const watermark: Rule = {
	code: CODE,
	needs: ["scope", "marks"],
	deciding: () => false,
	judge: (context) => {
		const { evidence, scope } = context;
		const marks = evidence.marks.filter((mark) => mark.kind === "watermark" && mark.text);
		const seen = reservedWords(marks, context);
		if (scope.kind === "certificate" && seen.length > 0 && (isUnclear(evidence) || mayBeRegisteredForm(context)))
			return cannotTell("kind-uncertain");
		const sure = seen.filter(({ mark }) => (mark.textConfidence ?? 0) >= TEXT_CONFIDENCE);
		const doubts = seen.length > 0 ? ["uncertain-reading"] : [];
		if (!evidence.lookedFor.includes("watermark")) doubts.push("not-looked-for");
		return verdictOf(byWord(sure), doubts);
	},
};

interface Seen {
	mark: Mark;
	word: string;
}

/** Reserved words in the watermarks, outside proper phrases, the form's own wording and the issuer's name. */
function reservedWords(marks: readonly Mark[], context: RuleContext): Seen[] {
	if (marks.length === 0) return [];
	const judged = { ...context, evidence: { ...context.evidence, lines: marks.map(asLine), marks: [] } };
	return RESERVED.flatMap((code) => unlawfulSpots(judged, code))
		.filter((spot) => !spot.inIssuer)
		.map((spot) => ({ mark: marks[spot.parts[0]?.line ?? 0] as Mark, word: spot.word.pattern }));
}

/** A watermark as a line that stands alone: words are never read on from one watermark into another. */
const asLine = ({ text = "", textConfidence = 0, polygon }: Mark): Line => ({
	text,
	confidence: textConfidence,
	polygon,
	spans: [...Array(text.length).keys()].map((i) => [i / text.length, (i + 1) / text.length]),
	charConfidence: [...Array(text.length).keys()].map(() => textConfidence),
	source: "page",
	vertical: true,
});

/** One finding for each text, with all the places where it stands. */
function byWord(seen: readonly Seen[]): Finding[] {
	const groups = new Map<string, Mark[]>();
	for (const { mark, word } of seen) {
		const known = groups.get(word) ?? [];
		if (!known.includes(mark)) groups.set(word, [...known, mark]);
	}
	// A mark that holds several words is one place: it goes with the first.
	const taken = new Set<Mark>();
	return [...groups.values()].flatMap((marks): Finding[] => {
		const own = marks.filter((mark) => !taken.has(mark));
		for (const mark of own) taken.add(mark);
		const [clearest] = [...own].sort((a, b) => (b.textConfidence ?? 0) - (a.textConfidence ?? 0));
		if (!clearest) return [];
		return [
			{
				code: CODE,
				severity: "violation",
				clause: "（一）",
				variant: "detail",
				args: { seen: clearest.text ?? "", expected: null },
				confidence: clearest.textConfidence ?? 0,
				regions: own.map(({ polygon }) => ({ polygon, label: "seen" })),
			},
		];
	});
}
