/**
 * Stamps of every build: round, oval and square, with second lines, numbers at the foot, inner rings, other inks and uneven
 * ink. They are for measuring how seals are found and read; the forms of the samples carry the plain `roundSeal`. Sizes in mm.
 */
import type { Box } from "../../../src/geometry.ts";
import { covering, FACES, type Face, glyphSvg, metrics } from "../fonts.ts";
import type { Random } from "../random.ts";
import { sealEmblem, starPath } from "./marks.ts";
import type { Sheet } from "./sheet.ts";

export const SEAL_INKS = {
	red: ["#d3222a", "#c8102e", "#e0392f", "#b81d24", "#d6403a"],
	blue: ["#2846a8", "#1f3f96", "#3558c0"],
	purple: ["#6b2fa0", "#5a2a8c", "#7a3fae"],
	black: ["#26262a", "#3a3a3e"],
} as const;
export type SealInk = keyof typeof SEAL_INKS;

export interface Stamp {
	shape: "round" | "oval" | "square";
	name: string;
	/** Straight lines inside, from top to bottom. */
	lines: string[];
	/** Registration number along the foot; empty = none. */
	number: string;
	centre: "star" | "emblem" | "other" | "none";
	ink: SealInk;
	colour: string;
	opacity: number;
	/** Degrees clockwise. */
	turn: number;
	face: Face;
	/** Height of the ring's type as a share of the radius; long names are set narrow, not small. */
	height: number;
	/** Second, thin ring inside the first. */
	doubleRing: boolean;
	/** Share of the ink missing in spots, 0..1. */
	patchy: number;
	/** Square stamps: characters left white in solid ink. */
	inverted: boolean;
	/** Square stamps: columns from right to left instead of rows. */
	columns: boolean;
}

const TOWNS = ["临江", "云溪", "海澜", "南屿", "北塬", "青垣", "岭东", "燕北", "桥东", "鹭洲"];
const BRANDS = [
	..."晨光启航远博智达华信康宁鼎新悦佳精工明德百工立信金榜捷才宏图联创卓越匠心青松蓝海春晖瑞丰安泰嘉禾锦程思源致远弘毅厚德同济天成永兴",
];
const KINDS = [
	"职业培训学校",
	"职业技能培训学校",
	"技工学校",
	"高级技工学校",
	"教育科技有限公司",
	"教育咨询有限公司",
	"技能培训中心",
	"人力资源服务有限公司",
	"家政服务行业协会",
	"职业培训学校有限公司",
	"建设工程集团有限公司",
	"人才评价服务有限责任公司",
	"养老服务中心",
	"职业技术学院",
];
const OFFICES = ["人力资源和社会保障局", "教育局", "人民政府", "住房和城乡建设局", "职业技能鉴定指导中心"];
const SPECIAL = ["证书专用章", "培训专用章", "考核专用章", "业务专用章", "职业技能等级认定专用章", "财务专用章"];
const DEPARTMENTS = ["教务处", "培训部", "考务办公室", "证书管理中心"];

/** An invented institution's name. */
export function sealName(random: Random): string {
	const town = random.pick(TOWNS) + (random.chance(0.7) ? random.pick(["市", "县", "省", "区"]) : "");
	if (random.chance(0.12)) return town + random.pick(OFFICES);
	return town + random.pick(BRANDS) + random.pick(BRANDS) + random.pick(KINDS);
}

