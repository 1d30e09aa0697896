/** Paper, tint, guilloche and borders: what lies under the print. */
import type { Random } from "../random.ts";
import type { Sheet } from "./sheet.ts";

const TINTS = ["#ffffff", "#fdfcf7", "#fbf7ea", "#f8f3e0", "#f3f7f2", "#f2f6fb", "#fdf5f3", "#f7f4fb"];
const BORDER_INKS = ["#b8893a", "#a13a2c", "#2f6a4f", "#2c5a8c", "#7a5a9a", "#8a7a5a", "#c26b2e"];

/** White or tinted paper with, mostly, a fine pattern and a border within the outer 12 mm. */
export function certificatePaper(sheet: Sheet, random: Random): void {
	sheet.ground(`<rect width="${sheet.width}" height="${sheet.height}" fill="${random.pick(TINTS)}"/>`);
	const ink = random.pick(BORDER_INKS);
	if (random.chance(0.6)) sheet.ground(rosette(sheet, ink, random));
	if (random.chance(0.35)) sheet.ground(waves(sheet, ink, random));
	if (random.chance(0.85)) sheet.ground(border(sheet, ink, random));
}

/** Plain office paper. */
export function plainPaper(sheet: Sheet, random: Random): void {
	sheet.ground(`<rect width="${sheet.width}" height="${sheet.height}" fill="${random.pick(TINTS.slice(0, 3))}"/>`);
}

const path = (points: readonly (readonly [number, number])[]): string =>
	`M${points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L")}`;

/** A large pale rosette of hypotrochoids in the middle of the page. */
function rosette(sheet: Sheet, ink: string, random: Random): string {
	const size = Math.min(sheet.width, sheet.height) * random.float(0.22, 0.4);
	const petals = random.int(7, 15);
	const depth = random.float(0.15, 0.45);
	const rings = Array.from({ length: 4 }, (_, k) => {
		const points = Array.from({ length: 241 }, (_, i) => {
			const a = (i / 240) * 2 * Math.PI;
			const r = size * (0.55 + 0.15 * k) * (1 - depth * 0.5 + depth * 0.5 * Math.cos(petals * a + k * 0.6));
			return [sheet.width / 2 + r * Math.cos(a), sheet.height / 2 + r * Math.sin(a)] as const;
		});
		return path(points);
	});
	return `<path d="${rings.join("")}" fill="none" stroke="${ink}" stroke-width="0.18" opacity="${random.float(0.12, 0.3).toFixed(2)}"/>`;
}

/** Pale wavy ruling over the whole page. */
function waves(sheet: Sheet, ink: string, random: Random): string {
	const period = random.float(12, 40);
	const swing = random.float(1, 3);
	const rows: string[] = [];
	for (let y = 6; y < sheet.height - 6; y += random.float(2.4, 3.6)) {
		const points: [number, number][] = [];
		for (let x = 6; x <= sheet.width - 6; x += 3)
			points.push([x, y + swing * Math.sin((2 * Math.PI * x) / period + y / 9)]);
		rows.push(path(points));
	}
	return `<path d="${rows.join("")}" fill="none" stroke="${ink}" stroke-width="0.12" opacity="0.16"/>`;
}

/** A frame: plain rules, braided guilloche, or a band with corner pieces. */
function border(sheet: Sheet, ink: string, random: Random): string {
	const inset = random.float(4, 8) * Math.min(1, sheet.width / 200);
	const frame = (d: number, w: number) =>
		`<rect x="${d}" y="${d}" width="${sheet.width - 2 * d}" height="${sheet.height - 2 * d}" fill="none" stroke="${ink}" stroke-width="${w}"/>`;
	switch (random.pick(["rules", "braid", "braid", "band"] as const)) {
		case "rules":
			return frame(inset, 0.9) + frame(inset + 1.8, 0.3);
		case "braid":
			return braid(sheet, inset + 1.6, ink, random) + frame(inset - 0.6, 0.25) + frame(inset + 3.8, 0.25);
		case "band":
			return `${frame(inset, 2.4)}${frame(inset + 2.4, 0.35)}${corners(sheet, inset, ink)}`;
	}
}

/** Interlaced sine lines along the four edges. */
function braid(sheet: Sheet, inset: number, ink: string, random: Random): string {
	const swing = random.float(1.2, 1.9);
	const period = random.float(5, 9);
	const w = sheet.width - 2 * inset;
	const h = sheet.height - 2 * inset;
	const around = 2 * (w + h);
	const strands = [0, 0.33, 0.66, 1].map((phase) => {
		const points: [number, number][] = [];
		for (let s = 0; s <= around; s += 0.8) {
			const off = swing * Math.sin((2 * Math.PI * s) / period + phase * Math.PI);
			if (s < w) points.push([inset + s, inset + off]);
			else if (s < w + h) points.push([inset + w - off, inset + s - w]);
			else if (s < 2 * w + h) points.push([inset + w - (s - w - h), inset + h - off]);
			else points.push([inset + off, inset + h - (s - 2 * w - h)]);
		}
		return path(points);
	});
	return `<path d="${strands.join("")}" fill="none" stroke="${ink}" stroke-width="0.22"/>`;
}

function corners(sheet: Sheet, inset: number, ink: string): string {
	return [
		[inset, inset],
		[sheet.width - inset, inset],
		[sheet.width - inset, sheet.height - inset],
		[inset, sheet.height - inset],
	]
		.map(
			([x, y]) =>
				`<path d="M${(x ?? 0) - 4} ${y}L${x} ${(y ?? 0) - 4}L${(x ?? 0) + 4} ${y}L${x} ${(y ?? 0) + 4}z" fill="#fff" stroke="${ink}" stroke-width="0.6"/><circle cx="${x}" cy="${y}" r="1.5" fill="${ink}"/>`,
		)
		.join("");
}
