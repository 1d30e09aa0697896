import { drawing } from "./drawing.ts";
import { branch, mirrored, n, paint, rimmed, shieldPath, star } from "./shapes.ts";
import { choices, houseColours, type Style } from "./style.ts";

const SHIELD = shieldPath(100, 34, 130, 170, 0.03);

/** Coat of arms in the western manner: a divided shield with a charge, under a crown or over a scroll. */
export const coatOfArms = drawing({
	kind: "look-alike",
	name: "coat-of-arms",
	width: 200,
	height: 240,
	paint: (style, random) => {
		const choice = choices(random);
		const { oneOf, whole } = choice;
		const s = { ...oneOf(style, houseColours(style, choice)), line: style.line * 0.5 };
		const division = oneOf(chevron, bend, quarters, lion);
		const above = oneOf(crown(s), star(100, 18, 16, 0, s), "");
		const beside = oneOf(
			"",
			mirrored(
				branch(
					{
						cx: 100,
						cy: 118,
						radius: 84,
						from: 190,
						to: 305,
						pairs: whole(9, 6, 12),
						length: 18,
						width: 8,
						spread: 30,
					},
					s,
				),
				100,
			),
		);
		const scroll = oneOf(`<path d="M20 206Q100 236 180 206L192 222L178 232Q100 242 22 232L8 222z" ${paint(s)}/>`, "");
		return beside + rimmed(SHIELD, s.secondary, 5, s) + division(s) + above + scroll;
	},
});

const chevron = (s: Style): string =>
	`<path d="M40 136L100 90L160 136V114L100 68L40 114z" ${paint(s)}/>${star(66, 76, 13, 0, s)}${star(134, 76, 13, 0, s)}${star(100, 156, 17, 0, s)}`;
const bend = (s: Style): string => `<path d="M37 56V88L136 176L152 156L60 44z" ${paint(s)}/>`;
const quarters = (s: Style): string =>
	`<path d="M38 44Q80 42 100 36V116H36z" ${paint(s)}/><path d="M100 116H165Q164 166 100 202z" ${paint(s)}/>`;
const lion = (s: Style): string =>
	`<path d="M84 66q14-12 26-2l8 2-4 10q10 10 4 26l18-12 6 6-22 24q4 14-2 24l14 22-8 4-18-24-14 4-6 26-10-2 4-32q-10-6-10-18-14 4-16-10-2-10 6-14l6 4q-8 8 0 12l12-6q4-16 12-22l-14-4q-2-12 8-18z" ${paint(s)}/>`;
const crown = (s: Style): string => `<path d="M66 30L58 6L80 16L100 ${n(2)}L120 16L142 6L134 30z" ${paint(s)}/>`;
