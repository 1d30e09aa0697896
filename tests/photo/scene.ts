/** Small drawn photographs of a page on a desk, with the true outline; everything follows from the seed. */
import sharp, { type Sharp } from "sharp";
import { applyHomography, boxPolygon, type Point, type Polygon, solveHomography } from "../../src/geometry.ts";
import { loadOpenCv } from "../../src/vision/opencv.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { warp } from "../../src/vision/warp.ts";

export const PAPERS = ["plain", "bordered", "panel", "cover", "spread"] as const;
export const DESKS = ["dark", "light", "pale", "wood", "clutter", "folder"] as const;
export type Paper = (typeof PAPERS)[number];
export type Desk = (typeof DESKS)[number];

export interface Scene {
	photo: Raster;
	/** UploadPx, from the page's own top left. */
	corners: Polygon;
	/** Width over height of the page. */
	aspect: number;
}

export interface SceneOptions {
	paper: Paper;
	desk: Desk;
	seed: number;
	/** Long side of the photo, px. */
	size?: number;
	/** Share of the photo's width by which the page is moved to the right, out of the picture. */
	shift?: number;
	/** Standard deviation of the lens blur, px. */
	blur?: number;
}

/** Numbers in 0..1 from a seed (Park & Miller's minimal standard generator). */
export function random(seed: number): () => number {
	let state = (seed * 7_919 + 12_345) % 2_147_483_647 || 1;
	for (let i = 0; i < 5; i++) state = (state * 48_271) % 2_147_483_647;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}

export async function drawScene({ paper, desk, seed, size = 1600, shift = 0, blur = 1 }: SceneOptions): Promise<Scene> {
	const cv = await loadOpenCv();
	const next = random(seed);
	const between = (low: number, high: number) => low + (high - low) * next();
	const [pageWidth, pageHeight] = paper === "cover" ? [880, 1250] : paper === "spread" ? [1760, 1250] : [1485, 1050];
	const upright = paper === "cover";
	const width = upright ? size * 0.75 : size;
	const height = upright ? size : size * 0.75;

	const share = between(0.62, 0.88);
	const scale = share * Math.min(width / pageWidth, height / pageHeight);
	const turn = between(-0.14, 0.14);
	const tilt = 0.06;
	const corners = boxPolygon({ x: -pageWidth / 2, y: -pageHeight / 2, width: pageWidth, height: pageHeight }).map(
		([x, y]): Point => {
			const u = scale * (x * Math.cos(turn) - y * Math.sin(turn));
			const v = scale * (x * Math.sin(turn) + y * Math.cos(turn));
			return [
				width * (0.5 + shift) + u + between(-tilt, tilt) * scale * pageWidth * 0.5,
				height / 2 + v + between(-tilt, tilt) * scale * pageHeight * 0.5,
			];
		},
	);
	const h = solveHomography(boxPolygon({ x: 0, y: 0, width: pageWidth, height: pageHeight }), corners);
	const page = warp(cv, await draw(pageSvg(paper, pageWidth, pageHeight, next)), h, width, height);
	const cover = warp(
		cv,
		{ width: pageWidth, height: pageHeight, data: new Uint8Array(pageWidth * pageHeight * 3) },
		h,
		width,
		height,
	);
	const ground = await draw(deskSvg(desk, width, height, corners, next));

	const shadowX = Math.round(between(-6, 6));
	const shadowY = Math.round(between(2, 8));
	const soft = await soften(cover, 5);
	const lightX = between(-0.25, 0.25);
	const lightY = between(-0.25, 0.25);
	const data = new Uint8Array(width * height * 3);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const i = (y * width + x) * 3;
			const sx = Math.min(width - 1, Math.max(0, x - shadowX));
			const sy = Math.min(height - 1, Math.max(0, y - shadowY));
			const shade = 1 - 0.45 * (1 - (soft.data[(sy * width + sx) * 3] as number) / 255);
			const outside = (cover.data[i] as number) / 255;
			const light = 0.9 + lightX * (x / width - 0.5) + lightY * (y / height - 0.5);
			for (let c = 0; c < 3; c++) {
				const colour = outside * shade * (ground.data[i + c] as number) + (1 - outside) * (page.data[i + c] as number);
				data[i + c] = Math.max(0, Math.min(255, colour * light));
			}
		}
	const lens = await soften({ width, height, data }, blur);
	for (let i = 0; i < data.length; i++)
		data[i] = Math.max(0, Math.min(255, (lens.data[i] as number) + 10 * (next() + next() - 1)));
	return { photo: { width, height, data }, corners, aspect: pageWidth / pageHeight };
}

/** Where a place of the page, as a share of its width and height, lies in the photo. */
export function onPhoto({ corners }: Scene, u: number, v: number): Point {
	return applyHomography(solveHomography(boxPolygon({ x: 0, y: 0, width: 1, height: 1 }), corners), [u, v]);
}

const draw = (svg: string): Promise<Raster> => rasterOf(sharp(Buffer.from(svg)).removeAlpha());

