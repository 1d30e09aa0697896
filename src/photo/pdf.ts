/** PDF pages rendered by PDFium in WebAssembly: no scripts, no network, no file access. */
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { ZhengjianError } from "../errors.ts";
import type { Raster } from "../vision/raster.ts";
import type { Pages } from "./intake.ts";
import { A4_LONG_SIDE_PT, checkPages, checkSize, damaged, MAX_ASPECT, PDF_A4_LONG_SIDE_PX } from "./limits.ts";

/** The end-of-file mark stands in the last 1024 bytes (PDF 32000-1, annex H.3). */
const END_MARK_BYTES = 1024;

type Document = Awaited<ReturnType<PDFiumLibrary["loadDocument"]>>;

/** Counts the pages. Throws `photo.encrypted`, `photo.damaged`, `photo.too-many-pages` and the size errors of page 0. */
export async function openPdf(bytes: Uint8Array): Promise<Pages> {
	const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - END_MARK_BYTES))).toString("latin1");
	if (!tail.includes("%%EOF")) throw damaged("PDF", "no end-of-file mark");
	const pages = await withDocument(bytes, (document) => {
		const count = document.getPageCount();
		checkPages(count);
		const { originalWidth, originalHeight } = document.getPage(0).getOriginalSize();
		pageScale(originalWidth, originalHeight);
		return count;
	});
	return { format: "pdf", pages, load: (page) => withDocument(bytes, (document) => render(document, page)) };
}

/** Pixels per point. A small form (the 88 × 125 mm booklet) gets the resolution of A4; a poster gets A4's pixels. */
function pageScale(widthPt: number, heightPt: number): number {
	const long = Math.max(widthPt, heightPt);
	const short = Math.min(widthPt, heightPt);
	if (!(short > 0)) throw damaged("PDF", `page of ${widthPt} × ${heightPt} pt`);
	if (long > MAX_ASPECT * short) checkSize(Math.round(widthPt), Math.round(heightPt));
	return PDF_A4_LONG_SIDE_PX / Math.max(long, A4_LONG_SIDE_PT);
}

async function render(document: Document, index: number): Promise<Raster> {
	const page = document.getPage(index);
	const { originalWidth, originalHeight } = page.getOriginalSize();
	const scale = pageScale(originalWidth, originalHeight);
	const { width, height, data } = await page.render({ scale, renderFormFields: true });
	checkSize(width, height);
	const rgb = new Uint8Array(width * height * 3);
	for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
		rgb[to] = data[from] ?? 0;
		rgb[to + 1] = data[from + 1] ?? 0;
		rgb[to + 2] = data[from + 2] ?? 0;
	}
	return { width, height, data: rgb };
}

/** A fresh PDFium per use: an instance that ran out of memory on a hostile file is not used again. */
async function withDocument<T>(bytes: Uint8Array, work: (document: Document) => T | Promise<T>): Promise<T> {
	try {
		const library = await PDFiumLibrary.init();
		const document = await library.loadDocument(bytes);
		try {
			return await work(document);
		} finally {
			document.destroy();
			library.destroy();
		}
	} catch (e) {
		if (e instanceof ZhengjianError) throw e;
		if (e instanceof Error && e.message.includes("assword"))
			throw new ZhengjianError("photo.encrypted", "the PDF is protected by a password", {
				expected: "a PDF that opens without a password",
				found: "an encrypted PDF",
				cause: e,
			});
		throw damaged("PDF", e);
	}
}
