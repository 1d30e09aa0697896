/** Setting text on a sheet, shared by all documents that follow no registered form. */
import { FACES, type Face } from "../fonts.ts";
import type { Random } from "../random.ts";
import { roundSeal, sealLook } from "./marks.ts";
import { type Sheet, widthOf, wrap } from "./sheet.ts";

export const INK = "#1d1d1f";

/** Prints lines from a left edge downwards. */
export function column(
	sheet: Sheet,
	lines: readonly string[],
	x: number,
	y: number,
	size: number,
	leading: number,
	face: Face = FACES.serif,
	fill = INK,
): void {
	lines.forEach((line, k) => {
		if (line !== "") sheet.text(line, x, y + k * leading, { face, size, fill });
	});
}

/** Prints one line centred on the page. */
export function centred(
	sheet: Sheet,
	text: string,
	y: number,
	size: number,
	face: Face = FACES.serifBold,
	fill = INK,
): void {
	const style = { face, size: Math.min(size, (size * sheet.width * 0.86) / widthOf(text, { face, size, fill })), fill };
	sheet.text(text, (sheet.width - widthOf(text, style)) / 2, y, style);
}

/** Prints a paragraph with an indented first line. */
export function paragraph(
	sheet: Sheet,
	text: string,
	x: number,
	y: number,
	width: number,
	size: number,
	leading: number,
	face: Face = FACES.serif,
): void {
	const style = { face, size, fill: INK };
	wrap(text, width, style, 2 * size).forEach((line, k) => {
		sheet.text(line, k === 0 ? x + 2 * size : x, y + k * leading, style);
	});
}

/** Stamps a round seal of `size` mm with its top left corner at x, y. */
export const seal = (
	sheet: Sheet,
	x: number,
	y: number,
	size: number,
	name: string,
	random: Random,
	centre: "star" | "emblem" = "star",
): void => roundSeal(sheet, { x, y, width: size, height: size }, name, sealLook(random, centre), null);

/** Towns that do not exist. */
export const CITY = ["临江市", "云溪市", "海澜市", "南屿市"] as const;
