/** The emblem's foot, in its 600 × 648 units: the gear at the crossing of the stalks, the sash and its hanging ends. */
import { CENTRE } from "./emblem-ring.ts";
import { gearPath, mirrored, n, paint, stretched } from "./shapes.ts";
import { type Choices, clothOf, type EmblemStyle } from "./style.ts";

/** Cloth with its contour; some hands edge it in gold. */
const sewn = (s: EmblemStyle, { oneOf }: Choices): string =>
	`fill="${clothOf(s)}" stroke="${oneOf(s.shade, s.shade, clothOf(s) === s.primary ? s.shade : s.primary)}" stroke-width="${n(s.line * 0.6)}"`;

/** Red cloth hanging to both sides and behind the gear, drawn before the ring so that the ears lie on it. */
export function ribbonTails(s: EmblemStyle, hand: Choices): string {
	return hand.oneOf(exactTails, hangingTails, hangingTails)(s, hand) + footCloth(s, hand);
}

function exactTails(s: EmblemStyle, hand: Choices): string {
	const tail = "M92 452C90 506 84 560 74 602l22 8 16 13 22-1 18 15 28-1 20-76z";
	const folds =
		"M108 500C108 550 104 590 96 610M124 512C128 560 126 596 118 622M142 524C150 570 148 610 140 630M160 536C168 580 166 612 162 634";
	const half = `<path d="${tail}" ${sewn(s, hand)}/><path d="${folds}" fill="none" stroke="${s.shade}" stroke-width="${s.line}"/>`;
	return mirrored(half, CENTRE);
}

/** Tails of any length, spread and number of folds, their hem a flight of steps or a straight cut. */
function hangingTails(s: EmblemStyle, hand: Choices): string {
	const { real, whole, oneOf } = hand;
	const folds = whole(4, 2, 7);
	const low = real(602, 560, 622);
	const [out, inner] = [real(74, 56, 96), real(180, 150, 214)];
	const fall = real(34, 0, 40);
	const step = oneOf(0, real(8, 4, 12));
	const foot = (k: number): [number, number] => {
		const share = k / folds;
		return [out + (inner - out) * share, Math.min(low + fall * share, 642 - step)];
	};
	const hem = Array.from({ length: folds }, (_, k) => {
		const [[x, y], [next]] = [foot(k), foot(k + 1)];
		return `L${n(x)} ${n(y)}L${n((x + next) / 2)} ${n(y + step)}`;
	});
	const [lastX, lastY] = foot(folds);
	const top = (k: number): [number, number] => [94 + (92 * k) / folds, 456 + (90 * k) / folds];
	const lines = Array.from({ length: folds - 1 }, (_, k) => {
		const [[x, y], [u, v]] = [top(k + 1), foot(k + 1)];
		return `M${n(x)} ${n(y)}Q${n(x)} ${n((y + v) / 2)} ${n(u)} ${n(v)}`;
	});
	const tail = `M92 452Q94 520 ${n(out)} ${n(foot(0)[1])}${hem.join("")}L${n(lastX)} ${n(lastY)}L206 548z`;
	return mirrored(
		`<path d="${tail}" ${sewn(s, hand)} stroke-linejoin="round"/><path d="${lines.join("")}" fill="none" stroke="${s.shade}" stroke-width="${n(s.line * real(1, 0.6, 1.6))}"/>`,
		CENTRE,
	);
}

/** Cloth behind the lower half of the gear; not all hands draw it. */
function footCloth(s: EmblemStyle, hand: Choices): string {
	if (!hand.oneOf(true, true, false)) return "";
	return `<path d="M186 588H414L420 640Q300 654 180 640z" ${sewn(s, hand)}/><path d="M240 612V643M270 616V645M300 618V646M330 616V645M360 612V643" stroke="${s.shade}" stroke-width="${n(s.line * 0.8)}"/>`;
}

