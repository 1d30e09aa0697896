import { fold } from "./normalise.ts";
import type { Recognition } from "./reader.ts";

/** What a value is made of, which decides which differences between two readings count. */
export type ValueType = "digits" | "date" | "url" | "text";

export interface CrossReading {
	agrees: boolean;
	/** Confidence in `value` once both readings are known, 0..1. */
	confidence: number;
	/** The first reading, as read: the second one confirms or doubts, it never replaces. */
	value: string;
}

/** Letters that readers take for digits; folded for comparison only. */
const AS_DIGIT: Record<string, string> = { O: "0", Q: "0", D: "0", I: "1", L: "1", "|": "1", Z: "2", S: "5", B: "8" };

/** The form in which two readings of a value are compared; never shown. */
export function comparable(text: string, type: ValueType): string {
	const folded = fold(text);
	switch (type) {
		case "digits":
			return [...folded.toUpperCase()]
				.map((c) => AS_DIGIT[c] ?? c)
				.filter((c) => /[\p{L}\p{N}]/u.test(c))
				.join("");
		case "date":
			return (folded.match(/\d+/g) ?? []).map(Number).join("-");
		case "url":
			return folded
				.toLowerCase()
				.replace(/[^a-z0-9.]/g, "")
				.replace(/[1i|]/g, "l")
				.replace(/0/g, "o");
		case "text":
			return folded.replace(/[\p{P}\p{S}]/gu, "");
	}
}

/**
 * Compares two independent readings of one value. Two that agree are wrong together only when both are, so the doubts
 * multiply; two that disagree leave the first one no more than its share of the doubt.
 */
export function crossRead(first: Recognition, second: Recognition, type: ValueType): CrossReading {
	const agrees = first.text !== "" && comparable(first.text, type) === comparable(second.text, type);
	const [p, q] = [first.confidence, second.confidence];
	const confidence = agrees ? 1 - (1 - p) * (1 - q) : p + q > 0 ? (p * p) / (p + q) : 0;
	return { agrees, confidence, value: first.text };
}
