/** Everything on the page that is not text: seals with what they say, QR codes, the portrait, the national emblem. */
import type { Mark, MarkKind } from "../evidence.ts";
import { bounds, type Polygon } from "../geometry.ts";
import type { Reader } from "../reading/reader.ts";
import { loadOpenCv } from "../vision/opencv.ts";
import type { Raster } from "../vision/raster.ts";
import { findEmblems } from "./emblem.ts";
import { viewInk } from "./ink.ts";
import { findPortraits } from "./portrait.ts";
import { findQrCodes } from "./qr.ts";
import { findQrPlaces } from "./qr-place.ts";
import { classifyCentre } from "./seal-centre.ts";
import { inkShade, readSeal } from "./seal-text.ts";
import { findSeals } from "./seals.ts";

const LOOKED_FOR: readonly MarkKind[] = ["national-emblem", "round-seal", "oval-seal", "portrait", "qr"];

/** A patch that only looks like a QR code: in generated photos none of them was anything else, but nothing has checked it. */
const UNDECODED_CONFIDENCE = 0.6;
const undecoded = (polygon: Polygon): Mark => ({ kind: "qr", confidence: UNDECODED_CONFIDENCE, polygon });

/** Seals read at most: a page rarely bears more than three, and every reading takes time. */
const SEALS_READ = 4;

/**
 * Looks for the marks that have a detector on a flat, upright page (or a whole photo, where no page was found).
 * All polygons are in PagePx. Without a `reader` seals are found but not read. `lookedFor` lists the kinds a detector ran for.
 */
export async function findMarks(
	page: Raster,
	reader: Reader | null,
): Promise<{ marks: Mark[]; lookedFor: MarkKind[] }> {
	const cv = await loadOpenCv();
	const view = viewInk(cv, page);
	const decoded = await findQrCodes(page);
	const codes = decoded.length > 0 ? decoded : findQrPlaces(cv, view).map(undecoded);
	const found = findEmblems(cv, view).filter((mark) => !codes.some((code) => covers(code.polygon, mark.polygon)));
	const seals = findSeals(cv, view).filter(({ mark }) => !found.some((emblem) => isRingOf(mark, emblem)));
	// An emblem in the middle of a seal is a property of the seal, not a mark of its own.
	const emblems = found.filter(({ polygon }) => !seals.some(({ mark }) => covers(mark.polygon, polygon)));
	const stamped: Mark[] = [];
	for (const [i, seal] of seals.entries()) {
		const centre = classifyCentre(inkShade(page, seal), seal.ring);
		const words = reader && i < SEALS_READ ? await readSeal(page, seal, centre, reader) : {};
		const emblem = found.some(({ polygon }) => covers(seal.mark.polygon, polygon));
		stamped.push({ ...seal.mark, ...words, centre: emblem ? "emblem" : centre.kind });
	}
	const others = [...codes, ...emblems, ...stamped];
	const portraits = findPortraits(cv, view).filter(
		(mark) => !others.some((other) => covers(other.polygon, mark.polygon) && height(mark) < height(other)),
	);
	return { marks: [...emblems, ...stamped, ...portraits, ...codes], lookedFor: [...LOOKED_FOR] };
}

/** True where a "seal" is the emblem's own ring of ears: they share the middle and the seal is hardly larger. */
function isRingOf(seal: Mark, emblem: Mark): boolean {
	return covers(emblem.polygon, seal.polygon) && bounds(seal.polygon).width < 1.4 * bounds(emblem.polygon).width;
}

const height = (mark: Mark): number => bounds(mark.polygon).height;

/** True where the middle of `inner` lies in the box of `outer`. */
function covers(outer: Polygon, inner: Polygon): boolean {
	const box = bounds(outer);
	const { x, y, width, height } = bounds(inner);
	const cx = x + width / 2;
	const cy = y + height / 2;
	return cx > box.x && cy > box.y && cx < box.x + box.width && cy < box.y + box.height;
}
