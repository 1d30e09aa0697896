import { drawing } from "./drawing.ts";
import { nationalEmblem } from "./emblem.ts";
import { greatWall, leafPath, mirrored, n, onCircle, outside, paint, placed, rimmed } from "./shapes.ts";
import { choices, type Style } from "./style.ts";

/** Police badge: the national emblem on a blue shield, the Great Wall in its foot, pine branches to both sides. */
export const policeBadge = drawing({
	kind: "police-badge",
	name: "police-badge",
	width: 400,
	height: 400,
	paint: (s, random) => {
		const { whole, real } = choices(random);
		const shield =
			"M200 12Q256 36 304 42Q300 74 340 92Q346 180 316 256Q284 318 200 374Q116 318 84 256Q54 180 60 92Q100 74 96 42Q144 36 200 12z";
		const foot = "M106 268Q150 336 200 362Q250 336 294 268z";
		const size = real(210, 196, 216) / 600;
		return [
			outside(shield, "beside-police-shield", mirrored(pine(s, whole(11, 8, 14)), 200)),
			rimmed(shield, s.tertiary, 9, s),
			`<path d="${foot}" ${paint(s)}/>`,
			greatWall(200, 322, 176, 62, s),
			placed(nationalEmblem(s, random), 200 - 300 * size, 40, size),
			`<path d="M180 372H220L214 394H186z" ${paint(s)}/>`,
		].join("");
	},
});

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
