import { drawing } from "./drawing.ts";
import { nationalEmblem } from "./emblem.ts";
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
} from "./shapes.ts";
import { choices, type Style } from "./style.ts";

const SHIELD = shieldPath(200, 14, 208, 330, 0.09);

/** Market regulation badge: the emblem on three joined shields, wall and sunflower below, branches, a named ribbon. */
export const marketRegulationBadge = drawing({
	kind: "market-regulation-badge",
	name: "market-regulation-badge",
	width: 400,
	height: 400,
	paint: (s, random) => {
		const { whole, real } = choices(random);
		const size = real(176, 164, 184) / 600;
		const leaves = { cx: 200, cy: 190, radius: 168, from: 190, to: 292, length: 46, width: 18, spread: 30 };
		const wing = rimmed("M94 77L74 78Q60 190 108 268Q124 292 142 306", s.secondary, 7, s);
		return [
			outside(SHIELD, "beside-market-shield", mirrored(branch({ ...leaves, pairs: whole(10, 8, 13) }, s), 200)),
			mirrored(wing, 200),
			rimmed(SHIELD, s.tertiary, 9, s),
			placed(nationalEmblem(s, random), 200 - 300 * size, 46, size),
			greatWall(200, 286, 132, 44, s),
			sunflower(s, whole(13, 10, 16)),
			ribbon(s),
		].join("");
	},
});

const sunflower = (s: Style, petals: number): string =>
	`<path d="${Array.from({ length: petals }, (_, k) => {
		const turn = ((k + 0.5) * 360) / petals;
		const [x, y] = onCircle(200, 306, 9, turn);
		return leafPath(x, y, 17, 9, turn);
	}).join("")}" ${paint(s, 0.5)}/><circle cx="200" cy="306" r="10" ${paint(s, 0.8)}/>`;

/** Red band across the foot; its seven characters are strokes only. */
const ribbon = (s: Style): string => {
	const cloth = s.secondary === "none" ? s.primary : s.secondary;
	const ink = s.secondary === "none" || s.primary === cloth ? s.shade : s.primary;
	const edge = `stroke="${s.shade}" stroke-width="${s.line}" stroke-linejoin="round"`;
	const tail = `<path d="M96 350L40 340L56 364L42 386L104 380z" fill="${cloth}" ${edge}/>`;
	return `${mirrored(tail, 200)}<path d="M84 344Q200 364 316 344L322 382Q200 402 78 382z" fill="${cloth}" ${edge}/>${mockText(107, 360, 23.5, 7, ink)}`;
};
