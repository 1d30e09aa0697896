/**
 * Pages without any of the marks, on a desk: pages of registered forms, other documents, and pages laid out at random.
 * One page serves many scenes, each of which sees another part of it.
 */
import { BACKGROUNDS, background } from "../../samples/generator/camera/background.ts";
import { conformingContent, type TemplateId } from "../../samples/generator/pages/content.ts";
import { DOCUMENTS } from "../../samples/generator/pages/documents.ts";
import { drawForm } from "../../samples/generator/pages/form.ts";
import type { Sheet } from "../../samples/generator/pages/sheet.ts";
import { Random } from "../../samples/generator/random.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { MARKS } from "../drawings/index.ts";
import { randomPage } from "./layout.ts";

/** Long side of a flattened page as the detector meets it, px. */
const PAGE_SIDE = [1350, 1850] as const;
/** Scenes cut from one page. */
export const SCENES_PER_PAGE = 25;
/** Pages kept in memory. */
const KEPT = 3;

const FORMS: readonly TemplateId[] = [
	"skill-level",
	"special-ability",
	"training-completion",
	"vocational-qualification-inside",
	"vocational-qualification-cover",
];
const MARKED = new Set<string>(MARKS.map((m) => m.kind));
/** Documents of the state show their emblem. */
const UNMARKED = Object.entries(DOCUMENTS).filter(([name]) => !/licence|identity card/.test(name));

const pages = new Map<number, Promise<Raster>>();

/** The page that the scene of a seed is cut from. */
export function groundOf(seed: number): Promise<Raster> {
	const index = Math.floor(seed / SCENES_PER_PAGE);
	const known = pages.get(index);
	if (known) return known;
	const drawn = drawGround(new Random(index).fork("ground"));
	pages.set(index, drawn);
	for (const old of pages.keys()) if (pages.size > KEPT) pages.delete(old);
	return drawn;
}

async function drawGround(random: Random): Promise<Raster> {
	const sheet = page(
		random.fork("page"),
		random.pick(["form", "document", "layout", "layout", "layout", "layout"] as const),
	);
	const side = random.float(...PAGE_SIDE);
	const drawn = sheet.render(side / Math.max(sheet.width, sheet.height));
	const desk = Math.round(random.float(0.03, 0.2) * side);
	const [width, height] = [drawn.width + 2 * desk, drawn.height + 2 * desk];
	const data = await background(random.pick(BACKGROUNDS), width, height, random.fork("desk"));
	const ground = { width, height, data: new Uint8Array(data) };
	lay(drawn, ground, desk);
	textured(ground, random.fork("fibre"));
	return ground;
}

/** Puts the drawn page, premultiplied RGBA, on the desk, `inset` px from its edges. */
function lay({ width, height, data }: ReturnType<Sheet["render"]>, desk: Raster, inset: number): void {
	for (let y = 0, p = 0; y < height; y++) {
		let to = ((y + inset) * desk.width + inset) * 3;
		for (let x = 0; x < width; x++, p += 4) {
			const open = 1 - (data[p + 3] as number) / 255;
			for (let c = 0; c < 3; c++, to++) desk.data[to] = (data[p + c] as number) + (desk.data[to] as number) * open;
		}
	}
}

function page(random: Random, kind: "form" | "document" | "layout"): Sheet {
	if (kind === "layout") return randomPage(random);
	if (kind === "document") return random.pick(UNMARKED)[1](random);
	const content = conformingContent(random.pick(FORMS), random);
	for (const element of content.template.elements)
		if (element.kind === "mark" && MARKED.has(element.mark)) content.omitted.add(element.name);
	for (const seal of Object.values(content.seals)) seal.centre = "star";
	return drawForm(content, random);
}

/** Fibres and unevenness of paper: noise at two sizes. */
function textured({ data, width }: Raster, random: Random): void {
	const [fine, coarse] = random.chance(0.5) ? [random.float(0, 9), random.float(0, 12)] : [0, 0];
	// Paper is never as white as the number says: relief and pale print on it need room above.
	const white = random.float(0.9, 0.98);
	const side = 256;
	const tile = Float32Array.from({ length: side * side }, () => random.float(-1, 1));
	const pitch = random.int(3, 9);
	for (let p = 0, s = 0; s < data.length; p++) {
		const x = p % width;
		const y = (p / width) | 0;
		const at = ((y * 7919) & 0xff00) | ((x + y * 31) & 0xff);
		const blot = (((y / pitch) & 0xff) << 8) | ((x / pitch) & 0xff);
		const off = fine * (tile[at] as number) * 0.6 + coarse * (tile[blot] as number) * 0.3;
		for (let c = 0; c < 3; c++, s++) {
			const v = (data[s] as number) * white + off;
			data[s] = v < 0 ? 0 : v > 255 ? 255 : v;
		}
	}
}
