import { drawing } from "./drawing.ts";
import { annulus, branch, gearPath, mirrored, n, paint } from "./shapes.ts";
import { choices, type Style } from "./style.ts";

/** Court badge: ears of wheat and a gear make the ring; an ornamental column carries the beam of a balance. */
export const courtBadge = drawing({
	kind: "court-badge",
	name: "court-badge",
	width: 400,
	height: 400,
	paint: (s, random) => {
		const { whole } = choices(random);
		const wheat = { cx: 200, cy: 196, radius: 166, from: 186, to: 336, length: 36, width: 17, spread: 26 };
		return [
			`<path d="${gearPath(200, 196, 148, whole(24, 18, 30), 0.09)}" ${paint(s)}/>`,
			`<circle cx="200" cy="196" r="124" fill="${s.secondary === "none" ? "#ffffff" : s.secondary}" stroke="${s.shade}" stroke-width="${s.line}"/>`,
			`<path fill-rule="evenodd" d="${annulus(200, 196, 120, 114)}" fill="${s.primary}"/>`,
			mirrored(branch({ ...wheat, pairs: whole(15, 12, 18) }, s), 200),
			`<path d="M138 352Q200 372 262 352L272 388Q200 404 128 388z" ${paint(s)}/>`,
			balance(s),
		].join("");
	},
});

/** Column with cloud boards and a crouching beast on its capital, on a stepped foot; pans hang from the beam. */
function balance(s: Style): string {
	const column = `<path d="M190 120H210L214 286H186z" ${paint(s)}/><path d="M187 250L213 236M188 216L212 202M189 182L211 168" stroke="${s.shade}" stroke-width="${s.line}"/>`;
	const capital = `<path d="M176 108H224L216 122H184zM186 108Q182 92 194 88Q192 78 204 78Q216 80 212 94L214 108z" ${paint(s)}/>`;
	const foot = `<path d="M172 286H228V296H240V308H160V296H172z" ${paint(s)}/>`;
	const arm = `<path d="M200 140Q150 126 112 146L116 154Q152 140 200 154z" ${paint(s)}/><path d="M114 150L88 222M114 150L140 222" stroke="${s.primary}" stroke-width="${n(4)}" fill="none"/><path d="M82 222H146Q140 250 114 250Q88 250 82 222z" ${paint(s)}/>`;
	return mirrored(arm, 200) + column + capital + foot;
}
