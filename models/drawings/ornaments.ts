/** Ornaments and festive figures that print on certificates, diplomas and advertisements. */
import { lookAlike, MOSTLY_RED } from "./drawing.ts";
import { annulus, branch, leafPath, mirrored, mockText, n, onCircle, type Point, paint, polygon } from "./shapes.ts";
import { alone, clothOf, groundInk, lineInk, type Style, soleInk } from "./style.ts";

const line = (s: Style, d: string, width: number, ink = lineInk(s)): string =>
	`<path d="${d}" fill="none" stroke="${ink}" stroke-width="${n(width)}" stroke-linejoin="round"/>`;
/** Fill in the ground's colour, edged in the main one. */
const edged = (s: Style, width: number): string =>
	`fill="${s.secondary}" stroke="${lineInk(s)}" stroke-width="${n(width)}" stroke-linejoin="round"`;
const curve = (count: number, at: (share: number) => Point): string =>
	`M${Array.from({ length: count + 1 }, (_, k) =>
		at(k / count)
			.map(n)
			.join(" "),
	).join("L")}`;

/** Rosette of a geometric lathe: an epitrochoid in several sizes. */
export const latheRosette = lookAlike("lathe-rosette", 200, 200, (style, { whole, real }) => {
	const s = alone(style);
	const [loops, turns] = [whole(12, 7, 20), whole(5, 2, 5)];
	const reach = real(0.4, 0.2, 0.7);
	const rosette = (size: number): string =>
		curve(720, (share) => {
			const a = share * 2 * Math.PI * turns;
			const r = (size * (1 + reach * Math.cos((loops / turns) * a + 0.3))) / (1 + reach);
			return onCircle(100, 100, r, (a * 180) / Math.PI);
		});
	return line(
		s,
		[96, 84, 70, 54]
			.slice(0, whole(3, 2, 4))
			.map(rosette)
			.join(""),
		real(0.9, 0.6, 1.4),
	);
});

/** A disc of clouds or coiled scales: spirals about the middle, within rings. */
export const swirlRoundel = lookAlike("swirl-roundel", 200, 200, (style, { whole, real, oneOf }) => {
	const s = oneOf(alone(style), style);
	const arms = whole(3, 2, 6);
	const turns = real(1.1, 0.6, 1.6);
	const spiral = (arm: number, offset: number): string =>
		curve(48, (t) => onCircle(100, 100, 10 + 66 * t, (arm * 360) / arms + t * turns * 360 + offset));
	const body = Array.from({ length: arms }, (_, k) => spiral(k, 0) + spiral(k, 12)).join("");
	const curls = Array.from({ length: arms * 2 }, (_, k) => {
		const [x, y] = onCircle(100, 100, 66, (k * 180) / arms);
		return `M${n(x)} ${n(y)}a9 9 0 1 1 9 9a5 5 0 1 1 -4 -6`;
	});
	const ground = s.primary === s.figure ? "" : `<circle cx="100" cy="100" r="92" fill="${s.secondary}"/>`;
	const ink = ground ? groundInk(s) : lineInk(s);
	const rings = `<path fill-rule="evenodd" d="${annulus(100, 100, 97, 92)}${annulus(100, 100, 88, 86)}" fill="${ink}"/>`;
	return ground + rings + line(s, body, real(5, 3, 8), ink) + line(s, curls.join(""), 4, ink);
});

