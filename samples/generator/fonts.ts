/**
 * The typefaces pages are set in, from npm packages only, and the widths of their characters. Widths come from the
 * fonts' own `cmap` and `hmtx` tables (OpenType 1.9), so that the truth knows the place of every character.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export interface Face {
	family: string;
	weight: number;
	file: string;
}

const require = createRequire(import.meta.url);
const face = (family: string, weight: number, path: string): Face => ({
	family,
	weight,
	file: require.resolve(`@expo-google-fonts/${path}.ttf`),
});

export const FACES = {
	serif: face("Noto Serif SC", 400, "noto-serif-sc/400Regular/NotoSerifSC_400Regular"),
	serifMedium: face("Noto Serif SC", 500, "noto-serif-sc/500Medium/NotoSerifSC_500Medium"),
	serifBold: face("Noto Serif SC", 700, "noto-serif-sc/700Bold/NotoSerifSC_700Bold"),
	serifBlack: face("Noto Serif SC", 900, "noto-serif-sc/900Black/NotoSerifSC_900Black"),
	sans: face("Noto Sans SC", 400, "noto-sans-sc/400Regular/NotoSansSC_400Regular"),
	sansLight: face("Noto Sans SC", 300, "noto-sans-sc/300Light/NotoSansSC_300Light"),
	sansBold: face("Noto Sans SC", 700, "noto-sans-sc/700Bold/NotoSansSC_700Bold"),
	xiaowei: face("ZCOOL XiaoWei", 400, "zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular"),
	kuaile: face("ZCOOL KuaiLe", 400, "zcool-kuaile/400Regular/ZCOOLKuaiLe_400Regular"),
	huangyou: face("ZCOOL QingKe HuangYou", 400, "zcool-qingke-huangyou/400Regular/ZCOOLQingKeHuangYou_400Regular"),
	mashan: face("Ma Shan Zheng", 400, "ma-shan-zheng/400Regular/MaShanZheng_400Regular"),
} as const satisfies Record<string, Face>;

export type FaceName = keyof typeof FACES;

interface Metrics {
	/** Advance width of a code point in em; null = the face does not have it. */
	advance: (codePoint: number) => number | null;
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
	return {
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
