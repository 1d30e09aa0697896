import { drawing } from "./drawing.ts";
import { n, type Point, polygon, starPoints } from "./shapes.ts";
import { choices, type Style } from "./style.ts";

/** Places of the stars on the flag's grid of 30 × 20 units, after the construction sheet annexed to the National Flag Law. */
const LARGE = { x: 5, y: 5, radius: 3 };
const SMALL: readonly Point[] = [
	[10, 2],
	[12, 4],
	[12, 7],
	[10, 9],
];

/** Each small star has one tip on the line to the large star's middle. */
const STARS: readonly (readonly Point[])[] = [
	starPoints(LARGE.x, LARGE.y, LARGE.radius),
	...SMALL.map(([x, y]) => {
		const turn = (Math.atan2(LARGE.x - x, y - LARGE.y) * 180) / Math.PI;
		return starPoints(x, y, 1, turn);
	}),
];

type Warp = (p: Point) => Point;

/** Field and stars with every point moved by `warp`; the field's edges are followed in short steps. */
function flag(s: Style, warp: Warp): string {
	const along = Array.from({ length: 31 }, (_, k) => k);
	const field = polygon([...along.map((x) => warp([x, 0])), ...along.map((x) => warp([30 - x, 20]))]);
	const stars = STARS.map((points) => polygon(points.map(warp))).join("");
	const open = s.secondary === "none" || s.secondary === s.primary;
	const edge = s.secondary === "none" ? s.primary : open ? s.shade : s.secondary;
	const contour = s.secondary === s.primary ? ` stroke="${s.shade}" stroke-width="0.15"` : "";
	return `<path d="${field}" fill="${s.secondary}" stroke="${edge}" stroke-width="0.3"/><path d="${stars}" fill="${s.primary}"${contour}/>`;
}

/** The national flag, flat. */
export const nationalFlag = drawing({
	kind: "national-flag",
	name: "national-flag",
	width: 30.4,
	height: 20.4,
	paint: (s) => `<g transform="translate(0.2 0.2)">${flag(s, (p) => p)}</g>`,
});

/** The national flag in the wind, with or without its pole. */
export const wavingFlag = drawing({
	kind: "national-flag",
	name: "national-flag-waving",
	width: 32,
	height: 26,
	paint: (s, random) => {
		const { real, oneOf } = choices(random);
		const rise = real(1.8, 1, 2.4);
		const waves = real(1.2, 0.8, 1.7);
		const start = real(0, -1, 1);
		const phase = (x: number): number => start + (x / 30) * waves * 2 * Math.PI;
		const warp: Warp = ([x, y]) => [
			x + 0.25 * Math.cos(phase(x)),
			y + rise * Math.sin(phase(x)) * (0.35 + (0.65 * x) / 30),
		];
		const slope = (x: number): number => Math.cos(phase(x));
		const shadows = Array.from({ length: 30 }, (_, x) => {
			const strip = polygon([warp([x, 0]), warp([x + 1, 0]), warp([x + 1, 20]), warp([x, 20])]);
			return `<path d="${strip}" fill="#000000" fill-opacity="${n(Math.max(0, slope(x + 0.5)) * 0.22)}"/>`;
		});
		const pole = oneOf(true, false)
			? `<path d="M0.55 0.6V25.6" stroke="${s.primary === "#ffffff" ? s.shade : s.primary}" stroke-width="0.7"/>`
			: "";
		const cloth = s.secondary === "none" || s.secondary === s.primary ? "" : shadows.join("");
		return `${pole}<g transform="translate(1.2 3)">${flag(s, warp)}${cloth}</g>`;
	},
});
