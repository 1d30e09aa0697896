import { drawing, lookAlike } from "./drawing.ts";
import { annulus, mockText, n, polygon, starPoints } from "./shapes.ts";
import { choices, soleInk } from "./style.ts";

/** Round seal with a star in its middle and a ring of characters (strokes only), as companies stamp. */
export const starSeal = drawing({
	kind: "look-alike",
	name: "star-seal",
	width: 100,
	height: 100,
	paint: (s, random) => {
		const { whole, real, oneOf } = choices(random);
		const ink = soleInk(s);
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
		const centre = oneOf(
			`<path d="${polygon(starPoints(50, 51, real(16, 13, 19)))}" fill="${ink}"/>`,
			`<path d="${polygon(starPoints(50, 51, 16))}" fill="none" stroke="${ink}" stroke-width="1.4"/>`,
			mockText(29, 44, 10, 4, ink),
			"",
		);
		return `<path fill-rule="evenodd" d="${annulus(50, 50, 49, real(46.4, 45.6, 47.2))}" fill="${ink}"/>${inner}${letters.join("")}${centre}${foot}`;
	},
});

/** Oval stamp of a company or a tax office: characters round a number or a few words. */
export const ovalSeal = lookAlike("oval-seal", 100, 70, (s, { whole, real }) => {
	const ink = soleInk(s);
	const rim = `<ellipse cx="50" cy="35" rx="48" ry="33" fill="none" stroke="${ink}" stroke-width="${n(real(2, 1, 3))}"/>`;
	const count = whole(11, 7, 15);
	const letters = Array.from({ length: count }, (_, k) => {
		const a = ((k - (count - 1) / 2) * 220) / count;
		const [x, y] = [50 + 39 * Math.sin((a * Math.PI) / 180), 35 - 24 * Math.cos((a * Math.PI) / 180)];
		return `<g transform="rotate(${n(a * 0.8)} ${n(x)} ${n(y)})">${mockText(x - 4, y - 4, 8, 1, ink)}</g>`;
	});
	return `${rim}${letters.join("")}${mockText(30, 32, 8, whole(4, 2, 4), ink)}`;
});

/** Square name seal: one to nine characters, cut in relief or sunk. */
export const squareSeal = lookAlike("square-seal", 100, 100, (s, { whole, real, oneOf }) => {
	const ink = soleInk(s);
	const side = whole(2, 1, 3);
	const size = 80 / (side * 1.15);
	const sunk = oneOf(false, true);
	const text = Array.from({ length: side }, (_, k) =>
		mockText(11, 11 + k * size * 1.15, size, side, sunk ? "#ffffff" : ink),
	);
	return `<path d="M4 4H96V96H4z" fill="${sunk ? ink : "none"}" stroke="${ink}" stroke-width="${n(real(4, 2, 6))}"/>${text.join("")}`;
});
