/** Stars and red cloth that are not ours: ratings, circles of stars, rings, foreign flags, banners. */
import { lookAlike, MOSTLY_RED } from "./drawing.ts";
import { annulus, mockText, n, onCircle, paint, star } from "./shapes.ts";
import { alone, clothOf, groundInk, lineInk, openGround, type Style } from "./style.ts";

/** A row of stars, as hotels and shops are rated; the last may be open. */
export const starRating = lookAlike("star-rating", 200, 44, (style, { whole, oneOf }) => {
	const s = alone(style);
	const [count, open] = [whole(5, 3, 5), oneOf(0, 1)];
	const step = 196 / 5;
	return Array.from({ length: count }, (_, k) =>
		star(
			22 + (k + (5 - count) / 2) * step,
			23,
			19,
			0,
			k >= count - open ? { ...s, primary: "#ffffff", shade: lineInk(s) } : s,
		),
	).join("");
});

/** Equal stars in a circle, about a sign or nothing, on a disc or open. */
export const starCircle = lookAlike("star-circle", 200, 200, (style, { whole, real, oneOf }) => {
	const ground = oneOf(true, false);
	const s = ground ? style : alone(style);
	const count = whole(12, 6, 16);
	const radius = real(70, 60, 76);
	const size = Math.min(20, (radius * Math.PI * 0.8) / count);
	const upright = oneOf(true, false);
	const stars = Array.from({ length: count }, (_, k) => {
		const turn = (k * 360) / count;
		const [x, y] = onCircle(100, 100, radius, turn);
		return star(x, y, size, upright ? 0 : turn, { ...s, facet: 0 });
	});
	const field = `<circle cx="100" cy="100" r="96" fill="${s.tertiary}" stroke="${lineInk(s)}" stroke-width="2"/>`;
	const middle = oneOf("", star(100, 102, 32, 0, s), mockText(72, 86, 26, 2, ground ? groundInk(s) : lineInk(s)));
	return (ground ? field : "") + stars.join("") + middle;
});

/** Rings linked in a row, or in two rows. */
export const linkedRings = lookAlike("linked-rings", 200, 100, (style, { whole, oneOf, real }) => {
	const games = ["#0081c8", "#000000", "#ee334e", "#fcb131", "#00a651"];
	const colours = style.coloured ? oneOf([style.figure, style.tertiary], games) : [lineInk(alone(style))];
	const width = real(6, 4, 9);
	const rows = oneOf<readonly (readonly [number, number])[]>(
		[
			[34, 36],
			[100, 36],
			[166, 36],
			[67, 64],
			[133, 64],
		],
		Array.from({ length: 4 }, (_, k) => [34 + k * 44, 50] as const),
	);
	const radius = whole(28, 24, 29);
	return rows
		.map(
			([x, y], k) =>
				`<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${colours[k % colours.length]}" stroke-width="${n(width)}"/>`,
		)
		.join("");
});

const field = (d: string, fill: string, s: Style): string =>
	`<path d="${d}" fill="${fill}" stroke="${lineInk(s)}" stroke-width="${n(Math.min(1, s.line))}"/>`;
const SHEET = "M1 1H149V99H1z";

/** Flags of other countries that a careless look takes for ours: red ones first. */
export const foreignFlag = lookAlike(
	"foreign-flag",
	150,
	100,
	(s, { oneOf, real }) => {
		const light = openGround(s) ? groundInk(s) : "#ffffff";
		const bright = `fill="${light}" stroke="${lineInk(s)}" stroke-width="${n(Math.min(0.8, s.line))}"`;
		const own = (colour: string): string => (openGround(s) ? "none" : s.coloured ? colour : s.secondary);
		const oneStar = field(SHEET, s.secondary, s) + star(75, 52, real(30, 24, 34), 0, { ...s, facet: 0 });
		const crescent = `${field(SHEET, s.secondary, s)}<path d="M78 72a27 27 0 1 1 0 -44a22.5 22.5 0 1 0 0 44z" ${bright}/>${star(92, 50, 13, -18, { ...s, primary: light, facet: 0 })}`;
		const cross = `${field(SHEET, s.secondary, s)}<path d="M67 22H83V42H103V58H83V78H67V58H47V42H67z" ${bright}/>`;
		const nordic = `${field(SHEET, s.secondary, s)}<path d="M44 1H62V41H149V59H62V99H44V59H1V41H44z" ${bright}/>`;
		const upright =
			field("M1 1H50V99H1z", own("#1f3f94"), s) +
			field("M50 1H100V99H50z", own("#ffffff"), s) +
			field("M100 1H149V99H100z", own("#d02030"), s);
		const lying =
			field("M1 1H149V34H1z", own("#ae1c28"), s) +
			field("M1 34H149V67H1z", own("#ffffff"), s) +
			field("M1 67H149V99H1z", own("#21468b"), s);
		const stripes = `${field(SHEET, own("#ffffff"), s)}<path d="M1 8H149M1 24H149M1 40H149M1 56H149M1 72H149M1 88H149" stroke="${openGround(s) ? lineInk(s) : s.secondary}" stroke-width="7"/>${field("M1 1H66V54H1z", own("#2a3a78"), s)}${star(33, 28, 16, 0, { ...s, primary: light, facet: 0 })}`;
		const sun = `${field(SHEET, own("#ffffff"), s)}<circle cx="75" cy="50" r="29" fill="${clothOf(s)}" stroke="${lineInk(s)}"/>`;
		return oneOf(oneStar, crescent, cross, nordic, upright, lying, stripes, sun);
	},
	MOSTLY_RED,
);

