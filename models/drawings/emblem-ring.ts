/** The emblem's ring of ears, in its 600 × 648 units: a circle of radius 298 about (300, 300), two mirrored sheaves. */
import { annulus, leafPath, mirrored, n, onCircle, type Point, paint } from "./shapes.ts";
import { type Choices, type EmblemStyle, openGround, reversed } from "./style.ts";

export const CENTRE = 300;
export const OUTER = 298;
/** Radius of the disc as the usual drawing has it. */
export const INNER = 226;

/** One half of the ring is drawn with angles from 0 (top) to 180 (foot). */
const STALKS_FROM = 140;

const polar = (radius: number, degrees: number): Point => onCircle(CENTRE, CENTRE, radius, degrees);
const at = (radius: number, degrees: number): string => polar(radius, degrees).map(n).join(" ");
const stroke = (d: string, colour: string, width: number): string =>
	`<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}"/>`;

/** `radius` of the usual ring moved into the ring from `inner` to OUTER. */
type Fit = (radius: number) => number;
type Texture = (s: EmblemStyle, hand: Choices, fit: Fit) => string;

/**
 * Two mirrored sheaves round a disc of radius `inner`: wheat outside, rice inside, bound by slanting bands, the tips
 * parted at the top, bare stalks towards the gear. Other hands draw the ears as herringbone, dots, fine strokes or a
 * plain band, bright on dark or dark on bright.
 */
export function ring(s: EmblemStyle, hand: Choices, inner: number): string {
	const { oneOf } = hand;
	const fit: Fit = (radius) => OUTER - ((OUTER - radius) * (OUTER - inner)) / (OUTER - INNER);
	const texture = oneOf<Texture>(grains, grains, grains, herringbone, dots, fineStrokes, furrows);
	const dark = oneOf(false, false, true) && texture !== furrows;
	const ears = dark ? { ...s, shade: reversed(s).mark } : s;
	const half = [texture(ears, hand, fit), stalks(ears, hand, fit), bindings(s, hand, fit)].join("");
	const band = dark ? darkBand(s, hand, inner) : solidBand(s, inner);
	return `${band}${mirrored(half, CENTRE)}${tip(s, hand, fit)}`;
}

const solidBand = (s: EmblemStyle, inner: number): string =>
	`<path fill-rule="evenodd" d="${annulus(CENTRE, CENTRE, OUTER - s.line / 2, inner)}" ${paint(s)}/>`;

/** Ground for bright marks: open, the disc's colour, or the metal in its own shadow. */
function darkBand(s: EmblemStyle, { real }: Choices, inner: number): string {
	const { ground, mark } = reversed(s);
	const band = `fill-rule="evenodd" d="${annulus(CENTRE, CENTRE, OUTER - 2, inner)}"`;
	const shadow = ground === s.shade ? `<path ${band} fill="${s.primary}"/>` : "";
	const depth = real(0.6, 0.3, 0.75);
	return `${shadow}<path ${band} fill="${ground}" fill-opacity="${shadow ? n(depth) : 1}" stroke="${mark}" stroke-width="${n(Math.min(4, s.line))}"/>`;
}

/** Rows of plump grains, with fans of awns between them. */
const grains: Texture = (s, { real, oneOf }, fit) => {
	const [sparse, plump] = [real(1, 0.9, 1.7), real(0.5, 0.36, 0.62)];
	const thick = (OUTER - fit(INNER)) / (OUTER - INNER);
	const leaves: string[] = [];
	for (const [radius, length, from, step, lean] of [
		[285, 26, 9, 5.2, 12],
		[270, 26, 11, 5.2, -20],
		[254, 25, 10, 5.4, 18],
		[238, 22, 8, 5.2, -12],
	] as const)
		for (let a = from; a < STALKS_FROM; a += step * sparse) {
			const [x, y] = polar(fit(radius), a);
			leaves.push(leafPath(x, y, length, length * plump * thick, a - 90 + lean));
		}
	const awns = [28, 66, 84, 118].map((a) =>
		[-5, -2.5, 0, 2.5, 5].map((d) => `M${at(fit(258), a + 3)}L${at(fit(292), a - 7 + d)}`).join(""),
	);
	return `<path d="${leaves.join("")}" ${paint(s, 0.7)}/>${oneOf(true, false) ? stroke(awns.join(""), s.shade, s.line * 0.5) : ""}`;
};

/** One or two ears with their grains as slanted strokes to both sides of a rib. */
const herringbone: Texture = (s, { real, whole }, fit) => {
	const ears = whole(2, 1, 2);
	const step = real(5, 3.5, 8);
	const lean = real(5, 2, 8);
	const width = real(5, 3, 8);
	const depth = (OUTER - 8 - fit(INNER + 6)) / ears;
	const d = Array.from({ length: ears }, (_, k) => {
		const rib = OUTER - 8 - depth * (k + 0.5);
		const strokes: string[] = [];
		for (let a = 7; a < STALKS_FROM; a += step)
			strokes.push(`M${at(rib + depth * 0.44, a - lean)}L${at(rib, a)}L${at(rib - depth * 0.44, a - lean)}`);
		return `${strokes.join("")}M${at(rib, 6)}A${n(rib)} ${n(rib)} 0 0 1 ${at(rib, STALKS_FROM)}`;
	});
	return stroke(d.join(""), s.shade, width * 0.5 + s.line * 0.4);
};

