/** Formats that sharp (libvips) decodes: JPEG, PNG, WebP, AVIF, TIFF. */
import sharp, { type Metadata, type Sharp } from "sharp";
import { ZhengjianError } from "../errors.ts";
import type { Raster } from "../vision/raster.ts";

import type { Pages, PhotoFormat } from "./intake.ts";
import { checkPages, checkSize, damaged, MAX_PIXELS } from "./limits.ts";

/** "truncated" refuses a file cut short, but not the harmless oddities of phone cameras ("warning" would). */
const DECODING = { failOn: "truncated", limitInputPixels: MAX_PIXELS } as const;

/** Checks the first page's header and the page count. Throws as `openPhoto` says. */
export async function openPicture(bytes: Uint8Array, format: PhotoFormat): Promise<Pages> {
	const { width, height, pages = 1 } = await readHeader(bytes, format, 0);
	if (pages > 1 && format !== "tiff")
		throw new ZhengjianError("photo.animated", "animated pictures are not accepted", {
			expected: "a still photo",
			found: `${pages} frames of ${format}`,
		});
	checkPages(pages);
	checkSize(width, height);
	return {
		format,
		pages,
		load: async (page) => {
			if (page > 0) {
				const size = await readHeader(bytes, format, page);
				checkSize(size.width, size.height);
			}
			return decode(sharp(bytes, { ...DECODING, ...(page > 0 && { page }) })).catch((e: unknown) => {
				throw damaged(format, e);
			});
		},
	};
}

/** Width and height (px, before EXIF orientation) and page count from the header alone. Throws `photo.damaged`. */
export async function readHeader(bytes: Uint8Array, format: string, page: number): Promise<Metadata> {
	try {
		return await sharp(bytes, { limitInputPixels: false, ...(page > 0 && { page }) }).metadata();
	} catch (e) {
		throw damaged(format, e);
	}
}

/**
 * Upright 8-bit sRGB pixels: EXIF orientation applied, embedded ICC profile (or CMYK, grey, 16 bit) converted, alpha laid
 * over white as on paper.
 */
export async function decode(input: Sharp): Promise<Raster> {
	const { data, info } = await input
		.autoOrient()
		.flatten({ background: "#ffffff" })
		.toColourspace("srgb")
		.raw({ depth: "uchar" })
		.toBuffer({ resolveWithObject: true });
	if (info.channels !== 3) throw new Error(`decoded to ${info.channels} channels instead of 3`);
	return { width: info.width, height: info.height, data: new Uint8Array(data.buffer, data.byteOffset, data.length) };
}
