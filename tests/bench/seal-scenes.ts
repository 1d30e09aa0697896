/** Stamps of every build on blank and printed pages, lightly photographed, and pages that bear only what looks like stamps. */
import sharp from "sharp";
import { inkStyle, LOOK_ALIKES, STYLES } from "../../models/drawings/index.ts";
import { lightMap } from "../../samples/generator/camera/light.ts";
import { FACES } from "../../samples/generator/fonts.ts";
import { certificatePaper, plainPaper } from "../../samples/generator/pages/paper.ts";
import { randomStamp, type Stamp, sealName, stampSeal } from "../../samples/generator/pages/seals.ts";
import { Sheet } from "../../samples/generator/pages/sheet.ts";
import { Random } from "../../samples/generator/random.ts";
import {
	type Box,
	type Homography,
	mapPolygon,
	type Point,
	type Polygon,
	solveHomography,
} from "../../src/geometry.ts";
import { loadOpenCv } from "../../src/vision/opencv.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { warp } from "../../src/vision/warp.ts";

/** Long side of a stamp, mm, and of the flat pages it is looked for on, pixels. */
const STAMP_MM: readonly [number, number] = [36, 45];
const PAGE_PX: readonly [number, number] = [800, 2400];
/** Length of a stamp as a share of the page's long side. */
const SHARE: readonly [number, number] = [0.09, 0.33];

export interface SealScene {
	page: Raster;
	stamp: Stamp;
	/** PagePx. */
	polygon: Polygon;
	/** Long side in pixels. */
	size: number;
	/** Whether print crosses the stamp. */
	covered: boolean;
	/** Issuer printed on the page, where one is. */
	issuer: string;
}

/** One page with one stamp, 80 to 600 px long, the same for the same seed. */
export async function sealScene(seed: number): Promise<SealScene> {
	const random = new Random(seed);
	const stamp = randomStamp(random.fork("stamp"));
	const size = Math.round(80 * 7.5 ** random.next());
	const least = Math.max(PAGE_PX[0], size / SHARE[1]);
	const most = Math.max(least, Math.min(PAGE_PX[1], size / SHARE[0]));
	const mm = stamp.shape === "square" ? random.float(20, 32) : random.float(...STAMP_MM);
	const scale = size / mm;
	const long = random.float(least, most) / scale;
	const sheet = new Sheet(long, long * random.float(0.68, 0.75));
	const issuer = random.chance(0.5) ? stamp.name : sealName(random);
	const printed = random.chance(0.6);
	if (printed) certificatePaper(sheet, random.fork("paper"));
	else plainPaper(sheet, random.fork("paper"));
	const box = {
		x: random.float(0.08 * long, 0.92 * long - mm),
		y: random.float(0.08 * sheet.height, 0.92 * sheet.height - mm),
		width: mm,
		height: mm,
	};
	const covered = printed && random.chance(0.5);
	if (printed) print(sheet, box, issuer, covered, random.fork("print"));
	stampSeal(sheet, box, stamp, random.fork("ink"));
	const drawn = sheet.render(scale);
	const raster = await withoutAlpha(drawn);
	const { page, place } = await photographed(raster, random.fork("camera"));
	const mark = sheet.marks[0] as { polygon: Polygon };
	const polygon = mapPolygon(
		place,
		mark.polygon.map(([x, y]): Point => [x * scale, y * scale]),
	);
	return { page, stamp, polygon, size, covered, issuer };
}

/** Title and lines of text; across the stamp only where it is covered. */
function print(sheet: Sheet, seal: Box, issuer: string, covered: boolean, random: Random): void {
	const size = random.float(4.2, 6);
	const face = random.pick([FACES.serif, FACES.sans, FACES.serifMedium]);
	const fill = "#1d1d1f";
	const free = (y: number) => y + size < seal.y - 2 || y > seal.y + seal.height + 2;
	for (let y = sheet.height * 0.1; y < sheet.height * 0.9; y += size * 2.2)
		if (free(y) && random.chance(0.7))
			sheet.text(
				"兹证明参加本单位组织的职业技能培训并经考核成绩合格特发此证".slice(0, random.int(8, 26)),
				sheet.width * 0.1,
				y,
				{
					face,
					size,
					fill,
				},
			);
	if (!covered) return;
	const x = seal.x + random.float(-0.6, 0.2) * seal.width;
	sheet.text(`${issuer}（盖章）`, x, seal.y + random.float(0.3, 0.5) * seal.height, { face, size, fill });
	sheet.text("2024年3月25日", x, seal.y + random.float(0.68, 0.8) * seal.height, { face, size, fill });
}

