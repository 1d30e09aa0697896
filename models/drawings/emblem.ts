/**
 * Own vector drawing of the national emblem, after the description in the annex of the National Emblem Law: ears of
 * grain make a ring, the gear sits where the stalks cross, five stars shine over Tiananmen, red ribbons hang to both
 * sides. It is made for training and testing detectors, not as the standard pattern of GB 15093.
 */
import type { Random } from "../../samples/generator/random.ts";
import { gate } from "./gate.ts";
import { annulus, gearPath, leafPath, mirrored, n, onCircle, paint, star } from "./shapes.ts";
import { type Choices, choices, type EmblemStyle } from "./style.ts";

export { type EmblemStyle, STYLES as EMBLEM_STYLES } from "./style.ts";

/** Drawing size in its own units. The ring is a circle of radius 298 about (300, 300); gear and ribbons hang below. */
export const EMBLEM_WIDTH = 600;
export const EMBLEM_HEIGHT = 648;

const CENTRE = 300;
const OUTER = 298;
const INNER = 226;

/**
 * SVG fragment of the emblem in its own 600 × 648 units; place it with a transform. Without `random` the usual drawing;
 * with it the hand of another draughtsman: other grains, stars a little larger or smaller, more or fewer teeth.
 */
export function nationalEmblem(style: EmblemStyle, random?: Random): string {
	const hand = choices(random);
	return [
		ribbonTails(style),
		ring(style, hand),
		disc(style),
		stars(style, hand),
		gate(style),
		gearAndSash(style, hand.whole(18, 13, 24)),
	].join("");
}

/** The emblem as a complete SVG document, `width` pixels wide. */
export function nationalEmblemSvg(style: EmblemStyle, width: number): string {
	const height = Math.round((width * EMBLEM_HEIGHT) / EMBLEM_WIDTH);
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${EMBLEM_WIDTH} ${EMBLEM_HEIGHT}">${nationalEmblem(style)}</svg>`;
}

const polar = (radius: number, degrees: number) => onCircle(CENTRE, CENTRE, radius, degrees);
const cloth = (s: EmblemStyle): string => (s.secondary === "none" ? s.primary : s.secondary);

/**
 * Two mirrored sheaves: wheat outside (fans of awns between its rows of grains), rice inside, bound by slanting
 * bands, the tips parted by a collar at the top, bare stalks towards the gear.
 */
function ring(s: EmblemStyle, { real, oneOf }: Choices): string {
	const [sparse, plump] = [real(1, 0.9, 1.7), real(0.5, 0.36, 0.62)];
	const band = `<path fill-rule="evenodd" d="${annulus(CENTRE, CENTRE, OUTER - s.line / 2, INNER)}" ${paint(s)}/>`;
	const grains: string[] = [];
	for (const [radius, length, from, step, lean] of [
		[285, 26, 9, 5.2, 12],
		[270, 26, 11, 5.2, -20],
		[254, 25, 10, 5.4, 18],
		[238, 22, 8, 5.2, -12],
	] as const)
		for (let a = from; a < 140; a += step * sparse) {
			const [x, y] = polar(radius, a);
			grains.push(leafPath(x, y, length, length * plump, a - 90 + lean));
		}
	const awns = [28, 66, 84, 118].map((a) =>
		[-5, -2.5, 0, 2.5, 5]
			.map(
				(d) =>
					`M${polar(258, a + 3)
						.map(n)
						.join(" ")}L${polar(292, a - 7 + d)
						.map(n)
						.join(" ")}`,
			)
			.join(""),
	);
	const stalks = [236, 250, 264, 278].map(
		(r) => `M${polar(r, 140).map(n).join(" ")}A${r} ${r} 0 0 1 ${polar(r, 172).map(n).join(" ")}`,
	);
	const bindings = (
		[
			[46, 36],
			[106, 90],
			[136, 124],
		] as const
	).map(
		([outside, inside]) =>
			`M${polar(OUTER - 5, outside)
				.map(n)
				.join(" ")}L${polar(INNER, inside).map(n).join(" ")}`,
	);
	const stroke = (d: string, colour: string, width: number): string =>
		`<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}"/>`;
	const half = [
		`<path d="${grains.join("")}" ${paint(s, 0.7)}/>`,
		oneOf(true, false) ? stroke(awns.join(""), s.shade, s.line * 0.5) : "",
		stroke(stalks.join(""), s.shade, s.line * 0.8),
		stroke(bindings.join(""), s.shade, 8 + 2 * s.line),
		stroke(bindings.join(""), s.primary, 8),
	].join("");
	const collar = `<path d="M300 4H292L296 44L284 72Q300 77 316 72L304 44L308 4z" ${paint(s, 0.8)}/>`;
	return `${band}${mirrored(half, CENTRE)}${collar}`;
}

