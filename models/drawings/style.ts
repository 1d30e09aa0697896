import { Random } from "../../samples/generator/random.ts";

/** Colours of an emblem drawing. */
export interface EmblemStyle {
	/** Ears, stars, gate and gear. */
	primary: string;
	/** Disc and ribbons; "none" leaves the ground open, as gilt stamping and line art do. */
	secondary: string;
	/** Fine lines: grains, roof edges, folds. */
	shade: string;
	/** Width of the fine lines in drawing units (the emblem is 600 wide). */
	line: number;
	/** Opacity of the shaded halves of stars, 0..1; absent = 0.45. */
	facet?: number;
	/** True where a drawing may vary its colours: golds and reds of other printers, a logo's own. Absent = false. */
	coloured?: boolean;
}

/** Colours of any drawing. */
export interface Style extends EmblemStyle {
	/** Fields of shields, dark grounds; "none" leaves them open. */
	tertiary: string;
	/** Figures that stand alone on white paper. */
	figure: string;
	coloured: boolean;
}

/** One ink on open paper, without half tones. */
export const inkStyle = (ink: string): Style => ({
	primary: ink,
	secondary: "none",
	tertiary: "none",
	figure: ink,
	shade: "#ffffff",
	line: 5,
	facet: 0,
	coloured: false,
});

/** Contours only, in one ink, over white. */
export const outlineStyle = (ink: string): Style => ({
	primary: "#ffffff",
	secondary: "#ffffff",
	tertiary: "#ffffff",
	figure: "#ffffff",
	shade: ink,
	line: 3,
	facet: 0,
	coloured: false,
});

/** The renderings met in the wild. */
export const STYLES = {
	colour: {
		primary: "#f2c230",
		secondary: "#d8231b",
		tertiary: "#14398f",
		figure: "#e0a818",
		shade: "#a8741a",
		line: 3,
		coloured: true,
	},
	relief: {
		primary: "#e8b23c",
		secondary: "#c41414",
		tertiary: "#0c1f6e",
		figure: "#d19a28",
		shade: "#8a5a12",
		line: 5,
		coloured: true,
	},
	flat: {
		primary: "#ffde00",
		secondary: "#de2910",
		tertiary: "#1d4fb8",
		figure: "#de2910",
		shade: "#d8a400",
		line: 2,
		coloured: true,
	},
	gilt: {
		primary: "#c9a04a",
		secondary: "none",
		tertiary: "none",
		figure: "#c9a04a",
		shade: "#6d5220",
		line: 5,
		coloured: false,
	},
	redLine: {
		primary: "#ffffff",
		secondary: "#d3202a",
		tertiary: "#d3202a",
		figure: "#d3202a",
		shade: "#d3202a",
		line: 6,
		coloured: false,
	},
	grey: {
		primary: "#cfcfcf",
		secondary: "#6f6f6f",
		tertiary: "#5a5a5a",
		figure: "#8a8a8a",
		shade: "#4a4a4a",
		line: 4,
		coloured: false,
	},
	ink: inkStyle("#1d4fa3"),
	/** Red ink on a white disc, as on printed documents and envelopes. */
	redPrint: { ...inkStyle("#d4161c"), secondary: "#ffffff" },
	outline: outlineStyle("#2b2b2b"),
} as const satisfies Record<string, Style>;

/** Where structure varies: the usual choice without a random source, else any of the range. */
export interface Choices {
	whole(usual: number, from: number, to: number): number;
	real(usual: number, from: number, to: number): number;
	/** The first is the usual one. */
	oneOf<T>(first: T, ...others: T[]): T;
	/** The source behind the choices, for a drawing within the drawing; undefined for the usual one. */
	random: Random | undefined;
	/** An identifier for a definition inside the drawing, of its own for each drawing with a random source. */
	id(usual: string): string;
	/** For a part that is drawn more than once: each call begins the same row of choices again. */
	replay(): () => Choices;
}

