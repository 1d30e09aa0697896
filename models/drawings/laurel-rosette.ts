import { drawing } from "./drawing.ts";
import { branch, mirrored, paint, star } from "./shapes.ts";
import { alone, choices } from "./style.ts";

/** Laurel wreath, open at the top, round a star, a numeral bar or nothing. */
export const laurelRosette = drawing({
	kind: "look-alike",
	name: "laurel-rosette",
	width: 200,
	height: 200,
	paint: (style, random) => {
		const { whole, real, oneOf } = choices(random);
		const s = alone({ ...style, line: style.line * 0.5 });
		const wreath = {
			cx: 100,
			cy: 96,
			radius: 78,
			from: 186,
			to: real(338, 320, 344),
			pairs: whole(12, 8, 16),
			length: real(25, 20, 26),
			width: real(11, 8, 13),
			spread: real(32, 24, 44),
		};
		const knot = `<path d="M100 174L76 198H90L100 184L110 198H124z" ${paint(s)}/>`;
		const middle = oneOf("star", "none", "bars");
		const sign =
			middle === "star"
				? star(100, 100, 40, 0, s)
				: middle === "bars"
					? `<path d="M62 74H138V84H62zM54 94H146V108H54zM70 118H130V126H70z" ${paint(s)}/>`
					: "";
		return mirrored(branch(wreath, s), 100) + knot + sign;
	},
});
