import { drawing } from "./drawing.ts";
import { annulus, branch, gearPath, mirrored, n, paint, polygon, star } from "./shapes.ts";
import { choices, houseColours, lineInk, type Style } from "./style.ts";

/** Company logo of gear and ears: closed or open ring, gear around or below, a star, letter, torch or book in the middle. */
export const companyLogo = drawing({
	kind: "look-alike",
	name: "gear-and-wheat-logo",
	width: 200,
	height: 200,
	paint: (style, random) => {
		const choice = choices(random);
		const { whole, real, oneOf } = choice;
		const s = houseColours({ ...style, line: style.line * 0.5 }, choice);
		const frame = oneOf(gearInside, gearBelow, gearAround, halfGear);
		const sign = oneOf(starSign, letterSign, torchSign, bookSign, handsSign);
		const teeth = whole(16, 9, 26);
		const wheat = {
			cx: 100,
			cy: 100,
			radius: 84,
			from: real(184, 181, 190),
			to: real(325, 285, 342),
			length: real(19, 16, 22),
			width: real(10, 7, 11),
			spread: real(28, 20, 38),
			pairs: whole(13, 8, 16),
		};
		return frame(s, teeth, mirrored(branch(wheat, s), 100)) + sign(s);
	},
});

const field = (s: Style, radius: number): string =>
	`<circle cx="100" cy="100" r="${radius}" fill="${s.secondary}" stroke="${s.shade}" stroke-width="${n(s.line)}"/>`;
const gear = (s: Style, cy: number, radius: number, hole: number, teeth: number): string =>
	`<path fill-rule="evenodd" d="${gearPath(100, cy, radius, teeth)}${annulus(100, cy, hole, 0.01)}" ${paint(s)}/>`;

const gearInside = (s: Style, teeth: number, wheat: string): string =>
	`${wheat}${gear(s, 100, 66, 50, teeth)}${field(s, 50)}`;
const gearBelow = (s: Style, teeth: number, wheat: string): string =>
	`${field(s, 68)}${wheat}${gear(s, 168, 30, 13, teeth)}`;
const gearAround = (s: Style, teeth: number): string => `${gear(s, 100, 98, 78, teeth * 2)}${field(s, 78)}`;
const halfGear = (s: Style, teeth: number, wheat: string): string =>
	`${wheat}<clipPath id="upper-half"><path d="M0 0H200V104H0z"/></clipPath><g clip-path="url(#upper-half)">${gear(s, 100, 66, 48, teeth)}</g>`;

const starSign = (s: Style): string => star(100, 102, 36, 0, s);
const letterSign = (s: Style): string =>
	`<path d="M72 130V72L100 106L128 72V130" fill="none" stroke="${lineInk(s)}" stroke-width="13"/>`;
const torchSign = (s: Style): string =>
	`<path d="M86 100H114L106 144H94z" ${paint(s)}/><path d="M100 98Q70 84 96 50Q98 66 108 58Q128 88 100 98z" ${paint(s)}/>`;
const bookSign = (s: Style): string =>
	`<path d="M100 84Q82 70 60 76V124Q82 118 100 132z" ${paint(s)}/><path d="M100 84Q118 70 140 76V124Q118 118 100 132z" ${paint(s)}/>`;
const handsSign = (s: Style): string =>
	`<path d="${polygon([
		[64, 88],
		[100, 62],
		[136, 88],
		[124, 100],
		[100, 82],
		[76, 100],
	])}M70 108H130V120H70zM82 126H118V138H82z" ${paint(s)}/>`;