export function choices(random?: Random): Choices {
	return {
		whole: (usual, from, to) => random?.int(from, to) ?? usual,
		real: (usual, from, to) => random?.float(from, to) ?? usual,
		oneOf: (first, ...others) => random?.pick([first, ...others]) ?? first,
		random,
		id: (usual) => (random ? `${usual}-${random.int(0, LARGEST)}` : usual),
		replay: () => {
			const seed = random?.int(0, LARGEST);
			return () => choices(seed === undefined ? undefined : new Random(seed));
		},
	};
}

/** Numbers for seeds and identifiers. */
const LARGEST = 2 ** 31 - 1;

/** The style as a figure that stands alone on paper: its main colour shows without a ground. */
export const alone = (s: Style): Style => ({
	...s,
	primary: s.figure,
	secondary: "none",
	shade: s.figure === s.shade ? "#ffffff" : s.shade,
});

const GOLDS = ["#e3b54a", "#ffd83a", "#d9a63c", "#f0d58c", "#c8973a", "#f7c600"] as const;
const REDS = ["#b5121b", "#e8352b", "#c8102e", "#930f14", "#ee1c25", "#d64a3a"] as const;

/** The style with the gold and the red of another print, chosen once; styles of one ink keep theirs. */
export function printed<S extends EmblemStyle>(s: S, { oneOf, real }: Choices): S {
	const primary = oneOf(s.primary, s.primary, ...GOLDS);
	const secondary = oneOf(s.secondary, s.secondary, ...REDS);
	const line = real(s.line, s.line * 0.7, s.line * 1.3);
	return s.coloured ? { ...s, primary, secondary, line, coloured: false } : { ...s, line };
}

/** Ground and mark for a part drawn the other way round: bright marks on a darker or open ground. */
export function reversed(s: EmblemStyle): { ground: string; mark: string } {
	if (s.secondary === "none") return { ground: "none", mark: lineInk(s) };
	if (s.primary === s.secondary) return { ground: s.primary, mark: s.shade };
	if (s.primary === "#ffffff" || s.secondary === "#ffffff") return { ground: s.secondary, mark: s.primary };
	return { ground: s.shade, mark: s.primary };
}

/** True where the ground is paper: left open, or printed white under a darker ink. */
export const openGround = (s: EmblemStyle): boolean =>
	s.secondary === "none" || (s.secondary === "#ffffff" && s.primary !== "#ffffff");

/** Colour of cloth and bands: the ground's, where the ground is open that of the ink. */
export const clothOf = (s: EmblemStyle): string => (openGround(s) ? s.primary : s.secondary);

/** Colour of a line that must show on the ground. */
export const groundInk = (s: EmblemStyle): string =>
	s.primary === s.secondary || (s.secondary === "none" && s.primary === "#ffffff") ? s.shade : s.primary;

/** The one ink of a stamp or a cord: that of the ground, on paper that of the lines. */
export const soleInk = (s: EmblemStyle): string => (clothOf(s) === "#ffffff" ? s.shade : clothOf(s));

/** Colour of a line that must show whatever lies behind it. */
export const lineInk = (s: EmblemStyle): string => (s.primary === "#ffffff" ? s.shade : s.primary);

const HOUSE_COLOURS = [
	["#1f5aa6", "#e8a33d"],
	["#c0392b", "#f0c040"],
	["#1d8a5b", "#7ab648"],
	["#5a3a8a", "#d8a83a"],
	["#0f7c8a", "#e08a1e"],
	["#b3161c", "#d9a441"],
] as const;

/** The style with colours that a company, school or printer would choose; styles of one ink keep theirs. */
export function houseColours(s: Style, { oneOf }: Choices): Style {
	const [first, ...others] = HOUSE_COLOURS;
	const [main, second] = oneOf<readonly [string, string]>(first, ...others);
	if (!s.coloured) return s;
	return { ...s, primary: second, secondary: main, tertiary: main, figure: main, shade: main };
}