export function randomStamp(random: Random): Stamp {
	const shape = random.chance(0.72) ? "round" : random.pick(["oval", "square"] as const);
	const ink = random.chance(0.8) ? "red" : random.pick(["blue", "purple", "black"] as const);
	const centre = random.chance(0.72) ? "star" : random.pick(["emblem", "other", "none"] as const);
	const lines =
		shape === "oval"
			? [...(random.chance(0.5) ? [`91${random.digits(16)}`] : []), random.pick(SPECIAL)]
			: shape === "round" && centre !== "emblem" && random.chance(0.35)
				? [random.pick([...SPECIAL.slice(0, 4), ...DEPARTMENTS])]
				: [];
	return {
		shape,
		name: shape === "square" ? squareName(random) : sealName(random),
		lines,
		number: shape === "round" && random.chance(0.3) ? random.digits(13) : "",
		centre: shape === "round" ? centre : "none",
		ink,
		colour: random.pick(SEAL_INKS[ink]),
		opacity: random.chance(0.2) ? random.float(0.4, 0.65) : random.float(0.7, 0.95),
		turn: random.chance(0.25) ? random.float(-30, 30) : random.float(-8, 8),
		face: random.pick([
			FACES.serifBold,
			FACES.serifBold,
			FACES.serifMedium,
			FACES.serif,
			FACES.serifBlack,
			FACES.sansBold,
			FACES.sans,
		]),
		height: random.float(0.2, 0.27),
		doubleRing: shape !== "square" && random.chance(0.15),
		patchy: random.chance(0.35) ? random.float(0.1, 0.4) : 0,
		inverted: shape === "square" && random.chance(0.25),
		columns: random.chance(0.5),
	};
}

/** Four, six, eight, nine or twelve characters that end like a seal's words. */
function squareName(random: Random): string {
	const brand = random.pick(BRANDS) + random.pick(BRANDS);
	return random.pick([
		`${random.pick(TOWNS)}${brand}学校`,
		`${random.pick(TOWNS)}${brand}培训学校`,
		`${random.pick(TOWNS)}市${brand}技工学校`,
		`${random.pick(TOWNS)}市${brand}职业培训学校印`,
	]);
}

/** Stamps onto the print, as large as fits into `box`, and notes the mark with its name as text. */
export function stampSeal(sheet: Sheet, box: Box, stamp: Stamp, random: Random, element: string | null = null): void {
	const cx = box.x + box.width / 2;
	const cy = box.y + box.height / 2;
	const half = Math.min(box.width, box.height) / 2;
	const drawn = { round, oval, square }[stamp.shape](stamp, half);
	const id = `patch${Math.round(cx * 1000)}-${Math.round(cy * 1000)}`;
	const mask = stamp.patchy > 0 ? patches(id, half, stamp.patchy, random) : "";
	const masked = mask === "" ? drawn : `<g mask="url(#${id})">${drawn}</g>`;
	sheet.stamp(
		`<g style="mix-blend-mode:multiply" opacity="${stamp.opacity.toFixed(2)}" fill="${stamp.colour}" transform="translate(${cx} ${cy}) rotate(${stamp.turn.toFixed(1)})">${mask}${masked}</g>`,
	);
	const reach = reachOf(stamp, half);
	sheet.mark(
		`${stamp.shape}-seal`,
		{ x: cx - reach.x, y: cy - reach.y, width: 2 * reach.x, height: 2 * reach.y },
		element,
		stamp.name,
	);
}

/** How far the turned stamp reaches to the sides and up and down. */
function reachOf({ shape, turn }: Stamp, half: number): { x: number; y: number } {
	const [c, s] = [Math.abs(Math.cos((turn * Math.PI) / 180)), Math.abs(Math.sin((turn * Math.PI) / 180))];
	switch (shape) {
		case "round":
			return { x: half, y: half };
		case "oval":
			return { x: half * Math.hypot(c, OVAL * s), y: half * Math.hypot(s, OVAL * c) };
		case "square":
			return { x: half * (c + s), y: half * (c + s) };
	}
}

/** Short to long axis of an oval stamp: 45 × 30 mm. */
const OVAL = 30 / 45;