/** Chinese knot: a diamond lattice with loops at its sides and a tassel. */
export const chineseKnot = lookAlike(
	"chinese-knot",
	140,
	240,
	(style, { whole, real }) => {
		const ink = soleInk(style);
		const cords = whole(4, 3, 6);
		const step = 72 / cords;
		const lattice = Array.from({ length: cords }, (_, k) => {
			const at = (k + 0.5) * step;
			return `M${n(34 + at)} 64V136M34 ${n(64 + at)}H106`;
		}).join("");
		const loops = Array.from({ length: cords - 1 }, (_, k) => {
			const at = (k + 0.5) * step;
			return `M${n(34 + at)} 64a${n(step / 2)} ${n(step / 2)} 0 0 1 ${n(step)} 0M34 ${n(64 + at)}a${n(step / 2)} ${n(step / 2)} 0 0 0 0 ${n(step)}M${n(34 + at)} 136a${n(step / 2)} ${n(step / 2)} 0 0 0 ${n(step)} 0M106 ${n(64 + at)}a${n(step / 2)} ${n(step / 2)} 0 0 1 0 ${n(step)}`;
		}).join("");
		const width = step * real(0.62, 0.45, 0.75);
		const knot = `<g transform="rotate(45 70 100)"><path d="${lattice}${loops}" fill="none" stroke="${ink}" stroke-width="${n(width)}"/></g>`;
		const tassel = Array.from({ length: 9 }, (_, k) => `M${58 + k * 3} 176L${46 + k * 6} 236`).join("");
		return `<path d="M70 4V48M70 152V168" stroke="${ink}" stroke-width="5"/>${knot}<path d="M58 166H82V178H58z" ${paint(style)}/><path d="${tassel}" stroke="${ink}" stroke-width="2.4"/>`;
	},
	MOSTLY_RED,
);

/** A square on its corner with one large character (strokes only). */
export const fortuneDiamond = lookAlike(
	"fortune-diamond",
	200,
	200,
	(s, { real, oneOf }) => {
		const ring = real(82, 74, 88);
		const square = (half: number): string =>
			polygon([
				[100, 100 - half],
				[100 + half, 100],
				[100, 100 + half],
				[100 - half, 100],
			]);
		const ink = groundInk(s);
		const rim = `<path d="${square(ring)}" fill="none" stroke="${ink}" stroke-width="${n(real(3, 2, 5))}"/>`;
		return `<path d="${square(96)}" ${edged(s, 2)}/>${rim}${oneOf(mockText(66, 64, 68, 1, ink), mockText(56, 80, 40, 2, ink))}`;
	},
	MOSTLY_RED,
);

/** Red lantern with ribs, caps and a tassel. */
export const lantern = lookAlike(
	"lantern",
	140,
	220,
	(s, { whole, real }) => {
		const [rx, ry] = [real(64, 52, 66), real(52, 46, 62)];
		const ribs = whole(3, 2, 5);
		const bars = Array.from({ length: ribs }, (_, k) => {
			const r = (rx * (k + 0.5)) / ribs;
			return `M70 ${n(94 - ry)}A${n(r)} ${n(ry)} 0 0 0 70 ${n(94 + ry)}A${n(r)} ${n(ry)} 0 0 0 70 ${n(94 - ry)}`;
		});
		const cap = (y: number): string => `<path d="M42 ${n(y)}H98V${n(y + 12)}H42z" ${paint(s)}/>`;
		const tassel = Array.from({ length: 7 }, (_, k) => `M${61 + k * 3} ${n(106 + ry)}V${n(106 + ry + 46)}`).join("");
		return `${line(s, "M70 4V40", 3)}<ellipse cx="70" cy="94" rx="${n(rx)}" ry="${n(ry)}" ${edged(s, 1.5)}/>${line(s, bars.join(""), 1.6, groundInk(s))}${cap(94 - ry - 8)}${cap(94 + ry - 4)}<path d="${tassel}" stroke="${soleInk(s)}" stroke-width="2"/>`;
	},
	MOSTLY_RED,
);

