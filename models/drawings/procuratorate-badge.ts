import { drawing } from "./drawing.ts";
import { branch, greatWall, mirrored, outside, paint, rimmed, shieldPath, star } from "./shapes.ts";
import { choices } from "./style.ts";

const SHIELD = shieldPath(200, 30, 216, 314, 0.08);

/** Procuratorate badge: five stars over the Great Wall on a shield, olive branches around it. */
export const procuratorateBadge = drawing({
	kind: "procuratorate-badge",
	name: "procuratorate-badge",
	width: 400,
	height: 400,
	paint: (s, random) => {
		const { whole, oneOf } = choices(random);
		const olive = { cx: 200, cy: 192, radius: 160, from: 186, to: 304, length: 52, width: 20, spread: 30 };
		const field = oneOf(s.secondary, s.tertiary);
		return [
			outside(SHIELD, "beside-procuratorate-shield", mirrored(branch({ ...olive, pairs: whole(11, 9, 14) }, s), 200)),
			`<path d="M176 352Q200 366 224 352L236 384Q200 396 164 384z" ${paint(s)}/>`,
			rimmed(SHIELD, field, 10, s),
			star(200, 104, 46, 0, s),
			star(128, 136, 20, -20, s),
			star(272, 136, 20, 20, s),
			star(162, 178, 20, -8, s),
			star(238, 178, 20, 8, s),
			greatWall(200, 282, 176, 84, s),
		].join("");
	},
});
