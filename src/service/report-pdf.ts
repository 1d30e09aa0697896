/** The report of a verification as PDF. */
import { z } from "zod";
import type { EnginePool } from "../engine/pool.ts";
import { ZhengjianError } from "../errors.ts";
import type { PdfOptions } from "../report/pdf/report-pdf.ts";
import { LANGUAGES, type Language } from "../report/words/catalogue.ts";
import type { PhotoStore } from "../store/photos.ts";
import type { Verification } from "../store/verifications.ts";

/** The language asked for, Chinese where none is. Throws `request.invalid` for any other than zh and en. */
export function reportLanguage(asked: unknown): Language {
	const parsed = z.enum(LANGUAGES).default("zh").safeParse(asked);
	if (parsed.success) return parsed.data;
	throw new ZhengjianError("request.invalid", "the report is not written in this language", {
		expected: LANGUAGES.join(" or "),
		found: String(asked),
	});
}

/**
 * Drawn afresh each time it is asked for: it takes a second, and each language and link is a file of its own. Throws
 * `verification.not-finished` without a report and `verification.not-found` when the photo is no longer kept.
 */
export async function reportPdf(
	{ photos, engine }: { photos: PhotoStore; engine: EnginePool },
	record: Verification,
	options: PdfOptions,
): Promise<Buffer> {
	if (!record.report) throw new ZhengjianError("verification.not-finished", "the verification has not finished yet");
	const photo = await photos.get(record.photoKey);
	if (!photo) throw new ZhengjianError("verification.not-found", "the photo is no longer kept");
	return Buffer.from(await engine.renderPdf(photo, record.report, options));
}
