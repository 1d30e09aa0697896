/**
 * What was seen in one photo: plain JSON, gathered once, judged many times. Rules read only this (with the registry and
 * the policy), so a rule change replays on saved evidence without touching the photo. All places are in UploadPx.
 */
import type { Polygon } from "./geometry.ts";

export const MARK_KINDS = [
	"national-emblem",
	"round-seal",
	"oval-seal",
	"square-seal",
	"portrait",
	"qr",
	"party-emblem",
	"police-badge",
	"procuratorate-badge",
	"court-badge",
	"market-regulation-badge",
	"national-flag",
	"logo",
	"watermark",
] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** Badges and flags of authorities, which the national emblem alone outranks. */
export const BADGE_KINDS = [
	"party-emblem",
	"police-badge",
	"procuratorate-badge",
	"court-badge",
	"market-regulation-badge",
	"national-flag",
] as const satisfies readonly MarkKind[];

/** Stamps of any shape. */
export const SEAL_KINDS: readonly MarkKind[] = ["round-seal", "oval-seal", "square-seal"];

export const SEAL_INKS = ["red", "blue", "purple", "black", "other"] as const;
export type SealInk = (typeof SEAL_INKS)[number];

/** Place on the registered form in millimetres, once the page is aligned to one: axis-aligned box around the thing. */
export interface MmBox {
	x: number;
	y: number;
	width: number;
	height: number;
}

export interface Line {
	text: string;
	/** Mean probability of the recognised characters, 0..1. */
	confidence: number;
	/** Quadrilateral, clockwise from the first character's top left corner in reading direction. UploadPx. */
	polygon: Polygon;
	/**
	 * For each UTF-16 unit of `text`, its [start, end] as fractions 0..1 along the polygon's top edge:
	 * outlines one word inside the line (see `quadSlice`).
	 */
	spans: [number, number][];
	/** Probability of each UTF-16 unit of `text`, 0..1. */
	charConfidence: number[];
	/** By index of a UTF-16 unit of `text`: what else it may be, with its probability, 0..1. Only where the reader was in doubt. */
	alternatives?: Record<number, Record<string, number>>;
	/** Where the line was read. */
	source: "page" | "seal";
	/** True where characters run downwards. */
	vertical: boolean;
	mm?: MmBox;
	/** Names of the registered elements this line was assigned to; empty = the form has no such text. */
	elements?: string[];
}

export interface Mark {
	kind: MarkKind;
	confidence: number;
	polygon: Polygon;
	/** Seal: text of the ring, then, each after a line break, the straight lines inside. QR: decoded content. */
	text?: string;
	/** Seal: probability of each UTF-16 unit of `text`, 0..1. */
	charConfidence?: number[];
	textConfidence?: number;
	/** Seals: what stands in the middle. */
	centre?: "star" | "emblem" | "other" | "none" | "unknown";
	/** Seals: the colour of the ink. */
	ink?: SealInk;
	mm?: MmBox;
	/** Name of the registered element this mark was assigned to; absent = the form has no such mark. */
	element?: string;
}

export const QUALITY_CODES = [
	"blur",
	"glare",
	"dark",
	"overexposed",
	"too-small",
	"cut-off",
	"page-not-found",
] as const;
export type QualityCode = (typeof QUALITY_CODES)[number];

export interface QualityIssue {
	code: QualityCode;
	/** Area concerned; absent = the whole photo. */
	polygon?: Polygon;
	/** True when reading is expected to fail there. */
	severe: boolean;
}

export interface Quality {
	/** 0 = unusable, 1 = a clean scan. */
	score: number;
	issues: QualityIssue[];
}

export interface Field {
	/** As printed (NFKC, trimmed). */
	value: string;
	/** Canonical form where there is one: ISO date, host name, level code, bare number. */
	normalized?: string;
	confidence: number;
	polygon: Polygon;
	crossRead?: { reader: string; value: string; agrees: boolean };
}

export type ElementStatus =
	| "found"
	/** Its registered place was readable and it is not there. */
	| "missing"
	/** Its registered place is outside the photo, blurred, or under glare: nothing can be said. */
	| "unreadable"
	/** No detector or reader looks for this kind yet, or it failed. */
	| "not-looked-for";

/** One place where fixed wording as read departs from the registered one. */
export interface WordingDifference {
	seen: string;
	registered: string;
	/** Lowest probability of the characters read there, 0..1; for text that is absent, of its neighbours. */
	confidence: number;
	polygon: Polygon;
	/** Index into `Evidence.lines` and the UTF-16 units [start, end) there; null where it runs over several lines. */
	at: { line: number; start: number; end: number } | null;
	/**
	 * By how many nats the registered wording explains the picture worse than what was read freely; null = not measured.
	 * Differences that measure as a mere slip of the reader are not listed.
	 */
	nats: number | null;
}

export interface ElementEvidence {
	name: string;
	kind: "title" | "text" | "statement" | "field" | "mark";
	optional: boolean;
	status: ElementStatus;
	/** Registered place mapped onto the photo. */
	expected: Polygon;
	/** Where it was seen. */
	found: Polygon | null;
	/** How far the found element sticks out of its registered place, mm; 0 = inside; null = not found. */
	displacementMm: number | null;
	/** Fixed wording as read (title, text and statement; labels of fields) and as registered; null = none of either. */
	seenText: string | null;
	registeredText: string | null;
	/** Character-level similarity of the fixed wording, 0..1 (1 = identical after normalisation). */
	similarity: number | null;
	differences: WordingDifference[];
	confidence: number;
	/** Indices into `Evidence.lines`. */
	lines: number[];
}

export interface Match {
	template: { id: string; version: number; family: string; provisional: boolean };
	/** Weighted share of the form's anchors found at their registered places, 0..1. */
	score: number;
	/** Root mean square distance of the inlier anchors from their registered places, mm. */
	residualMm: number;
	/** Row-major homography PageMm → UploadPx (valid while the page is flat). */
	mmToUpload: readonly number[];
	elements: ElementEvidence[];
	/** Lines (indices) that no element of the form explains. */
	extraLines: number[];
	/** Marks (indices) that no element of the form explains. */
	extraMarks: number[];
}

/** The stages of the way through, in order; progress events and timings use these names. */
export const STAGES = ["intake", "page", "reading", "marks", "quality", "match", "fields", "rules", "report"] as const;
export type Stage = (typeof STAGES)[number];

export interface Evidence {
	schema: "evidence/v1";
	image: { sha256: string; width: number; height: number; turn: 0 | 90 | 180 | 270 };
	/** Pages of a PDF or multi-picture file: which one was judged (from 0), how many there are, and which form each one is. */
	source: { format: string; page: number; pages: number; listed: { page: number; form: string | null }[] };
	page: { polygon: Polygon; corners: "found" | "assumed" } | null;
	lines: Line[];
	marks: Mark[];
	/** Mark kinds a detector really looked for on this photo. */
	lookedFor: MarkKind[];
	quality: Quality;
	match: Match | null;
	fields: Record<string, Field>;
	/** Stages that failed; a rule that needs what they give answers `error`, never pass. */
	failures: { stage: Stage; code: string; message: string }[];
	engine: { version: string; readers: string[]; models: Record<string, string> };
	timings: Partial<Record<Stage, number>>;
}
