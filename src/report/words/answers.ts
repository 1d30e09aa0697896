/** Words for how sure a finding is and for why a check has no answer. */
import { hasWords, type Language, say } from "./catalogue.ts";

/** Above these a finding is called quite sure or fairly sure. */
const SURE = { high: 0.85, medium: 0.6 };

export function confidenceWords(language: Language, confidence: number): string {
	if (confidence >= SURE.high) return say(language, "confidence.high");
	return say(language, confidence >= SURE.medium ? "confidence.medium" : "confidence.low");
}

export function reasonWords(language: Language, reason: string | undefined): string {
	const key = `reason.${reason}`;
	return say(language, hasWords(key) ? key : "reason.default");
}