const soften = ({ width, height, data }: Raster, sigma: number): Promise<Raster> =>
	rasterOf(sharp(data, { raw: { width, height, channels: 3 } }).blur(sigma));

export async function rasterOf(picture: Sharp): Promise<Raster> {
	const { data, info } = await picture.toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
	return { width: info.width, height: info.height, data: new Uint8Array(data) };
}

const rect = (x: number, y: number, w: number, h: number, style: string) =>
	`<rect x="${x}" y="${y}" width="${w}" height="${h}" ${style}/>`;

const svg = (w: number, h: number, body: string) =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}">${body}</svg>`;

/** Rows of small strokes in place of characters: the same edges without a font. */
function print(x: number, y: number, characters: number, side: number, colour: string, next: () => number): string {
	let out = "";
	for (let k = 0; k < characters; k++)
		for (let s = 0; s < 5; s++) {
			const across = next() < 0.5;
			const at = x + k * side * 1.1;
			out += across
				? rect(at, y + next() * side * 0.9, side * (0.5 + 0.5 * next()), side * 0.09, `fill="${colour}"`)
				: rect(at + next() * side * 0.9, y, side * 0.09, side * (0.5 + 0.5 * next()), `fill="${colour}"`);
		}
	return out;
}

function pageSvg(paper: Paper, w: number, h: number, next: () => number): string {
	if (paper === "cover") {
		const colour = ["#12402c", "#8fb8dd", "#b3202a", "#a8763c", "#5a2d6e"][Math.floor(next() * 5)];
		const gilt = "#c9a95a";
		const body = print(w * 0.15, h * 0.12, 7, 80, gilt, next) + print(w * 0.1, h * 0.68, 6, 110, gilt, next);
		const emblem = `<circle cx="${w / 2}" cy="${h * 0.4}" r="${w * 0.2}" fill="none" stroke="${gilt}" stroke-width="18"/>`;
		return svg(w, h, rect(0, 0, w, h, `fill="${colour}"`) + body + emblem);
	}
	const sheet = ["#fbfbf8", "#fdf9ee", "#f4f6fa"][Math.floor(next() * 3)] as string;
	let body = rect(0, 0, w, h, `fill="${sheet}"`);
	if (paper === "bordered") {
		for (let i = 0; i < 4; i++)
			body += rect(
				50 + i * 9,
				50 + i * 9,
				w - 100 - i * 18,
				h - 100 - i * 18,
				`fill="none" stroke="#b8862d" stroke-width="4"`,
			);
	}
	if (paper === "panel") body += rect(60, 60, w - 120, h - 120, `fill="#f3dcc4" stroke="#b8532d" stroke-width="6"`);
	if (paper === "spread") body += rect(w / 2 - 2, 0, 4, h, `fill="#c9c6bd"`);
	body += print(w * 0.3, h * 0.16, 8, 70, "#a01818", next);
	for (let row = 0; row < 9; row++)
		body += print(w * 0.14, h * (0.34 + row * 0.06), 8 + Math.floor(next() * 16), 26, "#222", next);
	body += `<circle cx="${w * 0.72}" cy="${h * 0.78}" r="100" fill="none" stroke="#d03030" stroke-width="8"/>`;
	return svg(w, h, body);
}

function deskSvg(desk: Desk, w: number, h: number, corners: Polygon, next: () => number): string {
	const colours = {
		dark: "#2c2f33",
		light: "#cfcac0",
		pale: "#e4e2dd",
		wood: "#9a6b40",
		clutter: "#7d7a74",
		folder: "#8a8780",
	};
	let body = rect(0, 0, w, h, `fill="${colours[desk]}"`);
	if (desk === "wood")
		for (let y = 0; y < h; y += 3 + next() * 14)
			body += `<path d="M0 ${y} C${w / 3} ${y + 14 * next()},${w * 0.66} ${y - 14 * next()},${w} ${y}" fill="none" stroke="#6e4725" stroke-opacity="${0.5 * next()}" stroke-width="${1 + 3 * next()}"/>`;
	if (desk === "clutter")
		for (let k = 0; k < 26; k++) {
			const colour = `hsl(${Math.floor(next() * 360)} ${Math.floor(20 + next() * 50)}% ${Math.floor(15 + next() * 70)}%)`;
			const [x, y, angle] = [next() * w, next() * h, next() * 180];
			body += `<g transform="translate(${x} ${y}) rotate(${angle})">${rect(-w * 0.15, -h * 0.05, w * (0.1 + 0.25 * next()), h * (0.05 + 0.2 * next()), `fill="${colour}"`)}</g>`;
		}
	if (desk === "folder") {
		const points = corners.map(([x, y]) => `${w / 2 + (x - w / 2) * 1.09},${h / 2 + (y - h / 2) * 1.12}`);
		body += `<polygon points="${points.join(" ")}" fill="#27406b"/>`;
	}
	return svg(w, h, body);
}
