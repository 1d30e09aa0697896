/** `npm run bench -- logos`: registered logos on drawn pages, other drawings on others, and the time a page takes. */
import Table from "cli-table3";
import sharp from "sharp";
import { inkStyle, LOOK_ALIKES, outlineStyle, STYLES, type Style } from "../../models/drawings/index.ts";
import { drawLogo, OWNED_LOGOS, type OwnedLogo } from "../../samples/generator/pages/owned-logos.ts";
import { certificatePaper } from "../../samples/generator/pages/paper.ts";
import { Sheet } from "../../samples/generator/pages/sheet.ts";
import { column } from "../../samples/generator/pages/typeset.ts";
import { Random } from "../../samples/generator/random.ts";
import { matchLogos } from "../../src/marks/logo.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { quantile, share } from "./metrics.ts";
import { registeredLogos } from "./registry.ts";

/** Widths of the logos, mm: 40 to 400 pixels of a flat A4 page. */
const WIDTHS = [5, 7.5, 12, 25, 50];
const RENDERINGS: Record<string, Style> = {
	"as registered": STYLES.colour,
	"one ink": inkStyle("#1d4fa3"),
	black: inkStyle("#222222"),
	grey: STYLES.grey,
	contours: outlineStyle("#2b2b2b"),
};
/** Likeness from which a match may carry a finding. */
const SURE = 0.84;

/** `count` pages with a registered logo from `seed` on, and as many with another drawing. */
export async function runLogos(seed: number, count: number): Promise<void> {
	const logos = await registeredLogos();
	const times: number[] = [];
	const look = async (page: Raster) => {
		const start = performance.now();
		const marks = await matchLogos(page, logos, []);
		times.push(performance.now() - start);
		return marks;
	};
	const rows = new Map<string, { pages: number; found: number; sure: number }>();
	let mistaken = 0;
	const others = { marks: 0, sure: 0 };
	for (let k = 0; k < count; k++) {
		const random = new Random(seed + k);
		const logo = OWNED_LOGOS[k % OWNED_LOGOS.length] as OwnedLogo;
		const width = WIDTHS[k % WIDTHS.length] as number;
		const rendering = random.pick(Object.keys(RENDERINGS));
		const marks = await look(await pageWith(logo, width, RENDERINGS[rendering] as Style, random));
		const hit = marks.find(({ text }) => text === logo.owner);
		mistaken += marks.filter(({ text, confidence }) => text !== logo.owner && confidence >= SURE).length;
		for (const name of [`${width} mm`, rendering, "all"]) {
			const row = rows.get(name) ?? { pages: 0, found: 0, sure: 0 };
			row.pages++;
			if (hit) row.found++;
			if (hit && hit.confidence >= SURE) row.sure++;
			rows.set(name, row);
		}
		const other = random.pick(LOOK_ALIKES);
		const stranger = { aspect: other.aspect, draw: (style: Style) => other.draw(style, new Random(seed + k)) };
		const seen = await look(await pageWith(stranger, width, RENDERINGS[rendering] as Style, random));
		others.marks += seen.length;
		others.sure += seen.filter(({ confidence }) => confidence >= SURE).length;
		process.stderr.write(`\r${k + 1}`);
	}
	process.stderr.write("\n");
	const table = new Table({ head: ["logo", "found", "surely"], style: { head: [], border: [] } });
	for (const [name, { pages, found, sure }] of rows) table.push([name, share(found, pages), share(sure, pages)]);
	console.log(table.toString());
	console.log(`taken surely for another registered logo: ${mistaken}`);
	console.log(`pages with another drawing: ${count}, marks ${others.marks}, sure ones ${others.sure}`);
	// The first page also draws the registered logos at every turn.
	const rest = times.slice(1);
	console.log(
		`ms a page, ${logos.length} logos: p50 ${quantile(rest, 0.5).toFixed(0)}, p95 ${quantile(rest, 0.95).toFixed(0)}`,
	);
}

async function pageWith(
	logo: Pick<OwnedLogo, "aspect" | "draw">,
	width: number,
	style: Style,
	random: Random,
): Promise<Raster> {
	const sheet = new Sheet(297, 210);
	certificatePaper(sheet, random);
	const at = { x: random.float(20, 60), y: random.float(30, 80), width, degrees: random.float(-20, 20) };
	drawLogo(sheet, logo, at, style);
	column(sheet, ["姓名：李明轩", "证书编号：ZC20240012", "职业名称：养老护理员"], 165, 76, 4.5, 14);
	const drawn = sheet.render(8 * random.float(0.9, 1.1));
	const jpeg = await sharp(drawn.data, { raw: { width: drawn.width, height: drawn.height, channels: 4 } })
		.flatten({ background: "#ffffff" })
		.blur(random.float(0.4, 1.3))
		.jpeg({ quality: random.int(72, 92) })
		.toBuffer();
	const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
	return { width: info.width, height: info.height, data: new Uint8Array(data) };
}
