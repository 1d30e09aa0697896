/** From spotted words to a judgement: which are unlawful here, how surely, and where. */
import type { Match } from "../../evidence.ts";
import type { FindingCode, Severity } from "../../report/schema.ts";
import { approximateOccurrences } from "../../rulebook/approximate.ts";
import { foldTight } from "../../rulebook/folding.ts";
import type { Spot } from "../../rulebook/spotting.ts";
import { sliceOf } from "../../rulebook/spotting.ts";
import { printedIssuer } from "../issuer/printed-issuer.ts";
import type { Finding, Judgement, RuleContext } from "../rule.ts";
import { cannotTell, isUnclear, verdictOf } from "../support.ts";
import { mayBeRegisteredForm } from "./registered-form.ts";
import { allLines, NOISE_CONFIDENCE, spotsOf, WORD_CONFIDENCE } from "./spots.ts";

export interface PlacedSpot extends Spot {
	/** Inside the printed issuer's name, wherever that name stands. */
	inIssuer: boolean;
}

/** Words that stand this close on one line are one place, UTF-16 units. */
const JOIN_GAP = 2;

/** The words of one code that are unlawful on this page, whatever their confidence. */
export function unlawfulSpots(context: RuleContext, code: FindingCode): PlacedSpot[] {
	const { scope } = context;
	if (scope.kind !== "registered" && scope.kind !== "certificate") return [];
	const family = scope.kind === "registered" ? scope.family : null;
	const spots = spotsOf(context);
	const institutions = spots.filter((s) => s.word.code === "wording.institution-name");
	return (
		spots
			.filter((spot) => spot.word.code === code && spot.confidence >= NOISE_CONFIDENCE)
			.filter((spot) => family === null || !spot.word.allowedFamilies.includes(family))
			// A term that makes up an institution's name is that one thing, not a second one.
			.filter((spot) => code === "wording.institution-name" || !institutions.some((name) => isWithin(spot, name)))
			.map((spot) => ({ ...spot, inIssuer: standsInIssuer(spot, context) }))
			.filter((spot) => !(spot.inIssuer && family !== null && spot.word.allowedInIssuer.includes(family)))
	);
}

/** True when a line of the page holds a forbidden word that was read surely: other rules leave that line to this one. */
export function hasForbiddenWord(context: RuleContext, line: number, codes: readonly FindingCode[]): boolean {
	return codes.some((code) => unlawfulSpots(context, code).some((spot) => spot.parts.some((p) => p.line === line)));
}

/** Judges the words of one code. `severityOf` may weaken a finding; null drops it. */
export function judgeWords(
	context: RuleContext,
	code: FindingCode,
	severityOf: (spot: PlacedSpot) => Severity | null,
): Judgement {
	const weighed = unlawfulSpots(context, code).flatMap((spot) => {
		const severity = severityOf(spot);
		return severity === null ? [] : [{ spot, severity }];
	});
	// What is forbidden on one kind of certificate is lawful on another: on a page that is no registered form and was
	// read badly, the words that would tell which kind it is may be the ones that were lost.
	const doubtful =
		context.scope.kind === "certificate" && (isUnclear(context.evidence) || mayBeRegisteredForm(context));
	if (doubtful && weighed.length > 0) return cannotTell("kind-uncertain");
	const sure = weighed.filter(({ spot }) => spot.confidence >= WORD_CONFIDENCE);
	const findings = groups(sure).map((members) => findingOf(code, members, context));
	return verdictOf(findings, weighed.length > 0 ? ["uncertain-reading"] : []);
}

interface Weighed {
	spot: PlacedSpot;
	severity: Severity;
}

/** Words of the issuer's name are one finding with all its places; elsewhere words that touch are one. */
function groups(weighed: readonly Weighed[]): Weighed[][] {
	const ordered = [...weighed].sort(
		(a, b) => firstPart(a.spot).line - firstPart(b.spot).line || firstPart(a.spot).start - firstPart(b.spot).start,
	);
	const inName = ordered.filter(({ spot, severity }) => spot.inIssuer && severity === "suspect");
	const byPlace: Weighed[][] = inName.length > 0 ? [inName] : [];
	const rest = ordered.filter((w) => !inName.includes(w));
	for (const item of rest) {
		const group = byPlace.at(-1);
		const last = group?.at(-1);
		if (group && last && !inName.includes(last) && touches(last.spot, item.spot)) group.push(item);
		else byPlace.push([item]);
	}
	return byPlace;
}

const firstPart = (spot: Spot): Spot["parts"][number] => spot.parts[0] as Spot["parts"][number];

function touches(a: Spot, b: Spot): boolean {
	const end = a.parts.at(-1) as Spot["parts"][number];
	const start = firstPart(b);
	return a.parts.length === 1 && end.line === start.line && start.start - end.end <= JOIN_GAP;
}

function findingOf(code: FindingCode, members: readonly Weighed[], context: RuleContext): Finding {
	const spots = members.map(({ spot }) => spot);
	const first = members[0] as Weighed;
	const lines = allLines(context.evidence);
	const joined = !first.spot.inIssuer && spots.length > 1;
	const parts = spots.flatMap((spot) => spot.parts);
	const start = Math.min(...parts.map((p) => p.start));
	const end = Math.max(...parts.map((p) => p.end));
	const line = lines[firstPart(first.spot).line];
	const whole = joined && line ? [sliceOf(line, { start, end })] : parts.map((p) => p.polygon);
	const plain = spots.map((spot) => spot.word.pattern).join("");
	const disguised = spots.some((spot) => spot.disguised) && !plain.includes("×");
	const nameOnly = first.severity === "suspect" && first.spot.inIssuer;
	return {
		code,
		severity: members.some(({ severity }) => severity === "violation") ? "violation" : first.severity,
		clause: first.spot.word.clause,
		variant: nameOnly ? "issuer-name" : disguised ? "disguised" : "detail",
		args: {
			seen: joined && line ? line.text.slice(start, end) : first.spot.seen,
			...(disguised ? { expected: plain } : {}),
			rule: first.spot.word.source,
		},
		confidence: Math.min(...spots.map((spot) => spot.confidence)),
		regions: whole.map((polygon) => ({ polygon, label: "seen" as const })),
	};
}

const isWithin = (spot: Spot, other: Spot): boolean =>
	spot.parts.every((p) => other.parts.some((q) => p.line === q.line && p.start >= q.start && p.end <= q.end));

/** An issuer's name may be printed with one misread character in so many. */
const NAME_ERROR_STEP = 8;

/** Whether the word is part of the issuer's name where it stands. */
function standsInIssuer(spot: Spot, context: RuleContext): boolean {
	const issuer = printedIssuer(context);
	if (!issuer) return false;
	const name = foldTight(issuer.name).text;
	const text = foldTight(spot.passage.text);
	return approximateOccurrences(text.text, name, Math.floor(name.length / NAME_ERROR_STEP)).some(
		({ start, end }) =>
			(text.origin[start] ?? 0) <= spot.passage.start && spot.passage.end <= (text.origin[end - 1] ?? -1) + 1,
	);
}

/** Lines of the form's title: a wrong title is the title's own finding. */
export const titleLines = (match: Match | null): number[] =>
	match?.elements.filter((element) => element.kind === "title").flatMap((element) => element.lines) ?? [];
