/**
 * A page being drawn: SVG in millimetres, and beside it the truth of what was drawn where. Everything that is printed
 * goes through here, so the picture and the truth cannot differ.
 */
import { Resvg } from "@resvg/resvg-js";
import type { MarkKind } from "../../../src/evidence.ts";
import type { Box, Point, Polygon } from "../../../src/geometry.ts";
import { boxPolygon } from "../../../src/geometry.ts";
import { covering, type Face, glyphSvg, metrics } from "../fonts.ts";

/** One printed line. Places are PageMm. */
export interface DrawnLine {
	text: string;
	polygon: Polygon;
	/** Left edge of each code point of `text` and the right edge of the last, along the line in mm from its start. */
	edges: number[];
	/** Registered element it belongs to; null = print the form does not have. */
	element: string | null;
	vertical: boolean;
}

export interface DrawnMark {
	kind: MarkKind;
	polygon: Polygon;
	element: string | null;
	text?: string;
}

export interface TextStyle {
	face: Face;
	/** Height of the em square, mm. */
	size: number;
	fill: string;
	/** Extra space between characters, em. */
	tracking?: number;
}

/** Part of a line in one style. */
export interface Run {
	text: string;
	style: TextStyle;
	/** Space before it, mm. */
	gap?: number;
}

/** Ink of Chinese characters within the em square, as shares of the size from its top (measured on the Noto faces). */
const INK_TOP = 0.06;
const INK_BOTTOM = 0.98;
/** Baseline from the top of the em square. */
const BASELINE = 0.88;

export class Sheet {
	readonly lines: DrawnLine[] = [];
	readonly marks: DrawnMark[] = [];
	/** Field values as printed. */
	readonly fields: Record<string, string> = {};
	readonly #below: string[] = [];
	readonly #print: string[] = [];
	readonly #above: string[] = [];

	constructor(
		/** Millimetres. */
		readonly width: number,
		readonly height: number,
	) {}

	/** Adds SVG under all print: paper, tint, border. */
	ground(svg: string): void {
		this.#below.push(svg);
	}

	/** Adds SVG among the print. */
	draw(svg: string): void {
		this.#print.push(svg);
	}

	/** Adds SVG stamped over the print: seals. */
	stamp(svg: string): void {
		this.#above.push(svg);
	}

	mark(kind: MarkKind, box: Box, element: string | null, text?: string): void {
		this.marks.push({ kind, polygon: boxPolygon(box), element, ...(text === undefined ? {} : { text }) });
	}

	/** Prints one horizontal line; (x, y) is the top left of its first em square, in mm. */
	text(text: string, x: number, y: number, style: TextStyle, element: string | null = null): DrawnLine {
		return this.runs([{ text, style }], x, y, element);
	}

	/** Prints one horizontal line of several runs on a common baseline. */
	runs(runs: readonly Run[], x: number, y: number, element: string | null = null): DrawnLine {
		const tallest = Math.max(...runs.map((r) => r.style.size));
		const baseline = y + BASELINE * tallest;
		const edges = [0];
		for (const { text, style, gap = 0 } of runs) {
			const face = covering(style.face, text);
			const start = (edges.pop() ?? 0) + gap;
			const own = measure(text, { ...style, face }).map((e) => start + e);
			const glyphs = [...text].map((c, k) => glyphSvg(face, c, x + (own[k] ?? 0), baseline, style.size));
			this.#print.push(`<g fill="${style.fill}">${glyphs.join("")}</g>`);
			edges.push(...own);
		}
		const last = runs.at(-1)?.style;
		const polygon = boxPolygon({
			x,
			y: baseline - (BASELINE - INK_TOP) * tallest,
			width: (edges.at(-1) ?? 0) - (last?.tracking ?? 0) * (last?.size ?? 0),
			height: (INK_BOTTOM - INK_TOP) * tallest,
		});
		const line: DrawnLine = { text: runs.map((r) => r.text).join(""), polygon, edges, element, vertical: false };
		this.lines.push(line);
		return line;
	}

