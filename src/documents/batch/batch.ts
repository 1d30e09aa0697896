/** A batch of verified files: what contradicts something else in it, and in which order a person should look. */
import type { ZhengjianError } from "../../errors.ts";
import type { Conclusion, Report } from "../../report/schema.ts";
import { hashDistance } from "./picture-hash.ts";

export interface VerifiedFile {
	file: string;
	/** As given to the verification. */
	claims: Readonly<Record<string, string>>;
	report: Report;
	pictureHash: bigint;
}
export interface FailedFile {
	file: string;
	error: ZhengjianError;
}
export type BatchItem = VerifiedFile | FailedFile;

export interface Flags {
	/** Fields whose claimed value differs from the printed one. */
	differingClaims: string[];
	/** Other files with the same certificate number for somebody else. */
	sameNumber: string[];
	/** Other files that show the same picture for somebody else. */
	samePicture: string[];
}

/** What a person should do with a file, the most urgent first. */
export const ATTENTION = ["look-first", "verify", "retake", "no-standard", "none"] as const;
export type Attention = (typeof ATTENTION)[number];

export interface Assessed {
	item: BatchItem;
	flags: Flags;
	attention: Attention;
}

/**
 * Largest distance of hashes that can be one picture, bits of 64. Measured on 14 drawn photos: saved again at a third of the
 * size 0 to 5, cut by 2 % on every side 2 to 10; different pages of one form, scanned, from 6 on, so the hash alone says too much.
 */
export const SAME_PICTURE_BITS = 10;
/**
 * Least share of lines that two photos of one picture have in common, 0..1. An altered name changes one or two of the ten to
 * fifteen lines of a certificate; another holder's certificate of the same form shares its title, sentence and addresses only.
 */
export const SAME_LINES = 0.7;
/** A name that was read counts as a person's only from here on, 0..1: a misread name would make two people of one. */
const SURE_NAME = 0.85;

/** All files with what was noticed about them, in the order in which they need a look; equals keep their order. */
export function assess(items: readonly BatchItem[]): Assessed[] {
	const verified = items.filter((item) => "report" in item);
	return items
		.map((item): Assessed => {
			const flags = "report" in item ? flagsOf(item, verified) : NO_FLAGS;
			return { item, flags, attention: attentionOf(item, flags) };
		})
		.sort((a, b) => ATTENTION.indexOf(a.attention) - ATTENTION.indexOf(b.attention));
}

const NO_FLAGS: Flags = { differingClaims: [], sameNumber: [], samePicture: [] };

function flagsOf(item: VerifiedFile, all: readonly VerifiedFile[]): Flags {
	const others = all.filter((other) => other !== item && differentPeople(item, other));
	const number = numberOf(item);
	return {
		differingClaims: item.report.findings.flatMap(({ code, evidence }) =>
			code === "field.claim" && typeof evidence.element === "string" ? [evidence.element] : [],
		),
		sameNumber: others.filter((other) => number !== null && numberOf(other) === number).map(({ file }) => file),
		samePicture: others.filter((other) => samePicture(item, other)).map(({ file }) => file),
	};
}

const compact = (text: string): string => text.normalize("NFKC").replace(/\s/g, "").toUpperCase();

/** The number as printed, or as claimed where none was read. */
function numberOf({ report, claims }: VerifiedFile): string | null {
	const number = compact(report.fields.certificateNumber?.value ?? claims.certificateNumber ?? "");
	return number === "" ? null : number;
}

/** Names a file goes by: the claimed one and the one read surely. */
function namesOf({ report, claims }: VerifiedFile): string[] {
	const read = report.fields.holderName;
	const names = [claims.holderName, read && read.confidence >= SURE_NAME ? read.value : undefined];
	return names.flatMap((name) => (name === undefined ? [] : [compact(name)]));
}

/** Whether two files are for two people: each has a name and they share none. */
function differentPeople(a: VerifiedFile, b: VerifiedFile): boolean {
	const [own, other] = [namesOf(a), namesOf(b)];
	return own.length > 0 && other.length > 0 && !own.some((name) => other.includes(name));
}

function samePicture(a: VerifiedFile, b: VerifiedFile): boolean {
	if (a.report.image.sha256 === b.report.image.sha256) return true;
	return hashDistance(a.pictureHash, b.pictureHash) <= SAME_PICTURE_BITS && linesShared(a, b) >= SAME_LINES;
}

/** Share of the lines of the photo with fewer lines that stand on the other too, 0..1; 0 where nothing was read. */
function linesShared(a: VerifiedFile, b: VerifiedFile): number {
	const [fewer, more] = [a, b]
		.map(({ report }) => new Set(report.lines.map(({ text }) => compact(text))))
		.sort((x, y) => x.size - y.size) as [Set<string>, Set<string>];
	if (fewer.size === 0) return 0;
	return [...fewer].filter((line) => more.has(line)).length / fewer.size;
}

const BY_CONCLUSION: Record<Conclusion, Attention> = {
	violation: "look-first",
	suspect: "verify",
	unreadable: "retake",
	unrecognized: "no-standard",
	conforming: "none",
};

function attentionOf(item: BatchItem, flags: Flags): Attention {
	if (!("report" in item)) return "retake";
	if (flags.sameNumber.length + flags.samePicture.length + flags.differingClaims.length > 0) return "look-first";
	return BY_CONCLUSION[item.report.conclusion];
}
