/** What private logos stand in: rings, gears, wreaths, shields. All in 200 × 200 units. */
import { gearAndSash } from "./emblem-foot.ts";
import { CENTRE, ring } from "./emblem-ring.ts";
import {
	annulus,
	branch,
	gearPath,
	leafPath,
	mirrored,
	mockText,
	n,
	onCircle,
	paint,
	placed,
	polygon,
	rimmed,
	shieldPath,
	starPoints,
} from "./shapes.ts";
import type { Sign } from "./signs.ts";
import { alone, type Choices, clothOf, groundInk, openGround, type Style } from "./style.ts";

interface Framed {
	frame: string;
	/** Colours in which the sign shows on the frame's ground. */
	sign: Style;
	/** Middle and half width of the room for the sign. */
	cy: number;
	room: number;
}

export type Frame = (s: Style, hand: Choices) => Framed;

/** A logo: a sign, chosen from some, in a frame, chosen from some. The first of both is the usual one. */
export function logo(
	frames: readonly [Frame, ...Frame[]],
	signs: readonly [Sign, ...Sign[]],
	s: Style,
	hand: Choices,
): string {
	const { frame, sign, cy, room } = hand.oneOf(...frames)(s, hand);
	const figure = hand.oneOf(...signs)({ ...sign, line: sign.line * 0.4 }, hand);
	const half = room * hand.real(0.96, 0.82, 1);
	return frame + placed(figure, 100 - half, cy - half, (2 * half) / 100);
}

const field = (s: Style, radius: number): string =>
	`<circle cx="100" cy="100" r="${n(radius)}" fill="${s.secondary}" stroke="${s.shade}" stroke-width="${n(s.line)}"/>`;
const hoop = (s: Style, outer: number, inner: number, fill: string): string =>
	`<path fill-rule="evenodd" d="${annulus(100, 100, outer, inner)}" fill="${fill}" stroke="${s.shade}" stroke-width="${n(s.line * 0.6)}"/>`;

export const bare: Frame = (s) => ({ frame: "", sign: alone(s), cy: 100, room: 86 });

export const disc: Frame = (s, { real }) => ({
	frame: rimmed(annulus(100, 100, 90, 0.01), s.secondary, real(5, 2, 11), s),
	sign: s,
	cy: 100,
	room: 58,
});

export const hoops: Frame = (s, { real, oneOf }) => {
	const figure = alone(s);
	const width = real(7, 3, 12);
	const inner = oneOf("", hoop(figure, 88 - width, 86 - width, figure.primary));
	return { frame: hoop(figure, 97, 97 - width, figure.primary) + inner, sign: figure, cy: 100, room: 56 };
};

/** Characters along a band, Latin letters at its foot. */
export const textRing: Frame = (s, { whole }) => {
	const band = clothOf(s);
	const text = band === "#ffffff" ? s.shade : "#ffffff";
	const count = whole(8, 5, 14);
	const characters = Array.from(
		{ length: count },
		(_, k) =>
			`<g transform="rotate(${n((k - (count - 1) / 2) * Math.min(24, 190 / count))} 100 100)">${mockText(93, 9, 14, 1, text)}</g>`,
	);
	const letters = Array.from(
		{ length: 16 },
		(_, k) => `<path d="M97.5 181h5v9h-5z" fill="${text}" transform="rotate(${n((k - 7.5) * 7)} 100 100)"/>`,
	);
	return {
		frame: hoop(s, 97, 68, band) + characters.join("") + letters.join(""),
		sign: { ...s, primary: band, shade: text },
		cy: 100,
		room: 45,
	};
};

export const cog: Frame = (s, { whole, real }) => ({
	frame: `<path fill-rule="evenodd" d="${gearPath(100, 100, 97, whole(20, 10, 32), real(0.12, 0.07, 0.18))}${annulus(100, 100, 74, 0.01)}" ${paint(s)}/>${field(s, 74)}`,
	sign: s,
	cy: 100,
	room: 48,
});

