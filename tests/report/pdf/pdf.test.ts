import { type PDFiumDocument, PDFiumLibrary } from "@hyzyla/pdfium";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { findQrCodes } from "../../../src/marks/qr.ts";
import { renderPdf } from "../../../src/report/pdf/report-pdf.ts";
import type { Report } from "../../../src/report/schema.ts";
import { type Language, say } from "../../../src/report/words/catalogue.ts";
import { faultyReport, IDENTITY_NUMBER, paperPhoto } from "./fixture.ts";

const LINK = "https://zhengjian.example/s/6f1d2c3b4a5968778695a4b3c2d1e0f0";
/** A4 in points. */
const A4 = [595, 842];

let photo: Buffer;
let faulty: Report;
/** The Chinese one bears a link, the English one none. */
let pdfs: Record<Language, Buffer>;
beforeAll(async () => {
	photo = await paperPhoto();
	faulty = faultyReport();
	pdfs = {
		zh: await renderPdf(photo, faulty, { language: "zh", link: LINK }),
		en: await renderPdf(photo, faulty, { language: "en" }),
	};
});

/** Opens the file with another program's eyes; words are compared without their line breaks. */
async function open<T>(pdf: Uint8Array, look: (document: PDFiumDocument) => Promise<T> | T): Promise<T> {
	const library = await PDFiumLibrary.init();
	const document = await library.loadDocument(pdf);
	try {
		return await look(document);
	} finally {
		document.destroy();
		library.destroy();
	}
}
const squeeze = (text: string): string => text.replace(/\s+/g, "");
const pagesOf = (pdf: Uint8Array): Promise<string[]> =>
	open(pdf, (document) => [...document.pages()].map((page) => squeeze(page.getText())));

describe("the report as PDF", () => {
	it.each(["zh", "en"] as const)("says everything the report says, %s", async (language) => {
		const pages = await pagesOf(pdfs[language]);
		const all = pages.join("");
		const plain = (words: string) => squeeze(language === "en" ? words.replace(/[“”]/g, '"') : words);
		expect(faulty.findings.map(({ code }) => code).sort()).toEqual([
			"layout.displaced",
			"layout.wording",
			"wording.national-name",
		]);
		const expected = [
			say(language, `conclusion.${faulty.conclusion}`),
			faulty.summary[language],
			...faulty.findings.map(({ message }) => message[language]),
			...faulty.findings.map(({ clause }) => say(language, `clause.${clause}`)),
			...faulty.advice.flatMap(({ text, url = "" }) => [text[language], url]),
			...faulty.checks
				.filter(({ outcome }) => outcome === "cannot-tell")
				.map(({ code }) => say(language, `short.${code}`)),
			say(language, "department.人力资源社会保障部门"),
			faulty.image.sha256,
			faulty.engine.rulebook,
			faulty.id,
			"2026-11-2214:03",
		];
		for (const words of expected) expect(all, words).toContain(plain(words));
		pages.forEach((text, index) => {
			expect(text).toContain(squeeze(say(language, "pdf.page", { page: index + 1, pages: pages.length })));
			expect(text).toContain(squeeze(say(language, "picture.disclaimer")));
		});
	});

	it("shows the registered sentence beside the difference", async () => {
		const all = (await pagesOf(pdfs.zh)).join("");
		const wording = faulty.findings.find(({ code }) => code === "layout.wording");
		expect(wording?.evidence.expected).toContain("考核合格");
		expect(all).toContain("考试及格，特发此证");
		expect(all).toContain("考核合格，特发此证");
	});

	it("masks identity numbers wherever they stand", async () => {
		expect(JSON.stringify(faulty)).toContain(IDENTITY_NUMBER);
		const all = (await pagesOf(pdfs.zh)).join("");
		expect(all).not.toContain(IDENTITY_NUMBER);
		expect(all).not.toContain("19491231");
		expect(all).toContain("110***********002X");
	});

	it("is A4, opens the verification by its QR code, and has none without a link", async () => {
		const codes = async (pdf: Uint8Array) =>
			open(pdf, async (document) => {
				const page = document.getPage(0);
				const { originalWidth, originalHeight } = page.getOriginalSize();
				expect([Math.round(originalWidth), Math.round(originalHeight)]).toEqual(A4);
				const { width, height, data } = await page.render({ scale: 2 });
				const rgb = await sharp(data, { raw: { width, height, channels: 4 } })
					.flatten({ background: "#fff" })
					.raw()
					.toBuffer();
				return (await findQrCodes({ width, height, data: rgb })).map(({ text }) => text);
			});
		expect(await codes(pdfs.zh)).toEqual([LINK]);
		expect(await codes(pdfs.en)).toEqual([]);
	});

	it("is the same file for the same report, with the font inside", async () => {
		const first = pdfs.zh;
		expect(await renderPdf(photo, faulty, { language: "zh", link: LINK })).toEqual(first);
		expect(first.toString("latin1")).toMatch(/\/FontName \/[A-Z]{6}\+NotoSansSC/);
		expect(first.length).toBeLessThan(1_000_000);
	});

	it("never leaves a card over the foot of a page, however much a finding says", async () => {
		const wordy = faultyReport();
		for (const finding of wordy.findings)
			Object.assign(finding.evidence, { seen: "字".repeat(3000), expected: "A long text ".repeat(500) });
		const pdf = await renderPdf(photo, wordy, { language: "zh" });
		await open(pdf, async (document) => {
			for (const page of document.pages()) {
				const { width, height, data } = await page.render({ scale: 1 });
				// Between the text area and the foot nothing is drawn.
				for (let x = 0; x < width; x++) {
					const at = (Math.round(height - 44) * width + x) * 4;
					expect([data[at], data[at + 1], data[at + 2]]).toEqual([255, 255, 255]);
				}
			}
		});
	});

	it("refuses a photo that the report is not about", async () => {
		const other = await sharp(photo).resize(900, 600).jpeg().toBuffer();
		await expect(renderPdf(other, faulty, { language: "zh" })).rejects.toThrow(/1485×1050.*900×600/);
	});
});
