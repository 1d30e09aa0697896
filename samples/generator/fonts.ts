/**
 * The typefaces pages are set in, from npm packages only. Widths and outlines of characters come from the fonts' own
 * tables (OpenType 1.9), so that the truth knows the place of every character and no system font can slip in. Drawing
 * outlines is also quick: resvg would map the whole font file anew for every single glyph.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { outlineReader } from "./outlines.ts";

export interface Face {
	file: string;
}

const require = createRequire(import.meta.url);
const face = (path: string): Face => ({ file: require.resolve(`@expo-google-fonts/${path}.ttf`) });

export const FACES = {
	serif: face("noto-serif-sc/400Regular/NotoSerifSC_400Regular"),
	serifMedium: face("noto-serif-sc/500Medium/NotoSerifSC_500Medium"),
	serifBold: face("noto-serif-sc/700Bold/NotoSerifSC_700Bold"),
	serifBlack: face("noto-serif-sc/900Black/NotoSerifSC_900Black"),
	sans: face("noto-sans-sc/400Regular/NotoSansSC_400Regular"),
	sansLight: face("noto-sans-sc/300Light/NotoSansSC_300Light"),
	sansBold: face("noto-sans-sc/700Bold/NotoSansSC_700Bold"),
	xiaowei: face("zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular"),
	kuaile: face("zcool-kuaile/400Regular/ZCOOLKuaiLe_400Regular"),
	huangyou: face("zcool-qingke-huangyou/400Regular/ZCOOLQingKeHuangYou_400Regular"),
	mashan: face("ma-shan-zheng/400Regular/MaShanZheng_400Regular"),
} as const satisfies Record<string, Face>;

export type FaceName = keyof typeof FACES;

interface Metrics {
	/** Font units in one em. */
	em: number;
	/** Advance width of a code point in em; null = the face does not have it. */
	advance: (codePoint: number) => number | null;
	/** SVG path of a code point's glyph in font units, y up from the baseline; empty = blank. */
	glyph: (codePoint: number) => string;
}

const cache = new Map<string, Metrics>();

/** Widths of a face's characters, read once per process. */
export function metrics({ file }: Face): Metrics {
	const known = cache.get(file);
	if (known) return known;
	const made = readMetrics(readFileSync(file));
	cache.set(file, made);
	return made;
}

/** The face itself where it has every character of the text, otherwise the Noto face nearest in style. */
export function covering(wanted: Face, text: string): Face {
	const { advance } = metrics(wanted);
	for (const c of text) if (advance(c.codePointAt(0) ?? 0) === null) return FACES.serifBold;
	return wanted;
}

function readMetrics(font: Buffer): Metrics {
	const table = (tag: string): number => {
		for (let k = 0, count = font.readUInt16BE(4); k < count; k++) {
			const record = 12 + 16 * k;
			if (font.toString("latin1", record, record + 4) === tag) return font.readUInt32BE(record + 8);
		}
		throw new RangeError(`font has no ${tag} table`);
	};
	const em = font.readUInt16BE(table("head") + 18);
	const widths = font.readUInt16BE(table("hhea") + 34);
	const hmtx = table("hmtx");
	const glyphOf = readCmap(font, table("cmap"));
	const outline = outlineReader(font, table("loca"), table("glyf"), font.readInt16BE(table("head") + 50) === 1);
	const paths = new Map<number, string>();
	return {
		em,
		glyph: (codePoint) => {
			const known = paths.get(codePoint);
			if (known !== undefined) return known;
			const path = outline(glyphOf(codePoint));
			paths.set(codePoint, path);
			return path;
		},
		advance: (codePoint) => {
			const glyph = glyphOf(codePoint);
			return glyph === 0 ? null : font.readUInt16BE(hmtx + 4 * Math.min(glyph, widths - 1)) / em;
		},
	};
}

/** Character to glyph by the best of the subtables in format 12 or 4. */
function readCmap(font: Buffer, cmap: number): (codePoint: number) => number {
	const subtables = Array.from(
		{ length: font.readUInt16BE(cmap + 2) },
		(_, k) => cmap + font.readUInt32BE(cmap + 8 + 8 * k),
	);
	const long = subtables.find((at) => font.readUInt16BE(at) === 12);
	if (long !== undefined) return (codePoint) => glyphInGroups(font, long, codePoint);
	const short = subtables.find((at) => font.readUInt16BE(at) === 4);
	if (short === undefined) throw new RangeError("font has no character map of format 4 or 12");
	return (codePoint) => glyphInSegments(font, short, codePoint);
}

function glyphInGroups(font: Buffer, at: number, codePoint: number): number {
	let low = 0;
	let high = font.readUInt32BE(at + 12) - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const group = at + 16 + 12 * middle;
		const start = font.readUInt32BE(group);
		if (codePoint < start) high = middle - 1;
		else if (codePoint > font.readUInt32BE(group + 4)) low = middle + 1;
		else return font.readUInt32BE(group + 8) + codePoint - start;
	}
	return 0;
}

function glyphInSegments(font: Buffer, at: number, codePoint: number): number {
	const doubled = font.readUInt16BE(at + 6);
	for (let k = 0; k < doubled; k += 2) {
		if (font.readUInt16BE(at + 14 + k) < codePoint) continue;
		const startAt = at + 16 + doubled + k;
		const start = font.readUInt16BE(startAt);
		if (start > codePoint) return 0;
		const delta = font.readUInt16BE(startAt + doubled);
		const rangeAt = startAt + 2 * doubled;
		const range = font.readUInt16BE(rangeAt);
		if (range === 0) return (codePoint + delta) & 0xffff;
		const glyph = font.readUInt16BE(rangeAt + range + 2 * (codePoint - start));
		return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
	}
	return 0;
}

/** One character as SVG, its baseline starting at (x, y) and its em `size` long. */
export function glyphSvg(wanted: Face, character: string, x: number, y: number, size: number): string {
	const { em, glyph } = metrics(wanted);
	const path = glyph(character.codePointAt(0) ?? 0);
	const scale = (size / em).toFixed(6);
	return path === ""
		? ""
		: `<path transform="translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale} -${scale})" d="${path}"/>`;
}
