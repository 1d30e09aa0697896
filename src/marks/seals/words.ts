import type { Mark } from "../../evidence.ts";
import type { Recognition } from "../../reading/reader.ts";

/** What was read, one probability 0..1 per UTF-16 unit. */
export interface Words {
	text: string;
	charConfidence: number[];
}

/** What a seal says, where anything could be read. */
export type SealWords = Pick<Mark, "text" | "charConfidence" | "textConfidence">;

/** Seals hold names: characters, letters, figures and brackets. Specks of the stamp are read as dots and strokes. */
const NO_WORD = /[^\p{L}\p{N}()]/gu;

/** The words of a reading in their canonical width (NFKC). */
export function wordsOf({ text, charConfidence }: Pick<Recognition, "text" | "charConfidence">): Words {
	const units = [...text].map((character) => character.normalize("NFKC").replace(NO_WORD, ""));
	let at = 0;
	const confidences = [...text].map((character) => {
		const confidence = charConfidence[at] ?? 0;
		at += character.length;
		return confidence;
	});
	return {
		text: units.join(""),
		charConfidence: units.flatMap((unit, i) => Array<number>(unit.length).fill(confidences[i] as number)),
	};
}

/** Lines one below the other; the breaks between them are sure. */
export const joined = (lines: readonly Words[]): Words => ({
	text: lines.map(({ text }) => text).join("\n"),
	charConfidence: lines.flatMap(({ charConfidence }, i) => (i === 0 ? charConfidence : [1, ...charConfidence])),
});
