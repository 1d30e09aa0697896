import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";
import type { Point } from "../../src/geometry.ts";
import type { Raster } from "../../src/vision/raster.ts";

const require = createRequire(import.meta.url);
const font = require.resolve("@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf");

export interface PrintedLine {
	text: string;
	x: number;
	/** Base line. */
	y: number;
	/** Em, pixels. */
	size: number;
}

export const WIDTH = 1000;
export const HEIGHT = 640;

/** A small certificate page: a title, a long line, numbers, an address in small print, two lines side by side. */
export const PRINTED: readonly PrintedLine[] = [
	{ text: "职业技能等级证书", x: 300, y: 90, size: 40 },
	{ text: "本证书由岭南匠心职业技能评价有限公司颁发", x: 80, y: 180, size: 28 },
	{ text: "姓名：欧阳晓燕", x: 80, y: 260, size: 26 },
	{ text: "发证日期：2024年05月17日", x: 540, y: 260, size: 26 },
	{ text: "证件号码：44010619900307123X", x: 80, y: 340, size: 26 },
	{ text: "http://zscx.osta.org.cn", x: 80, y: 420, size: 20 },
];

/** The box of a printed line's ink: [left, top, right, bottom], pixels. */
export function inkOf(line: PrintedLine): [number, number, number, number] {
	const box = picture([line], "", "none").getBBox();
	if (box === undefined) throw new RangeError("nothing was printed");
	return [box.x, box.y, box.x + box.width, box.y + box.height];
}

export const middleOf = (line: PrintedLine): Point => {
	const [left, top, right, bottom] = inkOf(line);
	return [(left + right) / 2, (top + bottom) / 2];
};

/** Draws lines (black on cream) at the given size in pixels; `column` is set downwards, one character per 40 px. */
export function draw(lines: readonly PrintedLine[], column = ""): Raster {
	const { width, height, pixels } = picture(lines, column, "#f6f1e4").render();
	const data = new Uint8Array(width * height * 3);
	for (let i = 0, j = 0; i < pixels.length; i++) if (i % 4 !== 3) data[j++] = pixels[i] as number;
	return { width, height, data };
}

function picture(lines: readonly PrintedLine[], column: string, paper: string): Resvg {
	const text = lines.map(({ text, x, y, size }) => `<text x="${x}" y="${y}" font-size="${size}">${text}</text>`);
	const stacked = [...column].map((c, i) => `<text x="920" y="${120 + 40 * i}" font-size="34">${c}</text>`);
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="Noto Sans SC">
		${paper === "none" ? "" : `<rect width="100%" height="100%" fill="${paper}"/>`}${text.join("")}${stacked.join("")}</svg>`;
	return new Resvg(svg, { font: { fontFiles: [font], loadSystemFonts: false, defaultFontFamily: "Noto Sans SC" } });
}

/** The part of a picture that holds one printed line, with a little room around it. */
export function cutOut(page: Raster, line: PrintedLine): Raster {
	const [left, top, right, bottom] = inkOf(line);
	const [x0, y0] = [Math.max(0, Math.floor(left - 4)), Math.max(0, Math.floor(top - 4))];
	const width = Math.min(page.width, Math.ceil(right + 4)) - x0;
	const height = Math.min(page.height, Math.ceil(bottom + 4)) - y0;
	const data = new Uint8Array(width * height * 3);
	for (let y = 0; y < height; y++) {
		const from = ((y0 + y) * page.width + x0) * 3;
		data.set(page.data.subarray(from, from + width * 3), y * width * 3);
	}
	return { width, height, data };
}