	/** Prints characters downwards; (x, y) is the top left of the first em square, in mm. */
	verticalText(text: string, x: number, y: number, style: TextStyle): DrawnLine {
		const face = covering(style.face, text);
		const step = style.size * (1 + (style.tracking ?? 0));
		const characters = [...text];
		const glyphs = characters.map((c, k) => glyphSvg(face, c, x, y + k * step + BASELINE * style.size, style.size));
		this.#print.push(`<g fill="${style.fill}">${glyphs.join("")}</g>`);
		const line: DrawnLine = {
			text,
			polygon: boxPolygon({ x, y, width: style.size, height: characters.length * step }),
			edges: Array.from({ length: characters.length + 1 }, (_, k) => k * step),
			element: null,
			vertical: true,
		};
		this.lines.push(line);
		return line;
	}

	/** Place of the first occurrence of some words within one line, of one element if given; null = not there. */
	place(words: string, element?: string): Polygon | null {
		for (const line of this.lines) {
			if (element !== undefined && line.element !== element) continue;
			const at = line.text.indexOf(words);
			if (at < 0) continue;
			const from = [...line.text.slice(0, at)].length;
			return spanPolygon(line, from, from + [...words].length);
		}
		return null;
	}

	/** Outline of everything printed for a registered element; null = nothing. */
	elementPlace(element: string): Polygon | null {
		const points = [...this.lines, ...this.marks].filter((d) => d.element === element).flatMap((d) => d.polygon);
		return points.length === 0 ? null : outline(points);
	}

	/** The picture at a scale, as RGBA. */
	render(pxPerMm: number): { width: number; height: number; data: Buffer } {
		const width = Math.round(this.width * pxPerMm);
		const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${Math.round(this.height * pxPerMm)}" viewBox="0 0 ${this.width} ${this.height}">${[...this.#below, ...this.#print, ...this.#above].join("")}</svg>`;
		const image = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
		return { width: image.width, height: image.height, data: image.pixels };
	}
}

/** Left edges of the characters and the end of the last, mm from the line's start. */
export function measure(text: string, style: TextStyle): number[] {
	const { advance } = metrics(covering(style.face, text));
	const edges = [0];
	for (const c of text) {
		const em = (advance(c.codePointAt(0) ?? 0) ?? 1) + (style.tracking ?? 0);
		edges.push((edges.at(-1) ?? 0) + em * style.size);
	}
	return edges;
}

export const widthOf = (text: string, style: TextStyle): number => measure(text, style).at(-1) ?? 0;

/** Part of a line between two code points. */
export function spanPolygon(line: DrawnLine, from: number, to: number): Polygon {
	const [tl, tr, , bl] = line.polygon as [Point, Point, Point, Point];
	const start = line.edges[from] ?? 0;
	const end = line.edges[to] ?? line.edges.at(-1) ?? 0;
	return line.vertical
		? boxPolygon({ x: tl[0], y: tl[1] + start, width: tr[0] - tl[0], height: end - start })
		: boxPolygon({ x: tl[0] + start, y: tl[1], width: end - start, height: bl[1] - tl[1] });
}

/** Axis-aligned outline of points. */
export function outline(points: readonly Point[]): Polygon {
	const xs = points.map((p) => p[0]);
	const ys = points.map((p) => p[1]);
	const x = Math.min(...xs);
	const y = Math.min(...ys);
	return boxPolygon({ x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y });
}

/** Characters that may not begin a line. */
const NO_START = new Set("，。、；：！？）》”’,.;:)%");

/** Breaks running text into lines no wider than `width` mm; numbers and Latin words stay whole, punctuation hangs on. */
export function wrap(text: string, width: number, style: TextStyle, indent = 0): string[] {
	const tokens = text.match(/[\p{Script=Latin}\d.\-/]+|./gu) ?? [];
	const lines: string[] = [];
	let line = "";
	for (const token of tokens) {
		const room = width - (lines.length === 0 ? indent : 0);
		if (line !== "" && widthOf(line + token, style) > room && !NO_START.has(token)) {
			lines.push(line);
			line = token === " " ? "" : token;
		} else line += token;
	}
	if (line !== "") lines.push(line);
	return lines;
}