/** A red field with one star, a line of characters, or nothing. */
export const redField = lookAlike(
	"red-field",
	150,
	100,
	(s, { oneOf, real }) => {
		const [x, size] = [real(34, 28, 75), real(18, 12, 26)];
		const shown = groundInk(s);
		return (
			field(SHEET, s.secondary, s) +
			oneOf(
				star(x, 38, size, 0, s),
				mockText(24, 40, 20, 4, shown),
				star(75, 34, 18, 0, s) + mockText(30, 64, 18, 4, shown),
				"",
			)
		);
	},
	MOSTLY_RED,
);

/** A hanging or stretched banner with characters. */
export const banner = lookAlike(
	"red-banner",
	240,
	80,
	(s, { oneOf, real, whole }) => {
		const sag = real(6, -8, 10);
		const d = oneOf(
			`M4 14Q120 ${n(14 + sag)} 236 14V66Q120 ${n(66 + sag)} 4 66z`,
			`M4 14H236L222 40L236 66H4L18 40z`,
			`M30 10H210V54H30zM30 20L4 20L16 42L4 64H40V54M210 20H236L224 42L236 64H200V54`,
		);
		const shown = groundInk(s);
		const letters = whole(6, 4, 7);
		return `<path d="${d}" fill="${s.secondary}" stroke="${lineInk(s)}" stroke-width="${n(Math.max(1, s.line))}"/>${mockText(120 - letters * 12.6, 26, 22, letters, shown)}`;
	},
	MOSTLY_RED,
);

/** A youth organisation's badge: a flag with a ringed star over a ring, half ears and half gear, a sun in its foot. */
export const youthBadge = lookAlike(
	"youth-badge",
	200,
	200,
	(s, { real, oneOf }) => {
		const teeth = Array.from({ length: 5 }, (_, k) => {
			const at = (r: number, a: number): string => onCircle(96, 112, r, a).map(n).join(" ");
			const from = 84 + k * 20;
			return `M${at(70, from)}L${at(84, from)}L${at(84, from + 10)}L${at(70, from + 10)}z`;
		}).join("");
		const grains = Array.from({ length: 11 }, (_, k) => {
			const a = 196 + k * 10;
			const [x, y] = onCircle(96, 112, 74, a);
			return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="8" ry="4.4" transform="rotate(${n(a + 40)} ${n(x)} ${n(y)})" fill="${openGround(s) ? s.shade : s.secondary}"/>`;
		}).join("");
		const rays = Array.from(
			{ length: 11 },
			(_, k) =>
				`M96 158L${onCircle(96, 158, 74, -75 + k * 15)
					.map(n)
					.join(" ")}`,
		).join("");
		const ring = `<path d="${teeth}" ${paint(s)}/><path fill-rule="evenodd" d="${annulus(96, 112, 80, 64)}" ${paint(s)}/>${grains}<circle cx="96" cy="112" r="64" fill="${s.secondary}" stroke="${lineInk(s)}" stroke-width="1"/>`;
		const sun = `<path d="${rays}" stroke="${groundInk(s)}" stroke-width="2"/><path d="M66 164a30 26 0 0 1 60 0z" ${paint(s)}/>`;
		const scroll = `<path d="M34 106Q96 90 158 106V128Q96 112 34 128z" ${paint(s)}/>${mockText(58, 101, 13, 5, openGround(s) ? s.shade : s.secondary)}`;
		const dip = real(0, -6, 6);
		const flag = `<path d="M22 14Q70 ${n(-6 + dip)} 118 12T192 ${n(14 + dip)}L182 ${n(96 + dip)}Q150 80 122 92T56 96z" fill="${s.secondary}" stroke="${lineInk(s)}" stroke-width="2"/>`;
		const sign = `<path fill-rule="evenodd" d="${annulus(62, 38, 20, 16.5)}" fill="${groundInk(s)}"/>${star(62, 39, 14, -6, { ...s, facet: 0 })}`;
		return `${ring}${sun}${oneOf(scroll, scroll, "")}${flag}<path d="M20 8L60 112" stroke="${lineInk(s)}" stroke-width="4"/>${sign}`;
	},
	MOSTLY_RED,
);
