import { drawing } from "./drawing.ts";
import { leafPath, n, onCircle, paint } from "./shapes.ts";
import { choices, clothOf, houseColours } from "./style.ts";

/** Flower seen from above: one to three rings of petals, round or pointed, round a middle. */
export const flower = drawing({
	kind: "look-alike",
	name: "flower",
	width: 200,
	height: 200,
	paint: (style, random) => {
		const choice = choices(random);
		const { whole, oneOf, real } = choice;
		const s = { ...oneOf(style, houseColours(style, choice)), line: style.line * 0.5 };
		const petals = whole(8, 5, 14);
		const cloth = clothOf(s);
		const edge = cloth === s.shade ? s.primary : s.shade;
		const slim = real(1, 0.7, 1.1);
		const round = oneOf(true, false);
		const ring = (length: number, turn: number): string =>
			Array.from({ length: petals }, (_, k) => {
				const at = (k * 360) / petals + turn;
				const width = Math.min(1.1 * length, ((2 * Math.PI * length) / petals) * 0.8) * slim;
				if (!round) return `<path d="${leafPath(100, 100, length, Math.min(width * 1.2, length * 0.6), at)}"/>`;
				const [x, y] = onCircle(100, 100, length * 0.6, at);
				return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(Math.min(width * 0.6, length * 0.39))}" ry="${n(length * 0.39)}" transform="rotate(${n(at)} ${n(x)} ${n(y)})"/>`;
			}).join("");
		const rings = Array.from({ length: whole(2, 1, 3) }, (_, k) => ring(96 - 26 * k, (k * 180) / petals)).join("");
		return `<g fill="${cloth}" stroke="${edge}" stroke-width="${n(s.line)}">${rings}</g><circle cx="100" cy="100" r="${n(real(18, 12, 24))}" ${paint(s)}/>`;
	},
});
