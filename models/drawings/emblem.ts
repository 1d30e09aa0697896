/**
 * Own vector drawing of the national emblem, after the description in the annex of the National Emblem Law: ears of
 * grain make a ring, the gear sits where the stalks cross, five stars shine over Tiananmen, red ribbons hang to both
 * sides. It is made for training and testing detectors, not as the standard pattern of GB 15093.
 */
export interface EmblemStyle {
	/** Ears, stars, gate and gear. */
	primary: string;
	/** Disc and ribbons; "none" leaves the ground open, as gilt stamping and line art do. */
	secondary: string;
	/** Fine lines: grains, roof edges, folds. */
	shade: string;
	/** Width of the fine lines in drawing units (the emblem is 600 wide). */
	line: number;
}

/** Drawing size in its own units. The ring is a circle of radius 298 about (300, 300); gear and ribbons hang below. */
export const EMBLEM_WIDTH = 600;
export const EMBLEM_HEIGHT = 648;

/** The renderings met in the wild. */
export const EMBLEM_STYLES = {
	colour: { primary: "#f2c230", secondary: "#d8231b", shade: "#a8741a", line: 3 },
	relief: { primary: "#e8b23c", secondary: "#c41414", shade: "#8a5a12", line: 5 },
	flat: { primary: "#ffde00", secondary: "#de2910", shade: "#d8a400", line: 2 },
	gilt: { primary: "#c9a04a", secondary: "none", shade: "#6d5220", line: 5 },
	redLine: { primary: "#ffffff", secondary: "#d3202a", shade: "#d3202a", line: 6 },
	grey: { primary: "#cfcfcf", secondary: "#6f6f6f", shade: "#4a4a4a", line: 4 },
} as const satisfies Record<string, EmblemStyle>;

const CENTRE = 300;
const OUTER = 298;
const INNER = 226;

/** SVG fragment of the emblem in its own 600 × 648 units; place it with a transform. */
export function nationalEmblem(style: EmblemStyle): string {
	return [ribbonsBehind(style), ring(style), disc(style), stars(style), gate(style), gearAndKnot(style)].join("");
}

/** The emblem as a complete SVG document, `width` pixels wide. */
export function nationalEmblemSvg(style: EmblemStyle, width: number): string {
	const height = Math.round((width * EMBLEM_HEIGHT) / EMBLEM_WIDTH);
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${EMBLEM_WIDTH} ${EMBLEM_HEIGHT}">${nationalEmblem(style)}</svg>`;
}

const polar = (radius: number, degrees: number): [number, number] => [
	CENTRE + radius * Math.sin((degrees * Math.PI) / 180),
	CENTRE - radius * Math.cos((degrees * Math.PI) / 180),
];
const n = (v: number): string => v.toFixed(1);

/** Two mirrored sheaves: an outer row of wheat, an inner row of rice, bound by diagonal bands. */
function ring(s: EmblemStyle): string {
	const band = `<path fill-rule="evenodd" fill="${s.primary}" stroke="${s.shade}" stroke-width="${s.line}" d="M${CENTRE - OUTER} ${CENTRE}a${OUTER} ${OUTER} 0 1 0 ${2 * OUTER} 0a${OUTER} ${OUTER} 0 1 0 ${-2 * OUTER} 0zM${CENTRE - INNER} ${CENTRE}a${INNER} ${INNER} 0 1 0 ${2 * INNER} 0a${INNER} ${INNER} 0 1 0 ${-2 * INNER} 0z"/>`;
	const grains: string[] = [];
	for (const side of [-1, 1])
		for (const [radius, length, step, lean] of [
			[285, 15, 5.6, 24],
			[268, 14, 5.2, -20],
			[251, 14, 5.2, 24],
			[236, 11, 4.8, -18],
		] as const)
			for (let a = 4; a < 152; a += step) {
				const [x, y] = polar(radius, side * a);
				grains.push(
					`<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(length)}" ry="${n(length * 0.42)}" transform="rotate(${n(side * (a + lean))} ${n(x)} ${n(y)})"/>`,
				);
			}
	const binding = [-1, 1]
		.flatMap((side) =>
			[
				[40, 47],
				[92, 104],
			].map(([from, to]) => {
				const [x1, y1] = polar(OUTER + 3, side * (to ?? 0));
				const [x2, y2] = polar(INNER, side * (from ?? 0));
				return `<path d="M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}" stroke="${s.shade}" stroke-width="${s.line * 3}"/><path d="M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}" stroke="${s.primary}" stroke-width="${s.line * 1.4}"/>`;
			}),
		)
		.join("");
	const parting = `<path d="M300 4V74" stroke="${s.shade}" stroke-width="${s.line}"/>`;
	return `${band}<g fill="${s.primary}" stroke="${s.shade}" stroke-width="${n(s.line * 0.7)}">${grains.join("")}</g>${binding}${parting}`;
}

const disc = (s: EmblemStyle): string =>
	`<circle cx="300" cy="300" r="${INNER}" fill="${s.secondary}" stroke="${s.shade}" stroke-width="${s.line}"/>`;

