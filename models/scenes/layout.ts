/** Certificates, covers, cards and papers laid out at random: the pages no form describes. */
import { certificatePaper } from "../../samples/generator/pages/paper.ts";
import { Sheet, type TextStyle, widthOf } from "../../samples/generator/pages/sheet.ts";
import type { Random } from "../../samples/generator/random.ts";
import type { Box } from "../../src/geometry.ts";
import { board, gold, hex, hsl, ink, isDark, paper, type Rgb } from "./colour.ts";
import { anyText, chinese, latin, TEXT_FACES } from "./text.ts";
import { bands, barcode, frame, guillocheBand, ornament, photo, qrLike, scribble, starSeal, table } from "./things.ts";

/** Page sizes, mm: certificates, cards, booklets. */
const SIZES = [
	[297, 210],
	[297, 210],
	[210, 297],
	[260, 185],
	[180, 125],
	[125, 176],
	[86, 54],
	[240, 240],
] as const;

/** A page of about ten things at random places, on paper or on a cover. */
export function randomPage(random: Random): Sheet {
	const [width, height] = random.pick(SIZES);
	const sheet = new Sheet(width, height);
	const cover = random.chance(0.24);
	const ground = layGround(sheet, cover, random);
	const unit = Math.max(width, height) / 297;
	if (random.chance(0.5)) sheet.draw(frame(sheet, hex(colourOn(ground, random)), unit, random));
	const taken: Box[] = [];
	const count = cover ? random.int(2, 7) : random.int(7, 18);
	for (let k = 0; k < count; k++) {
		const size = sizeOf(k, unit, random);
		const free = freeBox(taken, sheet, size, random);
		if (free === null) continue;
		taken.push(free);
		thing(k, sheet, free, ground, unit, random);
	}
	return sheet;
}

function layGround(sheet: Sheet, cover: boolean, random: Random): Rgb {
	const full = `width="${sheet.width}" height="${sheet.height}"`;
	const colour = cover ? board(random) : paper(random);
	if (!cover && random.chance(0.35)) {
		certificatePaper(sheet, random);
		return [250, 248, 240];
	}
	if (random.chance(0.3)) {
		const other = cover ? board(random) : paper(random);
		sheet.ground(
			`<linearGradient id="ground" x2="${random.float(0, 1).toFixed(2)}" y2="${random.float(0, 1).toFixed(2)}"><stop stop-color="${hex(colour)}"/><stop offset="1" stop-color="${hex(other)}"/></linearGradient><rect ${full} fill="url(#ground)"/>`,
		);
	} else sheet.ground(`<rect ${full} fill="${hex(colour)}"/>`);
	if (random.chance(0.35)) sheet.ground(guillocheBand(sheet, hex(ink(random)), random));
	if (random.chance(0.2)) sheet.ground(bands(sheet, random));
	return colour;
}

/** Print that can be seen on a ground. */
const colourOn = (ground: Rgb, random: Random): Rgb =>
	isDark(ground)
		? random.pick([gold, gold, (r: Random) => hsl(0, 0, r.float(0.75, 1))])(random)
		: random.chance(0.1)
			? gold(random)
			: ink(random);

const sizeOf = (k: number, unit: number, random: Random): [number, number] =>
	k === 0
		? [random.float(80, 220) * unit, random.float(8, 20) * unit]
		: [random.float(20, 130) * unit, random.float(8, 60) * unit];

function freeBox(taken: readonly Box[], sheet: Sheet, [width, height]: [number, number], random: Random): Box | null {
	for (let tries = 0; tries < 6; tries++) {
		const box = {
			x: random.float(0.04, 0.94) * sheet.width - (random.chance(0.5) ? width / 2 : 0),
			y: random.float(0.04, 0.9) * sheet.height,
			width,
			height,
		};
		const apart = (b: Box): boolean =>
			b.x + b.width < box.x || box.x + width < b.x || b.y + b.height < box.y || box.y + height < b.y;
		if (box.x > 0 && box.x + width < sheet.width && taken.every(apart)) return box;
	}
	return null;
}

function thing(k: number, sheet: Sheet, box: Box, ground: Rgb, unit: number, random: Random): void {
	const colour = hex(colourOn(ground, random));
	const square = { ...box, width: Math.min(box.width, box.height), height: Math.min(box.width, box.height) };
	if (k === 0 || random.chance(0.5)) {
		print(sheet, box, colour, k === 0, unit, random);
		return;
	}
	const draw = random.pick([
		() => table(box, colour, random),
		() => photo(box, random),
		() => photo(square, random),
		() => qrLike(square, random),
		() => barcode(box, random),
		() => ornament(square, colour, random),
		() => scribble(box, hex(ink(random)), random),
		() => starSeal(square, random),
		() => starSeal(square, random),
		() => panel(sheet, box, unit, random),
	]);
	sheet.draw(draw());
}

/** A title, a paragraph, a column of labels and values, or characters downwards. */
function print(sheet: Sheet, box: Box, fill: string, title: boolean, unit: number, random: Random): void {
	const style: TextStyle = {
		face: random.pick(TEXT_FACES),
		size: title ? box.height * random.float(0.6, 1) : random.float(2.4, 8) * unit,
		fill,
		tracking: random.pick([0, 0, random.float(0, 0.6)]),
	};
	if (title) {
		const text = random.chance(0.8) ? chinese(random.int(3, 12), random) : latin(random.int(8, 24), random);
		const size = Math.min(style.size, (style.size * box.width) / widthOf(text, style));
		sheet.text(text, box.x, box.y, { ...style, size });
		return;
	}
	if (random.chance(0.08)) {
		sheet.verticalText(chinese(Math.max(2, Math.floor(box.height / style.size)), random), box.x, box.y, style);
		return;
	}
	const leading = style.size * random.float(1.2, 2.4);
	const full = Math.max(2, Math.floor(box.width / style.size / (1 + (style.tracking ?? 0))));
	const ragged = random.chance(0.5);
	for (let y = box.y; y + style.size < Math.min(box.y + box.height, sheet.height); y += leading)
		sheet.text(anyText(ragged ? random.int(2, full) : full, random).slice(0, 2 * full), box.x, y, style);
}

/** A coloured field with print of its own. */
function panel(sheet: Sheet, box: Box, unit: number, random: Random): string {
	const fill = random.pick([board, paper, ink])(random);
	const size = Math.min(box.height * 0.5, 9 * unit);
	const style = { face: random.pick(TEXT_FACES), size, fill: hex(colourOn(fill, random)) };
	const text = chinese(Math.max(1, Math.floor((box.width * 0.8) / size)), random);
	sheet.draw(
		`<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="${random.pick([0, 2, 6]) * unit}" fill="${hex(fill)}"/>`,
	);
	sheet.text(text, box.x + box.width * 0.1, box.y + (box.height - size) / 2, style);
	return "";
}
