/** Everything on the page that is not text: emblems, badges and flags, seals with what they say, QR codes, the portrait. */
import type { Line, Mark, MarkKind } from "../evidence.ts";
import { bounds, type Polygon } from "../geometry.ts";
import type { Reader } from "../reading/reader.ts";
import type { RegisteredLogo } from "../registry.ts";
import { loadOpenCv } from "../vision/opencv.ts";
import type { Raster } from "../vision/raster.ts";
import type { MarkDetector } from "./detector/detector.ts";
import { viewInk } from "./ink.ts";
import { matchLogos } from "./logo.ts";
import { findPortraits } from "./portrait.ts";
import { isPrintedText } from "./printed-text.ts";
import { findQrCodes } from "./qr.ts";
import { findQrPlaces } from "./qr-place.ts";
import { findSeals } from "./seals/find-seals.ts";
import { inspectSeal } from "./seals/inspect-seal.ts";
import { findWatermarks } from "./watermark.ts";

const LOOKED_FOR: readonly MarkKind[] = ["round-seal", "oval-seal", "square-seal", "portrait", "qr"];

/** A patch that only looks like a QR code: in generated photos none of them was anything else; without its content it stays a likelihood. */
const UNDECODED_CONFIDENCE = 0.6;
const undecoded = (polygon: Polygon): Mark => ({ kind: "qr", confidence: UNDECODED_CONFIDENCE, polygon });

/** Seals read at most: a page rarely bears more than three, and every reading takes time. */
const SEALS_READ = 4;

/** What looks at a page. */
export interface Eyes {
	/** Finds emblems, badges and flags. */
	detector: MarkDetector;
	/** Reads seals; null leaves them unread. */
	reader: Reader | null;
}

/** What is known before marks are looked for. */
export interface Known {
	/** Lines read as print, perhaps still being read. PagePx. */
	lines: readonly Line[] | Promise<readonly Line[]>;
	logos: readonly RegisteredLogo[];
}

/** A line of so many characters is text; a shorter one may be the letters of a logo. */
const TEXT_LENGTH = 3;

/**
 * Looks for the marks that have a detector on a flat, upright page (or a whole photo, where no page was found).
 * All polygons are in PagePx. `lookedFor` lists the kinds a detector ran for.
 */
export async function findMarks(
	page: Raster,
	{ detector, reader }: Eyes,
	known: Known = { lines: [], logos: [] },
): Promise<{ marks: Mark[]; lookedFor: MarkKind[] }> {
	const cv = await loadOpenCv();
	const view = viewInk(cv, page);
	const decoded = await findQrCodes(page);
	const codes = decoded.length > 0 ? decoded : findQrPlaces(cv, view).map(undecoded);
	// The squares of a code seen from afar are like the parts of a badge.
	const badges = (await detector.detect(page)).filter(
		(badge) => !codes.some((code) => covers(code.polygon, badge.polygon)),
	);
	const emblems = badges.filter(({ kind }) => kind === "national-emblem");
	const seals = findSeals(cv, view).filter(({ mark }) => !badges.some((badge) => isRingOf(mark, badge)));
	const stamped: Mark[] = [];
	for (const [i, seal] of seals.entries()) {
		const mark = await inspectSeal(page, seal, i < SEALS_READ ? reader : null);
		const emblem = emblems.some(({ polygon }) => covers(seal.mark.polygon, polygon));
		stamped.push(emblem ? { ...mark, centre: "emblem" } : mark);
	}
	const others = [...codes, ...badges, ...stamped];
	const portraits = findPortraits(cv, view).filter(
		(mark) => !others.some((other) => covers(other.polygon, mark.polygon) && height(mark) < height(other)),
	);
	const taken = [...codes, ...stamped, ...portraits].map(({ polygon }) => polygon);
	const lines = await known.lines;
	const drawn = badges.filter(({ polygon }) => !isPrintedText(polygon, lines));
	const watermarks = reader && (await findWatermarks(page, reader, lines, taken));
	const text = lines.filter((line) => line.text.length >= TEXT_LENGTH);
	const owned = await matchLogos(page, known.logos, [...taken, ...[...drawn, ...text].map(({ polygon }) => polygon)]);
	const lookedFor = [...detector.kinds, ...LOOKED_FOR];
	if (watermarks) lookedFor.push("watermark");
	if (known.logos.length > 0) lookedFor.push("logo");
	return { marks: [...drawn, ...stamped, ...portraits, ...codes, ...owned, ...(watermarks ?? [])], lookedFor };
}

/** True where a "seal" is a round mark's own ring, such as the emblem's ears: they share the middle and the seal is hardly larger. */
function isRingOf(seal: Mark, badge: Mark): boolean {
	return covers(badge.polygon, seal.polygon) && bounds(seal.polygon).width < 1.4 * bounds(badge.polygon).width;
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
