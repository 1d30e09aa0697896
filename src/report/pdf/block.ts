/**
 * Page layout in blocks: a block knows its height before it is drawn, so a page breaks only between blocks. All lengths
 * are points (1/72 inch), y down.
 */

import type { Appearance } from "../look/appearance.ts";
import { shapePath } from "../look/appearance.ts";
import type { Language } from "../words/catalogue.ts";
import type { Piece } from "../words/difference.ts";

export interface Doc extends PDFKit.PDFDocument {
	language: Language;
}

export interface Block {
	height: number;
	draw: (x: number, y: number) => void;
}

export const FONT = { regular: "regular", bold: "bold" } as const;
export const COLOUR = { ink: "#1a1a1a", quiet: "#56606b", line: "#d5d9de", wash: "#f4f6f8", link: "#0058a3" } as const;

export interface TextStyle {
	size: number;
	colour?: string;
	bold?: boolean;
	align?: "left" | "center" | "right";
	/** Address that the text leads to. */
	link?: string;
}

/** Space between lines, as a share of the text size: Chinese print is set wider than Latin. */
const LINE_GAP = 0.22;

/** Running text broken into lines no wider than `width`. English gets straight quotes: the font's curly ones are as wide as a Chinese character. */
export function text(doc: Doc, content: string, width: number, style: TextStyle): Block {
	const { size, colour = COLOUR.ink, bold = false, align = "left", link } = style;
	const options = { width, lineGap: size * LINE_GAP, align, ...(link && { link, underline: true }) };
	const words = doc.language === "en" ? content.replace(/[“”]/g, '"') : content;
	const set = () => doc.font(bold ? FONT.bold : FONT.regular).fontSize(size);
	return {
		height: set().heightOfString(words, options) - options.lineGap,
		draw: (x, y) => set().fillColor(colour).text(words, x, y, options),
	};
}

/** Blocks one below the other. */
export const stack = (blocks: readonly Block[], gap = 0): Block => ({
	height: blocks.reduce((sum, block) => sum + block.height, 0) + gap * Math.max(0, blocks.length - 1),
	draw: (x, y) => {
		let top = y;
		for (const block of blocks) {
			block.draw(x, top);
			top += block.height + gap;
		}
	},
});

/** Blocks side by side, each at its distance from the left edge. */
export const beside = (parts: readonly { at: number; block: Block }[]): Block => ({
	height: Math.max(...parts.map(({ block }) => block.height)),
	draw: (x, y) => {
		for (const { at, block } of parts) block.draw(x + at, y);
	},
});

/** A block on a coloured ground with a thin border and, where `bar` is given, a thick left edge. */
export function boxed(
	doc: Doc,
	block: Block,
	{
		width,
		padding,
		fill,
		border,
		bar,
	}: { width: number; padding: number; fill: string; border?: string; bar?: string },
): Block {
	const height = block.height + 2 * padding;
	return {
		height,
		draw: (x, y) => {
			doc.rect(x, y, width, height).fill(fill);
			if (border) doc.lineWidth(0.6).rect(x, y, width, height).stroke(border);
			if (bar) doc.rect(x, y, BAR_WIDTH, height).fill(bar);
			block.draw(x + padding, y + padding);
		},
	};
}
const BAR_WIDTH = 4;

/** A shape with a sign or number in its middle; `radius` of the circle that it fills. */
export function badge(doc: Doc, { shape, colour, ink }: Appearance, sign: string, radius: number): Block {
	return {
		height: 2 * radius,
		draw: (x, y) => {
			doc
				.save()
				.translate(x + radius, y + radius)
				.path(shapePath(shape, radius))
				.fill(colour)
				.restore();
			const size = radius * (sign.length > 1 ? 0.95 : 1.2);
			const sunk = shape === "triangle" ? radius * 0.24 : 0;
			doc.font(FONT.bold).fontSize(size).fillColor(ink);
			const baseline = y + radius + size * 0.36 + sunk;
			doc.text(sign, x + radius - doc.widthOfString(sign) / 2, baseline, { lineBreak: false, baseline: "alphabetic" });
		},
	};
}

const CHANGE = {
	missing: { colour: "#8f2d00", ground: "#fbe6dc" },
	added: { colour: "#004a80", ground: "#dcebf7" },
} as const;

/** Pieces of a difference in running text: what is missing struck through, what was added underlined, both on a tint. */
export function pieces(doc: Doc, content: readonly Piece[], width: number, size: number): Block {
	const lineHeight = size * 1.75;
	const placed: { character: string; kind: Piece["kind"]; x: number; line: number; width: number }[] = [];
	doc.font(FONT.regular).fontSize(size);
	let x = 0;
	let line = 0;
	for (const { kind, text: words } of content)
		for (const character of words) {
			const advance = doc.widthOfString(character);
			if (x + advance > width && x > 0) {
				x = 0;
				line++;
			}
			placed.push({ character, kind, x, line, width: advance });
			x += advance;
		}
	return {
		height: (line + 1) * lineHeight,
		draw: (left, top) => {
			for (const { character, kind, x: offset, line: row, width: advance } of placed) {
				const at = left + offset;
				const y = top + row * lineHeight;
				if (kind !== "same") doc.rect(at, y, advance, size * 1.45).fill(CHANGE[kind].ground);
				doc
					.font(FONT.regular)
					.fontSize(size)
					.fillColor(kind === "same" ? COLOUR.ink : CHANGE[kind].colour)
					.text(character, at, y + size * 1.08, { lineBreak: false, baseline: "alphabetic" });
				if (kind === "same") continue;
				const height = kind === "missing" ? y + size * 0.72 : y + size * 1.26;
				doc
					.lineWidth(size * 0.09)
					.moveTo(at, height)
					.lineTo(at + advance, height)
					.stroke(CHANGE[kind].colour);
			}
		},
	};
}