const disc = (s: EmblemStyle): string =>
	`<circle cx="300" cy="300" r="${INNER}" fill="${s.secondary}" stroke="${s.shade}" stroke-width="${s.line}"/>`;

/** Four small stars on an arc under the large one; drawings differ in how far the lower two are turned. */
function stars(s: EmblemStyle, { real, oneOf }: Choices): string {
	const size = real(1, 0.92, 1.08);
	const turn = oneOf(-9, 21);
	const small = star(190, 203, 37 * size, -5, s) + star(256, 267, 36 * size, turn, s);
	return star(300, 156, 70 * size, 0, s) + mirrored(small, CENTRE);
}

/** Red cloth hanging to both sides and behind the gear, drawn before the ring so that the ears lie on it. */
function ribbonTails(s: EmblemStyle): string {
	const tail = "M92 452C90 506 84 560 74 602l22 8 16 13 22-1 18 15 28-1 20-76z";
	const folds =
		"M108 500C108 550 104 590 96 610M124 512C128 560 126 596 118 622M142 524C150 570 148 610 140 630M160 536C168 580 166 612 162 634";
	const half = `<path d="${tail}" fill="${cloth(s)}" stroke="${s.shade}" stroke-width="${n(s.line * 0.6)}"/><path d="${folds}" fill="none" stroke="${s.shade}" stroke-width="${s.line}"/>`;
	const foot = `<path d="M186 588H414L420 640Q300 654 180 640z" fill="${cloth(s)}" stroke="${s.shade}" stroke-width="${n(s.line * 0.6)}"/><path d="M240 612V643M270 616V645M300 618V646M330 616V645M360 612V643" stroke="${s.shade}" stroke-width="${n(s.line * 0.8)}"/>`;
	return mirrored(half, CENTRE) + foot;
}

/** The gear, cut in two by the sash that is knotted in its middle and wraps both sheaves. */
function gearAndSash(s: EmblemStyle, teeth: number): string {
	const wheel = (cy: number, radius: number, clip: string): string =>
		`<path d="${gearPath(300, cy, radius, teeth, 0.12)}" ${paint(s)}/>${clip}`;
	const rims = (cy: number, sweep: 0 | 1): string =>
		`<path d="${[42, 28].map((r) => `M${300 - r} ${cy}a${r} ${r} 0 0 ${sweep} ${2 * r} 0`).join("")}" fill="none" stroke="${s.shade}" stroke-width="${s.line}"/>`;
	const bow = `<path d="M176 574Q236 588 266 572H334Q364 588 424 574L426 624Q384 596 346 600H254Q216 596 174 624z" ${paint(s)}/>`;
	const half = `<path d="M96 464Q190 556 300 548V576Q190 582 118 526Q96 506 86 484z" fill="${cloth(s)}" stroke="${s.shade}" stroke-width="${n(s.line * 0.6)}"/><path d="M100 484Q184 558 268 559M112 504Q190 570 268 567" fill="none" stroke="${s.shade}" stroke-width="${n(s.line * 0.8)}"/>`;
	const knot = `<path d="M282 546Q300 552 318 546L322 576Q300 582 278 576z" fill="${cloth(s)}" stroke="${s.shade}" stroke-width="${n(s.line * 0.6)}"/>`;
	return `${bow}${wheel(562, 60, rims(572, 0))}${wheel(542, 66, rims(540, 1))}${mirrored(half, CENTRE)}${knot}`;
}
