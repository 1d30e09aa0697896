import { drawing } from "./drawing.ts";
import { n, onCircle, paint, polygon, rimmed } from "./shapes.ts";
import { alone, choices, type Style } from "./style.ts";

/** Party emblem: sickle and hammer crossed. Bare, on a disc, or before rays, in 200 × 200 units. */
export const partyEmblem = drawing({
	kind: "party-emblem",
	name: "party-emblem",
	width: 200,
	height: 200,
	paint: (s, random) => {
		const { oneOf, whole } = choices(random);
		const ground = oneOf<"none" | "disc" | "rays">("none", "disc", "rays");
		if (ground === "none") return sickleAndHammer(alone(s), 1.6, 20, 12);
		const disc = rimmed(`M6 100a94 94 0 1 0 188 0a94 94 0 1 0 -188 0z`, s.secondary, 6, s);
		return `${disc}${ground === "rays" ? rays(s, whole(16, 12, 24)) : ""}${sickleAndHammer(s, 1.14, 44, 38)}`;
	},
});

/** Handles run to the lower right (hammer) and lower left (sickle, with its knob). 100 × 116 units before scaling. */
function sickleAndHammer(s: Style, scale: number, x: number, y: number): string {
	const sickle =
		"M44 0C76 6 98 28 98 58C98 90 74 114 45 114C33 114 23 110 15 103L13 106A9 9 0 1 1 6 97L8 95L2 86L10 77C20 90 32 98 46 98C66 98 81 81 81 58C81 34 66 14 44 0z";
	const hammer = "M5 50L36 17L53 13L56 29L47 38L100 98L88 112L32 49L22 68z";
	const contour = `<path d="${sickle}${hammer}" fill="none" stroke="${s.shade}" stroke-width="${n(s.line * 0.9)}" stroke-linejoin="round"/>`;
	return `<g transform="translate(${x} ${y}) scale(${scale})">${contour}<path d="${sickle}" fill="${s.primary}"/><path d="${hammer}" fill="${s.primary}"/></g>`;
}

const rays = (s: Style, count: number): string =>
	`<path d="${Array.from({ length: count }, (_, k) => {
		const at = (k * 360) / count;
		return polygon([
			onCircle(100, 100, 10, at),
			onCircle(100, 100, 84, at - 90 / count),
			onCircle(100, 100, 84, at + 90 / count),
		]);
	}).join("")}" ${paint(s, 0)} fill-opacity="0.45"/>`;
