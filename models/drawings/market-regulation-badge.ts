import { drawing } from "./drawing.ts";
import { nationalEmblem } from "./emblem.ts";
import { struck } from "./relief.ts";
import {
	branch,
	greatWall,
	leafPath,
	mirrored,
	mockText,
	onCircle,
	outside,
	paint,
	placed,
	rimmed,
	shieldPath,
	stretched,
} from "./shapes.ts";
import { type Choices, clothOf, openGround, type Style } from "./style.ts";

/** Market regulation badge: the emblem on three joined shields, wall and sunflower below, branches, a named ribbon. */
export const marketRegulationBadge = drawing({
	kind: "market-regulation-badge",
	name: "market-regulation-badge",
	width: 400,
	height: 400,
	paint: (style, random) => struck(badge, 400, style, random),
});

function badge(s: Style, hand: Choices): string {
	const { whole, real, oneOf } = hand;
	const size = real(176, 160, 190) / 600;
	const shield = shieldPath(200, 14, real(208, 196, 220), 330, real(0.09, 0.02, 0.12));
	const leaves = {
		cx: 200,
		cy: 190,
		radius: 168,
		from: 190,
		to: real(292, 276, 300),
		length: real(46, 36, 48),
		width: real(18, 13, 22),
		spread: 30,
	};
	const wing = rimmed("M94 77L74 78Q60 190 108 268Q124 292 142 306", s.secondary, real(7, 4, 10), s);
	const wall = greatWall(200, 286, 132, 44, s);
	return [
		outside(shield, hand.id("beside-market-shield"), mirrored(branch({ ...leaves, pairs: whole(10, 7, 13) }, s), 200)),
		mirrored(oneOf(wing, wing, ""), 200),
		rimmed(shield, s.tertiary, real(9, 5, 13), s),
		placed(nationalEmblem(s, hand.random), 200 - 300 * size, 46, size),
		stretched(wall, 200, 286, real(1, 0.9, 1.2), real(1, 0.8, 1.2)),
		oneOf(sunflower(s, whole(13, 8, 16)), ""),
		ribbon(s),
	].join("");
}

const sunflower = (s: Style, petals: number): string =>
	`<path d="${Array.from({ length: petals }, (_, k) => {
		const turn = ((k + 0.5) * 360) / petals;
		const [x, y] = onCircle(200, 306, 9, turn);
		return leafPath(x, y, 17, 9, turn);
	}).join("")}" ${paint(s, 0.5)}/><circle cx="200" cy="306" r="10" ${paint(s, 0.8)}/>`;

/** Red band across the foot; its seven characters are strokes only. */
const ribbon = (s: Style): string => {
	const cloth = clothOf(s);
	const ink = openGround(s) || s.primary === cloth ? s.shade : s.primary;
	const edge = `stroke="${s.shade}" stroke-width="${s.line}" stroke-linejoin="round"`;
	const tail = `<path d="M96 350L40 340L56 364L42 386L104 380z" fill="${cloth}" ${edge}/>`;
	return `${mirrored(tail, 200)}<path d="M84 344Q200 364 316 344L322 382Q200 402 78 382z" fill="${cloth}" ${edge}/>${mockText(107, 360, 23.5, 7, ink)}`;
};
