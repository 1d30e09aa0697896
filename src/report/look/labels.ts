/** Where labels go so that none covers another or leaves the picture. Pure; any pixel space. */
import type { Box } from "../../geometry.ts";

export interface Label {
	width: number;
	height: number;
	/** What the label names. */
	anchor: Box;
}

/** A label wholly over print or another anchor costs as much as one this many label heights away; looked right on drawn pages. */
const COVER_COST = 8;

/**
 * A box for every label, in order, or null where no free place is left. Places beside the anchor are preferred; then the
 * nearest free place anywhere. Labels never overlap each other nor leave the picture; they avoid all anchors and `print`.
 */
export function placeLabels(
	labels: readonly Label[],
	picture: { width: number; height: number },
	print: readonly Box[] = [],
): (Box | null)[] {
	const placed: Box[] = [];
	const busy = [...labels.map(({ anchor }) => anchor), ...print];
	return labels.map((label) => {
		const free = candidates(label, picture).filter(
			(box) => inside(box, picture) && placed.every((other) => overlap(box, other) === 0),
		);
		const best = lowest(free, (box) => {
			const covered = busy.reduce((sum, other) => sum + overlap(box, other), 0) / (label.width * label.height);
			return distance(box, label.anchor) + COVER_COST * label.height * covered;
		});
		if (best) placed.push(best);
		return best;
	});
}

function candidates({ width, height, anchor }: Label, picture: { width: number; height: number }): Box[] {
	const gap = height / 6;
	const right = anchor.x + anchor.width;
	const bottom = anchor.y + anchor.height;
	const beside: [number, number][] = [
		[anchor.x, anchor.y - height - gap],
		[anchor.x, bottom + gap],
		[right - width, anchor.y - height - gap],
		[right - width, bottom + gap],
		[right + gap, anchor.y],
		[anchor.x - width - gap, anchor.y],
	];
	const anywhere: [number, number][] = [];
	for (let y = 0; y + height <= picture.height; y += height)
		for (let x = 0; x + width <= picture.width; x += height) anywhere.push([x, y]);
	return [...beside, ...anywhere].map(([x, y]) => ({ x, y, width, height }));
}

const inside = (box: Box, { width, height }: { width: number; height: number }): boolean =>
	box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;

/** Shared area of two boxes. */
export function overlap(a: Box, b: Box): number {
	const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
	const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
	return width > 0 && height > 0 ? width * height : 0;
}

/** Length of the gap between two boxes; 0 when they touch. */
function distance(a: Box, b: Box): number {
	const dx = Math.max(0, a.x - (b.x + b.width), b.x - (a.x + a.width));
	const dy = Math.max(0, a.y - (b.y + b.height), b.y - (a.y + a.height));
	return Math.hypot(dx, dy);
}

function lowest<T>(items: readonly T[], cost: (item: T) => number): T | null {
	let best: T | null = null;
	let bestCost = Number.POSITIVE_INFINITY;
	for (const item of items) {
		const itemCost = cost(item);
		if (itemCost < bestCost) [best, bestCost] = [item, itemCost];
	}
	return best;
}
