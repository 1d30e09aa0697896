import { drawing } from "./drawing.ts";
import { struck } from "./relief.ts";
import { branch, greatWall, mirrored, outside, paint, rimmed, shieldPath, star, stretched } from "./shapes.ts";
import type { Choices, Style } from "./style.ts";

/** Procuratorate badge: five stars over the Great Wall on a shield, olive branches around it. */
export const procuratorateBadge = drawing({
	kind: "procuratorate-badge",
	name: "procuratorate-badge",
	width: 400,
	height: 400,
	paint: (style, random) => struck(badge, 400, style, random),
});

function badge(s: Style, hand: Choices): string {
	const { whole, real, oneOf } = hand;
	const shield = shieldPath(200, 30, real(216, 200, 236), 314, real(0.08, 0, 0.12));
	const olive = {
		cx: 200,
		cy: 192,
		radius: real(160, 152, 162),
		from: 186,
		to: real(304, 284, 312),
		pairs: whole(11, 7, 16),
		length: real(52, 40, 54),
		width: real(20, 14, 24),
		spread: real(30, 22, 40),
	};
	const field = oneOf(s.secondary, s.tertiary);
	const size = real(1, 0.85, 1.15);
	const rise = real(0, -10, 8);
	const wall = stretched(greatWall(200, 282, 176, 84, s), 200, 282, real(1, 0.85, 1.08), real(1, 0.75, 1.15));
	return [
		outside(shield, hand.id("beside-procuratorate-shield"), mirrored(branch(olive, s), 200)),
		oneOf(`<path d="M176 352Q200 366 224 352L236 384Q200 396 164 384z" ${paint(s)}/>`, ""),
		rimmed(shield, field, real(10, 4, 16), s),
		star(200, 104 + rise, 46 * size, 0, s),
		star(128, 136 + rise, 20 * size, -20, s),
		star(272, 136 + rise, 20 * size, 20, s),
		star(162, 178 + rise, 20 * size, -8, s),
		star(238, 178 + rise, 20 * size, 8, s),
		wall,
	].join("");
}
