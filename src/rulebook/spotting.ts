/**
 * Spotting forbidden words in what was read, behind their disguises, but never inside a proper phrase. Says where each
 * word stands, how surely it was read, and of which printed name it is part; whether it is unlawful there is for a rule.
 */
import type { Line } from "../evidence.ts";
import { type Polygon, quadSlice } from "../geometry.ts";
import { approximateOccurrences } from "./approximate.ts";
import { type Compiled, compile, type Word } from "./compile.ts";
import { type Folded, foldLoose, foldTight, isHan, isSeparator } from "./folding.ts";
import { passagesOf } from "./passages.ts";
import type { Rulebook } from "./schema.ts";

/** One forbidden word where it was seen. */
export interface Spot {
	word: Word;
	/** As printed. */
	seen: string;
	/** True when the print differs from the plain word: a disguise. */
	disguised: boolean;
	/** Lowest probability of its characters, 0..1. */
	confidence: number;
	/** Parts of lines it covers, by index into the lines: [start, end) in UTF-16 units, and the outline. */
	parts: { line: number; start: number; end: number; polygon: Polygon }[];
	/** Whole text of the passage it stands in, folded, and its place there. */
	passage: { text: string; start: number; end: number };
}

export interface SpottingOptions {
	rulebook: Rulebook;
	/** ISO date: which words are in force. */
	today: string;
	/** Names and fixed wording inside which nothing fires (issuers on the white list, the form's own sentences). */
	proper: readonly string[];
}

/** What else a character may be is considered from this probability on, 0..1. */
const LEAST_ALTERNATIVE = 0.03;
/**
 * Odds by which a word whose other characters, at least so many, stand there is likelier than any other text: then a reader's
 * second choice for one character counts by that much more.
 */
const CONTEXT = { odds: 20, characters: 3 };

/** A proper phrase may hold one misread character from this length on. */
const FUZZY_LENGTH = 6;
/** And one more for each further run of characters of this length. */
const FUZZY_STEP = 14;

/** All forbidden words on the page, longest first where they overlap within one code. */
export function spotWords(lines: readonly Line[], options: SpottingOptions): Spot[] {
	const compiled = compile(options.rulebook, options.today);
	const passages = passagesOf(lines).map((passage) => joinLines(passage, lines));
	const read = passages.flatMap((joined) => spotPassage(joined, lines, compiled, options));
	const guessed = passages.flatMap((joined) =>
		secondChoices(joined, lines).flatMap((choice) => spotChoice(choice, lines, compiled, options)),
	);
	return withoutContained(read, guessed);
}

/** A passage with one character as the reader's second choice has it. */
interface Choice {
	joined: Joined;
	index: number;
	/** Probability of the second choice and of what was read, 0..1. */
	probability: number;
	read: number;
}

function secondChoices(joined: Joined, lines: readonly Line[]): Choice[] {
	return joined.at.flatMap(({ line, index }, at) =>
		Object.entries(lines[line]?.alternatives?.[index] ?? {}).flatMap(([character, probability]) =>
			probability >= LEAST_ALTERNATIVE && character.length === 1
				? [
						{
							joined: { ...joined, text: joined.text.slice(0, at) + character + joined.text.slice(at + 1) },
							index: at,
							probability,
							read: lines[line]?.charConfidence[index] ?? 1,
						},
					]
				: [],
		),
	);
}

/** The words that only stand there with the second choice, which weighs the more the more of the word was read at first. */
function spotChoice(choice: Choice, lines: readonly Line[], compiled: Compiled, options: SpottingOptions): Spot[] {
	const { joined, index, probability, read } = choice;
	if (!compiled.any.test(foldTight(joined.text).text)) return [];
	return spotPassage(joined, lines, compiled, options)
		.filter(({ passage: { start, end } }) => start <= index && index < end)
		.map((spot) => {
			const { start, end } = spot.passage;
			const others = [...joined.text.slice(start, end)].filter((c, k) => start + k !== index && isHan(c)).length;
			const odds = ((others >= CONTEXT.characters ? CONTEXT.odds : 1) * probability) / read;
			const rest = lowest(joined, lines, start, end, index);
			return { ...spot, confidence: Math.min(rest, odds / (1 + odds)) };
		});
}

interface Joined {
	text: string;
	at: { line: number; index: number }[];
}

function joinLines(passage: readonly number[], lines: readonly Line[]): Joined {
	let text = "";
	const at: Joined["at"] = [];
	for (const line of passage) {
		const own = lines[line]?.text ?? "";
		text += own;
		for (let index = 0; index < own.length; index++) at.push({ line, index });
	}
	return { text, at };
}

