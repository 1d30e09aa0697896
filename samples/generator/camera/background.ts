/** What the page lies on, drawn small and enlarged: out of the focus of attention, in it every outline is soft. */
import { Resvg } from "@resvg/resvg-js";
import sharp from "sharp";
import type { Random } from "../random.ts";

export const BACKGROUNDS = [
	"dark-desk",
	"light-desk",
	"wood",
	"cluttered",
	"low-contrast",
	"cloth",
	"scanner",
] as const;
export type Background = (typeof BACKGROUNDS)[number];

/** Long side at which backgrounds are drawn before enlarging, px. */
const DRAWN = 1000;

const BASE: Record<Background, readonly string[]> = {
	"dark-desk": ["#2b2724", "#23282d", "#3a2f28", "#1f1f22", "#33383b"],
	"light-desk": ["#b9b4aa", "#a9adb0", "#c2b7a3", "#9fa39b"],
	wood: ["#8a5f3c", "#6d4629", "#a67c52", "#59402c"],
	cluttered: ["#5b6470", "#7a6a58", "#3d434a", "#94897a"],
	"low-contrast": ["#e6e2d8", "#dcdcd8", "#e3dccb", "#d8dde0"],
	cloth: ["#41546b", "#6b3d3d", "#56654c", "#7a7266"],
	scanner: ["#f6f6f4", "#ffffff", "#ececec"],
};

/** RGB pixels of a background, `width` × `height`. */
export async function background(kind: Background, width: number, height: number, random: Random): Promise<Buffer> {
	const scale = DRAWN / Math.max(width, height);
	const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
	const base = random.pick(BASE[kind]);
	const parts = [`<rect width="${w}" height="${h}" fill="${base}"/>`];
	if (kind === "wood") parts.push(grain(w, h, random));
	if (kind === "cloth") parts.push(weave(w, h));
	if (kind === "cluttered") parts.push(clutter(w, h, random));
	if (kind === "dark-desk" || kind === "light-desk") parts.push(specks(w, h, random));
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}">${parts.join("")}</svg>`;
	const drawn = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
	return sharp(drawn.pixels, { raw: { width: drawn.width, height: drawn.height, channels: 4 } })
		.removeAlpha()
		.resize(width, height, { fit: "fill", kernel: "cubic" })
		.raw()
		.toBuffer();
}

/** Long wavering streaks and the seams of planks. */
function grain(w: number, h: number, random: Random): string {
	const streaks = Array.from({ length: 170 }, () => {
		const y = random.float(-10, h + 10);
		const bend = random.float(-12, 12);
		return `<path d="M-10 ${y.toFixed(0)}Q${(w * random.float(0.2, 0.8)).toFixed(0)} ${(y + bend).toFixed(0)} ${w + 10} ${(y + bend / 3).toFixed(0)}" fill="none" stroke="${random.chance(0.6) ? "#1c0f05" : "#e0b583"}" stroke-width="${random.float(0.5, 4).toFixed(1)}" opacity="${random.float(0.05, 0.25).toFixed(2)}"/>`;
	});
	const seams = [1, 2, 3].map(
		(k) => `<path d="M0 ${((h * k) / 3.6).toFixed(0)}H${w}" stroke="#120a04" stroke-width="2" opacity="0.55"/>`,
	);
	return streaks.join("") + (random.chance(0.6) ? seams.join("") : "");
}

const weave = (w: number, h: number): string =>
	`<defs><pattern id="p" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 0h3v3h-3zM3 3h3v3h-3z" fill="#000" opacity="0.12"/></pattern></defs><rect width="${w}" height="${h}" fill="url(#p)"/>`;

const specks = (w: number, h: number, random: Random): string =>
	`<path d="${Array.from({ length: 500 }, () => `M${random.int(0, w)} ${random.int(0, h)}h1.4v1.2z`).join("")}" fill="${random.pick(["#000", "#fff"])}" opacity="0.1"/>`;

/** Papers, a pen, a cup, a phone, a keyboard corner: things round the page. */
function clutter(w: number, h: number, random: Random): string {
	const things = [
		() =>
			`<rect width="${random.int(180, 360)}" height="${random.int(200, 380)}" fill="${random.pick(["#f2efe8", "#dfe6ee", "#e9d9b8"])}"/><path d="M20 40h140M20 60h120M20 80h150M20 100h90" stroke="#777" stroke-width="3"/>`,
		() =>
			`<rect width="${random.int(160, 260)}" height="10" rx="5" fill="${random.pick(["#1d3c8f", "#111", "#b3261e"])}"/><rect x="150" width="30" height="10" fill="#ccc"/>`,
		() => `<circle r="70" fill="#efe9dc"/><circle r="56" fill="#5a3520"/>`,
		() =>
			`<rect width="110" height="220" rx="16" fill="#15171a"/><rect x="8" y="12" width="94" height="196" rx="8" fill="#2a3440"/>`,
		() =>
			`<rect width="340" height="130" rx="8" fill="#2a2c30"/>${Array.from({ length: 40 }, (_, k) => `<rect x="${8 + (k % 10) * 33}" y="${8 + Math.floor(k / 10) * 30}" width="28" height="25" rx="4" fill="#44474d"/>`).join("")}`,
		() =>
			`<rect width="230" height="300" rx="4" fill="${random.pick(["#7b2d26", "#2d5a4a", "#d6a53a"])}"/><rect x="20" y="40" width="190" height="50" fill="#fff" opacity="0.7"/>`,
	];
	return Array.from({ length: random.int(6, 10) }, () => {
		const [x, y] = random.chance(0.5)
			? [random.float(-80, w), random.pick([random.float(-120, 60), random.float(h - 180, h)])]
			: [random.pick([random.float(-160, 40), random.float(w - 140, w)]), random.float(-80, h)];
		return `<g transform="translate(${x.toFixed(0)} ${y.toFixed(0)}) rotate(${random.int(-50, 50)})">${random.pick(things)()}</g>`;
	}).join("");
}
