/**
 * What a square seal says. Its characters stand in a grid; cut into cells they are laid side by side as one line, once by rows from the
 * top, once by columns from the right (the old way), and the order that makes a seal's words counts.
 */
import { applyHomography, type Polygon, solveHomography } from "../../geometry.ts";
import type { Reader, Recognition } from "../../reading/reader.ts";
import type { InkLayers } from "./ink-layer.ts";
import type { Square } from "./squares.ts";
import { STRIP_HEIGHT, strip } from "./unroll.ts";
import { type SealWords, wordsOf } from "./words.ts";

/** Where the characters lie within the frame, share of the side. */
const INSIDE = { framed: 0.085, solid: 0.04 };
/** Rows and columns a square seal may have. */
const COUNTS = [2, 3, 4] as const;
/** Lines looked at across the seal. */
const LINES = 160;
/** A reading below this says nothing. Mean character probability. */
const LEAST_CONFIDENCE = 0.5;
/** Fewest characters of a seal. */
const LEAST_CHARACTERS = 4;
/** How the words of a seal end. */
const ENDING = /(?:印|章|学校|学院|公司|中心|协会|学会|委员会|办公室|处|部|局|厅|院)$/u;

/** `text` and its confidence, or nothing where no text could be read. */
export async function readSquare({ corners, inverted }: Square, ink: InkLayers, reader: Reader): Promise<SealWords> {
	const toPage = solveHomography(unitSquare(inverted ? INSIDE.solid : INSIDE.framed), corners);
	const shade = (u: number, v: number): number => {
		const value = ink.alone(...applyHomography(toPage, [u, v]));
		return inverted ? 1 - Math.min(1, value) : value;
	};
	const steps = Array.from({ length: LINES }, (_, i) => (i + 0.5) / LINES);
	const rows = count(steps.map((v) => steps.reduce((sum, u) => sum + shade(u, v), 0)));
	const columns = count(steps.map((u) => steps.reduce((sum, v) => sum + shade(u, v), 0)));
	const cells = rows * columns;
	const side = Math.sqrt(area(corners) / cells);
	const laid = (cell: (k: number) => [column: number, row: number]) =>
		strip(cells * STRIP_HEIGHT, side, (x) => {
			const k = Math.min(cells - 1, Math.floor(x * cells));
			const [i, j] = cell(k);
			return (v) => shade((i + x * cells - k) / columns, (j + v) / rows);
		});
	const readings = await reader.readCrops(
		[laid((k) => [k % columns, Math.floor(k / columns)]), laid((k) => [columns - 1 - Math.floor(k / rows), k % rows])],
		"text",
	);
	const [byRows, byColumns] = readings as [Recognition, Recognition];
	const best = worth(byColumns) > worth(byRows) ? byColumns : byRows;
	const words = wordsOf(best);
	const read = words.text.length >= LEAST_CHARACTERS && best.confidence >= LEAST_CONFIDENCE;
	return read ? { ...words, textConfidence: best.confidence } : {};
}

const worth = (reading: Recognition): number => reading.confidence + (ENDING.test(wordsOf(reading).text) ? 1 : 0);

/** Corners of the square whose inside, `margin` from each edge, is the unit square. */
function unitSquare(margin: number): Polygon {
	const [from, to] = [-margin / (1 - 2 * margin), 1 + margin / (1 - 2 * margin)];
	return [
		[from, from],
		[to, from],
		[to, to],
		[from, to],
	];
}

/** Into how many equal parts the lines of ink fall: least ink where the parts meet. */
function count(profile: readonly number[]): number {
	const near = (at: number): number =>
		Math.min(...[-4, -3, -2, -1, 0, 1, 2, 3, 4].map((d) => profile[Math.round(at) + d] ?? 0));
	const scored = COUNTS.map((parts) => {
		const seams = Array.from({ length: parts - 1 }, (_, k) => near(((k + 1) * profile.length) / parts));
		return { parts, ink: Math.max(...seams) };
	});
	// More parts share the seams of fewer (4 and 2), so of equally clear divisions the finer one holds.
	const least = Math.min(...scored.map(({ ink }) => ink));
	const mean = profile.reduce((sum, v) => sum + v, 0) / profile.length;
	return scored.filter(({ ink }) => ink <= least + SEAM * mean).at(-1)?.parts ?? 2;
}

/** Ink by which a seam may exceed the emptiest one, share of the mean. */
const SEAM = 0.2;

function area(corners: Polygon): number {
	const [a, b, , d] = corners as [[number, number], [number, number], [number, number], [number, number]];
	return Math.hypot(b[0] - a[0], b[1] - a[1]) * Math.hypot(d[0] - a[0], d[1] - a[1]);
}
