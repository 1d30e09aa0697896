/** A PDF of A4 pages filled from top to bottom with blocks, in the font that ships with the service. */
import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { Language } from "../words/catalogue.ts";
import { type Block, COLOUR, type Doc, FONT, text } from "./block.ts";

const require = createRequire(import.meta.url);
const fontFile = (file: string): string => require.resolve(`@expo-google-fonts/noto-sans-sc/${file}`);
const FONT_FILES = {
	regular: fontFile("400Regular/NotoSansSC_400Regular.ttf"),
	bold: fontFile("700Bold/NotoSansSC_700Bold.ttf"),
};

/** A4, points. */
const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = { side: 45, top: 40, bottom: 48 };
/** Width of the text area, points. */
export const WIDTH = PAGE.width - 2 * MARGIN.side;

const FOOTER = { size: 7.5, above: 30 };

export interface SheetInfo {
	title: string;
	author: string;
	language: Language;
	/** Stands in the file as its date: the same report gives the same bytes. */
	createdAt: Date;
}

export class Sheet {
	readonly doc: Doc;
	private y = MARGIN.top;
	private readonly chunks: Buffer[] = [];

	constructor({ title, author, language, createdAt }: SheetInfo) {
		const document = new PDFDocument({
			size: "A4",
			margin: 0,
			bufferPages: true,
			pdfVersion: "1.7",
			displayTitle: true,
			lang: language === "zh" ? "zh-CN" : "en",
			info: { Title: title, Author: author, CreationDate: createdAt, ModDate: createdAt },
		});
		this.doc = Object.assign(document, { language });
		this.doc.registerFont(FONT.regular, FONT_FILES.regular).registerFont(FONT.bold, FONT_FILES.bold);
		this.doc.on("data", (chunk: Buffer) => this.chunks.push(chunk));
	}

	/** Height left on this page, points. */
	get left(): number {
		return PAGE.height - MARGIN.bottom - this.y;
	}

	space(height: number): void {
		this.y += height;
	}

	/** Puts a block below what is there, on a new page where it does not fit; `keep` = height that must follow it there. */
	put(block: Block, keep = 0): void {
		if (block.height + keep > this.left && this.y > MARGIN.top) {
			this.doc.addPage();
			this.y = MARGIN.top;
		}
		block.draw(MARGIN.side, this.y);
		this.y += block.height;
	}

	/** A heading over a thin line; `keep` = height of what has to stand with it. */
	heading(content: string, keep: number): void {
		this.space(16);
		const words = text(this.doc, content, WIDTH, { size: 13, bold: true });
		const ruled: Block = {
			height: words.height + 8,
			draw: (x, y) => {
				words.draw(x, y);
				this.rule(x, y + words.height + 1.5, COLOUR.ink, 0.8);
			},
		};
		this.put(ruled, keep);
	}

	private rule(x: number, y: number, colour: string, width: number): void {
		this.doc
			.lineWidth(width)
			.moveTo(x, y)
			.lineTo(x + WIDTH, y)
			.stroke(colour);
	}

	/** Writes the foot of every page and returns the file. */
	async finish(foot: string, page: (number: number, of: number) => string): Promise<Buffer> {
		const { start, count } = this.doc.bufferedPageRange();
		for (let index = start; index < start + count; index++) {
			this.doc.switchToPage(index);
			const y = PAGE.height - FOOTER.above;
			this.rule(MARGIN.side, y - 6, COLOUR.line, 0.6);
			this.doc.font(FONT.regular).fontSize(FOOTER.size).fillColor(COLOUR.quiet);
			this.doc.text(foot, MARGIN.side, y, { lineBreak: false });
			const numbering = page(index - start + 1, count);
			this.doc.text(numbering, MARGIN.side + WIDTH - this.doc.widthOfString(numbering), y, { lineBreak: false });
		}
		const ended = new Promise<void>((resolve, reject) => {
			this.doc.once("end", resolve).once("error", reject);
		});
		this.doc.end();
		await ended;
		return Buffer.concat(this.chunks);
	}
}