function round(stamp: Stamp, radius: number): string {
	const count = [...stamp.name].length;
	const size = radius * stamp.height;
	const ring = radius * (stamp.doubleRing ? 0.86 : 0.91) - size;
	const most = stamp.number !== "" || stamp.lines.length > 0 ? 236 : 268;
	const span = Math.min(31 * (count - 1), most);
	const pitch = (((span / Math.max(1, count - 1)) * Math.PI) / 180) * ring;
	const narrow = Math.min(0.95, (0.97 * pitch) / size);
	const letters = [...stamp.name].map((c, k) => {
		const angle = count > 1 ? -span / 2 + (span * k) / (count - 1) : 0;
		return `<g transform="rotate(${angle.toFixed(2)}) translate(0 ${(-ring).toFixed(2)}) scale(${narrow.toFixed(3)} 1.08)">${centred(stamp.face, c, size)}</g>`;
	});
	const number = [...stamp.number].map((c, k, all) => {
		const angle = (k - (all.length - 1) / 2) * -4.2;
		return `<g transform="rotate(${angle.toFixed(2)}) translate(0 ${(radius * 0.9).toFixed(2)})">${centred(FACES.sans, c, radius * 0.1)}</g>`;
	});
	const emblem = { x: -radius * 0.33, y: -radius * 0.38, width: radius * 0.66, height: radius * 0.72 };
	const middle = {
		star: `<path d="${starPath(0, 0, radius * 0.31)}"/>`,
		emblem: sealEmblem(emblem, stamp.colour),
		other: `<circle r="${(radius * 0.24).toFixed(2)}" fill="none" stroke="${stamp.colour}" stroke-width="${(radius * 0.05).toFixed(2)}"/>${centred(FACES.sansBold, stamp.name.slice(-1), radius * 0.3, radius * 0.1)}`,
		none: "",
	}[stamp.centre];
	const lines = stamp.lines.map((line) => straight(line, stamp.face, radius * 0.64, radius * 0.2, radius * 1.02));
	return [
		`<circle r="${(radius * 0.965).toFixed(2)}" ${outline(stamp, radius * 0.065)}/>`,
		stamp.doubleRing ? `<circle r="${(radius * 0.9).toFixed(2)}" ${outline(stamp, radius * 0.018)}/>` : "",
		...letters,
		...number,
		middle,
		...lines,
	].join("");
}

function oval(stamp: Stamp, rx: number): string {
	const ry = rx * OVAL;
	const characters = [...stamp.name];
	const size = Math.min(rx * 0.2, (rx * 3.1) / (characters.length + 2));
	const [ax, ay] = [rx * (stamp.doubleRing ? 0.86 : 0.9) - size, ry * 0.9 - size];
	// Equal steps along the ellipse, from lower left over the top.
	const points = Array.from({ length: 721 }, (_, i) => {
		const a = ((-205 + (i / 720) * 230) * Math.PI) / 180;
		return [ax * Math.cos(a), ay * Math.sin(a)] as const;
	});
	const travelled = [0];
	for (let i = 1; i < points.length; i++) {
		const [p, q] = [points[i - 1], points[i]] as [readonly [number, number], readonly [number, number]];
		travelled.push((travelled[i - 1] ?? 0) + Math.hypot(q[0] - p[0], q[1] - p[1]));
	}
	const length = travelled.at(-1) ?? 1;
	const step = Math.min(size * 1.35, length / Math.max(1, characters.length - 1));
	const letters = characters.map((c, k) => {
		const wanted = length / 2 + (k - (characters.length - 1) / 2) * step;
		const i = Math.max(
			0,
			travelled.findIndex((t) => t >= wanted),
		);
		const [x, y] = points[i] ?? [0, 0];
		const lean = (Math.atan2(x / (ax * ax), -y / (ay * ay)) * 180) / Math.PI;
		return `<g transform="translate(${x.toFixed(2)} ${y.toFixed(2)}) rotate(${lean.toFixed(2)}) scale(1 1.15)">${centred(stamp.face, c, size)}</g>`;
	});
	const lines = stamp.lines.map((line, k) => {
		const last = k === stamp.lines.length - 1;
		return straight(line, stamp.face, last ? ry * 0.55 : ry * 0.08, ry * (last ? 0.26 : 0.2), rx * (last ? 1 : 1.2));
	});
	return [
		`<ellipse rx="${(rx * 0.97).toFixed(2)}" ry="${(ry - rx * 0.03).toFixed(2)}" ${outline(stamp, rx * 0.055)}/>`,
		stamp.doubleRing
			? `<ellipse rx="${(rx * 0.91).toFixed(2)}" ry="${(ry - rx * 0.09).toFixed(2)}" ${outline(stamp, rx * 0.016)}/>`
			: "",
		...letters,
		...lines,
	].join("");
}