/** Peony: rings of petals with wavy edges, sometimes with leaves. */
export const peony = lookAlike("peony", 200, 200, (s, { whole, real, oneOf }) => {
	const count = whole(7, 5, 9);
	const cloth = clothOf(s);
	const petal = (radius: number, turn: number, size: number): string => {
		const [x, y] = onCircle(100, 100, radius, turn);
		const edge = curve(30, (t) => onCircle(x, y, size * (1 + 0.1 * Math.cos(t * 2 * Math.PI * 7)), t * 360));
		return `<path d="${edge}z" fill="${cloth}" stroke="${cloth === lineInk(s) ? s.shade : lineInk(s)}" stroke-width="${n(Math.max(1, s.line))}"/>`;
	};
	const size = real(30, 24, 34);
	const ring = (radius: number, scale: number, offset: number): string =>
		Array.from({ length: count }, (_, k) => petal(radius, (k * 360) / count + offset, size * scale)).join("");
	const leaves = [60, 180, 300].map(
		(turn) => `<path d="${leafPath(...onCircle(100, 100, 50, turn), 46, 30, turn)}" ${paint(s)}/>`,
	);
	return `${oneOf(leaves.join(""), "")}${ring(54, 1, 0)}${ring(34, 0.85, 180 / count)}${ring(16, 0.6, 0)}<circle cx="100" cy="100" r="9" ${paint(s)}/>`;
});

/** Folding fan: a sector with ribs, its handle at the foot. */
export const fan = lookAlike("fan", 200, 130, (style, { whole, real }) => {
	const spread = real(78, 60, 84);
	const ribs = whole(11, 8, 18);
	const [outer, inner] = [real(112, 104, 114), real(56, 44, 66)];
	const at = (r: number, a: number): string => onCircle(100, 118, r, a).map(n).join(" ");
	const leaf = `M${at(inner, -spread)}L${at(outer * 0.88, -spread)}A${n(outer * 0.88)} ${n(outer * 0.88)} 0 0 1 ${at(outer * 0.88, spread)}L${at(inner, spread)}A${n(inner)} ${n(inner)} 0 0 0 ${at(inner, -spread)}z`;
	const bars = Array.from({ length: ribs }, (_, k) => {
		const a = -spread + (2 * spread * k) / (ribs - 1);
		return `M100 118L${at(outer * 0.88, a)}`;
	});
	return `<path d="${leaf}" ${edged(style, 2)}/>${line(style, bars.join(""), 2, groundInk(style))}<circle cx="100" cy="118" r="6" ${paint(style)}/>`;
});

/** Bars of a code, with figures below: strokes across like a balustrade's columns. */
export const barcode = lookAlike("barcode", 200, 100, (style, hand) => {
	const ink = hand.oneOf(lineInk(alone(style)), style.coloured ? "#1a1a1a" : lineInk(alone(style)));
	const bars: string[] = [];
	for (let x = 6; x < 190; ) {
		const width = hand.real(3, 1.2, 6);
		bars.push(`M${n(x)} 4h${n(width)}v72h${n(-width)}z`);
		x += width + hand.real(3, 1.2, 6);
	}
	return `<path d="${bars.join("")}" fill="${ink}"/>${mockText(20, 82, 12, 11, ink)}`;
});

/** Corner or border ornament: bands of key pattern about a blank, or a medallion between scrolls. */
export const vignette = lookAlike("vignette", 200, 120, (style, { whole, oneOf }) => {
	const s = alone(style);
	const scrolls = mirrored(
		line(s, "M84 60Q60 20 30 34Q8 48 22 68Q38 80 46 62Q48 48 36 50M84 60Q60 100 30 90M46 40Q70 40 84 60", 4) +
			branch(
				{ cx: 84, cy: 60, radius: 46, from: 200, to: 330, pairs: whole(5, 3, 8), length: 16, width: 8, spread: 36 },
				s,
			),
		100,
	);
	const middle = oneOf(
		`<path d="${polygon([
			[100, 36],
			[124, 60],
			[100, 84],
			[76, 60],
		])}" ${paint(s)}/>`,
		`<circle cx="100" cy="60" r="18" ${paint(s)}/>`,
		mockText(82, 44, 32, 1, lineInk(s)),
	);
	return scrolls + middle;
});
