import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { inkStyle, STYLES, type Style } from "../../models/drawings/index.ts";
import { drawLogo, logoFile, OWNED_LOGOS, type OwnedLogo } from "../../samples/generator/pages/owned-logos.ts";
import { Sheet } from "../../samples/generator/pages/sheet.ts";
import { column } from "../../samples/generator/pages/typeset.ts";
import { bounds, boxPolygon, iou } from "../../src/geometry.ts";
import { matchLogos } from "../../src/marks/logo.ts";
import { prepareLogo } from "../../src/marks/logo-picture.ts";
import type { RegisteredLogo } from "../../src/registry.ts";
import type { Raster } from "../../src/vision/raster.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const OURS = OWNED_LOGOS.slice(0, 6);
const STRANGER = OWNED_LOGOS[9] as OwnedLogo;
let registered: RegisteredLogo[];

beforeAll(async () => {
	registered = await Promise.all(
		OURS.map(async (logo) => ({
			owner: logo.owner,
			creditCode: null,
			...(await prepareLogo(bytesOf(logoFile(logo)))),
		})),
	);
});

/** Pixels of the drawn pages per mm: those of a flat A4 page. */
const PX_PER_MM = 8;
const PLACE = { x: 40, y: 60 };

async function pageWith(logo: OwnedLogo, width: number, degrees: number, style: Style): Promise<Raster> {
	const sheet = new Sheet(297, 210);
	sheet.ground('<rect width="297" height="210" fill="#fbf7ea"/>');
	column(sheet, ["姓名：李明轩", "证书编号：ZC20240012"], 165, 76, 4.5, 14);
	drawLogo(sheet, logo, { ...PLACE, width, degrees }, style);
	const { width: w, height: h, data } = sheet.render(PX_PER_MM);
	const jpeg = await sharp(data, { raw: { width: w, height: h, channels: 4 } })
		.jpeg({ quality: 85 })
		.toBuffer();
	const decoded = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
	return { width: decoded.info.width, height: decoded.info.height, data: new Uint8Array(decoded.data) };
}

describe("registered logos on a page", () => {
	it.each([
		["as registered", 0, 22, 0, STYLES.colour],
		["in one ink, turned", 1, 22, 15, inkStyle("#1d4fa3")],
		["grey, large", 4, 60, -10, STYLES.grey],
		["8 mm wide", 3, 8, 0, STYLES.colour],
	] as const)("%s", async (_, which, width, degrees, style) => {
		const logo = OURS[which] as OwnedLogo;
		const [mark, ...more] = await matchLogos(await pageWith(logo, width, degrees, style), registered, []);
		expect(mark).toMatchObject({ kind: "logo", text: logo.owner });
		expect(more).toEqual([]);
		const drawn = { ...PLACE, width, height: width / logo.aspect };
		const inPixels = boxPolygon({
			x: drawn.x * PX_PER_MM,
			y: drawn.y * PX_PER_MM,
			width: drawn.width * PX_PER_MM,
			height: drawn.height * PX_PER_MM,
		});
		expect(iou(boxPolygon(bounds(mark?.polygon ?? [])), inPixels)).toBeGreaterThan(0.5);
	});

	it("somebody's unregistered logo is no mark, and neither is what is taken by something else", async () => {
		expect(await matchLogos(await pageWith(STRANGER, 22, 0, STYLES.colour), registered, [])).toEqual([]);
		const page = await pageWith(OURS[0] as OwnedLogo, 22, 0, STYLES.colour);
		const taken = boxPolygon({ x: 300, y: 460, width: 230, height: 230 });
		expect(await matchLogos(page, registered, [taken])).toEqual([]);
		expect(await matchLogos(page, [], [])).toEqual([]);
	});
});

describe("a picture to register", () => {
	const drawing = (svg: string, width = 400, height = 400) =>
		bytesOf(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${svg}</svg>`);
	const disc = '<circle cx="200" cy="200" r="80" fill="#1f5aa6"/>';

	it("is cut to its edges and kept small, from SVG, PNG and JPEG alike", async () => {
		const png = await sharp(Buffer.from(drawing(disc)))
			.png()
			.toBuffer();
		const jpeg = await sharp(png).flatten({ background: "#fff" }).jpeg().toBuffer();
		for (const bytes of [drawing(disc), png, jpeg]) {
			const { picture, sha256 } = await prepareLogo(bytes);
			const { width = 0, height = 0, format } = await sharp(Buffer.from(picture, "base64")).metadata();
			expect({ format, square: Math.abs(width - height) <= 2, small: Math.max(width, height) <= 256 }).toEqual({
				format: "png",
				square: true,
				small: true,
			});
			// The disc's 160 px, or more where a drawing is scaled up first; never the whole sheet.
			expect(Math.round(width / 20) * 20).toBe(bytes === png || bytes === jpeg ? 160 : 200);
			expect(sha256).toMatch(/^[0-9a-f]{64}$/);
		}
	});

	it.each([
		["nothing", new Uint8Array()],
		["text", bytesOf("not a picture")],
		["a blank sheet", drawing("")],
		["a speck", drawing('<rect x="10" y="10" width="3" height="3"/>')],
		["a rule", drawing('<rect x="10" y="10" width="380" height="40"/>')],
		["a broken drawing", bytesOf("<svg xmlns='http://www.w3.org/2000/svg'><path")],
		["a file too large", new Uint8Array(6_000_000)],
	])("%s is refused", async (_, bytes) => {
		await expect(prepareLogo(bytes)).rejects.toMatchObject({ code: "logo.invalid" });
	});
});
