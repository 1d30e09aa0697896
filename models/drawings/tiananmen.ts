import { drawing } from "./drawing.ts";
import { gate } from "./gate.ts";
import { leafPath, mirrored, n, onCircle, paint } from "./shapes.ts";
import { alone, choices, lineInk, type Style } from "./style.ts";

/** Tiananmen alone, as a vignette: no ring, no stars; sometimes with rays, clouds or ornamental columns. */
export const tiananmen = drawing({
	kind: "look-alike",
	name: "tiananmen",
	width: 400,
	height: 220,
	paint: (style, random) => {
		const hand = choices(random);
		const { oneOf, whole } = hand;
		const s = alone(style);
		const extra = oneOf<(s: Style, count: number) => string>(columns, rays, clouds, () => "");
		return `${extra(s, whole(9, 7, 15))}<g transform="translate(-100 -250)">${gate(s, hand)}</g><path d="M8 212H392V218H8z" ${paint(s, 0.5)}/>`;
	},
});

const columns = (s: Style): string =>
	mirrored(
		`<path d="M8 210V202H16L18 108H26L28 202H36V210z" ${paint(s, 0.6)}/><path d="M4 124L40 114L38 128L10 134zM14 108H30L28 100H16zM18 100Q14 88 22 84Q30 88 26 100z" ${paint(s, 0.6)}/>`,
		200,
	);
const rays = (s: Style, count: number): string =>
	Array.from({ length: count }, (_, k) => {
		const turn = ((k + 0.5) / count) * 150 - 75;
		const [x, y] = onCircle(200, 160, 84, turn);
		return `<path d="${leafPath(x, y, 70, 8, turn)}" ${paint(s, 0.4)}/>`;
	}).join("");
const clouds = (s: Style): string =>
	mirrored(
		`<path d="M20 60h60a14 14 0 0 0-6-26a22 22 0 0 0-40-4a16 16 0 0 0-14 30z" fill="none" stroke="${lineInk(s)}" stroke-width="${n(3 + s.line)}"/>`,
		200,
	);