/** The gear, cut in two by the sash that is knotted in its middle and wraps both sheaves. */
export function gearAndSash(s: EmblemStyle, hand: Choices): string {
	const { real, whole, oneOf } = hand;
	const teeth = whole(18, 8, 24);
	const depth = real(0.12, 0.08, 0.22);
	const size = real(1, 0.85, 1.2);
	const lower = oneOf(true, true, false);
	const wheel = (cy: number, radius: number, rims: string): string =>
		stretched(`<path d="${gearPath(300, cy, radius, teeth, depth)}" ${paint(s)}/>${rims}`, 300, cy, size);
	const rims = (cy: number, sweep: 0 | 1): string =>
		`<path d="${[42, 28].map((r) => `M${300 - r} ${cy}a${r} ${r} 0 0 ${sweep} ${2 * r} 0`).join("")}" fill="none" stroke="${s.shade}" stroke-width="${s.line}"/>`;
	const bow = oneOf(
		`<path d="M176 574Q236 588 266 572H334Q364 588 424 574L426 624Q384 596 346 600H254Q216 596 174 624z" ${paint(s)}/>`,
		`<path d="M196 566L300 580L404 566L416 634L300 606L184 634z" ${paint(s)}/><path d="M190 580L300 590L410 580M188 600L300 598L412 600M186 616L300 602L414 616" fill="none" stroke="${s.shade}" stroke-width="${n(s.line * 0.6)}"/>`,
		"",
	);
	return `${bow}${lower ? wheel(562, 60, rims(572, 0)) : ""}${wheel(542, 66, rims(540, 1))}${oneOf(exactSash, hungSash, hungSash)(s, hand)}`;
}

function exactSash(s: EmblemStyle, hand: Choices): string {
	const half = `<path d="M96 464Q190 556 300 548V576Q190 582 118 526Q96 506 86 484z" ${sewn(s, hand)}/><path d="M100 484Q184 558 268 559M112 504Q190 570 268 567" fill="none" stroke="${s.shade}" stroke-width="${n(s.line * 0.8)}"/>`;
	return `${mirrored(half, CENTRE)}${knot(s, hand)}`;
}

/** A sash of any width and sag, wrapping the sheaves higher or lower. */
function hungSash(s: EmblemStyle, hand: Choices): string {
	const { real, whole, oneOf } = hand;
	const wrap = real(464, 446, 486);
	const middle = real(548, 536, 566);
	const width = real(28, 14, 40);
	const sag = real(8, -14, 26);
	const x = CENTRE - Math.sqrt(292 ** 2 - (wrap - CENTRE) ** 2);
	const path = (down: number): string =>
		`${n(x + down * 0.3)} ${n(wrap + down * 1.3)}Q190 ${n(middle + sag + down)} 300 ${n(middle + down)}`;
	const band = `M${path(0)}V${n(middle + width)}Q190 ${n(middle + sag + width)} ${n(x + width * 0.3)} ${n(wrap + width * 1.3)}z`;
	const folds = whole(2, 0, 3);
	const lines = Array.from({ length: folds }, (_, k) => `M${path((width * (k + 1)) / (folds + 1))}`).join("");
	const half = `<path d="${band}" ${sewn(s, hand)}/><path d="${lines}" fill="none" stroke="${s.shade}" stroke-width="${n(s.line * 0.7)}"/>`;
	const tied = stretched(knot(s, hand), 300, 561, 1, width / 28);
	return (
		mirrored(half, CENTRE) + oneOf(`<g transform="translate(0 ${n(middle - 548 + (width - 28) / 2)})">${tied}</g>`, "")
	);
}

function knot(s: EmblemStyle, hand: Choices): string {
	return hand.oneOf(
		`<path d="M282 546Q300 552 318 546L322 576Q300 582 278 576z" ${sewn(s, hand)}/>`,
		`<circle cx="300" cy="562" r="18" ${sewn(s, hand)}/>`,
		`<circle cx="300" cy="562" r="17" ${paint(s)}/>`,
	);
}
