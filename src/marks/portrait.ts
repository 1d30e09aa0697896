/**
 * The holder's one-inch photograph (25 × 35 mm): a patch of solid tones, far larger than any stroke of print, with hair above
 * skin inside. Its frame is the printed or pasted edge where one can be seen; a white ground on white paper has none, and
 * then the frame is laid around head and shoulders.
 */
import type { Mark } from "../evidence.ts";
import { type Box, boxPolygon } from "../geometry.ts";
import type { OpenCv } from "../vision/opencv.ts";
import { withMats } from "../vision/opencv.ts";
import { type InkView, resized } from "./ink.ts";

/** Height of the photograph as a share of the page's long side: on a page filling half a whole photo … on the 176 mm spread. */
const HEIGHT = { least: 0.05, most: 0.34 };
/** Width to height of a one-inch photograph, and the range taken for one (two-inch prints and skewed pages included). */
const ASPECT = 25 / 35;
const ASPECT_RANGE = { least: 0.58, most: 0.9 };
/** Difference from the paper, 0..255, from which a pixel is part of something printed. */
const PRINTED = 36;
/** Side of the largest square that fits into strokes of print, pixels of the working picture: 1.7 mm on A4. */
const STROKE = 7;
/** Gap bridged between hair, face and clothes, pixels of the working picture. */
const BRIDGE = 15;
/** Least shares of the frame that must look like skin and like hair or dark clothes in its upper three quarters. */
const SKIN = 0.04;
const HAIR = 0.015;
/** Brightest channel of dark hair, of paper 255; a blurred, noisy brown reaches 100. */
const HAIR_BRIGHTNESS = 110;
/** A patch that fills this much of its own box, white clothes left out, may be a photograph with a coloured ground. */
const SOLID = 0.7;
/**
 * Mean difference of brightness across a straight edge, 0..255: above the noise of paper, and clear beyond doubt (stronger
 * edges count no more, or the clothes would outweigh a pale frame).
 */
const EDGE = 4;
const CLEAR_EDGE = 16;
const EDGES_KEPT = 6;
/** How far a frame's proportions may be from 25:35, as a share, and the figure from its middle, as a share of its width. */
const FRAME_SKEW = 0.15;
const OFF_CENTRE = 0.12;
/** Least size of a frame over the figure in it: what is tighter is the figure's own outline. */
const ROOM = 1.06;

/** Portraits on the page, best first. Places in PagePx. */
export function findPortraits(cv: OpenCv, view: InkView): Mark[] {
	const long = Math.max(view.colour.width, view.colour.height);
	return solids(cv, view, long)
		.map(({ box, fill }) => {
			const frame = fill >= SOLID && inRange(box) && hasGround(view, box) ? { box, edges: 4 } : findFrame(view, box);
			return { ...frame, ...content(view, frame.box) };
		})
		.filter(
			({ box, skin, hair }) =>
				skin >= SKIN &&
				hair >= HAIR &&
				inRange(box) &&
				box.height >= HEIGHT.least * long &&
				box.height <= HEIGHT.most * long,
		)
		.map(
			({ box, edges, skin, hair }): Mark => ({
				kind: "portrait",
				confidence: Math.min(0.97, 0.55 + 0.06 * edges + Math.min(0.1, skin / 2) + Math.min(0.1, hair / 2)),
				polygon: boxPolygon({
					x: box.x / view.scale,
					y: box.y / view.scale,
					width: box.width / view.scale,
					height: box.height / view.scale,
				}),
			}),
		)
		.sort((a, b) => b.confidence - a.confidence);
}

const inRange = ({ width, height }: Box): boolean =>
	width / height >= ASPECT_RANGE.least && width / height <= ASPECT_RANGE.most;

/** True where the patch fills its box above the shoulders, as a coloured ground does and a head of hair does not. */
function hasGround({ onPaper: { width, data } }: InkView, box: Box): boolean {
	return [0.05, 0.95].every((u) =>
		[0.06, 0.6].every((v) => {
			const p = (Math.round(box.y + v * box.height) * width + Math.round(box.x + u * box.width)) * 3;
			return 255 - Math.min(data[p] ?? 255, data[p + 1] ?? 255, data[p + 2] ?? 255) >= PRINTED;
		}),
	);
}

/** Patches of solid tone: what is left when everything as thin as a stroke is taken away. WorkPx, with the share of the box they fill. */
function solids(cv: OpenCv, { onPaper }: InkView, long: number): { box: Box; fill: number }[] {
	return withMats((own) => {
		const mask = own(new cv.Mat(onPaper.height, onPaper.width, cv.CV_8UC1));
		const bytes = mask.data;
		for (let i = 0, p = 0; i < bytes.length; i++, p += 3)
			bytes[i] =
				255 - Math.min(onPaper.data[p] as number, onPaper.data[p + 1] as number, onPaper.data[p + 2] as number) >=
				PRINTED
					? 255
					: 0;
		const square = (side: number) => own(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(side, side)));
		cv.morphologyEx(mask, mask, cv.MORPH_OPEN, square(STROKE));
		const half = own(resized(cv, mask, mask.cols / 2, mask.rows / 2));
		cv.morphologyEx(half, half, cv.MORPH_CLOSE, square(Math.round(BRIDGE / 2)));
		cv.threshold(half, half, 127, 255, cv.THRESH_BINARY);
		const labels = own(new cv.Mat());
		const stats = own(new cv.Mat());
		const count = cv.connectedComponentsWithStats(half, labels, stats, own(new cv.Mat()));
		const out: { box: Box; fill: number }[] = [];
		for (let i = 1; i < count; i++) {
			const [x, y, width, height, area] = stats.data32S.subarray(i * 5, i * 5 + 5) as unknown as [
				number,
				number,
				number,
				number,
				number,
			];
			const box = { x: x * 2, y: y * 2, width: width * 2, height: height * 2 };
			const aspect = box.width / box.height;
			if (box.height < 0.7 * HEIGHT.least * long || box.height > HEIGHT.most * long || aspect < 0.45 || aspect > 1.25)
				continue;
			const fill = area / (width * height);
			if (fill >= 0.3) out.push({ box, fill });
		}
		return out;
	});
}

