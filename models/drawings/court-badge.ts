import { drawing } from "./drawing.ts";
import { struck } from "./relief.ts";
import { annulus, branch, gearPath, mirrored, paint, stretched } from "./shapes.ts";
import type { Choices, Style } from "./style.ts";

/** Court badge: ears of wheat and a gear make the ring; an ornamental column carries the beam of a balance. */
export const courtBadge = drawing({
	kind: "court-badge",
	name: "court-badge",
	width: 400,
	height: 400,
	paint: (style, random) => struck(badge, 400, style, random),
});

function badge(s: Style, hand: Choices): string {
	const { whole, real, oneOf } = hand;
	const wheat = {
		cx: 200,
		cy: 196,
		radius: real(166, 158, 168),
		from: 186,
		to: real(336, 320, 342),
		length: real(36, 28, 38),
		width: real(17, 12, 20),
		spread: real(26, 18, 34),
	};
	const toothed = `<path d="${gearPath(200, 196, real(148, 138, 152), whole(24, 14, 30), real(0.09, 0.06, 0.14))}" ${paint(s)}/>`;
	const disc = real(124, 112, 128);
	return [
		oneOf(toothed, toothed, `<circle cx="200" cy="196" r="146" ${paint(s)}/>`),
		`<circle cx="200" cy="196" r="${disc}" fill="${s.secondary === "none" ? "#ffffff" : s.secondary}" stroke="${s.shade}" stroke-width="${s.line}"/>`,
		`<path fill-rule="evenodd" d="${annulus(200, 196, disc - 4, disc - 10)}" fill="${s.primary}"/>`,
		mirrored(branch({ ...wheat, pairs: whole(15, 10, 18) }, s), 200),
		oneOf(`<path d="M138 352Q200 372 262 352L272 388Q200 404 128 388z" ${paint(s)}/>`, ""),
		stretched(balance(s, hand), 200, 200, real(1, 0.86, 1.06), real(1, 0.9, 1.06)),
	].join("");
}

/** Column with cloud boards and a crouching beast on its capital, on a stepped foot; pans hang from the beam. */
function balance(s: Style, { oneOf }: Choices): string {
	const clouds = `<path d="M187 250L213 236M188 216L212 202M189 182L211 168" stroke="${s.shade}" stroke-width="${s.line}"/>`;
	const column = `<path d="M190 120H210L214 286H186z" ${paint(s)}/>${oneOf(clouds, "")}`;
	const boards = `<path d="M150 128L252 108L246 122L156 140z" ${paint(s)}/>`;
	const beast = `<path d="M176 108H224L216 122H184zM186 108Q182 92 194 88Q192 78 204 78Q216 80 212 94L214 108z" ${paint(s)}/>`;
	const capital = oneOf(
		beast,
		beast + boards,
		`<path d="M176 108H224L216 122H184zM190 108L200 80L210 108z" ${paint(s)}/>`,
	);
	const foot = `<path d="M172 286H228V296H240V308H160V296H172z" ${paint(s)}/>`;
	const beam = oneOf("M200 140Q150 126 112 146L116 154Q152 140 200 154z", "M200 138H110V150H200z");
	const pan = oneOf("M82 222H146Q140 250 114 250Q88 250 82 222z", "M78 222H150L138 236H90z");
	const arm = `<path d="${beam}" ${paint(s)}/><path d="M114 150L88 222M114 150L140 222" stroke="${s.primary}" stroke-width="4" fill="none"/><path d="${pan}" ${paint(s)}/>`;
	return mirrored(arm, 200) + column + capital + foot;
}
