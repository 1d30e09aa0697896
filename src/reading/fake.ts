import type { Line } from "../evidence.ts";
import { bounds, type Point } from "../geometry.ts";
import { inReadingOrder } from "./order.ts";
import { NOTHING, type Reader, type Recognition } from "./reader.ts";

/** A line at the given polygon whose characters are equally wide and equally sure. */
export function fakeLine(text: string, polygon: Line["polygon"], confidence = 1): Line {
	const { width, height } = bounds(polygon);
	return { ...evenly(text, confidence), polygon, source: "page", vertical: height > width };
}

/** A recognition whose characters share the width evenly and are equally sure. */
export function evenly(text: string, confidence = 1): Recognition {
	if (text === "") return NOTHING;
	const units = Array.from({ length: text.length }, (_, i) => i);
	return {
		text,
		confidence,
		charConfidence: units.map(() => confidence),
		spans: units.map((i) => [i / text.length, (i + 1) / text.length]),
	};
}

/**
 * A reader for unit tests: answers every page with the lines given that lie on it, and crops one after the other with
 * the texts given (nothing once they are used up).
 */
export function createFakeReader(lines: readonly Line[], cropTexts: readonly string[] = []): Reader {
	const texts = cropTexts.values();
	let open = true;
	const check = async (): Promise<void> => {
		if (!open) throw new RangeError("the reader is closed");
	};
	return {
		name: "fake",
		models: {},
		async readPage(page) {
			await check();
			const inside = ([x, y]: Point) => x >= 0 && y >= 0 && x <= page.width && y <= page.height;
			return inReadingOrder(lines.filter(({ polygon }) => polygon.every(inside)));
		},
		async readCrops(crops) {
			await check();
			return crops.map(() => evenly(texts.next().value ?? ""));
		},
		async close() {
			await check();
			open = false;
		},
	};
}
