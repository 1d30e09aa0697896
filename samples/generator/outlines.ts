/** Outlines of TrueType glyphs as SVG paths in font units, y up (OpenType 1.9, tables `loca` and `glyf`). */

interface Contour {
	x: number;
	y: number;
	onCurve: boolean;
}

/** Bits of simple glyphs' points and of composite glyphs' parts. */
const ON_CURVE = 1;
const X_SHORT = 2;
const Y_SHORT = 4;
const REPEAT = 8;
const X_SAME = 16;
const Y_SAME = 32;
const WORDS = 1;
const XY_VALUES = 2;
const SCALED = 8;
const MORE = 32;
const SCALED_XY = 64;
const MATRIX = 128;

/** A reader of glyph outlines from a font whose tables begin at the given offsets. */
export function outlineReader(
	font: Buffer,
	loca: number,
	glyf: number,
	longOffsets: boolean,
): (glyph: number) => string {
	const offset = (glyph: number) =>
		glyf + (longOffsets ? font.readUInt32BE(loca + 4 * glyph) : 2 * font.readUInt16BE(loca + 2 * glyph));
	const contours = (glyph: number): Contour[][] => {
		const at = offset(glyph);
		if (offset(glyph + 1) === at) return [];
		const count = font.readInt16BE(at);
		return count >= 0 ? simple(font, at + 10, count) : composite(font, at + 10, contours);
	};
	return (glyph) => contours(glyph).map(contourPath).join("");
}

function simple(font: Buffer, start: number, count: number): Contour[][] {
	const ends = Array.from({ length: count }, (_, k) => font.readUInt16BE(start + 2 * k));
	const total = (ends.at(-1) ?? -1) + 1;
	let at = start + 2 * count;
	at += 2 + font.readUInt16BE(at);
	const flags: number[] = [];
	while (flags.length < total) {
		const flag = font.readUInt8(at++);
		const times = flag & REPEAT ? font.readUInt8(at++) + 1 : 1;
		for (let k = 0; k < times; k++) flags.push(flag);
	}
	const coordinates = (short: number, same: number): number[] => {
		let value = 0;
		return flags.map((flag) => {
			if (flag & short) value += flag & same ? font.readUInt8(at++) : -font.readUInt8(at++);
			else if (!(flag & same)) {
				value += font.readInt16BE(at);
				at += 2;
			}
			return value;
		});
	};
	const xs = coordinates(X_SHORT, X_SAME);
	const ys = coordinates(Y_SHORT, Y_SAME);
	const points = flags.map((flag, k) => ({ x: xs[k] ?? 0, y: ys[k] ?? 0, onCurve: (flag & ON_CURVE) !== 0 }));
	return ends.map((end, k) => points.slice(k === 0 ? 0 : (ends[k - 1] ?? 0) + 1, end + 1));
}

/** Parts are placed by offset and scale; parts anchored at points do not occur in the faces used here. */
function composite(font: Buffer, start: number, contours: (glyph: number) => Contour[][]): Contour[][] {
	const out: Contour[][] = [];
	let at = start;
	let flags = MORE;
	while (flags & MORE) {
		flags = font.readUInt16BE(at);
		const part = contours(font.readUInt16BE(at + 2));
		if (!(flags & XY_VALUES)) throw new RangeError("glyph part anchored at points");
		const [dx, dy] =
			flags & WORDS
				? [font.readInt16BE(at + 4), font.readInt16BE(at + 6)]
				: [font.readInt8(at + 4), font.readInt8(at + 5)];
		at += flags & WORDS ? 8 : 6;
		const numbers = flags & SCALED ? 1 : flags & SCALED_XY ? 2 : flags & MATRIX ? 4 : 0;
		const m = Array.from({ length: numbers }, (_, k) => font.readInt16BE(at + 2 * k) / 16384);
		at += 2 * numbers;
		const [a = 1, b = 0, c = 0, d = a] = numbers === 4 ? m : numbers === 2 ? [m[0], 0, 0, m[1]] : [m[0] ?? 1];
		for (const contour of part)
			out.push(contour.map(({ x, y, onCurve }) => ({ x: a * x + c * y + dx, y: b * x + d * y + dy, onCurve })));
	}
	return out;
}

/** Quadratic curves; between two control points in a row there is an implied point halfway. */
function contourPath(points: Contour[]): string {
	if (points.length < 2) return "";
	const first = points.findIndex((p) => p.onCurve);
	if (first < 0) return "";
	const turned = [...points.slice(first), ...points.slice(0, first + 1)];
	const write = (p: { x: number; y: number }) => `${Math.round(p.x)} ${Math.round(p.y)}`;
	let path = `M${write(turned[0] as Contour)}`;
	for (let k = 1; k < turned.length; k++) {
		const point = turned[k] as Contour;
		if (point.onCurve) {
			path += `L${write(point)}`;
			continue;
		}
		const next = turned[k + 1] as Contour;
		const end = next.onCurve ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
		path += `Q${write(point)} ${write(end)}`;
		if (next.onCurve) k++;
	}
	return `${path}z`;
}
