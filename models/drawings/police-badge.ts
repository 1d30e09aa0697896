import { drawing } from "./drawing.ts";
import { nationalEmblem } from "./emblem.ts";
import { struck } from "./relief.ts";
import {
	branch,
	greatWall,
	leafPath,
	mirrored,
	n,
	onCircle,
	outside,
	paint,
	placed,
	rimmed,
	stretched,
} from "./shapes.ts";
import type { Choices, Style } from "./style.ts";

/** Police badge: the national emblem on a blue shield, the Great Wall in its foot, pine branches to both sides. */
export const policeBadge = drawing({
	kind: "police-badge",
	name: "police-badge",
	width: 400,
	height: 400,
	paint: (style, random) => struck(badge, 400, style, random),
});

/** Shoulders curved inwards under a pointed or rounded top, straight or bellied flanks. */
const SHIELDS = [
	"M200 12Q256 36 304 42Q300 74 340 92Q346 180 316 256Q284 318 200 374Q116 318 84 256Q54 180 60 92Q100 74 96 42Q144 36 200 12z",
	"M200 10Q240 34 290 40Q296 78 342 84L338 220Q318 320 200 376Q82 320 62 220L58 84Q104 78 110 40Q160 34 200 10z",
	"M200 14Q250 52 328 48Q352 150 322 250Q290 330 200 374Q110 330 78 250Q48 150 72 48Q150 52 200 14z",
] as const;

function badge(s: Style, hand: Choices): string {
	const { whole, real, oneOf } = hand;
	const shield = oneOf(SHIELDS[0], SHIELDS[0], SHIELDS[1], SHIELDS[2]);
	const foot = oneOf(
		`<path d="M106 268Q150 336 200 362Q250 336 294 268z" ${paint(s)}/>`,
		`<path d="M120 300Q160 344 200 362Q240 344 280 300Q200 330 120 300z" ${paint(s)}/>`,
		"",
	);
	const size = real(210, 180, 222) / 600;
	const leaves = oneOf(pine, pine, broadLeaves, () => "");
	const beads = oneOf(
		"",
		`<path d="${shield}" fill="none" stroke="${s.shade}" stroke-width="5" stroke-dasharray="2 7"/>`,
	);
	const wall = stretched(greatWall(200, 322, 176, 62, s), 200, 322, real(1, 0.7, 1.05), real(1, 0.8, 1.2));
	return [
		outside(shield, hand.id("beside-police-shield"), mirrored(leaves(s, whole(11, 7, 14)), 200)),
		rimmed(shield, s.tertiary, real(9, 4, 14), s) + beads,
		foot,
		oneOf(wall, wall, wall, ""),
		placed(nationalEmblem(s, hand.random), 200 - 300 * size, real(40, 36, 48), size),
		oneOf(`<path d="M180 372H220L214 394H186z" ${paint(s)}/>`, ""),
	].join("");
}

const broadLeaves = (s: Style, pairs: number): string =>
	branch({ cx: 200, cy: 200, radius: 158, from: 188, to: 280, pairs, length: 50, width: 20, spread: 28 }, s);

/** The left branch: four sprays of needles fanning out from the foot of the shield. */
const pine = (s: Style, needles: number): string =>
	(
		[
			[88, 232, 108, 42, -42],
			[110, 282, 124, 52, -56],
			[140, 334, 136, 52, -72],
			[196, 376, 160, 40, -86],
		] as const
	)
		.map(([x, y, length, width, turn]) => {
			const veins = Array.from({ length: needles }, (_, k) => {
				const along = (k + 0.5) / (needles + 1);
				const [mx, my] = onCircle(x, y, length * along, turn);
				const reach = width * 0.62 * Math.sin(Math.PI * Math.sqrt(along * 0.9));
				return [-34, 34]
					.map(
						(side) =>
							`M${n(mx)} ${n(my)}L${onCircle(mx, my, reach, turn + side)
								.map(n)
								.join(" ")}`,
					)
					.join("");
			});
			const rib = `M${x} ${y}L${onCircle(x, y, length * 0.95, turn)
				.map(n)
				.join(" ")}`;
			return `<path d="${leafPath(x, y, length, width, turn)}" ${paint(s)}/><path d="${veins.join("")}${rib}" stroke="${s.shade}" stroke-width="${n(s.line * 0.6)}"/>`;
		})
		.join("");
