/** Small made-up certificate pages with known marks, for testing the detectors. Sizes in millimetres until drawn. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import qrcode from "qrcode";
import sharp from "sharp";
import type { Raster } from "../../src/vision/raster.ts";

const require = createRequire(import.meta.url);
const fontFile = (name: string, file: string) =>
	join(dirname(require.resolve(`@expo-google-fonts/${name}/package.json`)), file);
const FONTS = [
	fontFile("noto-serif-sc", "400Regular/NotoSerifSC_400Regular.ttf"),
	fontFile("noto-serif-sc", "700Bold/NotoSerifSC_700Bold.ttf"),
];

export interface PageSize {
	width: number;
	height: number;
	/** Pixels per millimetre of the picture. */
	scale: number;
}

export const A4_LANDSCAPE: PageSize = { width: 297, height: 210, scale: 5 };

/** Draws SVG content in millimetres as an RGB picture. */
export function draw(content: string, { width, height, scale }: PageSize, paper = "#ffffff"): Raster {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="${paper}"/>${content}</svg>`;
	const image = new Resvg(svg, {
		fitTo: { mode: "zoom", value: scale },
		font: { loadSystemFonts: false, fontFiles: FONTS, defaultFontFamily: "Noto Serif SC" },
	}).render();
	const rgba = image.pixels;
	const data = new Uint8Array((rgba.length / 4) * 3);
	for (let i = 0, p = 0; i < rgba.length; i += 4, p += 3) data.set(rgba.subarray(i, i + 3), p);
	return { width: image.width, height: image.height, data };
}

/** What a phone does to a picture: blur, noise from `seed`, a warm lamp that falls off to one side, JPEG. */
export async function photographed(
	picture: Raster,
	{ blur = 1, noise = 5, warmth = 0.08, shade = 0.25, quality = 82, seed = 1 } = {},
): Promise<Raster> {
	const { width, height } = picture;
	const data = new Uint8Array(picture.data.length);
	let state = seed * 2654435761;
	const random = () => {
		state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
		return state / 2 ** 32 - 0.5;
	};
	const tint = [1, 1 - warmth / 2, 1 - warmth];
	for (let i = 0; i < data.length; i++) {
		const x = Math.floor(i / 3) % width;
		const light = 0.95 - (shade * x) / width;
		const grain = (random() + random() + random()) * 2 * noise;
		data[i] = Math.min(255, Math.max(0, (picture.data[i] as number) * light * (tint[i % 3] as number) + grain));
	}
	let image = sharp(data, { raw: { width, height, channels: 3 } });
	if (blur >= 0.3) image = image.blur(blur);
	const jpeg = await image.jpeg({ quality }).toBuffer();
	const out = await sharp(jpeg).removeAlpha().raw().toBuffer({ resolveWithObject: true });
	return { width: out.info.width, height: out.info.height, data: new Uint8Array(out.data) };
}

export const star = (x: number, y: number, r: number, fill: string, turn = 0): string => {
	const points = Array.from({ length: 10 }, (_, i) => {
		const a = ((i * 36 - 90 + turn) * Math.PI) / 180;
		const k = i % 2 === 0 ? r : r * 0.382;
		return `${(x + k * Math.cos(a)).toFixed(3)},${(y + k * Math.sin(a)).toFixed(3)}`;
	});
	return `<polygon points="${points.join(" ")}" fill="${fill}"/>`;
};

/** A stamped seal: ring, ring text from lower left over the top, centre piece, optional straight line below it. */
export function seal(
	x: number,
	y: number,
	{
		rx = 21,
		ry = 21,
		text = "晨光职业培训学校",
		line = "",
		centre = star(0, 0, 7, "currentColor"),
		ink = "#d8232a",
		opacity = 0.85,
		turn = 0,
		span = 250,
	} = {},
): string {
	const glyph = (2 * Math.PI * Math.min(rx, ry) * 0.76 * (span / 360)) / Math.max(text.length, 9);
	const size = Math.min(6.5, glyph * 1.05) * (Math.min(rx, ry) / 21 > 0.8 ? 1 : 0.8);
	const glyphs = [...text].map((c, i) => {
		const a = text.length > 1 ? -span / 2 + (span * i) / (text.length - 1) : 0;
		const rad = (a * Math.PI) / 180;
		const px = rx * 0.77 * Math.sin(rad);
		const py = -ry * 0.77 * Math.cos(rad);
		const lean = (Math.atan2(px / (rx * rx), -py / (ry * ry)) * 180) / Math.PI;
		return `<text transform="translate(${px},${py}) rotate(${lean}) scale(0.85,1.15)" y="${size * 0.36}" font-size="${size}" font-weight="700" text-anchor="middle" fill="currentColor">${c}</text>`;
	});
	const below = line
		? `<text y="${ry * 0.62}" font-size="${Math.min(4, (rx * 1.1) / line.length)}" font-weight="700" text-anchor="middle" fill="currentColor">${line}</text>`
		: "";
	return `<g transform="translate(${x},${y}) rotate(${turn})" color="${ink}" opacity="${opacity}"><ellipse rx="${rx - 0.5}" ry="${ry - 0.5}" fill="none" stroke="currentColor" stroke-width="1.1"/>${glyphs.join("")}${centre}${below}</g>`;
}

/** A QR code of the given width. */
export function qr(x: number, y: number, size: number, text: string): string {
	const { modules } = qrcode.create(text, { errorCorrectionLevel: "M" });
	const n = modules.size;
	const cells = Array.from({ length: n * n }, (_, i) =>
		modules.data[i] ? `M${i % n},${Math.floor(i / n)}h1v1h-1z` : "",
	).join("");
	return `<path transform="translate(${x},${y}) scale(${size / n})" d="${cells}" fill="#111"/>`;
}

/** A stylised head and shoulders on a plain ground. */
export function portrait(
	x: number,
	y: number,
	{ ground = "#ffffff", frame = "#999999", skin = "#e3b48f", coat = "#27364f", width = 25, height = 35 } = {},
): string {
	return `<svg x="${x}" y="${y}" width="${width}" height="${height}" viewBox="0 0 25 35" preserveAspectRatio="none"><rect width="25" height="35" fill="${ground}"/><path d="M1.5,35 C1.5,26 7,24.5 12.5,24.5 C18,24.5 23.5,26 23.5,35Z" fill="${coat}"/><path d="M9.6,20h5.8v5.4l-2.9,2.6l-2.9,-2.6Z" fill="${skin}"/><path d="M9.4,25.2l3.1,3l3.1,-3l1.6,1.2l-4.7,6l-4.7,-6Z" fill="#f4f4f2"/><ellipse cx="12.5" cy="15" rx="6" ry="7.6" fill="${skin}"/><path d="M6.2,15 C5.4,6.5 9,4.6 12.5,4.6 C16,4.6 19.6,6.5 18.8,15 C18.3,11.6 16.5,10.6 12.5,10.4 C8.5,10.6 6.7,11.6 6.2,15Z" fill="#1c1a1a"/><ellipse cx="10.2" cy="15.2" rx=".8" ry=".5" fill="#222"/><ellipse cx="14.8" cy="15.2" rx=".8" ry=".5" fill="#222"/><path d="M10.6,19.3q1.9,1 3.8,0" stroke="#9b4b45" stroke-width=".5" fill="none"/>${frame ? `<rect x=".15" y=".15" width="24.7" height="34.7" fill="none" stroke="${frame}" stroke-width=".3"/>` : ""}</svg>`;
}

const text = (x: number, y: number, size: number, content: string, fill = "#222", anchor = "start", weight = 400) =>
	`<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" text-anchor="${anchor}" font-weight="${weight}">${content}</text>`;

/** Printed matter every certificate has: gold border, title, lines of text. No marks. */
export function printed({ titleColour = "#b3201f", border = "#c9a24a" } = {}): string {
	const wave = Array.from(
		{ length: 60 },
		(_, i) =>
			`<path d="M12,${14 + i * 3.1} q 34,${i % 2 ? 9 : -9} 68,0 t 68,0 t 68,0 t 68,0" fill="none" stroke="#f0d9b8" stroke-width=".25"/>`,
	);
	return [
		wave.join(""),
		`<rect x="7" y="7" width="283" height="196" fill="none" stroke="${border}" stroke-width="3.5"/><rect x="11" y="11" width="275" height="188" fill="none" stroke="#b03a2e" stroke-width=".8"/>`,
		text(148, 45, 17, "培训合格证书", titleColour, "middle", 700),
		text(70, 80, 5.6, "学员林晓雯于二〇二四年三月一日至三月二十日参加本校"),
		text(70, 92, 5.6, "中式烹调师培训，共六十学时，考核合格，特发此证。"),
		text(32, 146, 5, "证书编号：CG2024030017"),
		text(165, 158, 5, "晨光职业培训学校（盖章）"),
		text(165, 174, 5, "2024年3月25日"),
	].join("");
}
