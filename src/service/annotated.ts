/** The upright photo with its numbered highlights. */
import { Readable } from "node:stream";
import type { EnginePool } from "../engine/pool.ts";
import { ZhengjianError } from "../errors.ts";
import type { PhotoStore } from "../store/photos.ts";
import { annotatedKey } from "../store/retention.ts";
import type { Verification } from "../store/verifications.ts";

/**
 * JPEG of a finished verification, drawn once, when first asked for: a finished report does not change. Throws
 * `verification.not-finished` without a report and `verification.not-found` when the photo is no longer kept.
 */
export async function annotatedPicture(
	{ photos, engine }: { photos: PhotoStore; engine: EnginePool },
	record: Verification,
): Promise<Buffer> {
	if (!record.report) throw new ZhengjianError("verification.not-finished", "the verification has not finished yet");
	const drawn = await photos.get(annotatedKey(record));
	if (drawn) return drawn;
	const photo = await photos.get(record.photoKey);
	if (!photo) throw new ZhengjianError("verification.not-found", "the photo is no longer kept");
	const picture = Buffer.from(await engine.annotate(photo, record.report));
	await photos.put(annotatedKey(record), Readable.from([picture]));
	return picture;
}