function square(stamp: Stamp, half: number): string {
	const characters = [...stamp.name];
	const across = Math.ceil(Math.sqrt(characters.length));
	const along = Math.ceil(characters.length / across);
	// Columns hold `across` characters and run from right to left; rows hold `across` and run downwards.
	const [nx, ny] = stamp.columns ? [along, across] : [across, along];
	const inner = half * 0.86;
	const [w, h] = [(2 * inner) / nx, (2 * inner) / ny];
	const glyphs = characters.map((c, k) => {
		const [i, j] = stamp.columns ? [nx - 1 - Math.floor(k / ny), k % ny] : [k % nx, Math.floor(k / nx)];
		return `<g transform="translate(${(-inner + (i + 0.5) * w).toFixed(2)} ${(-inner + (j + 0.94) * h).toFixed(2)}) scale(${((w / 10) * 0.98).toFixed(3)} ${((h / 10) * 0.98).toFixed(3)})">${centred(stamp.face, c, 10)}</g>`;
	});
	return stamp.inverted
		? `<path fill-rule="evenodd" d="M${-half} ${-half}h${2 * half}v${2 * half}h${-2 * half}z"/><g fill="#fff">${glyphs.join("")}</g>`
		: `<rect x="${(-half * 0.96).toFixed(2)}" y="${(-half * 0.96).toFixed(2)}" width="${(half * 1.92).toFixed(2)}" height="${(half * 1.92).toFixed(2)}" ${outline(stamp, half * 0.08)}/>${glyphs.join("")}`;
}

const outline = ({ colour }: Stamp, width: number): string =>
	`fill="none" stroke="${colour}" stroke-width="${width.toFixed(2)}"`;

/** One character with the middle of its baseline at (0, y). */
function centred(wanted: Face, character: string, size: number, y = 0): string {
	const face = covering(wanted, character);
	const advance = metrics(face).advance(character.codePointAt(0) ?? 0) ?? 1;
	return glyphSvg(face, character, (-advance * size) / 2, y, size);
}

/** One straight line around x = 0 on a baseline, no wider than `width`. */
function straight(text: string, wanted: Face, baseline: number, size: number, width: number): string {
	const face = covering(wanted, text);
	const advances = [...text].map((c) => metrics(face).advance(c.codePointAt(0) ?? 0) ?? 1);
	const total = advances.reduce((sum, a) => sum + a, 0);
	const fitted = Math.min(size, width / total);
	let x = (-total * fitted) / 2;
	return [...text]
		.map((c, k) => {
			const glyph = glyphSvg(face, c, x, baseline, fitted);
			x += (advances[k] ?? 0) * fitted;
			return glyph;
		})
		.join("");
}

/** A mask of soft spots where the stamp did not take. */
function patches(id: string, half: number, share: number, random: Random): string {
	const spots = Array.from({ length: 70 }, () => {
		const [x, y] = [random.float(-half, half), random.float(-half, half)];
		const dark = Math.round(255 * (1 - random.float(0.3, 1) * Math.min(1, share * 2)));
		return `<circle cx="${x.toFixed(2)}" cy="${y.toFixed(2)}" r="${(half * random.float(0.02, 0.12)).toFixed(2)}" fill="rgb(${dark},${dark},${dark})"/>`;
	});
	const grain = Array.from({ length: 350 }, () => {
		const [x, y] = [random.float(-half, half), random.float(-half, half)];
		return `<circle cx="${x.toFixed(2)}" cy="${y.toFixed(2)}" r="${(half * random.float(0.004, 0.012)).toFixed(3)}" fill="#444"/>`;
	});
	const size = (half * 2.2).toFixed(2);
	const corner = (-half * 1.1).toFixed(2);
	return `<mask id="${id}" maskUnits="userSpaceOnUse" x="${corner}" y="${corner}" width="${size}" height="${size}"><rect x="${corner}" y="${corner}" width="${size}" height="${size}" fill="#fff"/>${spots.join("")}${grain.join("")}</mask>`;
}
