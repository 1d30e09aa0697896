/** From the bytes of an upload to upright 8-bit sRGB pixels. The file's name and its declared type are never looked at. */
import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import { ZhengjianError } from "../errors.ts";
import type { Raster } from "../vision/raster.ts";
import { openHeif } from "./heif.ts";
import { MAX_BYTES } from "./limits.ts";
import { openPdf } from "./pdf.ts";
import { openPicture } from "./picture.ts";

export type PhotoFormat = "jpeg" | "png" | "webp" | "avif" | "tiff" | "heic" | "pdf";

/** Pages of a file whose limits were already checked; `load` decodes page 0 … pages − 1. */
export interface Pages {
	format: PhotoFormat;
	pages: number;
	/** Upright 8-bit sRGB pixels. Throws `photo.damaged`, or a size error of limits.ts for a page other than the first. */
	load(page: number): Promise<Raster>;
}

export interface OpenedPhoto extends Pages {
	/** Hexadecimal digest of the uploaded bytes. */
	sha256: string;
}

/**
 * Recognises the format by content and checks every limit from the header; decodes nothing yet.
 * Throws ZhengjianError `photo.empty`, `photo.too-large`, `photo.unsupported-type`, `photo.animated`, `photo.encrypted`,
 * `photo.too-many-pixels`, `photo.too-many-pages`, `photo.too-small`, `photo.extreme-shape` or `photo.damaged`.
 */
export async function openPhoto(bytes: Uint8Array): Promise<OpenedPhoto> {
	if (bytes.length === 0)
		throw new ZhengjianError("photo.empty", "the file is empty", { expected: "a picture or PDF", found: "0 bytes" });
	if (bytes.length > MAX_BYTES)
		throw new ZhengjianError("photo.too-large", "the file is too large", {
			expected: `at most ${MAX_BYTES} bytes`,
			found: `${bytes.length} bytes`,
		});
	const pages = await openAs(bytes, await sniff(bytes));
	const sha256 = createHash("sha256").update(bytes).digest("hex");
	return {
		...pages,
		sha256,
		load: async (page) => {
			if (!Number.isInteger(page) || page < 0 || page >= pages.pages)
				throw new RangeError(`page ${page} of a file with ${pages.pages} pages`);
			return pages.load(page);
		},
	};
}

/** The first four bytes of a TIFF, little and big endian (TIFF 6.0, section 2). */
const TIFF_STARTS = ["II*\0", "MM\0*"];

/** The library follows a TIFF's directory to tell camera formats apart and finds nothing where the file is cut short. */
async function sniff(bytes: Uint8Array): Promise<{ ext: string; mime: string } | undefined> {
	const type = await fileTypeFromBuffer(bytes);
	const start = Buffer.from(bytes.subarray(0, 4)).toString("latin1");
	return type ?? (TIFF_STARTS.includes(start) ? { ext: "tif", mime: "image/tiff" } : undefined);
}

async function openAs(bytes: Uint8Array, type: { ext: string; mime: string } | undefined): Promise<Pages> {
	switch (type?.ext) {
		case "jpg":
			return openPicture(bytes, "jpeg");
		case "png":
			return openPicture(bytes, "png");
		case "webp":
			return openPicture(bytes, "webp");
		case "tif":
			return openPicture(bytes, "tiff");
		case "avif":
		case "heic":
			return openHeif(bytes);
		case "pdf":
			return openPdf(bytes);
		case "apng":
		case "gif":
			throw new ZhengjianError("photo.animated", "animated formats are not accepted", {
				expected: "a still photo",
				found: type.mime,
			});
		default:
			throw new ZhengjianError("photo.unsupported-type", "the file is not a photo or PDF that can be read", {
				expected: "JPEG, PNG, WebP, HEIC, AVIF, TIFF or PDF",
				found: type?.mime ?? "no known picture format",
			});
	}
}