async function withoutAlpha({ width, height, data }: { width: number; height: number; data: Buffer }): Promise<Raster> {
	const rgb = await sharp(data, { raw: { width, height, channels: 4 } })
		.flatten({ background: "#ffffff" })
		.raw()
		.toBuffer();
	return { width, height, data: new Uint8Array(rgb) };
}

/** What is left of a photo after flattening: a little slant, blur, uneven light, noise and JPEG. */
async function photographed(raster: Raster, random: Random): Promise<{ page: Raster; place: Homography }> {
	const { width, height } = raster;
	const corners: Point[] = [
		[0, 0],
		[width, 0],
		[width, height],
		[0, height],
	];
	const jitter = 0.012 * Math.max(width, height);
	const place = solveHomography(
		corners,
		corners.map(([x, y]): Point => [x + random.float(-jitter, jitter), y + random.float(-jitter, jitter)]),
	);
	const slanted = warp(await loadOpenCv(), raster, place, width, height);
	const light = await lightMap(
		width,
		height,
		{
			fall: 0.75,
			shadow: 0.3,
			shadowLeaves: 0.7,
			glare: 0,
			glareStrength: 0,
			glareSize: 0.1,
			cast: 0.06,
			exposure: [0.85, 1.02],
		},
		random.fork("light"),
	);
	const noise = random.float(1, 5);
	const grain = random.fork("noise");
	const data = slanted.data;
	for (let i = 0; i < data.length; i++) {
		const lit = ((data[i] as number) * (light.gain[i] as number)) / 128;
		data[i] = Math.max(0, Math.min(255, lit + (grain.next() + grain.next() - 1) * 2.4 * noise));
	}
	const jpeg = await sharp(data, { raw: { width, height, channels: 3 } })
		.blur(random.float(0.4, 1.2))
		.jpeg({ quality: random.int(75, 92) })
		.toBuffer();
	const pixels = await sharp(jpeg).removeAlpha().raw().toBuffer();
	return { page: { width, height, data: new Uint8Array(pixels) }, place };
}

/** Drawings that are stamps, or are built like one: a school's crest has a ring of characters too. */
const STAMP_LIKE = ["star-seal", "oval-seal", "square-seal", "school-crest"];

/** One printed page with look-alikes and red boxes and no stamp on it, the same for the same seed. */
export async function stampFreePage(seed: number): Promise<Raster> {
	const random = new Random(seed).fork("stamp-free");
	const sheet = new Sheet(297, 210);
	certificatePaper(sheet, random);
	const red = random.pick(["#c8102e", "#b81d24", "#d3222a"]);
	sheet.draw(`<rect x="110" y="14" width="80" height="26" fill="none" stroke="${red}" stroke-width="1.2"/>`);
	sheet.text(random.pick(["培训证书", "合格证书", "荣誉证书"]), 116, 18, {
		face: FACES.serifBlack,
		size: 17,
		fill: red,
	});
	sheet.draw(
		`<rect x="20" y="60" width="26" height="36" fill="${random.pick([red, "#3f6fb8", "none"])}" stroke="${red}"/>`,
	);
	print(sheet, { x: 60, y: 95, width: 180, height: 100 }, "", false, random);
	const lookAlikes = LOOK_ALIKES.filter(({ name }) => !STAMP_LIKE.includes(name));
	for (let k = 0; k < 4; k++) {
		const drawing = random.pick(lookAlikes);
		const width = random.float(18, 42);
		const style = random.chance(0.5) ? STYLES.colour : inkStyle(red);
		sheet.draw(
			`<g transform="translate(${60 + k * 46} ${random.float(98, 140)}) scale(${width})">${drawing.draw(style, random)}</g>`,
		);
	}
	return (await photographed(await withoutAlpha(sheet.render(random.float(4, 8))), random.fork("camera"))).page;
}
