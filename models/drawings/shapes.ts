/** Parts that several drawings share. Every function returns SVG or path data in the units of its caller. */
import type { EmblemStyle } from "./style.ts";

export type Point = readonly [x: number, y: number];

export const n = (v: number): string => Number(v.toFixed(2)).toString();

/** Point on a circle; degrees clockwise from the top. */
export const onCircle = (cx: number, cy: number, radius: number, degrees: number): Point => [
	cx + radius * Math.sin((degrees * Math.PI) / 180),
	cy - radius * Math.cos((degrees * Math.PI) / 180),
];

/** Closed polygon as path data. */
export const polygon = (points: readonly Point[]): string => `M${points.map((p) => p.map(n).join(" ")).join("L")}z`;

/** Ring between two radii as path data for fill-rule evenodd. */
export const annulus = (cx: number, cy: number, outer: number, inner: number): string =>
	[outer, inner]
		.map((r) => `M${n(cx - r)} ${n(cy)}a${r} ${r} 0 1 0 ${n(2 * r)} 0a${r} ${r} 0 1 0 ${n(-2 * r)} 0z`)
		.join("");

/** Corners of a star, from the tip that `turn` degrees point away from upright; 0.382 is the waist of a pentagram. */
export const starPoints = (cx: number, cy: number, radius: number, turn = 0, rays = 5, waist = 0.382): Point[] =>
	Array.from({ length: 2 * rays }, (_, k) =>
		onCircle(cx, cy, k % 2 ? radius * waist : radius, (k * 180) / rays + turn),
	);

/** A five-pointed star, each ray folded along its middle. */
export function star(cx: number, cy: number, radius: number, turn: number, s: EmblemStyle): string {
	const points = starPoints(cx, cy, radius, turn);
	const folds = points
		.filter((_, k) => k % 2 === 0)
		.map((tip, k) => polygon([[cx, cy], tip, points[2 * k + 1] as Point]))
		.join("");
	const facet = s.facet ?? 0.45;
	const contour = `<path d="${polygon(points)}" ${paint(s, facet > 0 ? 0.5 : 1)}/>`;
	return facet > 0 ? `${contour}<path d="${folds}" fill="${s.shade}" fill-opacity="${facet}"/>` : contour;
}

/** Contour of a gear with flat teeth. `depth`: height of a tooth as a share of the radius. */
export function gearPath(cx: number, cy: number, radius: number, teeth: number, depth = 0.14): string {
	const step = 360 / teeth;
	return polygon(
		Array.from({ length: teeth }, (_, k) =>
			(
				[
					[radius, -0.22],
					[radius, 0.22],
					[radius * (1 - depth), 0.3],
					[radius * (1 - depth), 0.7],
				] as const
			).map(([r, at]) => onCircle(cx, cy, r, (k + at) * step)),
		).flat(),
	);
}

/** Pointed leaf from its foot (x, y), `turn` degrees from upright, as path data. */
export function leafPath(x: number, y: number, length: number, width: number, turn: number): string {
	const tip = onCircle(x, y, length, turn);
	const swell = (side: number, along: number): string => {
		const [mx, my] = onCircle(x, y, length * along, turn);
		return onCircle(mx, my, width * 0.66, turn + side * 90)
			.map(n)
			.join(" ");
	};
	return `M${n(x)} ${n(y)}C${swell(1, 0.25)} ${swell(1, 0.75)} ${tip.map(n).join(" ")}C${swell(-1, 0.75)} ${swell(-1, 0.25)} ${n(x)} ${n(y)}z`;
}

export interface Branch {
	cx: number;
	cy: number;
	radius: number;
	/** Degrees from the top, growing from `from` towards `to`. */
	from: number;
	to: number;
	/** Pairs of leaves, one to the outside and one to the inside each. */
	pairs: number;
	length: number;
	width: number;
	/** Degrees by which leaves stand off the stem. */
	spread: number;
}

/** Leaves or grains in pairs along an arc, with a stem and a last one at the tip. */
export function branch(b: Branch, s: EmblemStyle): string {
	const way = Math.sign(b.to - b.from);
	const leaves = Array.from({ length: b.pairs }, (_, k) => {
		const at = b.from + ((b.to - b.from) * k) / b.pairs;
		const [x, y] = onCircle(b.cx, b.cy, b.radius, at);
		return [-b.spread, b.spread].map((off) => leafPath(x, y, b.length, b.width, at + way * 90 + off)).join("");
	});
	const [x, y] = onCircle(b.cx, b.cy, b.radius, b.to);
	const [x0, y0] = onCircle(b.cx, b.cy, b.radius, b.from);
	const stem = `M${n(x0)} ${n(y0)}A${b.radius} ${b.radius} 0 0 ${way > 0 ? 1 : 0} ${n(x)} ${n(y)}`;
	return `<path d="${stem}" fill="none" stroke="${s.primary}" stroke-width="${n(b.width * 0.3)}"/><path d="${leaves.join("")}${leafPath(x, y, b.length, b.width, b.to + way * 90)}" ${paint(s, 0.6)}/>`;
}

/** Fill and fine contour of gold parts; `weight` scales the line. */
export const paint = (s: EmblemStyle, weight = 1): string =>
	`fill="${s.primary}" stroke="${s.shade}" stroke-width="${n(s.line * weight)}" stroke-linejoin="round"`;

