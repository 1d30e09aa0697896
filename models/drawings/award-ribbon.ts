import { drawing } from "./drawing.ts";
import { annulus, mirrored, mockText, n, paint, placed, polygon, star, starPoints } from "./shapes.ts";
import { archGate, cityGate } from "./signs.ts";
import { choices, clothOf, houseColours, lineInk } from "./style.ts";

/** Cockade of pleats with two tails, as printed on certificates of merit. */
export const awardRibbon = drawing({
	kind: "look-alike",
	name: "award-ribbon",
	width: 200,
	height: 280,
	paint: (style, random) => {
		const choice = choices(random);
		const { whole, real, oneOf } = choice;
		const s = { ...oneOf(style, houseColours(style, choice)), line: style.line * 0.5 };
		const cloth = clothOf(s);
		const spread = real(12, 6, 20);
		const tail = `<path d="M84 140L${n(40 - spread)} 260L${n(62 - spread)} 256L${n(78 - spread)} 274L112 160z" fill="${cloth}" stroke="${s.shade}" stroke-width="${n(s.line)}"/>`;
		const pleats = polygon(starPoints(100, 100, 97, 0, whole(20, 12, 32), real(0.88, 0.8, 0.93)));
		const sign = oneOf(star(100, 101, 40, 0, s), "", `<path d="M70 84H130V94H70zM78 106H122V116H78z" ${paint(s)}/>`);
		return `${mirrored(tail, 100)}<path d="${pleats}" ${paint(s)}/><circle cx="100" cy="100" r="64" fill="${s.secondary}" stroke="${s.shade}" stroke-width="${n(s.line)}"/><path fill-rule="evenodd" d="${annulus(100, 100, 60, 57)}" fill="${s.primary}"/>${sign}`;
	},
});

/** Medal on a folded neck ribbon. */
export const medal = drawing({
	kind: "look-alike",
	name: "medal",
	width: 200,
	height: 300,
	paint: (style, random) => {
		const { whole, oneOf } = choices(random);
		const s = { ...style, line: style.line * 0.5 };
		const cloth = clothOf(s);
		const strap = `<path d="M40 4H84L124 108L96 128z" fill="${cloth}" stroke="${s.shade}" stroke-width="${n(s.line)}"/><path d="M56 6L104 118" stroke="${s.primary}" stroke-width="7"/>`;
		const rim = oneOf(
			annulus(100, 204, 92, 0.01),
			polygon(starPoints(100, 204, 94, 0, whole(24, 16, 40), 0.92)),
			polygon(starPoints(100, 204, 94, 0, whole(10, 8, 14), 0.72)),
		);
		const sign = oneOf(
			() => star(100, 206, 46, 0, s),
			() => placed(cityGate(s), 62, 166, 0.76),
			() => placed(archGate(s), 62, 166, 0.76),
			() => mockText(64, 186, 32, 2, lineInk(s)),
		)();
		return `${mirrored(strap, 100)}<path d="M88 108H112V122H88z" ${paint(s)}/><path fill-rule="evenodd" d="${rim}" ${paint(s)}/><circle cx="100" cy="204" r="62" fill="${s.secondary}" stroke="${s.shade}" stroke-width="${n(s.line)}"/>${sign}`;
	},
});
