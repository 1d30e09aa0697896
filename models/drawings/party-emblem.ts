import { drawing } from "./drawing.ts";
import { lit, struck } from "./relief.ts";
import { annulus, n, onCircle, paint, polygon, rimmed } from "./shapes.ts";
import { alone, type Choices, choices, openGround, type Style } from "./style.ts";

const DISC = annulus(100, 100, 94, 0.01);
/** A disc with its rim, filling the square. */
const rimmedDisc = (s: Style, rim: number): string =>
	rimmed(annulus(100, 100, 98 - rim / 2 - s.line, 0.01), s.secondary, rim, s);

/** Party emblem: sickle and hammer crossed. Bare, on a disc, before rays or in a sunburst, in 200 × 200 units. */
export const partyEmblem = drawing({
	kind: "party-emblem",
	name: "party-emblem",
	width: 200,
	height: 200,
	paint: (style, random) =>
		struck((s, hand) => hand.oneOf(bare, bare, onDisc, beforeRays, inSunburst)(s, hand), 200, style, random),
});

const FLAG_PLACE = { x: 30, y: 22, width: 88, height: 88 };

/** The party's flag: the emblem in the upper left of a red field. */
export const partyFlag = drawing({
	kind: "party-emblem",
	name: "party-flag",
	width: 300,
	height: 200,
	place: FLAG_PLACE,
	paint: (s, random) => {
		const hand = choices(random);
		const { x, y, width } = FLAG_PLACE;
		const wave = hand.real(0, -10, 10);
		const field = `M4 10C100 ${n(10 + wave)} 200 ${n(10 - wave)} 296 10V190C200 ${n(190 - wave)} 100 ${n(190 + wave)} 4 190z`;
		const cloth = rimmed(field, s.secondary, 1.5, { ...s, line: s.line * 0.3 });
		const sheen = openGround(s) ? "" : hand.oneOf(() => "", lit)(field, s, hand);
		return cloth + sheen + sickleAndHammer({ ...s, line: s.line * 0.5 }, hand, width / 116, x + width * 0.09, y + 1);
	},
});

/** On paper, in gold or in red. */
function bare(s: Style, hand: Choices): string {
	const red = openGround(s) ? s.figure : s.secondary;
	const scale = hand.real(1.6, 1.4, 1.54);
	const figure = alone({ ...s, figure: hand.oneOf(s.figure, red) });
	return sickleAndHammer(figure, hand, scale, 100 - 50 * scale, 104.8 - 58 * scale);
}

const onDisc = (s: Style, hand: Choices): string => {
	const light = openGround(s) ? "" : hand.oneOf("", lit(DISC, s, hand));
	return `${rimmedDisc(s, hand.real(6, 2, 12))}${light}${sickleAndHammer(s, hand, 1.14, 44, 38)}`;
};

const beforeRays = (s: Style, hand: Choices): string =>
	`${rimmedDisc(s, 6)}<g fill-opacity="${n(hand.real(0.45, 0.2, 0.6))}">${rays(s, hand)}</g>${sickleAndHammer(s, hand, 1.14, 44, 38)}`;

/** A golden sun, its beams brighter than its ground; the figure in old gold or red. */
function inSunburst(s: Style, hand: Choices): string {
	const figure = hand.oneOf(s.shade, openGround(s) || s.primary === s.secondary ? s.shade : s.secondary);
	const beams = `<g fill-opacity="0.4">${rays({ ...s, primary: "#ffffff" }, hand)}</g>`;
	return `<path d="${DISC}" fill="${s.primary}" stroke="${s.shade}" stroke-width="${n(s.line * 0.5)}"/>${beams}${sickleAndHammer({ ...s, primary: figure, shade: s.primary }, hand, 1, 50, 46)}`;
}

/** Handles run to the lower right (hammer) and lower left (sickle, with its knob). 100 × 116 units before scaling. */
function sickleAndHammer(s: Style, { real, oneOf }: Choices, scale: number, x: number, y: number): string {
	const sickle =
		"M44 0C76 6 98 28 98 58C98 90 74 114 45 114C33 114 23 110 15 103L13 106A9 9 0 1 1 6 97L8 95L2 86L10 77C20 90 32 98 46 98C66 98 81 81 81 58C81 34 66 14 44 0z";
	const hammer = oneOf(
		"M5 50L36 17L53 13L56 29L47 38L100 98L88 112L32 49L22 68z",
		"M2 46L32 15L52 12L58 24L50 36L101 94L85 110L34 53L21 66z",
		"M8 50L40 18L54 16L54 30L47 37L98 100L90 108L33 48L24 64z",
	);
	const weight = real(0, -1, 3);
	const bolder = weight > 0 ? ` stroke="${s.primary}" stroke-width="${n(weight)}" stroke-linejoin="round"` : "";
	const contour = `<path d="${sickle}${hammer}" fill="none" stroke="${s.shade}" stroke-width="${n(s.line * 0.9 + Math.max(0, weight))}" stroke-linejoin="round"/>`;
	const figure = `<path d="${sickle}" fill="${s.primary}"${bolder}/><path d="${hammer}" fill="${s.primary}"${bolder}/>`;
	const turn = real(0, -7, 7);
	const turned = turn === 0 ? contour + figure : `<g transform="rotate(${n(turn)} 50 58)">${contour}${figure}</g>`;
	return `<g transform="translate(${n(x)} ${n(y)}) scale(${n(scale)})">${turned}</g>`;
}

function rays(s: Style, { whole, real }: Choices): string {
	const count = whole(16, 12, 28);
	const width = real(90, 50, 110) / count;
	const beams = Array.from({ length: count }, (_, k) => {
		const at = (k * 360) / count;
		return polygon([
			onCircle(100, 100, 10, at),
			onCircle(100, 100, 84, at - width),
			onCircle(100, 100, 84, at + width),
		]);
	});
	return `<path d="${beams.join("")}" ${paint(s, 0)}/>`;
}