function spotPassage(joined: Joined, lines: readonly Line[], compiled: Compiled, options: SpottingOptions): Spot[] {
	const tight = foldTight(joined.text);
	const candidates = [
		...compiled.words.flatMap(({ word, chinese }) =>
			[...tight.text.matchAll(chinese)].map((m) => ({
				word,
				...toOriginal(tight, m.index, m.index + m[0].length),
				plain: m[0],
			})),
		),
		...compiled.words.flatMap(({ word, english }) =>
			english.flatMap((pattern) =>
				[...joined.text.matchAll(pattern)].map((m) => ({
					word,
					start: m.index,
					end: m.index + m[0].length,
					plain: "",
				})),
			),
		),
	].filter((c) => !tornApart(joined.text, c.start, c.end));
	if (candidates.length === 0) return [];
	const masked = mask(joined.text, tight, compiled, options.proper);
	return candidates
		.filter(({ start, end }) => !covered(masked, start, end))
		.map(({ word, start, end, plain }) => {
			const seen = joined.text.slice(start, end);
			return {
				word,
				seen,
				disguised: plain === "" || seen !== plain,
				confidence: lowest(joined, lines, start, end),
				parts: partsOf(joined, lines, start, end),
				passage: { text: joined.text, start, end },
			};
		});
}

function toOriginal(folded: Folded, start: number, end: number): { start: number; end: number } {
	return { start: folded.origin[start] ?? 0, end: (folded.origin[end - 1] ?? 0) + 1 };
}

/**
 * "期中 国庆" is no 中国: a word with a gap inside it must be set apart from what stands around it on at least one side,
 * for someone who spaces a word out spaces all of it.
 */
function tornApart(text: string, start: number, end: number): boolean {
	const inside = [...text.slice(start, end)].some(isSeparator);
	return inside && isHan(text[start - 1] ?? " ") && isHan(text[end] ?? " ");
}

/** Which UTF-16 units of the passage lie inside a proper phrase. */
function mask(text: string, tight: Folded, compiled: Compiled, proper: readonly string[]): boolean[] {
	const masked = new Array<boolean>(text.length).fill(false);
	const cover = ({ start, end }: { start: number; end: number }) => masked.fill(true, start, end);
	const loose = foldLoose(text);
	for (const { pattern, literal } of compiled.permitted) {
		if (literal === null)
			for (const m of loose.text.matchAll(pattern)) cover(toOriginal(loose, m.index, m.index + m[0].length));
		else for (const found of fuzzy(tight.text, literal)) cover(toOriginal(tight, found.start, found.end));
	}
	for (const phrase of proper)
		for (const found of fuzzy(tight.text, foldTight(phrase).text)) cover(toOriginal(tight, found.start, found.end));
	return masked;
}

/** Places that read `phrase`, with one misread character in a long one. */
function fuzzy(text: string, phrase: string): { start: number; end: number }[] {
	const edits = phrase.length < FUZZY_LENGTH ? 0 : 1 + Math.floor((phrase.length - FUZZY_LENGTH) / FUZZY_STEP);
	return approximateOccurrences(text, phrase, edits);
}

function covered(masked: readonly boolean[], start: number, end: number): boolean {
	for (let i = start; i < end; i++) if (!masked[i]) return false;
	return true;
}

function lowest(joined: Joined, lines: readonly Line[], start: number, end: number, except?: number): number {
	const values = joined.at.slice(start, end).flatMap(({ line, index }, k) => {
		if (start + k === except) return [];
		const own = lines[line];
		return own && !isSeparator(own.text[index] ?? " ") ? [own.charConfidence[index] ?? own.confidence] : [];
	});
	return Math.min(1, ...values);
}

function partsOf(joined: Joined, lines: readonly Line[], start: number, end: number): Spot["parts"] {
	const byLine = new Map<number, { start: number; end: number }>();
	for (const { line, index } of joined.at.slice(start, end)) {
		const known = byLine.get(line);
		byLine.set(line, { start: known?.start ?? index, end: index + 1 });
	}
	return [...byLine].map(([line, range]) => ({ line, ...range, polygon: sliceOf(lines[line] as Line, range) }));
}

/** Outline of characters [start, end) of a line. UploadPx. */
export function sliceOf(line: Line, { start, end }: { start: number; end: number }): Polygon {
	return quadSlice(line.polygon, line.spans[start]?.[0] ?? 0, line.spans[end - 1]?.[1] ?? 1);
}

/** Of words of one code that overlap, the longest; of equal ones the first; one that was read before one that was guessed. */
function withoutContained(read: readonly Spot[], guessed: readonly Spot[]): Spot[] {
	const size = (s: Spot) => s.parts.reduce((n, p) => n + p.end - p.start, 0);
	const overlap = (a: Spot, b: Spot) =>
		a.parts.some((p) => b.parts.some((q) => p.line === q.line && p.start < q.end && q.start < p.end));
	const longestFirst = (spots: readonly Spot[]) => [...spots].sort((a, b) => size(b) - size(a));
	const kept: Spot[] = [];
	for (const spot of [...longestFirst(read), ...longestFirst(guessed)])
		if (!kept.some((k) => k.word.code === spot.word.code && overlap(k, spot))) kept.push(spot);
	return kept;
}
