/** Light on drawn metal and cloth. Inks of one tone take none. */
import type { Random } from "../../samples/generator/random.ts";
import { n, squeezed } from "./shapes.ts";
import { type Choices, choices, type EmblemStyle, printed, type Style } from "./style.ts";

const shaded = (s: EmblemStyle): boolean => s.facet !== 0 && s.primary !== "#ffffff";

/** The part with a bright edge to the upper left and a dark one to the lower right, `depth` units wide. */
export function raised<S extends EmblemStyle>(part: (s: S) => string, s: S, depth: number): string {
	if (depth === 0 || !shaded(s)) return part(s);
	const edge = (colour: string, by: number): string => {
		const silhouette = part({ ...s, primary: colour, secondary: colour, shade: colour, facet: 0 });
		return `<g transform="translate(${n(by)} ${n(by)})" opacity="0.6">${silhouette}</g>`;
	};
	return edge("#000000", depth * 0.7) + edge("#ffffff", -depth * 0.4) + part(s);
}

/** A sheen over the closed path `d`: bright at one corner, dark at the other, or brighter in the middle. */
export function lit(d: string, s: EmblemStyle, { id, real, oneOf }: Choices): string {
	if (!shaded(s)) return "";
	const name = id("light");
	const [bright, dark] = [real(0.3, 0.1, 0.55), real(0.25, 0.05, 0.45)];
	const stops = `<stop offset="0" stop-color="#ffffff" stop-opacity="${n(bright)}"/><stop offset="0.5" stop-color="#ffffff" stop-opacity="0"/><stop offset="0.5" stop-color="#000000" stop-opacity="0"/><stop offset="1" stop-color="#000000" stop-opacity="${n(dark)}"/>`;
	const gradient = oneOf(
		`<linearGradient id="${name}" x1="0.1" y1="0" x2="0.9" y2="1">${stops}</linearGradient>`,
		`<linearGradient id="${name}" x1="0" y1="0" x2="0" y2="1">${stops}</linearGradient>`,
		`<radialGradient id="${name}" cx="0.45" cy="0.4" r="0.62">${stops}</radialGradient>`,
	);
	return `${gradient}<path fill-rule="evenodd" d="${d}" fill="url(#${name})"/>`;
}

/**
 * A square badge of `size` units by any hand: its colours those of some print, flat or raised, and up to 7 % narrower
 * or lower than its square.
 */
export function struck(
	paint: (s: Style, hand: Choices) => string,
	size: number,
	style: Style,
	random: Random | undefined,
): string {
	const hand = choices(random);
	const s = printed(style, hand);
	const again = hand.replay();
	const drawn = raised((t) => paint(t, again()), s, hand.oneOf(0, 0, hand.real(0, 0.004, 0.01)) * size);
	return squeezed(drawn, size / 2, size / 2, hand.real(0, -0.07, 0.07));
}
