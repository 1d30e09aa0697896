import { drawing } from "./drawing.ts";
import { lit } from "./relief.ts";
import { annulus, n, type Point, polygon, starPoints, stretched } from "./shapes.ts";
import { type Choices, choices, groundInk, lineInk, openGround, printed, type Style } from "./style.ts";

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
	const pale = groundInk(s) === s.shade && s.primary !== s.shade;
	const edge = pale ? s.shade : openGround(s) ? s.primary : s.secondary;
	const contour = pale ? ` stroke="${s.shade}" stroke-width="0.15"` : "";
	return `<path d="${field}" fill="${s.secondary}" stroke="${edge}" stroke-width="0.3"/><path d="${stars}" fill="${s.primary}"${contour}/>`;
}

const still: Warp = (p) => p;
const FIELD = "M0 0H30V20H0z";

/** Cut out of the flag by the closed path `d`. */
const cut = (part: string, d: string, name: string): string =>
	`<clipPath id="${name}"><path d="${d}"/></clipPath><g clip-path="url(#${name})">${part}</g>`;

/** The flag by any hand: its red and gold, a little sheared, plain or with a sheen over it. */
function anyFlag(s: Style, hand: Choices, warp: Warp = still): string {
	const print = printed(s, hand);
	return flag(print, warp) + (openGround(s) ? "" : hand.oneOf("", lit(FIELD, print, hand)));
}

/** The national flag, flat. */
export const nationalFlag = drawing({
	kind: "national-flag",
	name: "national-flag",
	width: 30.4,
	height: 20.4,
	paint: (s, random) => {
		const hand = choices(random);
		const [kx, ky] = [hand.real(1, 0.92, 1), hand.real(1, 0.92, 1)];
		return `<g transform="translate(0.2 0.2)">${stretched(anyFlag(s, hand), 15, 10, kx, ky)}</g>`;
	},
});

/** A small sign of the flag: with round corners, or a disc cut out of it. */
export const flagIcon = drawing({
	kind: "national-flag",
	name: "national-flag-icon",
	width: 24,
	height: 20.4,
	paint: (s, random) => {
		const hand = choices(random);
		const corner = hand.real(2, 1, 4);
		const round = `M${corner} 0H${22 - corner}a${corner} ${corner} 0 0 1 ${corner} ${corner}V${20 - corner}a${corner} ${corner} 0 0 1 -${corner} ${corner}H${corner}a${corner} ${corner} 0 0 1 -${corner} -${corner}V${corner}a${corner} ${corner} 0 0 1 ${corner} -${corner}z`;
		const shape = hand.oneOf(round, annulus(11, 10, 10, 0.01));
		const edge = `<path d="${shape}" fill="none" stroke="${openGround(s) ? lineInk(s) : s.shade}" stroke-width="0.4"/>`;
		return `<g transform="translate(1 0.2)">${cut(anyFlag(s, hand), shape, hand.id("flag-icon"))}${edge}</g>`;
	},
});

/** The flag as a ribbon laid over a page's upper left corner. */
export const flagCorner = drawing({
	kind: "national-flag",
	name: "national-flag-corner",
	width: 30,
	height: 20,
	paint: (s, random) => {
		const hand = choices(random);
		const [dip, reach] = [hand.real(9, 7, 13), hand.real(20, 16, 26)];
		const shape = `M0.2 0.2H29.8Q${n(reach + 5)} ${n(dip)} ${n(reach - 6)} ${n(dip + 1)}T0.2 19.8z`;
		const edge = `<path d="${shape}" fill="none" stroke="${openGround(s) ? lineInk(s) : s.shade}" stroke-width="0.3"/>`;
		return cut(anyFlag(s, hand), shape, hand.id("flag-corner")) + edge;
	},
});

/** Waves of the cloth: points move up and down, more so away from the pole, and their shadows. */
function wind({ real }: Choices): { warp: Warp; shadows: string } {
	const rise = real(1.8, 0.8, 2.4);
	const waves = real(1.2, 0.8, 1.7);
	const start = real(0, -1, 1);
	const phase = (x: number): number => start + (x / 30) * waves * 2 * Math.PI;
	const warp: Warp = ([x, y]) => [
		x + 0.25 * Math.cos(phase(x)),
		y + rise * Math.sin(phase(x)) * (0.35 + (0.65 * x) / 30),
	];
	const shadows = Array.from({ length: 30 }, (_, x) => {
		const strip = polygon([warp([x, 0]), warp([x + 1, 0]), warp([x + 1, 20]), warp([x, 20])]);
		const slope = Math.cos(phase(x + 0.5));
		return `<path d="${strip}" fill="#000000" fill-opacity="${n(Math.max(0, slope) * 0.22)}"/>`;
	});
	return { warp, shadows: shadows.join("") };
}

const flying = (s: Style, hand: Choices): string => {
	const { warp, shadows } = wind(hand);
	return flag(printed(s, hand), warp) + (openGround(s) || s.secondary === s.primary ? "" : shadows);
};

/** The national flag in the wind, with or without its pole. */
export const wavingFlag = drawing({
	kind: "national-flag",
	name: "national-flag-waving",
	width: 32,
	height: 26,
	paint: (s, random) => {
		const hand = choices(random);
		const cloth = flying(s, hand);
		const pole = hand.oneOf(true, false) ? `<path d="M0.55 0.6V25.6" stroke="${lineInk(s)}" stroke-width="0.7"/>` : "";
		return `${pole}<g transform="translate(1.2 3)">${cloth}</g>`;
	},
});

/** Two poles crossed: the national flag on the left one, over a plain flag on the other. */
export const crossedFlags = drawing({
	kind: "national-flag",
	name: "national-flag-crossed",
	width: 70,
	height: 42,
	place: { x: 12, y: 4.5, width: 28.5, height: 22.5 },
	paint: (s, random) => {
		const hand = choices(random);
		const turn = hand.real(32, 28, 36);
		const lean = hand.real(-6, -10, 0);
		const pole = `<path d="M0 -2V36" stroke="${lineInk(s)}" stroke-width="0.7"/>`;
		const plain = `<path d="M0 0Q8 -2 14 0T26 0V18Q20 20 14 18T0 18z" fill="${s.secondary}" stroke="${lineInk(s)}" stroke-width="0.3"/>`;
		const ours = stretched(flying(s, hand), 0, 0, 0.9);
		return `<g transform="translate(42 7) rotate(${n(turn)})">${pole}</g><g transform="translate(42 8) rotate(${n(lean)})">${plain}</g><g transform="translate(12 7) rotate(${n(-turn)})">${pole}</g><g transform="translate(12.5 8)">${ours}</g>`;
	},
});
