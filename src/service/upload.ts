/** Takes one photo and its claims off a multipart request, streaming straight into the photo store. */
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import multer, { MulterError, type StorageEngine } from "multer";
import { ZhengjianError } from "../errors.ts";
import { MAX_BYTES } from "../photo/limits.ts";
import type { PhotoStore } from "../store/photos.ts";

const CLAIMS_LIMIT_BYTES = 16 * 1024;

/** The photo as stored: `filename` is its key. */
class IntoPhotoStore implements StorageEngine {
	constructor(private readonly photos: PhotoStore) {}

	_handleFile: StorageEngine["_handleFile"] = (_request, file, done) => {
		const key = randomUUID();
		this.photos.put(key, file.stream).then(
			(size) => done(null, { filename: key, size }),
			(error: unknown) => done(error),
		);
	};

	_removeFile: StorageEngine["_removeFile"] = (_request, file, done) => {
		this.photos.remove(file.filename).then(
			() => done(null),
			(error: Error) => done(error),
		);
	};
}

/**
 * Middleware that leaves the stored photo in `request.file` and the text parts in `request.body`. Fails with
 * `photo.too-large` or `request.invalid`; nothing of a failed or aborted upload is kept.
 */
export function receivePhoto(photos: PhotoStore): RequestHandler {
	const receive = multer({
		storage: new IntoPhotoStore(photos),
		limits: { files: 1, fields: 8, parts: 9, fileSize: MAX_BYTES, fieldSize: CLAIMS_LIMIT_BYTES, fieldNameSize: 64 },
	}).single("image");
	return (request, response, next) =>
		receive(request, response, (error?: unknown) => (error ? next(refusal(error)) : next()));
}

/** A fault of the multipart body as the caller's error; a fault of the disk stays what it is. */
function refusal(error: unknown): unknown {
	if (error instanceof MulterError && error.code === "LIMIT_FILE_SIZE")
		return new ZhengjianError("photo.too-large", "the photo is larger than the limit", {
			expected: `at most ${MAX_BYTES} bytes`,
		});
	if (!(error instanceof Error) || "errno" in error) return error;
	return new ZhengjianError("request.invalid", error.message, {
		expected: "multipart/form-data with one file part `image` and an optional text part `claims`",
		...(error instanceof MulterError && error.field
			? { found: `part ${JSON.stringify(error.field.slice(0, 40))}` }
			: {}),
	});
}
