import type { Line as TesseractLine, Word } from "tesseract.js";
import type { Line } from "../../evidence.ts";
import { boxPolygon } from "../../geometry.ts";
import { mean, NOTHING, type Recognition } from "../reader.ts";

/** Tesseract puts a space between Chinese words; only one between two Latin words or numbers was printed. */
const LATIN = /[\p{Script=Latin}\p{N}\p{P}]/u;

/** Puts tesseract's words together as a recognition; `frame` is the crop's (or line's) extent, pixels. */
export function recognitionOf(words: readonly Word[], frame: { x: number; width: number }): Recognition {
	const at = (x: number): number => Math.min(1, Math.max(0, (x - frame.x) / frame.width));
	let text = "";
	const charConfidence: number[] = [];
	const spans: [number, number][] = [];
	const add = (piece: string, confidence: number, from: number, to: number): void => {
		const start = Math.max(from, spans.at(-1)?.[1] ?? 0);
		for (let unit = 0; unit < piece.length; unit++) {
			charConfidence.push(confidence);
			spans.push([start, Math.max(start, to)]);
		}
		text += piece;
	};
	for (const word of words) {
		if (LATIN.test(text.at(-1) ?? "") && LATIN.test(word.text[0] ?? "")) {
			const end = spans.at(-1)?.[1] ?? 0;
			add(" ", word.confidence / 100, end, at(word.bbox.x0));
		}
		for (const symbol of word.symbols) {
			if (symbol.text.trim() === "") continue;
			add(symbol.text, symbol.confidence / 100, at(symbol.bbox.x0), at(symbol.bbox.x1));
		}
	}
	if (text === "") return NOTHING;
	return { text, confidence: mean(charConfidence), charConfidence, spans };
}

/** A gap this many line heights wide parts two columns that tesseract took for one line. */
const COLUMN_GAP = 1.5;

/** The lines of a page, with the upright boxes tesseract gives their words (kept inside the page). */
export function linesOf({ words, bbox }: TesseractLine, page: { width: number; height: number }): Line[] {
	const groups: Word[][] = [];
	for (const word of words) {
		const before = groups.at(-1)?.at(-1);
		if (before && word.bbox.x0 - before.bbox.x1 < COLUMN_GAP * (bbox.y1 - bbox.y0)) groups.at(-1)?.push(word);
		else groups.push([word]);
	}
	return groups.map((group) => {
		const x = Math.max(0, Math.min(...group.map((word) => word.bbox.x0)));
		const y = Math.max(0, bbox.y0);
		const right = Math.min(page.width, Math.max(...group.map((word) => word.bbox.x1)));
		const box = { x, y, width: right - x, height: Math.min(page.height, bbox.y1) - y };
		return { ...recognitionOf(group, box), polygon: boxPolygon(box), source: "page", vertical: false };
	});
}