/** A field with a rim of the main colour, so that the contour stays where the field itself is left open. */
export const rimmed = (d: string, fill: string, width: number, s: EmblemStyle): string =>
	`<path d="${d}" fill="${fill}" stroke="${s.shade}" stroke-width="${n(width + 2 * s.line)}" stroke-linejoin="round"/><path d="${d}" fill="none" stroke="${s.primary}" stroke-width="${n(width)}" stroke-linejoin="round"/>`;

/** The part and its mirror image about the vertical line x = axis. */
export const mirrored = (part: string, axis: number): string =>
	`${part}<g transform="matrix(-1 0 0 1 ${n(2 * axis)} 0)">${part}</g>`;

/** Part of a drawing moved to (x, y) and scaled. */
export const placed = (part: string, x: number, y: number, scale: number): string =>
	`<g transform="translate(${n(x)} ${n(y)}) scale(${Number(scale.toFixed(5))})">${part}</g>`;

/** The part scaled by (kx, ky) about (x, y); left as it is where both are 1. */
export const stretched = (part: string, x: number, y: number, kx: number, ky: number = kx): string =>
	kx === 1 && ky === 1
		? part
		: `<g transform="translate(${n(x)} ${n(y)}) scale(${Number(kx.toFixed(4))} ${Number(ky.toFixed(4))}) translate(${n(-x)} ${n(-y)})">${part}</g>`;

/** The part `share` narrower (below 0) or lower (above 0) about (x, y), as other proportions of one size. */
export const squeezed = (part: string, x: number, y: number, share: number): string =>
	stretched(part, x, y, 1 + Math.min(0, share), 1 - Math.max(0, share));

/** Heater shield with a pointed foot: flat top with a middle peak of `peak` units. */
export const shieldPath = (cx: number, top: number, width: number, height: number, peak: number): string => {
	const w = width / 2;
	const at = (x: number, y: number): string => `${n(cx + x * w)} ${n(top + y * height)}`;
	return `M${at(0, 0)}Q${at(-0.45, peak * 0.9)} ${at(-1, peak)}L${at(-1, 0.45)}C${at(-1, 0.72)} ${at(-0.55, 0.9)} ${at(0, 1)}C${at(0.55, 0.9)} ${at(1, 0.72)} ${at(1, 0.45)}L${at(1, peak)}Q${at(0.45, peak * 0.9)} ${at(0, 0)}z`;
};

/** Great Wall: a watchtower in the middle, walls falling away to two smaller ones, all with merlons. */
export function greatWall(cx: number, base: number, width: number, height: number, s: EmblemStyle): string {
	const tower = (x: number, w: number, top: number): string => {
		const merlon = w / 7;
		const teeth = Array.from(
			{ length: 4 },
			(_, k) => `v${n(-merlon)}h${n(merlon)}v${n(merlon)}h${k < 3 ? n(merlon) : 0}`,
		);
		return `M${n(x - w / 2)} ${n(base)}V${n(base - top)}${teeth.join("")}V${n(base)}z`;
	};
	const slope = `M${n(cx)} ${n(base - height * 0.5)}Q${n(cx - width * 0.2)} ${n(base - height * 0.2)} ${n(cx - width * 0.32)} ${n(base - height * 0.44)}T${n(cx - width / 2)} ${n(base - height * 0.16)}V${n(base)}H${n(cx)}z`;
	const window = (x: number, y: number, w: number): string =>
		`M${n(x - w / 2)} ${n(y)}v${n(-w)}a${n(w / 2)} ${n(w / 2)} 0 0 1 ${n(w)} 0v${n(w)}z`;
	const lit = [-0.055, 0, 0.055].map((at) => window(cx + at * width, base - height * 0.5, width * 0.028)).join("");
	return `${mirrored(`<path d="${slope}${tower(cx - width * 0.33, width * 0.13, height * 0.58)}" ${paint(s)}/>`, cx)}<path d="${tower(cx, width * 0.22, height * 0.86)}" ${paint(s)}/><path d="${lit}M${n(cx - width * 0.3)} ${n(base - height * 0.14)}Q${n(cx)} ${n(base - height * 0.4)} ${n(cx + width * 0.3)} ${n(base - height * 0.14)}" fill="none" stroke="${s.shade}" stroke-width="${n(s.line)}"/>`;
}

/** Short strokes that look like square characters from afar, along a line of `count` cells of `size` from (x, y). */
export const mockText = (x: number, y: number, size: number, count: number, colour: string): string =>
	Array.from({ length: count }, (_, k) => {
		const at = (u: number, v: number): string => `${n(x + (k * 1.15 + u) * size)} ${n(y + v * size)}`;
		return `<path d="M${at(0.05, 0.2)}L${at(0.95, 0.2)}M${at(0.15, 0.55)}L${at(0.85, 0.55)}M${at(0.05, 0.95)}L${at(0.95, 0.95)}M${at(0.5, 0)}L${at(0.5, 0.95)}${k % 2 ? `M${at(0.15, 0.2)}L${at(0.15, 0.95)}` : ""}" fill="none" stroke="${colour}" stroke-width="${n(size * 0.11)}"/>`;
	}).join("");

/** The part without what lies inside the closed path `d`, so that an open field shows nothing behind it. */
export const outside = (d: string, id: string, part: string): string =>
	`<clipPath id="${id}"><path clip-rule="evenodd" d="M-1000 -1000H2000V2000H-1000z${d}"/></clipPath><g clip-path="url(#${id})">${part}</g>`;
