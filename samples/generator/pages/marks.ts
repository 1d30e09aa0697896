/** Portraits, QR codes, seals, house logos and emblems as they stand on pages. Boxes are PageMm. */
import qrcode from "qrcode";
import { EMBLEM_HEIGHT, EMBLEM_WIDTH, type EmblemStyle, nationalEmblem } from "../../../models/drawings/emblem.ts";
import type { Box } from "../../../src/geometry.ts";
import { covering, FACES, glyphSvg, metrics } from "../fonts.ts";
import type { Random } from "../random.ts";
import type { Sheet } from "./sheet.ts";

const inBox = ({ x, y, width }: Box, units: number, svg: string): string =>
	`<g transform="translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${(width / units).toFixed(5)})">${svg}</g>`;

/** A drawn head and shoulders, 25:35, as a one-inch photograph. */
export function portrait(sheet: Sheet, box: Box, ground: string, random: Random, element: string | null): void {
	const skin = random.pick(["#f0cfb4", "#e8c09c", "#f4d9c3", "#dbb08a"]);
	const hair = random.pick(["#1b1714", "#2a211b", "#3a2c22"]);
	const cloth = random.pick(["#20283a", "#f5f5f5", "#3d5a80", "#7a2e2e", "#2e2e2e", "#556b4e"]);
	const long = random.chance(0.45);
	const shirt = cloth === "#f5f5f5" ? "#dfe3ea" : "#fafafa";
	const face = `
		<rect width="250" height="350" fill="${ground}"/>
		${long ? `<path d="M68 130q57-120 114 0v120h-114z" fill="${hair}"/>` : ""}
		<path d="M14 350q4-84 78-100h66q74 16 78 100z" fill="${cloth}"/>
		<path d="M98 250l27 40 27-40-6-30h-42z" fill="${shirt}"/>
		<path d="M102 205h46v40q-23 22-46 0z" fill="${skin}" stroke="#00000022"/>
		<ellipse cx="125" cy="150" rx="${random.int(50, 58)}" ry="${random.int(66, 74)}" fill="${skin}" stroke="#0000002a"/>
		<path d="M68 142q-4-84 57-88q63 2 57 88q-8-44-34-56q-40 16-68 4q-8 18-12 52z" fill="${hair}"/>
		<g fill="#2a211b"><ellipse cx="104" cy="150" rx="7" ry="4"/><ellipse cx="146" cy="150" rx="7" ry="4"/></g>
		<path d="M92 138q12-7 24-1M134 137q12-6 24 1" fill="none" stroke="${hair}" stroke-width="4"/>
		<path d="M125 154l-6 22q6 5 13 0" fill="none" stroke="#a5745a" stroke-width="3"/>
		<path d="M108 194q17 ${random.int(4, 12)} 34 0" fill="none" stroke="#b05a52" stroke-width="5"/>
		${random.chance(0.3) ? '<g fill="none" stroke="#333" stroke-width="3"><rect x="88" y="140" width="32" height="22" rx="8"/><rect x="130" y="140" width="32" height="22" rx="8"/><path d="M120 148h10"/></g>' : ""}`;
	sheet.draw(inBox({ ...box, height: box.width * 1.4 }, 250, face));
	sheet.draw(
		`<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="none" stroke="#888" stroke-width="0.15"/>`,
	);
	sheet.mark("portrait", box, element);
}

/** A QR code with its quiet zone inside the box. */
export function qr(sheet: Sheet, box: Box, content: string, element: string | null): void {
	const { modules } = qrcode.create(content, { errorCorrectionLevel: "M" });
	const cells: string[] = [];
	for (let r = 0; r < modules.size; r++)
		for (let c = 0; c < modules.size; c++) if (modules.get(r, c)) cells.push(`M${c + 2} ${r + 2}h1v1h-1z`);
	const units = modules.size + 4;
	sheet.draw(
		inBox(
			box,
			units,
			`<rect width="${units}" height="${units}" fill="#fff"/><path d="${cells.join("")}" fill="#111"/>`,
		),
	);
	sheet.mark("qr", box, element, content);
}

export interface SealLook {
	ink: string;
	opacity: number;
	turn: number;
	centre: "star" | "emblem";
	/** Second line under the star, e.g. 证书专用章; empty = none. */
	foot: string;
}

export function sealLook(random: Random, centre: "star" | "emblem" = "star"): SealLook {
	return {
		ink: random.pick(["#d3222a", "#c8102e", "#e0392f", "#b81d24", "#d6403a"]),
		opacity: random.float(0.72, 0.95),
		turn: random.float(-9, 9),
		centre,
		foot: centre === "star" && random.chance(0.2) ? "证书专用章" : "",
	};
}

export const starPath = (cx: number, cy: number, r: number): string =>
	`M${Array.from({ length: 10 }, (_, k) => {
		const q = k % 2 ? r * 0.382 : r;
		const a = (k * Math.PI) / 5;
		return `${(cx + q * Math.sin(a)).toFixed(2)} ${(cy - q * Math.cos(a)).toFixed(2)}`;
	}).join("L")}z`;