interface Edge {
	position: number;
	strength: number;
}

/**
 * The frame around a figure: of the strongest straight edges beside, above and below it, the four that make a one-inch
 * frame with the figure in its middle. Light clothes vanish in the paper, so the figure may be the head alone.
 */
function findFrame(view: InkView, figure: Box): { box: Box; edges: number } {
	const { x, y, width, height } = figure;
	const [right, bottom] = [x + width, y + height];
	const lefts = straightEdges(view, "x", x - 0.9 * width, x + 0.06 * width, y, bottom);
	const rights = straightEdges(view, "x", right - 0.06 * width, right + 0.9 * width, y, bottom);
	const tops = straightEdges(view, "y", y - 0.7 * height, y + 0.04 * height, x, right);
	const bottoms = straightEdges(view, "y", bottom - 0.06 * height, bottom + 1.8 * height, x, right);
	let best: { box: Box; score: number } | null = null;
	for (const l of lefts)
		for (const r of rights)
			for (const t of tops)
				for (const b of bottoms) {
					const box = { x: l.position, y: t.position, width: r.position - l.position, height: b.position - t.position };
					if (Math.abs(box.width / box.height / ASPECT - 1) > FRAME_SKEW) continue;
					if (box.width < ROOM * width || box.height < ROOM * height) continue;
					const off = Math.abs(l.position + r.position - x - right) / 2 / box.width;
					if (off > OFF_CENTRE) continue;
					const score = l.strength + r.strength + t.strength + b.strength - 2 * CLEAR_EDGE * off;
					if (!best || score > best.score) best = { box, score };
				}
	// Without a frame: shoulders nearly reach the sides, the crown is a good tenth below the top, the chest touches the bottom.
	const bust = Math.max(width / 0.92, (height / 0.88) * ASPECT);
	return best
		? { box: best.box, edges: 4 }
		: { box: { x: x + width / 2 - bust / 2, y: bottom - bust / ASPECT, width: bust, height: bust / ASPECT }, edges: 0 };
}

/** The strongest straight edges across `axis` between two positions, at most EDGES_KEPT, those that stand out from paper. */
function straightEdges(view: InkView, axis: "x" | "y", from: number, to: number, start: number, end: number): Edge[] {
	const { width, height, data } = view.onPaper;
	const limit = axis === "x" ? width : height;
	const green = (along: number, across: number): number => {
		const x = axis === "x" ? across : along;
		const y = axis === "x" ? along : across;
		return x < 0 || y < 0 || x >= width || y >= height ? 255 : (data[(y * width + x) * 3 + 1] as number);
	};
	const strength = (across: number): number => {
		let line = 0;
		let step = 0;
		let n = 0;
		for (let along = Math.round(start); along < end; along += 2, n++) {
			const [before, here, after] = [green(along, across - 2), green(along, across), green(along, across + 2)];
			line += before + after - 2 * here;
			step += before - after;
		}
		return Math.min(CLEAR_EDGE, Math.max(line, Math.abs(step)) / Math.max(1, n));
	};
	const out: Edge[] = [];
	for (let position = Math.max(2, Math.round(from)); position <= Math.min(limit - 3, to); position++)
		out.push({ position, strength: strength(position) });
	return out
		.filter(
			(e, i) =>
				e.strength >= EDGE && e.strength >= (out[i - 1]?.strength ?? 0) && e.strength > (out[i + 1]?.strength ?? 0),
		)
		.sort((a, b) => b.strength - a.strength)
		.slice(0, EDGES_KEPT);
}

/** Shares of the frame that look like skin, and like hair above it. */
function content({ onPaper }: InkView, box: Box): { skin: number; hair: number } {
	let skin = 0;
	let hair = 0;
	let n = 0;
	for (let y = Math.round(box.y); y < box.y + box.height; y += 2)
		for (let x = Math.round(box.x); x < box.x + box.width; x += 2) {
			if (x < 0 || y < 0 || x >= onPaper.width || y >= onPaper.height) continue;
			const p = (y * onPaper.width + x) * 3;
			const [r, g, b] = onPaper.data.subarray(p, p + 3) as unknown as [number, number, number];
			n++;
			const upper = y < box.y + 0.75 * box.height;
			if (upper && isSkin(r, g, b)) skin++;
			if (upper && Math.max(r, g, b) < HAIR_BRIGHTNESS) hair++;
		}
	return { skin: skin / Math.max(1, n), hair: hair / Math.max(1, n) };
}

/**
 * Skin of any tone is redder than green with moderate saturation; red ink is more saturated, paper less. White ground printed
 * on cream paper looks bluish once divided by the paper, so blue may exceed green a little.
 */
function isSkin(r: number, g: number, b: number): boolean {
	const saturation = 1 - Math.min(g, b) / Math.max(1, r);
	return (
		r > 70 && r >= g + 8 && b <= g + 15 && saturation > 0.05 && saturation < 0.68 && (r - g) / Math.max(1, r) < 0.42
	);
}
