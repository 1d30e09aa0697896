/** Places the forms leave empty, and printing into them. */
import type { Box, Polygon } from "../../../src/geometry.ts";
import { boxPolygon } from "../../../src/geometry.ts";
import { FACES } from "../fonts.ts";
import type { PageContent, TemplateId } from "../pages/content.ts";
import { type Sheet, type TextStyle, widthOf } from "../pages/sheet.ts";
import type { Random } from "../random.ts";

/** PageMm boxes without registered print, of at least 6 mm height. */
const FREE: Record<TemplateId, readonly Box[]> = {
	"skill-level": [
		{ x: 45, y: 17, width: 95, height: 14 },
		{ x: 24, y: 176, width: 110, height: 9 },
		{ x: 150, y: 191, width: 125, height: 8 },
		{ x: 150, y: 17, width: 120, height: 9 },
		{ x: 24, y: 121, width: 52, height: 9 },
	],
	"special-ability": [
		{ x: 90, y: 15, width: 117, height: 12 },
		{ x: 80, y: 51, width: 137, height: 9 },
		{ x: 50, y: 188, width: 190, height: 9 },
	],
	"training-completion": [
		{ x: 85, y: 15, width: 127, height: 13 },
		{ x: 85, y: 54, width: 127, height: 8 },
		{ x: 32, y: 124, width: 150, height: 10 },
		{ x: 40, y: 186, width: 215, height: 9 },
	],
	"vocational-qualification-inside": [{ x: 94, y: 78, width: 32, height: 8 }],
	"vocational-qualification-cover": [{ x: 14, y: 104, width: 60, height: 10 }],
};

export function freePlace(content: PageContent, random: Random, atLeastWide = 0): Box {
	const id = content.template.id as TemplateId;
	const present = content.template.elements.filter((e) => e.optional && !content.omitted.has(e.name));
	const taken = (b: Box) =>
		present.some(({ box: [x, y, w, h] }) => b.x < x + w && x < b.x + b.width && b.y < y + h && y < b.y + b.height);
	const fit = FREE[id].filter((b) => b.width >= atLeastWide && !taken(b));
	return random.pick(fit.length > 0 ? fit : FREE[id]);
}

/** Prints words centred in a place, as large as looks natural there. */
export function printInto(sheet: Sheet, words: string, box: Box, ink: string, random: Random): void {
	const bold = random.chance(0.4);
	const style: TextStyle = {
		face: random.pick(bold ? [FACES.serifBold, FACES.sansBold] : [FACES.serif, FACES.sans, FACES.xiaowei]),
		size: 1,
		fill: random.chance(0.3) ? random.pick(["#b01e1e", "#1d3a6e"]) : ink,
	};
	const size = Math.min(box.height * 0.7, random.float(4, 7), (box.width * 0.96) / widthOf(words, style));
	const width = widthOf(words, { ...style, size });
	sheet.text(words, box.x + (box.width - width) / 2, box.y + (box.height - size) / 2, { ...style, size });
}

/** Plans printing words into an empty place once the form is drawn. */
export function addLine(content: PageContent, words: string, random: Random): void {
	const box = freePlace(content, random, 60);
	content.extras.push((sheet, { ink }) => printInto(sheet, words, box, ink, random));
}

/** Place of words on the drawn page, within one element if given. Throws RangeError when no line holds them. */
export function placeOf(words: string, element?: string): (sheet: Sheet) => Polygon[] {
	return (sheet) => {
		const place = sheet.place(words, element);
		if (!place) throw new RangeError(`not on the page: ${words}`);
		return [place];
	};
}

export function elementPlace(name: string): (sheet: Sheet) => Polygon[] {
	return (sheet) => {
		const place = sheet.elementPlace(name);
		if (!place) throw new RangeError(`element not drawn: ${name}`);
		return [place];
	};
}

export function registeredPlace(content: PageContent, name: string): Polygon {
	const element = content.template.elements.find((e) => e.name === name);
	if (!element) throw new RangeError(`no element ${name}`);
	const [x, y, width, height] = element.box;
	return boxPolygon({ x, y, width, height });
}
