import { drawing } from "./drawing.ts";
import { EMBLEM_HEIGHT, EMBLEM_WIDTH, nationalEmblem } from "./emblem.ts";
import { mockText, n, placed, star } from "./shapes.ts";
import { choices, openGround, type Style } from "./style.ts";

const WIDTH = 800;
const ink = (s: Style): string => (s.primary === "#ffffff" || openGround(s) ? s.figure : s.secondary);
const emblemPlace = (x: number, y: number, width: number) => ({
	x,
	y,
	width,
	height: (width * EMBLEM_HEIGHT) / EMBLEM_WIDTH,
});
const rule = (s: Style, y: number, weight: number): string =>
	`<path d="M20 ${y}H${WIDTH - 20}" stroke="${visible(s)}" stroke-width="${n(weight)}"/>`;
const visible = (s: Style): string => (ink(s) === "#ffffff" ? s.shade : ink(s));

const CENTRED = emblemPlace(340, 10, 120);
const LEFT = emblemPlace(30, 10, 130);

/** Head of an official document: the emblem over a line of characters and a double rule, sometimes broken by a star. */
export const ministryHeader = drawing({
	kind: "national-emblem",
	name: "ministry-header",
	width: WIDTH,
	height: 260,
	place: CENTRED,
	paint: (s, random) => {
		const { whole, oneOf } = choices(random);
		const count = whole(11, 8, 13);
		const size = 42;
		const text = mockText(WIDTH / 2 - (count * 1.15 - 0.15) * size * 0.5, 160, size, count, visible(s));
		const broken = oneOf(false, true)
			? star(WIDTH / 2, 234, 14, 0, { ...s, primary: visible(s), facet: 0 })
			: rule(s, 242, 2);
		return `${placed(nationalEmblem(s, random), CENTRED.x, CENTRED.y, CENTRED.width / EMBLEM_WIDTH)}${text}${rule(s, 232, 5)}${broken}`;
	},
});

/** Head of a ministry's web page: the emblem to the left of the name in two lines. */
export const webHeader = drawing({
	kind: "national-emblem",
	name: "ministry-web-header",
	width: WIDTH,
	height: 170,
	place: LEFT,
	paint: (s, random) => {
		const count = choices(random).whole(12, 8, 12);
		return `${placed(nationalEmblem(s, random), LEFT.x, LEFT.y, LEFT.width / EMBLEM_WIDTH)}${mockText(190, 32, 44, count, visible(s))}${mockText(190, 104, 18, count * 2, visible(s))}${rule(s, 162, 4)}`;
	},
});
