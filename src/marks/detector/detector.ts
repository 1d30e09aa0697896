/** The trained mark detector: one pass over the page, then a close look at what it proposes (models/CARD.md). */
import type { Mark } from "../../evidence.ts";
import { type Box, boxArea, boxIntersection, boxPolygon } from "../../geometry.ts";
import { fingerprints, loadModel, type ModelId } from "../../vision/models.ts";
import { openModel } from "../../vision/onnx.ts";
import { loadOpenCv, toMat, withMatsAsync } from "../../vision/opencv.ts";
import type { Raster } from "../../vision/raster.ts";
import { pyramid } from "./pyramid.ts";
import { distinct, search } from "./search.ts";
import { DETECTED_KINDS, type Named, nameMarks } from "./verify.ts";

export interface MarkDetector {
	/** Kinds this detector knows. */
	kinds: typeof DETECTED_KINDS;
	/** Model id → fingerprint. */
	models: Record<string, string>;
	/** Marks of those kinds on a page, surest first. Polygons are upright boxes in pixels of the page. */
	detect(page: Raster): Promise<Mark[]>;
	close(): Promise<void>;
}

/** Probability from which a place is at least doubtful and is told of, 0..1. */
const LEAST_SCORE = 0.6;
/** Probability after the first look from which a place is looked at again, centred, 0..1. */
const WORTH_ANOTHER_LOOK = 0.15;
/** Intersection over union from which two marks are one seen twice. */
const SAME_MARK = 0.35;
/** Share of a small mark inside a larger one from which it is a part of it: the emblem on a police badge, the star group of a flag. */
const PART_OF = 0.8;

/** Throws ZhengjianError `model.missing` or `model.altered` when a network is not the one that was measured. */
export async function createMarkDetector({ leastScore = LEAST_SCORE } = {}): Promise<MarkDetector> {
	const cv = await loadOpenCv();
	const open = async (id: ModelId) => openModel(await loadModel(id), { runs: "one" });
	const [searchModel, verifyModel] = await Promise.all([open("marks-search"), open("marks-verify")]);
	return {
		kinds: DETECTED_KINDS,
		models: fingerprints(["marks-search", "marks-verify"]),
		async detect(page) {
			return withMatsAsync(async (own) => {
				const levels = pyramid(cv, own(toMat(cv, page)), own);
				const proposals = await search(cv, searchModel, levels);
				const look = (places: readonly Box[]) => nameMarks(cv, verifyModel, levels, places);
				const worth = Math.min(leastScore, WORTH_ANOTHER_LOOK);
				const first = (await look(proposals.map(({ box }) => box))).filter(({ score }) => score >= worth);
				// The refined box centres the mark in its window, as the network knows it best.
				const second = (await look(first.map(({ box }) => box))).filter(({ score }) => score >= leastScore);
				return wholes(distinct(second, SAME_MARK)).map(
					({ kind, score, box }): Mark => ({
						kind,
						confidence: score,
						polygon: boxPolygon(boxIntersection(box, { x: 0, y: 0, width: page.width, height: page.height })),
					}),
				);
			});
		},
		close: async () => {
			await Promise.all([searchModel.close(), verifyModel.close()]);
		},
	};
}

/** Without marks that are a part of a larger likely one: a badge that contains a small emblem is that badge. */
function wholes(marks: readonly Named[]): Named[] {
	return marks.filter(
		({ box }) =>
			!marks.some(
				(other) =>
					other.score >= LEAST_SCORE &&
					boxArea(other.box) > boxArea(box) &&
					boxArea(boxIntersection(box, other.box)) >= PART_OF * boxArea(box),
			),
	);
}
