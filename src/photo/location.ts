/**
 * Takes the place where a photo was taken out of the file and leaves everything else, pixels and orientation above all, as it was: the
 * values are overwritten where they stand, nothing is decoded or encoded again. Libraries at hand either drop all metadata, and the
 * orientation with it, or encode the picture anew.
 */
import { crc32 } from "node:zlib";

/** TIFF 6.0, section 2: byte order and the number 42, at the start of a TIFF file and of every EXIF block in other formats. */
const TIFF_STARTS = [Buffer.from("II*\0", "latin1"), Buffer.from("MM\0*", "latin1")];
/** Exif 2.32, 4.6.3: the entry that points at the GPS directory. */
const GPS_POINTER = 0x8825;
const POINTER_TYPES = [4, 13];
/** Bytes of one value by type, TIFF 6.0, section 2, and its supplements. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
/** The GPS directory has tags 0 to 31 (Exif 2.32, 4.6.6). */
const GPS_TAGS = 32;
const MAX_ENTRIES = 512;
const MAX_DIRECTORIES = 32;

const PNG_START = Buffer.from("\u0089PNG\r\n\u001a\n", "latin1");
/** Texts of a PNG that carry XMP or a whole EXIF block, often compressed. */
const PNG_METADATA = /^(XML:com\.adobe\.xmp|Raw profile type )/;

/**
 * The same file without GPS coordinates in EXIF and XMP, in JPEG, PNG, WebP, HEIC, AVIF and TIFF; the very same bytes when there are none. What
 * is inside a compressed stream of a PDF is not looked at.
 */
export function withoutLocation(photo: Buffer): Buffer {
	const cleaned = Buffer.from(photo);
	for (const start of TIFF_STARTS)
		for (let at = cleaned.indexOf(start); at >= 0; at = cleaned.indexOf(start, at + 1)) blankGps(cleaned, at);
	blankXmp(cleaned);
	const kept = cleaned.subarray(0, PNG_START.length).equals(PNG_START) ? repairPng(cleaned) : cleaned;
	return kept.equals(photo) ? photo : kept;
}

/** Empties the GPS directory of the TIFF structure at `start`, if there is one. Whatever is no such structure is left alone. */
function blankGps(bytes: Buffer, start: number): void {
	const block = bytes.subarray(start);
	const little = block[0] === 0x49;
	const u16 = (at: number) => (little ? block.readUInt16LE(at) : block.readUInt16BE(at));
	const u32 = (at: number) => (little ? block.readUInt32LE(at) : block.readUInt32BE(at));
	/** Number of entries; 0 when no directory can be there. */
	const entriesAt = (at: number): number => {
		if (at < 8 || at + 2 > block.length) return 0;
		const count = u16(at);
		return count <= MAX_ENTRIES && at + 2 + 12 * count + 4 <= block.length ? count : 0;
	};
	const blankDirectory = (at: number): void => {
		const count = entriesAt(at);
		const entries = Array.from({ length: count }, (_, k) => at + 2 + 12 * k);
		if (!entries.every((entry) => u16(entry) < GPS_TAGS && TYPE_BYTES[u16(entry + 2)])) return;
		for (const entry of entries) {
			const size = (TYPE_BYTES[u16(entry + 2)] as number) * u32(entry + 4);
			const value = u32(entry + 8);
			if (size > 4) block.fill(0, Math.min(value, block.length), Math.min(value + size, block.length));
		}
		if (count > 0) block.fill(0, at, at + 2 + 12 * count + 4);
	};
	let directory = block.length >= 8 ? u32(4) : 0;
	for (let seen = 0; seen < MAX_DIRECTORIES; seen++) {
		const count = entriesAt(directory);
		if (count === 0) return;
		for (let k = 0; k < count; k++) {
			const entry = directory + 2 + 12 * k;
			if (u16(entry) === GPS_POINTER && POINTER_TYPES.includes(u16(entry + 2)) && u32(entry + 4) === 1)
				blankDirectory(u32(entry + 8));
		}
		directory = u32(directory + 2 + 12 * count);
	}
}

/** Overwrites GPS properties of every XMP packet with spaces, as attributes and as elements. */
function blankXmp(bytes: Buffer): void {
	const [open, close] = ["<x:xmpmeta", "</x:xmpmeta>"];
	for (let at = bytes.indexOf(open); at >= 0; at = bytes.indexOf(open, at + open.length)) {
		const end = bytes.indexOf(close, at);
		if (end < 0) return;
		const packet = bytes.toString("latin1", at, end);
		const blanked = packet
			.replace(/(\w+:GPS\w+\s*=\s*)(["'])(.*?)\2/gs, (_all, name, quote, value) => name + quote + spaces(value) + quote)
			.replace(/(<(\w+:GPS\w+)\b[^>]*>)(.*?)(<\/\2>)/gs, (_all, from, _name, value, to) => from + spaces(value) + to);
		bytes.write(blanked, at, "latin1");
	}
}

const spaces = (value: string): string => " ".repeat(value.length);

/** Drops texts that may carry a location unseen, and corrects the check sums of chunks whose content changed. */
function repairPng(bytes: Buffer): Buffer {
	const kept = [bytes.subarray(0, PNG_START.length)];
	let at = PNG_START.length;
	while (at + 12 <= bytes.length) {
		const end = at + 12 + bytes.readUInt32BE(at);
		if (end > bytes.length) break;
		const type = bytes.toString("latin1", at + 4, at + 8);
		const isMetadata =
			/^[tzi]TXt$/.test(type) && PNG_METADATA.test(bytes.toString("latin1", at + 8, Math.min(at + 48, end)));
		if (type === "eXIf") bytes.writeUInt32BE(crc32(bytes.subarray(at + 4, end - 4)), end - 4);
		if (!isMetadata) kept.push(bytes.subarray(at, end));
		at = end;
	}
	kept.push(bytes.subarray(at));
	return Buffer.concat(kept);
}
