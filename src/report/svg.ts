/** Text and shapes for pictures drawn with resvg: the font that ships with the service, wrapping, escaping. */
import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";
import { type Appearance, shapePath } from "./look/appearance.ts";

const require = createRequire(import.meta.url);
const FONT_FILES = ["500Medium/NotoSansSC_500Medium.ttf", "700Bold/NotoSansSC_700Bold.ttf"].map((file) =>
	require.resolve(`@expo-google-fonts/noto-sans-sc/${file}`),
);

/** Renders an SVG document to interleaved 8-bit RGBA pixels with the shipped font only. */
export function renderSvg(svg: string): { width: number; height: number; data: Buffer } {
	const image = new Resvg(svg, {
		font: { loadSystemFonts: false, fontFiles: FONT_FILES, defaultFontFamily: "Noto Sans SC" },
	}).render();
	return { width: image.width, height: image.height, data: image.pixels };
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** Characters that XML 1.0 does not allow in a document (section 2.2). */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text as XML content. */
const escapeXml = (text: string): string => text.replace(NOT_XML, "").replace(/[&<>"]/g, (c) => ENTITIES[c] ?? c);

export interface TextStyle {
	size: number;
	fill: string;
	bold?: boolean;
	anchor?: "start" | "middle" | "end";
}

/** One line of text with its baseline at y. */
export const text = (x: number, y: number, content: string, style: TextStyle): string =>
	`<text x="${x}" y="${y}" font-family="Noto Sans SC" font-size="${style.size}" fill="${style.fill}" ` +
	`font-weight="${style.bold ? 700 : 500}" text-anchor="${style.anchor ?? "start"}">${escapeXml(content)}</text>`;

/** Advance widths of Noto Sans SC in em: full-width characters fill the em square, Latin averages 0.56 (capitals 0.62). */
export const textWidth = (content: string, size: number): number =>
	[...content].reduce((sum, c) => sum + (c > "\u02ff" ? 1 : /[A-Z0-9@%]/.test(c) ? 0.64 : 0.56), 0) * size;

/** Breaks text into lines no wider than `width`; between any two characters, as Chinese text allows. */
export function wrap(content: string, size: number, width: number): string[] {
	const lines: string[] = [];
	let line = "";
	for (const word of content.match(/[\x21-\x7e]+ ?|./gsu) ?? []) {
		const pieces = textWidth(word, size) > width ? [...word] : [word];
		for (const piece of pieces) {
			if (line && textWidth(line + piece.trimEnd(), size) > width && !NO_LINE_START.test(piece)) {
				lines.push(line.trimEnd());
				line = "";
			}
			line += piece;
		}
	}
	if (line) lines.push(line.trimEnd());
	return lines;
}

/** Punctuation that may not start a line of Chinese text (hangs over instead). */
const NO_LINE_START = /^[，。；：！？、）》”’]/u;

/** A filled shape with a sign or number in its middle. */
export function badge(x: number, y: number, radius: number, { shape, colour, ink }: Appearance, sign: string): string {
	const size = radius * (sign.length > 1 ? 0.95 : 1.2);
	const sunk = shape === "triangle" ? radius * 0.22 : 0;
	return (
		`<g transform="translate(${x} ${y})"><path d="${shapePath(shape, radius)}" fill="${colour}" stroke="#ffffff" ` +
		`stroke-width="${radius * 0.16}"/>${text(0, size * 0.36 + sunk, sign, { size, fill: ink, bold: true, anchor: "middle" })}</g>`
	);
}