/** Grains as dots, as a small relief looks. */
const dots: Texture = (s, { real, whole }, fit) => {
	const rows = whole(4, 4, 6);
	const depth = (OUTER - 6 - fit(INNER + 4)) / rows;
	const size = depth * real(0.4, 0.34, 0.48);
	const d: string[] = [];
	for (let k = 0; k < rows; k++) {
		const radius = OUTER - 6 - depth * (k + 0.5);
		const step = (depth * real(1.3, 1, 1.5) * 180) / (Math.PI * radius);
		for (let a = 5 + (k % 2) * step * 0.5; a < STALKS_FROM + 6; a += step) {
			const [x, y] = polar(radius, a);
			d.push(
				`M${n(x - size)} ${n(y)}a${n(size)} ${n(size)} 0 1 0 ${n(2 * size)} 0a${n(size)} ${n(size)} 0 1 0 ${n(-2 * size)} 0z`,
			);
		}
	}
	return `<path d="${d.join("")}" ${paint(s, 0.6)}/>`;
};

/** Many thin strokes that lean one way outside and the other inside, as in line prints. */
const fineStrokes: Texture = (s, { real, whole }, fit) => {
	const rows = whole(3, 2, 4);
	const step = real(2.6, 2, 4);
	const depth = (OUTER - 5 - fit(INNER + 4)) / rows;
	const d: string[] = [];
	for (let k = 0; k < rows; k++) {
		const [from, to] = [OUTER - 6 - depth * (k + 0.92), OUTER - 6 - depth * (k + 0.08)];
		const lean = (k % 2 ? 1 : -1) * real(4, 2, 6);
		for (let a = 6 + (k % 2); a < STALKS_FROM + 4; a += step) d.push(`M${at(from, a)}L${at(to, a + lean)}`);
	}
	return stroke(d.join(""), s.shade, real(2.6, 1.8, 3.8) + s.line * 0.2);
};

/** A nearly plain band: a few lines along it. */
const furrows: Texture = (s, { whole }, fit) => {
	const lines = whole(2, 0, 4);
	const d = Array.from({ length: lines }, (_, k) => {
		const radius = fit(INNER + ((k + 1) * (OUTER - INNER)) / (lines + 1));
		return `M${at(radius, 4)}A${n(radius)} ${n(radius)} 0 0 1 ${at(radius, STALKS_FROM)}`;
	});
	return stroke(d.join(""), s.shade, s.line);
};

const stalks: Texture = (s, { oneOf }, fit) => {
	const radii = oneOf([236, 250, 264, 278], [240, 256, 272], [234, 244, 254, 264, 274, 286]);
	const d = radii.map((usual) => {
		const r = fit(usual);
		return `M${at(r, STALKS_FROM)}A${n(r)} ${n(r)} 0 0 1 ${at(r, 172)}`;
	});
	return stroke(d.join(""), s.shade, s.line * 0.8);
};

/** Bands wound about the sheaf: bright, in the ribbon's colour, or dark. */
const bindings: Texture = (s, { oneOf, real }, fit) => {
	const pairs = oneOf<readonly (readonly [outside: number, inside: number])[]>(
		[
			[46, 36],
			[106, 90],
			[136, 124],
		],
		[[108, 84]],
		[
			[98, 110],
			[136, 120],
		],
		[
			[50, 40],
			[110, 88],
		],
		[],
	);
	const d = pairs.map(([outside, inside]) => `M${at(OUTER - 5, outside)}L${at(fit(INNER), inside)}`).join("");
	const width = real(8, 6, 16);
	const colour = oneOf(s.primary, s.primary, openGround(s) ? s.shade : s.secondary, s.shade);
	return d ? stroke(d, s.shade, width + 2 * s.line) + stroke(d, colour, width) : "";
};

/** Where the two sheaves meet at the top: a collar between them, a gap, a wedge, or nothing. */
function tip(s: EmblemStyle, { oneOf }: Choices, fit: Fit): string {
	const foot = n(CENTRE - fit(INNER));
	return oneOf(
		`<path d="M300 4H292L296 44L284 72Q300 77 316 72L304 44L308 4z" ${paint(s, 0.8)}/>`,
		`<path d="M300 4V${foot}" stroke="${s.shade}" stroke-width="${n(s.line * 1.2)}"/>`,
		`<path d="M293 2H307L303 ${foot}H297z" fill="${s.shade}"/>`,
		`<path d="M280 6L300 44L320 6M288 ${foot}L300 50L312 ${foot}" fill="none" stroke="${s.shade}" stroke-width="${n(s.line)}"/>`,
		"",
	);
}