/** A five-pointed star; `turn` in degrees points one tip away from upright. Each ray is folded along its middle. */
function star(cx: number, cy: number, radius: number, turn: number, s: EmblemStyle): string {
	const at = (k: number, r: number): [number, number] => {
		const a = ((k * 36 + turn) * Math.PI) / 180;
		return [cx + r * Math.sin(a), cy - r * Math.cos(a)];
	};
	const tip = (k: number) => at(k, k % 2 ? radius * 0.382 : radius);
	const outline = Array.from({ length: 10 }, (_, k) => tip(k).map(n).join(" ")).join("L");
	const folds = Array.from({ length: 5 }, (_, k) => {
		const [a, b] = [tip(2 * k), tip(2 * k + 1)];
		return `M${n(cx)} ${n(cy)}L${a.map(n).join(" ")}L${b.map(n).join(" ")}z`;
	}).join("");
	return `<path d="M${outline}z" fill="${s.primary}"/><path d="${folds}" fill="${s.shade}" fill-opacity="0.45"/>`;
}

/** Four small stars on an arc under the large one, each with a tip towards it. */
const stars = (s: EmblemStyle): string =>
	[
		star(300, 156, 70, 0, s),
		star(190, 203, 37, -12, s),
		star(410, 203, 37, 12, s),
		star(256, 267, 36, -8, s),
		star(344, 267, 36, 8, s),
	].join("");

/** Tiananmen seen from the front: two eaves, a row of columns, the platform with five arches. */
function gate(s: EmblemStyle): string {
	const columns = Array.from({ length: 10 }, (_, k) => `M${213 + k * 19.4} 398V414`).join("");
	const arches = [
		[300, 11, 20],
		[268, 8, 16],
		[332, 8, 16],
		[232, 7, 14],
		[368, 7, 14],
	]
		.map(([x, r, h]) => `M${(x ?? 0) - (r ?? 0)} 458v${-(h ?? 0)}a${r} ${r} 0 0 1 ${2 * (r ?? 0)} 0v${h}z`)
		.join("");
	const roofs =
		"M218 338h10v8h144v-8h10v28h-164z M212 366h176l12 14h-200z M206 380h188v10h-188z M196 386h208l10 12h-228z M204 398h192v17h-192z";
	return `<g fill="${s.primary}" stroke="${s.shade}" stroke-width="${s.line}" stroke-linejoin="round"><path d="${roofs}"/><path d="M122 415h356v44h-356z"/></g><path d="M122 426h356" stroke="${s.shade}" stroke-width="${s.line}" fill="none"/><path d="${columns}" stroke="${s.shade}" stroke-width="${s.line}"/><path d="${arches}" fill="${s.shade}" fill-opacity="0.7"/>`;
}

/** Ribbon tails: red cloth hanging to both sides, drawn before the ring so that the ears lie on it. */
function ribbonsBehind(s: EmblemStyle): string {
	const cloth = s.secondary === "none" ? s.primary : s.secondary;
	const tail = "M92 462C88 510 84 560 74 604l22 8 16 14 22-2 18 16 28-2 4-72 16-30z";
	const folds = "M112 500C110 550 104 590 98 612M134 520C134 560 130 600 124 624M158 536C160 580 156 612 152 638";
	const half = `<path d="${tail}" fill="${cloth}" stroke="${s.shade}" stroke-width="${s.line * 0.6}"/><path d="${folds}" fill="none" stroke="${s.shade}" stroke-width="${s.line}"/>`;
	const foot = `<path d="M184 606H416L420 640Q300 656 180 640z" fill="${cloth}"/>`;
	return `${half}<g transform="matrix(-1 0 0 1 600 0)">${half}</g>${foot}`;
}

/** The gear, cut in two by the ribbon that is knotted in its middle and wraps both sheaves. */
function gearAndKnot(s: EmblemStyle): string {
	const cloth = s.secondary === "none" ? s.primary : s.secondary;
	const teeth = (radius: number, from: number, to: number, cy: number) => {
		const points: string[] = [];
		for (let a = from; a <= to; a += 7.5) {
			const r = Math.round((a - from) / 7.5) % 4 < 2 ? radius : radius * 0.86;
			points.push(`${n(300 + r * Math.sin((a * Math.PI) / 180))} ${n(cy - r * Math.cos((a * Math.PI) / 180))}`);
		}
		return `M${points.join("L")}z`;
	};
	const paint = `fill="${s.primary}" stroke="${s.shade}" stroke-width="${s.line}"`;
	const upper = `<path d="${teeth(66, -92, 92, 542)}" ${paint}/><path d="M262 540a38 38 0 0 1 76 0" fill="none" stroke="${s.shade}" stroke-width="${s.line}"/>`;
	const stalks = `<path d="M178 578Q240 590 262 572L338 572Q360 590 422 578L424 626Q380 612 340 606H260Q220 612 176 626z" ${paint}/>`;
	const lower = `<path d="${teeth(62, 90, 270, 568)}" ${paint}/>`;
	const sash = `<path d="M92 462Q150 530 262 540Q300 548 338 540Q450 530 508 462L512 500Q470 566 346 572Q300 580 254 572Q130 566 88 500z" fill="${cloth}" stroke="${s.shade}" stroke-width="${s.line * 0.6}"/><path d="M150 520Q220 556 270 552M450 520Q380 556 330 552" fill="none" stroke="${s.shade}" stroke-width="${s.line}"/>`;
	return `${stalks}${lower}${upper}${sash}`;
}
