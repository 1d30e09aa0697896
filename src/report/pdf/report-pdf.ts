/** The report on paper: what was found, where, by which rule, how sure, and where to turn. */
import QRCode from "qrcode";
import type { Raster } from "../../vision/raster.ts";
import { drawFindings, openReported } from "../annotate.ts";
import { CONCLUSION_APPEARANCE, CONCLUSION_SIGN } from "../look/appearance.ts";
import { uprightSize } from "../look/upright.ts";
import type { Report } from "../schema.ts";
import { type Language, say } from "../words/catalogue.ts";
import { type Block, badge, beside, boxed, COLOUR, type Doc, stack, text } from "./block.ts";
import { findingBlock } from "./finding.ts";
import { fit } from "./places.ts";
import { Sheet, WIDTH } from "./sheet.ts";
import { advice, checks, facts, fields, quality, unchecked, versions } from "./tables.ts";

export interface PdfOptions {
	language: Language;
	/** Address that opens the verification, printed as a QR code; none where the report stands alone. */
	link?: string | undefined;
}

/** Points. */
const QR_SIZE = 66;
const PHOTO = { least: 180, most: 330 };
const TINT = 0.09;

/**
 * The report as an A4 PDF, in one language. `photo` are the bytes that were verified. The same input gives the same bytes.
 * Throws as `openReported` does.
 */
export async function renderPdf(photo: Uint8Array, report: Report, options: PdfOptions): Promise<Buffer> {
	const { language } = options;
	const raster = await openReported(photo, report);
	const sheet = new Sheet({
		title: `${say(language, "pdf.title")} ${report.id}`,
		author: say(language, "pdf.brand"),
		language,
		createdAt: new Date(report.createdAt),
	});
	const { doc } = sheet;

	sheet.put(head(doc, options));
	sheet.space(10);
	sheet.put(verdict(doc, report, language));
	sheet.space(10);
	sheet.put(disclaimer(doc, report, language));
	sheet.space(12);
	for (const row of facts(doc, report, language)) sheet.put(row);
	sheet.space(12);
	sheet.put(await picture(doc, raster, report, language, Math.max(PHOTO.least, sheet.left)));

	sheet.heading(say(language, "pdf.findings", { n: report.findings.length }), FINDING_KEEP);
	if (report.findings.length === 0)
		sheet.put(
			text(doc, say(language, `pdf.findings.${report.conclusion === "conforming" ? "none" : "unjudged"}`), WIDTH, {
				size: 10,
			}),
		);
	for (const index of report.findings.keys()) {
		sheet.put(await findingBlock(doc, { raster, report, language }, index, WIDTH));
		sheet.space(9);
	}
	for (const section of [advice, unchecked, quality, fields, checks, versions]) {
		const { title, rows } = section(doc, report, language);
		if (rows.length === 0) continue;
		sheet.heading(title, (rows[0] as Block).height);
		for (const row of rows) sheet.put(row);
	}
	return sheet.finish(`${say(language, "picture.disclaimer")} · ${report.id}`, (page, pages) =>
		say(language, "pdf.page", { page, pages }),
	);
}

/** A heading is not left alone at the foot of a page, points. */
const FINDING_KEEP = 120;

function head(doc: Doc, { language, link }: PdfOptions): Block {
	const words = stack(
		[
			text(doc, say(language, "pdf.brand"), WIDTH - QR_SIZE - 20, { size: 9, colour: COLOUR.quiet }),
			text(doc, say(language, "pdf.title"), WIDTH - QR_SIZE - 20, { size: 21, bold: true }),
		],
		2,
	);
	return link === undefined
		? words
		: beside([
				{ at: 0, block: words },
				{ at: WIDTH - QR_SIZE, block: qr(doc, link, language) },
			]);
}

/** A QR code as vector squares, with its words below. */
function qr(doc: Doc, link: string, language: Language): Block {
	const { data, size } = QRCode.create(link, { errorCorrectionLevel: "M" }).modules;
	const module = QR_SIZE / size;
	const code: Block = {
		height: QR_SIZE,
		draw: (x, y) => {
			for (let index = 0; index < data.length; index++)
				if (data[index]) doc.rect(x + (index % size) * module, y + Math.floor(index / size) * module, module, module);
			doc.fill(COLOUR.ink);
			doc.link(x, y, QR_SIZE, QR_SIZE, link);
		},
	};
	const words = text(doc, say(language, "pdf.link"), QR_SIZE + 24, { size: 7, colour: COLOUR.quiet, align: "center" });
	return stack([code, { height: words.height, draw: (x, y) => words.draw(x - 12, y) }], 3);
}

/** The conclusion by colour, shape and words, and its one sentence. */
function verdict(doc: Doc, { conclusion, summary }: Report, language: Language): Block {
	const appearance = CONCLUSION_APPEARANCE[conclusion];
	const radius = 21;
	const indent = 2 * radius + 16;
	const inner = WIDTH - 32;
	const words = stack(
		[
			text(doc, say(language, `conclusion.${conclusion}`), inner - indent, { size: 20, bold: true }),
			text(doc, summary[language], inner - indent, { size: 10.5 }),
		],
		3,
	);
	const content = beside([
		{ at: 0, block: badge(doc, appearance, CONCLUSION_SIGN[conclusion], radius) },
		{ at: indent, block: words },
	]);
	return boxed(doc, content, {
		width: WIDTH,
		padding: 16,
		fill: tint(appearance.colour),
		border: appearance.colour,
		bar: appearance.colour,
	});
}

/** A colour thinned with white. */
function tint(colour: string): string {
	const mixed = [1, 3, 5].map((at) => Math.round(255 - (255 - Number.parseInt(colour.slice(at, at + 2), 16)) * TINT));
	return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** That this is not the official register, where the official answer is. */
function disclaimer(doc: Doc, { advice: given }: Report, language: Language): Block {
	const words = given.find(({ code }) => code === "disclaimer")?.text[language] ?? say(language, "advice.disclaimer");
	return boxed(doc, text(doc, words, WIDTH - 20, { size: 9.5, bold: true }), {
		width: WIDTH,
		padding: 10,
		fill: COLOUR.wash,
	});
}

/** The photo with its marked places, as large as the page allows. */
async function picture(doc: Doc, raster: Raster, report: Report, language: Language, room: number): Promise<Block> {
	const drawn = await drawFindings(raster, report, language, false);
	const hint = text(doc, say(language, "pdf.picture.hint"), WIDTH, { size: 8, colour: COLOUR.quiet });
	const height = Math.min(PHOTO.most, room - hint.height - 6);
	const size = fit(uprightSize(report.image), { width: WIDTH, height });
	const image: Block = {
		height: size.height,
		draw: (x, y) => {
			const left = x + (WIDTH - size.width) / 2;
			doc.image(drawn, left, y, size);
			doc.lineWidth(0.6).rect(left, y, size.width, size.height).stroke(COLOUR.line);
		},
	};
	return stack([image, hint], 4);
}
