/** Figures of a mark detector: average precision, recall by group, confusion of kinds. */
import type { SceneMark } from "../../models/scenes/scene.ts";
import type { Mark } from "../../src/evidence.ts";
import { bounds, boxIou } from "../../src/geometry.ts";

/** Intersection over union from which a mark counts as found: the 50 of AP50. */
const FOUND_IOU = 0.5;
/** A mark of which more is covered or cut off is neither required nor a false mark, share. */
export const MOST_HIDDEN = 0.45;

export interface Looked {
	seed: number;
	truth: readonly SceneMark[];
	seen: readonly Mark[];
}

/** One truth mark and the surest detection on it, of whatever kind. */
export interface Answer {
	seed: number;
	mark: SceneMark;
	seen: Mark | null;
}

/** Every truth mark that has to be found, with what was seen there. */
export function answers(looked: readonly Looked[]): Answer[] {
	return looked.flatMap(({ seed, truth, seen }) =>
		truth
			.filter(({ hidden }) => hidden <= MOST_HIDDEN)
			.map((mark): Answer => {
				const on = seen.filter((s) => boxIou(bounds(s.polygon), mark.box) >= FOUND_IOU);
				const own = on.filter((s) => s.kind === mark.kind);
				return { seed, mark, seen: surest(own) ?? surest(on) };
			}),
	);
}

const surest = (marks: readonly Mark[]): Mark | null =>
	marks.reduce<Mark | null>((best, m) => (best && best.confidence >= m.confidence ? best : m), null);

export const isFound = ({ mark, seen }: Answer, threshold: number): boolean =>
	seen !== null && seen.kind === mark.kind && seen.confidence >= threshold;

/**
 * Average precision at an intersection over union of 0.5 (PASCAL VOC 2010, all points): detections of `kind` by falling
 * confidence, each truth mark counted once. `counts` says which truth marks have to be found; the others are left open.
 */
export function averagePrecision(
	looked: readonly Looked[],
	kind: string,
	counts: (mark: SceneMark) => boolean = () => true,
): number {
	let wanted = 0;
	const ranked = looked.flatMap(({ truth, seen }) => {
		const marks = truth.filter((m) => m.kind === kind);
		const required = marks.filter((m) => m.hidden <= MOST_HIDDEN && counts(m));
		wanted += required.length;
		const taken = new Set<SceneMark>();
		return seen
			.filter((s) => s.kind === kind)
			.sort((a, b) => b.confidence - a.confidence)
			.flatMap(({ confidence, polygon }) => {
				const box = bounds(polygon);
				const overlap = (m: SceneMark) => boxIou(m.box, box);
				const best = marks.filter((m) => !taken.has(m)).sort((a, b) => overlap(b) - overlap(a))[0];
				if (!best || overlap(best) < FOUND_IOU) return [{ confidence, right: false }];
				taken.add(best);
				return required.includes(best) ? [{ confidence, right: true }] : [];
			});
	});
	ranked.sort((a, b) => b.confidence - a.confidence);
	let right = 0;
	const points = ranked.map((r, i) => {
		if (r.right) right++;
		return { recall: right / wanted, precision: right / (i + 1) };
	});
	let area = 0;
	let precision = 0;
	for (let i = points.length - 1; i >= 0; i--) {
		const { recall, precision: here } = points[i] as (typeof points)[number];
		precision = Math.max(precision, here);
		area += (recall - (points[i - 1]?.recall ?? 0)) * precision;
	}
	return area;
}