/** A round seal with its name running round from left to right, stamped over the print. */
export function roundSeal(sheet: Sheet, box: Box, name: string, look: SealLook, element: string | null): void {
	const radius = Math.min(box.width, box.height) / 2;
	const cx = box.x + box.width / 2;
	const cy = box.y + box.height / 2;
	const characters = [...name];
	const size = Math.min(radius * 0.27, (radius * 4.1) / (characters.length + 2));
	const ring = radius * 0.9 - size;
	const face = covering(FACES.serifBold, name + look.foot);
	const step = Math.min(32, 262 / Math.max(1, characters.length - 1));
	const letters = characters.map((c, k) => {
		const angle = (k - (characters.length - 1) / 2) * step;
		const half = ((metrics(face).advance(c.codePointAt(0) ?? 0) ?? 1) * size) / 2;
		return `<g transform="rotate(${angle.toFixed(2)} ${cx} ${cy}) translate(${(cx - half).toFixed(2)} ${(cy - ring).toFixed(2)}) scale(1 1.18)">${glyphSvg(face, c, 0, 0, size)}</g>`;
	});
	const middle =
		look.centre === "star"
			? `<path d="${starPath(cx, cy, radius * 0.31)}"/>`
			: sealEmblem(
					{ x: cx - radius * 0.33, y: cy - radius * 0.38, width: radius * 0.66, height: radius * 0.72 },
					look.ink,
				);
	const foot = [...look.foot].map((c, k, all) => {
		const footSize = radius * 0.2;
		return glyphSvg(face, c, cx + (k - all.length / 2) * footSize * 1.05, cy + radius * 0.66, footSize);
	});
	sheet.stamp(
		`<g style="mix-blend-mode:multiply" opacity="${look.opacity.toFixed(2)}" fill="${look.ink}" transform="rotate(${look.turn.toFixed(1)} ${cx} ${cy})"><circle cx="${cx}" cy="${cy}" r="${(radius * 0.965).toFixed(2)}" fill="none" stroke="${look.ink}" stroke-width="${(radius * 0.065).toFixed(2)}"/>${letters.join("")}${middle}${foot.join("")}</g>`,
	);
	const square = { x: cx - radius, y: cy - radius, width: 2 * radius, height: 2 * radius };
	sheet.mark("round-seal", square, element, name);
}

export const sealEmblem = (box: Box, ink: string): string =>
	inBox(box, EMBLEM_WIDTH, nationalEmblem({ primary: "#ffffff", secondary: ink, shade: ink, line: 8 }));

/** The national emblem of a width; the height follows. Returns its box. */
export function emblem(
	sheet: Sheet,
	x: number,
	y: number,
	width: number,
	style: EmblemStyle,
	element: string | null,
): Box {
	const box = { x, y, width, height: (width * EMBLEM_HEIGHT) / EMBLEM_WIDTH };
	sheet.draw(inBox(box, EMBLEM_WIDTH, nationalEmblem(style)));
	sheet.mark("national-emblem", box, element);
	return box;
}

/** An issuer's own invented logo. Some carry ears, gears or stars, as company logos do; none is an emblem. */
export function houseLogo(sheet: Sheet, box: Box, random: Random, element: string | null): void {
	const ink = random.pick(["#1f5aa6", "#c0392b", "#1d8a5b", "#e08a1e", "#5a3a8a", "#0f7c8a"]);
	const kind = random.pick(["rings", "gear", "leaf", "star", "letter"] as const);
	const shapes = {
		rings: `<circle cx="38" cy="40" r="26" fill="none" stroke="${ink}" stroke-width="9"/><circle cx="62" cy="40" r="26" fill="none" stroke="#e8a33d" stroke-width="9"/>`,
		gear: `<circle cx="50" cy="40" r="22" fill="none" stroke="${ink}" stroke-width="10"/><circle cx="50" cy="40" r="32" fill="none" stroke="${ink}" stroke-width="8" stroke-dasharray="8 8.75"/>`,
		leaf: `<path d="M50 76Q8 50 22 12Q58 16 50 76z" fill="${ink}"/><path d="M52 76Q94 58 84 22Q52 30 52 76z" fill="#7ab648"/>`,
		star: `<circle cx="50" cy="40" r="36" fill="${ink}"/><path d="${starPath(50, 40, 26)}" fill="#fff"/>`,
		letter: `<rect x="16" y="6" width="68" height="68" rx="14" fill="${ink}"/><path d="M32 60V22l18 24 18-24v38" fill="none" stroke="#fff" stroke-width="9"/>`,
	};
	const size = Math.min(box.width, box.height / 0.8);
	sheet.draw(inBox({ x: box.x, y: box.y, width: size, height: size * 0.8 }, 100, shapes[kind]));
	sheet.mark("logo", { x: box.x, y: box.y, width: size, height: size * 0.8 }, element);
}
