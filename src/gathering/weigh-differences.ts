import type { Line, WordingDifference } from "../evidence.ts";
import { isScoring, type Reader, type ScoringReader } from "../reading/reader.ts";
import type { FormMatch, PageContent } from "../templates/match.ts";
import { cropQuad } from "../vision/crop.ts";
import type { Source } from "./reread.ts";

/**
 * Registered wording this close to the free reading is what stands there, nats. On 24 generated photos (tuning seeds) the printed
 * wording of 214 lines was at most 5 away, but under seals and in addresses; with one character exchanged at random it was 8.2 or more.
 */
const SLIP_NATS = 6;

/** Differences weighed per element; more are another text. */
const MOST_SLIPS = 6;

/**
 * Weighs each difference on the recogniser's lattice: how much worse does the line with the registered wording put in explain
 * the picture than what was read? Slips of the reader are dropped; real differences keep their weight in nats.
 */
export async function weighDifferences(
	form: FormMatch,
	content: PageContent,
	source: Source,
	reader: Reader,
	isSealed: (line: Line) => boolean,
): Promise<void> {
	if (!isScoring(reader)) return;
	for (const element of form.elements) {
		const kept: WordingDifference[] = [];
		for (const [rank, difference] of element.differences.entries()) {
			// So many differences are no slips of a reader.
			if (rank >= MOST_SLIPS) {
				kept.push(difference);
				continue;
			}
			const nats = await weigh(difference, content, source, reader, isSealed);
			if (nats === null || nats > SLIP_NATS) kept.push({ ...difference, nats });
		}
		const slipsOnly = element.differences.length > 0 && kept.length === 0;
		element.differences = kept;
		if (!slipsOnly) continue;
		element.similarity = 1;
		if (element.kind !== "statement") element.seenText = element.registeredText;
	}
}

async function weigh(
	{ at, registered }: WordingDifference,
	content: PageContent,
	source: Source,
	reader: ScoringReader,
	isSealed: (line: Line) => boolean,
): Promise<number | null> {
	const line = at && content.lines[at.line];
	if (!at || !line) return null;
	const crop = isSealed(line)
		? cropQuad(source.faded, line.polygon)
		: cropQuad(source.upload, source.toUpload(line.polygon));
	const text = line.text.slice(0, at.start) + registered + line.text.slice(at.end);
	// The crop differs from the one the line was read on: what was read is weighed on the same crop.
	const [[asRegistered = 0, asRead = 0] = []] = await reader.margins([crop], [text, line.text]);
	const nats = asRegistered - Math.max(0, asRead);
	return Number.isFinite(nats) ? nats : null;
}
