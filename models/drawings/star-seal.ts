import { drawing } from "./drawing.ts";
import { annulus, mockText, n, polygon, starPoints } from "./shapes.ts";
import { choices, type Style } from "./style.ts";

/** Round seal with a star in its middle and a ring of characters (strokes only), as companies stamp. */
export const starSeal = drawing({
	kind: "look-alike",
	name: "star-seal",
	width: 100,
	height: 100,
	paint: (s, random) => {
		const { whole, real, oneOf } = choices(random);
		const ink = sealInk(s);
		const count = whole(12, 7, 18);
		const size = Math.min(13, 150 / count);
		const step = Math.min(34, 250 / (count - 1));
		const letters = Array.from(
			{ length: count },
			(_, k) =>
				`<g transform="rotate(${n((k - (count - 1) / 2) * step)} 50 50)">${mockText(50 - size / 2, 9, size, 1, ink)}</g>`,
		);
		const foot = oneOf(false, true) ? mockText(50 - 2.875 * 7, 74, 7, 5, ink) : "";
		const inner = oneOf(false, true) ? `<path fill-rule="evenodd" d="${annulus(50, 50, 45, 44)}" fill="${ink}"/>` : "";
		return `<path fill-rule="evenodd" d="${annulus(50, 50, 49, real(46.4, 45.6, 47.2))}" fill="${ink}"/>${inner}${letters.join("")}<path d="${polygon(starPoints(50, 51, real(16, 13, 19)))}" fill="${ink}"/>${foot}`;
	},
});

/** A stamp has one ink: that of the ground where there is one. */
const sealInk = (s: Style): string =>
	s.secondary === "none" ? s.primary : s.secondary === "#ffffff" ? s.shade : s.secondary;
