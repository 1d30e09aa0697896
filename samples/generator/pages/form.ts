/** Draws a registered form from its template and content, with the small differences real printing has. */

import { EMBLEM_HEIGHT, EMBLEM_STYLES, EMBLEM_WIDTH } from "../../../models/drawings/emblem.ts";
import type { Box } from "../../../src/geometry.ts";
import type { TemplateElement } from "../../../src/templates/schema.ts";
import { FACES, type Face } from "../fonts.ts";
import type { Random } from "../random.ts";
import type { PageContent, Style } from "./content.ts";
import { emblem, houseLogo, portrait, qr, roundSeal, sealLook } from "./marks.ts";
import { certificatePaper, plainPaper } from "./paper.ts";
import { type Run, Sheet, type TextStyle, widthOf, wrap } from "./sheet.ts";

/** Natural misplacement of print, mm: of the whole print on the sheet, and of one element. */
const SHEET_SHIFT = 1.4;
const ELEMENT_SHIFT = 0.8;
/** 小四, the size the standard asks for filled text, mm. */
const FILLED_SIZE = 4.23;

interface Look extends Style {
	title: Face;
	titleInk: string;
	label: Face;
	value: Face;
	/** Share of the standard's size. */
	scale: number;
	underline: boolean;
	/** Space between label and value, mm. */
	gap: number;
}

function look(random: Random, cover: boolean): Look {
	const body = random.pick([FACES.serif, FACES.serif, FACES.serifMedium, FACES.sans, FACES.sansLight, FACES.xiaowei]);
	return {
		title: random.pick([
			FACES.serifBlack,
			FACES.serifBold,
			FACES.sansBold,
			FACES.xiaowei,
			FACES.mashan,
			FACES.huangyou,
			FACES.kuaile,
		]),
		titleInk: cover
			? random.pick(["#d9b55e", "#e6c878", "#cfa348"])
			: random.pick(["#b01e1e", "#1b1b1b", "#8a5a12", "#1d3a6e", "#c0281e"]),
		label: body,
		value: random.pick([body, FACES.serif, FACES.xiaowei]),
		ink: cover
			? random.pick(["#d9b55e", "#e6c878", "#cfa348"])
			: random.pick(["#141414", "#1c1c1c", "#26262c", "#2b2622"]),
		scale: random.float(0.94, 1.08),
		underline: random.chance(0.25),
		gap: random.float(0, 2),
	};
}

/** Cover colours by level: dark green, sky blue, bright red, ochre, purple. */
const COVERS = ["#1d4a34", "#4f8fbe", "#a81c22", "#8a5a2c", "#5b2a55"];

/** Draws the page; what differs from the form is in the content. */
export function drawForm(content: PageContent, random: Random): Sheet {
	const [width, height] = content.template.page;
	const sheet = new Sheet(width, height);
	const cover = content.template.id === "vocational-qualification-cover";
	const booklet = content.template.id === "vocational-qualification-inside";
	const style = look(random, cover);
	if (cover) sheet.ground(leather(width, height, random));
	else if (booklet || random.chance(0.1)) plainPaper(sheet, random);
	else certificatePaper(sheet, random);
	if (booklet) sheet.draw(fold(width, height));
	const shift: [number, number] = [random.float(-SHEET_SHIFT, SHEET_SHIFT), random.float(-SHEET_SHIFT, SHEET_SHIFT)];
	for (const element of content.template.elements) {
		const [dx, dy] = content.moved[element.name] ?? [0, 0];
		const own = [random.float(-ELEMENT_SHIFT, ELEMENT_SHIFT), random.float(-ELEMENT_SHIFT, ELEMENT_SHIFT)] as const;
		if (content.omitted.has(element.name)) continue;
		const [x, y, w, h] = element.box;
		drawElement(
			sheet,
			element,
			{ x: x + dx + shift[0] + own[0], y: y + dy + shift[1] + own[1], width: w, height: h },
			content,
			style,
			random,
		);
	}
	for (const extra of content.extras) extra(sheet, style);
	return sheet;
}

function drawElement(
	sheet: Sheet,
	element: TemplateElement,
	box: Box,
	content: PageContent,
	style: Look,
	random: Random,
): void {
	switch (element.kind) {
		case "title":
		case "text": {
			const text = content.wording[element.name] ?? element.text;
			const title = element.kind === "title";
			display(
				sheet,
				text,
				box,
				{ face: title ? style.title : style.label, fill: title ? style.titleInk : style.ink },
				random,
				element.name,
			);
			return;
		}
		case "statement":
			statement(sheet, content, box, style, random, element.name);
			return;
		case "field":
			field(sheet, element.name, content.wording[element.name] ?? element.pattern, content, box, style);
			return;
		case "mark":
			mark(sheet, element, box, content, random);
			return;
	}
}

/** One centred line as large as the box allows, less a little. */
function display(
	sheet: Sheet,
	text: string,
	box: Box,
	paint: { face: Face; fill: string },
	random: Random,
	element: string,
): void {
	const tracking = /\p{Script=Han}/u.test(text) ? random.float(0, 0.18) : 0;
	const at = (size: number): TextStyle => ({ ...paint, size, tracking });
	const natural = widthOf(text, at(1));
	const size = Math.min(box.height * random.float(0.72, 0.88), (box.width * random.float(0.86, 0.97)) / natural);
	const x = box.x + (box.width - widthOf(text, at(size)) + tracking * size) / 2;
	sheet.text(text, x, box.y + (box.height - size) / 2, at(size), element);
}

