/**
 * Contact sheet of all drawings: one row each, one column per style, then columns of varied structure.
 * Use: tsx models/drawings/sheet.ts <file.png> [cell width in pixels, default 110] [seed, default 1]
 */
import { writeFile } from "node:fs/promises";
import { Resvg } from "@resvg/resvg-js";
import { Random } from "../../samples/generator/random.ts";
import { DRAWINGS, type Drawing, STYLES, type Style } from "./index.ts";

const VARIED = 4;
const MARGIN = 0.06;

/** SVG of the sheet in cells of 1 × 1; taller or wider drawings are fitted into their cell. */
function sheet(seed: number): { svg: string; columns: number; rows: number } {
	const styles = Object.values(STYLES);
	const columns = styles.length + VARIED;
	const rows = DRAWINGS.length;
	const cells = DRAWINGS.flatMap((d, row) => {
		const random = new Random(seed).fork(d.name);
		const usual = styles.map((style, column) => cell(d, style, column, row));
		const varied = Array.from({ length: VARIED }, (_, k) =>
			cell(d, random.pick([STYLES.colour, STYLES.relief, STYLES.flat]), styles.length + k, row, random),
		);
		return [...usual, ...varied];
	});
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${columns} ${rows}"><rect width="${columns}" height="${rows}" fill="#ffffff"/>${cells.join("")}</svg>`;
	return { svg, columns, rows };
}

function cell(d: Drawing, style: Style, column: number, row: number, random?: Random): string {
	const scale = (1 - 2 * MARGIN) * Math.min(1, d.aspect);
	const x = column + (1 - scale) / 2;
	const y = row + (1 - scale / d.aspect) / 2;
	return `<g transform="translate(${x} ${y}) scale(${scale})">${d.draw(style, random)}</g>`;
}

const [file, cellWidth = "110", seed = "1"] = process.argv.slice(2);
if (file === undefined) {
	console.error("Use: tsx models/drawings/sheet.ts <file.png> [cell width in pixels] [seed]");
	process.exitCode = 2;
} else {
	const { svg, columns } = sheet(Number(seed));
	const fitTo = { mode: "width", value: columns * Number(cellWidth) } as const;
	await writeFile(file, new Resvg(svg, { fitTo, font: { loadSystemFonts: false } }).render().asPng());
}
