/** The rulebook's patterns as regular expressions, compiled once per rulebook. */
import type { Rulebook } from "./schema.ts";

export type Word = Rulebook["words"][number];

export interface CompiledWord {
	word: Word;
	/** Over tightly folded text. */
	chinese: RegExp;
	/** Over the print as it is; one per English rendering. */
	english: RegExp[];
}

export interface Compiled {
	words: CompiledWord[];
	permitted: { pattern: RegExp; literal: string | null }[];
	/** Any Chinese word at all: tells quickly that a text holds none. */
	any: RegExp;
}

/** What × stands for: one or more Chinese characters, digits or enumeration commas. */
const WILDCARD = "[\\p{Script=Han}\\d、]{1,12}?";
/** ×at the start of a pattern takes the name before the word, as far as it goes. */
const OPEN_WILDCARD = "[\\p{Script=Han}\\d]{1,12}";

const cache = new WeakMap<Rulebook, Map<string, Compiled>>();

/** Compiles the words and phrases in force on `today` (ISO date). */
export function compile(rulebook: Rulebook, today: string): Compiled {
	const byDay = cache.get(rulebook) ?? new Map<string, Compiled>();
	cache.set(rulebook, byDay);
	const known = byDay.get(today);
	if (known) return known;
	const inForce = ({ from, to }: { from: string | null; to: string | null }) =>
		(from === null || from <= today) && (to === null || today <= to);
	const words = rulebook.words.filter(inForce).map(compileWord);
	const compiled: Compiled = {
		words,
		any: new RegExp(words.map(({ chinese }) => chinese.source).join("|"), "u"),
		permitted: rulebook.permitted
			.filter(inForce)
			.map(({ pattern, literal }) =>
				literal
					? { pattern: new RegExp(literally(pattern), "gu"), literal: pattern }
					: { pattern: new RegExp(pattern, "gu"), literal: null },
			),
	};
	byDay.set(today, compiled);
	return compiled;
}

function compileWord(word: Word): CompiledWord {
	const before = word.notAfter ? `(?<![${word.notAfter}])` : "";
	const after = word.notBefore ? `(?![${word.notBefore}])` : "";
	const body = word.pattern
		.split("×")
		.map(literally)
		.reduce((joined, part, k) => joined + (k === 1 && joined === "" ? OPEN_WILDCARD : WILDCARD) + part);
	return {
		word,
		chinese: new RegExp(before + body + after, "gu"),
		english: word.disguises.map(compileEnglish),
	};
}

/** Letters may be set apart by spaces or dots; the word stands Capitalised or in CAPITALS, between word boundaries. */
function compileEnglish(disguise: string): RegExp {
	const parts = disguise.split(/\s*×/);
	const spaced = (text: string) => [...text.replace(/\s+/g, "")].map(literally).join("[\\s.·]*");
	const further = "[\\s.]+[A-Z]\\w+";
	const build = (text: string) => (parts.length > 1 ? text + further : text);
	const capitalised = build(spaced(parts[0] ?? ""));
	const capitals = build(spaced((parts[0] ?? "").toUpperCase()));
	return new RegExp(`(?<![\\p{L}])(?:${capitalised}(?![\\p{Ll}])|${capitals}(?!\\p{L}))`, "gu");
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