function statement(sheet: Sheet, content: PageContent, box: Box, style: Look, random: Random, element: string): void {
	const text = content.sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = content.values[name] ?? "";
		sheet.fields[name] = value;
		return value;
	});
	const leading = random.float(1.55, 1.95);
	let size = (box.height > 48 ? random.float(1.2, 1.5) : random.float(1, 1.15)) * FILLED_SIZE * style.scale;
	let lines: string[] = [];
	for (; size > 2; size *= 0.95) {
		lines = wrap(text, box.width, { face: style.label, size, fill: style.ink }, 2 * size);
		if (((lines.length - 1) * leading + 1) * size <= box.height) break;
	}
	lines.forEach((line, k) => {
		const x = box.x + (k === 0 && lines.length > 1 ? 2 * size : 0);
		sheet.text(line, x, box.y + k * leading * size, { face: style.label, size, fill: style.ink }, element);
	});
}

/** Label and value on one line, on two where the box has room for them and one line does not hold them. */
function field(sheet: Sheet, name: string, pattern: string, content: PageContent, box: Box, style: Look): void {
	const value = content.values[name] ?? "";
	if (value !== "") sheet.fields[name] = value;
	const [before = "", after = ""] = pattern.split("{value}");
	const twoLines = box.height >= 11;
	const wanted = Math.min(FILLED_SIZE * style.scale, twoLines ? box.height / 3.4 : box.height * 0.55);
	const runsAt = (size: number): Run[] =>
		[
			{ text: before, style: { face: style.label, size, fill: style.ink } },
			{ text: value, style: { face: style.value, size, fill: style.ink }, gap: before === "" ? 0 : style.gap },
			{ text: after, style: { face: style.label, size, fill: style.ink } },
		].filter((r) => r.text !== "");
	const runs = runsAt(wanted);
	const natural = runs.reduce((s, r) => s + widthOf(r.text, r.style) + (r.gap ?? 0), 0);
	if (twoLines && natural > box.width) {
		sheet.text(before.trimEnd(), box.x, box.y + 0.5, { face: style.label, size: wanted * 0.9, fill: style.ink }, name);
		sheet.text(
			value,
			box.x + 2,
			box.y + box.height / 2 + 0.5,
			{ face: style.value, size: wanted, fill: style.ink },
			name,
		);
		return;
	}
	const size = natural > box.width ? (wanted * box.width) / natural : wanted;
	const y = box.y + (box.height - size) / 2;
	const line = sheet.runs(runsAt(size), box.x, y, name);
	if (style.underline && value !== "" && before !== "") {
		const from = box.x + (line.edges[[...before].length] ?? 0);
		const to = box.x + (line.edges.at(-1) ?? 0);
		sheet.draw(
			`<path d="M${from.toFixed(1)} ${(y + size * 1.12).toFixed(1)}H${to.toFixed(1)}" stroke="${style.ink}" stroke-width="0.2"/>`,
		);
	}
}

function mark(
	sheet: Sheet,
	element: TemplateElement & { kind: "mark" },
	box: Box,
	content: PageContent,
	random: Random,
): void {
	const { name } = element;
	switch (element.mark) {
		case "portrait":
			portrait(
				sheet,
				box,
				content.template.family === "skill-level"
					? "#fbfbfb"
					: random.pick(["#fbfbfb", "#4a86c8", "#c8343a", "#dfe9f2"]),
				random,
				name,
			);
			return;
		case "qr":
			qr(sheet, box, content.qrContent, name);
			return;
		case "logo":
			houseLogo(sheet, box, random, name);
			return;
		case "national-emblem": {
			const width = Math.min(box.width, (box.height * EMBLEM_WIDTH) / EMBLEM_HEIGHT) * random.float(0.92, 1);
			const style = random.pick([EMBLEM_STYLES.gilt, EMBLEM_STYLES.gilt, EMBLEM_STYLES.relief]);
			emblem(sheet, box.x + (box.width - width) / 2, box.y, width, style, name);
			return;
		}
		case "round-seal": {
			const seal = content.seals[name];
			if (!seal) throw new RangeError(`no name for the seal ${name}`);
			const size = box.width * random.float(0.92, 1);
			const inner = {
				x: box.x + (box.width - size) / 2,
				y: box.y + (box.height - size) / 2,
				width: size,
				height: size,
			};
			roundSeal(sheet, inner, seal.name, sealLook(random, seal.centre), name);
			return;
		}
		default:
			throw new RangeError(`no drawing of ${element.mark}`);
	}
}

/** The boards of the booklet: one colour, a pressed grain, a pale rule. */
function leather(width: number, height: number, random: Random): string {
	const grain = Array.from(
		{ length: 900 },
		() => `M${random.float(0, width).toFixed(1)} ${random.float(0, height).toFixed(1)}h0.5v0.3z`,
	).join("");
	return `<rect width="${width}" height="${height}" fill="${random.pick(COVERS)}"/><path d="${grain}" fill="#000" opacity="0.16"/>`;
}

/** The fold of an open booklet. */
const fold = (width: number, height: number): string =>
	`<linearGradient id="fold"><stop offset="0" stop-color="#000" stop-opacity="0"/><stop offset="0.5" stop-color="#000" stop-opacity="0.22"/><stop offset="1" stop-color="#000" stop-opacity="0"/></linearGradient><rect x="${width / 2 - 4}" width="8" height="${height}" fill="url(#fold)"/>`;
