/**
 * Own vector drawing of the national emblem, after the description in the annex of the National Emblem Law: ears of
 * grain make a ring, the gear sits where the stalks cross, five stars shine over Tiananmen, red ribbons hang to both
 * sides. It is made for training and testing detectors, not as the standard pattern of GB 15093.
 */
import type { Random } from "../../samples/generator/random.ts";
import { gearAndSash, ribbonTails } from "./emblem-foot.ts";
import { CENTRE, INNER, OUTER, ring } from "./emblem-ring.ts";
import { gate } from "./gate.ts";
import { lit, raised } from "./relief.ts";
import { annulus, mirrored, n, outside, squeezed, star, stretched } from "./shapes.ts";
import { type Choices, choices, type EmblemStyle, printed } from "./style.ts";

export { type EmblemStyle, STYLES as EMBLEM_STYLES } from "./style.ts";

/** Drawing size in its own units. The ring is a circle of radius 298 about (300, 300); gear and ribbons hang below. */
export const EMBLEM_WIDTH = 600;
export const EMBLEM_HEIGHT = 648;

const CIRCLE = annulus(CENTRE, CENTRE, OUTER, 0.01);

/**
 * SVG fragment of the emblem in its own 600 × 648 units; place it with a transform. Without `random` the usual drawing;
 * with it the hand of another draughtsman: proportions, ears, gate, gear, ribbons, relief, gold and red all vary, and
 * the whole may be up to 6 % narrower or lower than the units it is drawn in.
 */
export function nationalEmblem(style: EmblemStyle, random?: Random): string {
	const hand = choices(random);
	const { real, oneOf } = hand;
	const s = printed(style, hand);
	const inner = real(INNER, OUTER * 0.72, OUTER * 0.82);
	const roomy = inner / INNER;
	const relief = oneOf(0, 0, real(0, 2, 5));
	const [ringHand, starsHand, gateHand] = [hand.replay(), hand.replay(), hand.replay()];
	const tails = ribbonTails(s, hand);
	const drawn = [
		random ? outside(CIRCLE, hand.id("beside-ring"), tails) : tails,
		raised((t) => ring(t, ringHand(), inner), s, relief),
		disc(s, hand, inner),
		stretched(
			raised((t) => stars(t, starsHand()), s, relief),
			CENTRE,
			CENTRE,
			roomy,
		),
		stretched(
			raised((t) => gate(t, gateHand()), s, relief),
			CENTRE,
			CENTRE,
			roomy,
		),
		stretched(gearAndSash(s, hand), CENTRE, 648, real(1, 0.92, 1.06), real(1, 0.94, 1.04)),
		oneOf(false, true) ? lit(annulus(CENTRE, CENTRE, OUTER, inner), s, hand) : "",
		contour(s, hand),
	].join("");
	return squeezed(drawn, CENTRE, EMBLEM_HEIGHT / 2, real(0, -0.06, 0.06));
}

/** The emblem as a complete SVG document, `width` pixels wide. */
export function nationalEmblemSvg(style: EmblemStyle, width: number): string {
	const height = Math.round((width * EMBLEM_HEIGHT) / EMBLEM_WIDTH);
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${EMBLEM_WIDTH} ${EMBLEM_HEIGHT}">${nationalEmblem(style)}</svg>`;
}

function disc(s: EmblemStyle, hand: Choices, inner: number): string {
	const field = `<circle cx="300" cy="300" r="${n(inner)}" fill="${s.secondary}" stroke="${s.shade}" stroke-width="${n(s.line)}"/>`;
	const ground = s.secondary !== "none" && hand.oneOf(false, true);
	return ground ? field + lit(annulus(CENTRE, CENTRE, inner, 0.01), s, hand) : field;
}

/** Some drawings hold the ring together with a dark or bright line round it. */
function contour(s: EmblemStyle, { oneOf, real }: Choices): string {
	const colour = oneOf("none", "none", s.shade, s.primary === "#ffffff" ? "none" : s.primary);
	const width = real(4, 2, 8);
	return colour === "none"
		? ""
		: `<circle cx="300" cy="300" r="${n(OUTER - width / 2)}" fill="none" stroke="${colour}" stroke-width="${n(width)}"/>`;
}

/** Four small stars on an arc under the large one; drawings differ in how far they are turned and spread. */
function stars(s: EmblemStyle, { real, oneOf }: Choices): string {
	const size = real(1, 0.9, 1.12);
	const spread = real(1, 0.92, 1.08);
	const [upper, turn] = oneOf([-5, -9], [-5, 21], [0, 0], [-34, -22], [15, 30]);
	const flat = { ...s, facet: oneOf(s.facet ?? 0.45, s.facet ?? 0.45, 0) };
	const [outer, inner] = [300 - 110 * spread, 300 - 44 * spread * real(1, 0.9, 1.2)];
	const small =
		star(outer, real(203, 194, 212), 37 * size, upper, flat) + star(inner, real(267, 256, 276), 36 * size, turn, flat);
	return star(300, real(156, 148, 162), 70 * real(1, 0.9, 1.12), 0, flat) + mirrored(small, CENTRE);
}
