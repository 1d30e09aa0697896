import { drawing } from "./drawing.ts";
import { annulus, paint, star } from "./shapes.ts";
import { alone, choices } from "./style.ts";

/** Five-pointed star: bare, in a ring, or on a disc. Not an emblem. */
export const fivePointedStar = drawing({
	kind: "look-alike",
	name: "five-pointed-star",
	width: 100,
	height: 100,
	paint: (style, random) => {
		const { oneOf, real } = choices(random);
		const s = { ...style, line: style.line * 0.4 };
		const turn = real(0, -12, 12);
		const ground = oneOf<"none" | "ring" | "disc">("none", "ring", "disc");
		if (ground === "none") return star(50, 53, 49, turn * 0.5, alone(s));
		if (ground === "ring")
			return `<path fill-rule="evenodd" d="${annulus(50, 50, 48, real(43, 40, 45))}" ${paint(alone(s))}/>${star(50, 51, 36, turn, alone(s))}`;
		return `<circle cx="50" cy="50" r="46" fill="${s.secondary}" stroke="${s.primary}" stroke-width="3"/><circle cx="50" cy="50" r="48.5" fill="none" stroke="${s.shade}" stroke-width="1.2"/>${star(50, 51, 34, turn, s)}`;
	},
});
