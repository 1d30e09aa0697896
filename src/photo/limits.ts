/** What an upload may be. Every limit is checked from the file's header, before a pixel is decoded. */
import { ZhengjianError } from "../errors.ts";

/** Largest upload, bytes. Phone JPEGs of 12 to 50 megapixels are 3 to 15 MB. */
export const MAX_BYTES = 20 * 1024 * 1024;
/** Most pixels of one page: 150 MB as 8-bit RGB, and above the 48 megapixels of common phone sensors. */
export const MAX_PIXELS = 50_000_000;
/** Most pages of a PDF or multi-page TIFF. */
export const MAX_PAGES = 10;
/** Shortest side, pixels: an A4 page is then under 150 px long, too little even to say what to retake. */
export const MIN_SIDE_PX = 100;
/** Longest side over shortest side. Certificates are 1.4 : 1; a page photographed with a wide desk stays under 3 : 1. */
export const MAX_ASPECT = 5;
/** Long side of a rendered A4 page of a PDF, pixels (about 300 dpi). */
export const PDF_A4_LONG_SIDE_PX = 3508;
/** Long side of A4, points of 1/72 inch. */
export const A4_LONG_SIDE_PT = 842;

/**
 * Throws unless a page of this size can be judged: `photo.too-many-pixels`, `photo.extreme-shape` or `photo.too-small`.
 * A long thin strip is named by its shape even where its short side is also too short.
 */
export function checkSize(width: number, height: number): void {
	const found = `${width} × ${height} px`;
	if (width * height > MAX_PIXELS)
		throw new ZhengjianError("photo.too-many-pixels", "the picture has too many pixels", {
			expected: `at most ${MAX_PIXELS} pixels`,
			found,
		});
	if (Math.max(width, height) > MAX_ASPECT * Math.min(width, height))
		throw new ZhengjianError("photo.extreme-shape", "the picture is too long and thin to show a certificate", {
			expected: `sides within ${MAX_ASPECT} : 1`,
			found,
		});
	if (Math.min(width, height) < MIN_SIDE_PX)
		throw new ZhengjianError("photo.too-small", "the picture is too small to read print", {
			expected: `at least ${MIN_SIDE_PX} px on the short side`,
			found,
		});
}

/** Throws `photo.too-many-pages`, or `photo.damaged` for a document without pages. */
export function checkPages(pages: number): void {
	if (pages < 1)
		throw new ZhengjianError("photo.damaged", "the file has no pages", { expected: "at least one page", found: "0" });
	if (pages > MAX_PAGES)
		throw new ZhengjianError("photo.too-many-pages", "the file has too many pages", {
			expected: `at most ${MAX_PAGES} pages`,
			found: `${pages}`,
		});
}

/** The error of a file that starts like a `format` but cannot be decoded. */
export function damaged(format: string, cause: unknown): ZhengjianError {
	const found = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
	return new ZhengjianError("photo.damaged", `the ${format} file is damaged or cut short`, {
		expected: `a complete ${format} file`,
		found,
		cause,
	});
}