/** Ears of wheat open at the top, standing on a gear, a bow or nothing. */
export const ears: Frame = (s, { whole, real, oneOf }) => {
	const figure = alone(s);
	const wheat = {
		cx: 100,
		cy: 100,
		radius: 82,
		from: 186,
		to: real(330, 290, 340),
		pairs: whole(13, 8, 16),
		length: real(20, 15, 23),
		width: real(10, 7, 12),
		spread: real(28, 20, 40),
	};
	const foot = oneOf(
		`<path fill-rule="evenodd" d="${gearPath(100, 172, 25, 12, 0.2)}${annulus(100, 172, 10, 0.01)}" ${paint(figure)}/>`,
		`<path d="M60 168Q100 188 140 168L150 188Q100 206 50 188z" fill="${openGround(s) ? figure.primary : s.secondary}" stroke="${s.shade}" stroke-width="${n(s.line * 0.6)}"/>`,
		"",
	);
	const ground = oneOf("", field(s, 66));
	return { frame: ground + mirrored(branch(wheat, figure), 100) + foot, sign: ground ? s : figure, cy: 96, room: 42 };
};

export const laurel: Frame = (s, { whole, real }) => {
	const figure = alone(s);
	const leaves = {
		cx: 100,
		cy: 98,
		radius: 78,
		from: 186,
		to: real(334, 300, 342),
		pairs: whole(11, 7, 14),
		length: real(25, 20, 27),
		width: real(12, 9, 14),
		spread: real(34, 26, 44),
	};
	return { frame: mirrored(branch(leaves, figure), 100), sign: figure, cy: 98, room: 42 };
};

/** A full ring of ears round a disc, with or without gear and sash: all of the emblem but its stars and its gate. */
export const earRing: Frame = (s, hand) => {
	const inner = hand.real(222, 214, 244);
	const ground = `<circle cx="${CENTRE}" cy="${CENTRE}" r="${n(inner)}" fill="${s.secondary}" stroke="${s.shade}" stroke-width="${n(s.line)}"/>`;
	const foot = hand.oneOf("", gearAndSash(s, hand));
	const raised = foot ? 20 : 0;
	return {
		frame: placed(ring(s, hand, inner) + ground + foot, 4, 4, 0.3),
		sign: s,
		cy: 94 - raised * 0.4,
		room: foot ? 40 : 46,
	};
};

/** An empty shield in one of the darker colours. */
function plainShield(s: Style, { real, oneOf }: Choices): string {
	const d = shieldPath(100, 8, real(156, 136, 170), 184, real(0.06, 0, 0.12));
	return rimmed(d, oneOf(s.secondary, s.tertiary), real(7, 3, 12), s);
}

export const shield: Frame = (s, hand) => {
	const band = hand.oneOf("", mockText(64, 142, 16, 4, groundInk(s)));
	return { frame: plainShield(s, hand) + band, sign: s, cy: 84, room: 46 };
};

/** A shield with characters under its sign, between wings or branches, as guards' badges have. */
export const guardShield: Frame = (s, hand) => {
	const feather = (k: number): string => {
		const [x, y] = onCircle(100, 92, 60, 256 - k * 13);
		return leafPath(x, y, 44 - k * 3, 15, -72 - k * 9);
	};
	const wings = mirrored(`<path d="${[0, 1, 2, 3, 4].map(feather).join("")}" ${paint(s, 0.8)}/>`, 100);
	const leaves = { cx: 100, cy: 96, radius: 80, from: 190, to: 280, pairs: 7, length: 26, width: 11, spread: 30 };
	return {
		frame:
			hand.oneOf(wings, mirrored(branch(leaves, s), 100), "") +
			placed(plainShield(s, hand), 26, 20, 0.74) +
			mockText(68, 114, 14, 4, groundInk(s)),
		sign: s,
		cy: 78,
		room: 28,
	};
};

export const scallops: Frame = (s, { whole, real }) => ({
	frame: `<path d="${polygon(starPoints(100, 100, 97, 0, whole(24, 12, 40), real(0.92, 0.85, 0.95)))}" ${paint(s)}/>${field(s, 74)}`,
	sign: s,
	cy: 100,
	room: 48,
});
