/** The HEIF container: AV1 inside is AVIF, HEVC inside is HEIC, whatever brand the file claims. */
import heicDecode from "heic-decode";
import sharp from "sharp";
import { ZhengjianError } from "../errors.ts";
import type { Raster } from "../vision/raster.ts";
import type { Pages } from "./intake.ts";
import { checkSize, damaged } from "./limits.ts";
import { decode, openPicture, readHeader } from "./picture.ts";

/** Major brands of picture sequences (ISO/IEC 23008-12, 10; AV1 Image File Format, 6). */
const SEQUENCE_BRANDS = ["avis", "msf1", "hevc", "hevx"];

/** Checks completeness and the header. Throws as `openPhoto` says. */
export async function openHeif(bytes: Uint8Array): Promise<Pages> {
	const brand = latin1(bytes, 8, 12);
	if (SEQUENCE_BRANDS.includes(brand))
		throw new ZhengjianError("photo.animated", "picture sequences are not accepted", {
			expected: "a still photo",
			found: `brand ${brand}`,
		});
	const meta = findMeta(bytes);
	if (meta.includes("av1C")) return openPicture(bytes, "avif");
	if (!meta.includes("hvcC"))
		throw new ZhengjianError("photo.unsupported-type", "the HEIF file holds an unknown kind of picture", {
			expected: "HEVC or AV1",
			found: "neither",
		});
	const header = await readHeader(bytes, "HEIC", 0);
	checkSize(header.width, header.height);
	return { format: "heic", pages: 1, load: () => decodeHeic(bytes, header.icc) };
}

/**
 * libheif applies the container's own rotation and mirroring and gives 8-bit RGBA in the picture's colour space; the
 * profile (Display P3 on iPhones) is applied here.
 */
async function decodeHeic(bytes: Uint8Array, icc: Uint8Array | undefined): Promise<Raster> {
	try {
		const { width, height, data } = await silently(() => heicDecode({ buffer: bytes }));
		checkSize(width, height);
		const rgba = new Uint8Array(data.buffer, data.byteOffset, data.length);
		if (icc === undefined) return await decode(sharp(rgba, { raw: { width, height, channels: 4 } }));
		return await decode(sharp(wrapAsTiff(rgba, width, height, icc)));
	} catch (e) {
		if (e instanceof ZhengjianError) throw e;
		throw damaged("HEIC", e);
	}
}

/**
 * Uncompressed RGBA TIFF around the pixels, because sharp takes an input profile only from a file.
 * Layout: 8-byte header, the directory, bits per sample, the profile, the pixels (TIFF 6.0, section 2; tag 34675 is ICC).
 */
function wrapAsTiff(rgba: Uint8Array, width: number, height: number, icc: Uint8Array): Buffer {
	const SHORT = 3;
	const LONG = 4;
	const UNDEFINED = 7;
	const count = 12;
	const bitsAt = 8 + 2 + count * 12 + 4;
	const iccAt = bitsAt + 8;
	const pixelsAt = iccAt + icc.length + (icc.length % 2);
	const entries: [tag: number, type: number, count: number, value: number][] = [
		[256, LONG, 1, width],
		[257, LONG, 1, height],
		[258, SHORT, 4, bitsAt],
		[259, SHORT, 1, 1],
		[262, SHORT, 1, 2],
		[273, LONG, 1, pixelsAt],
		[277, SHORT, 1, 4],
		[278, LONG, 1, height],
		[279, LONG, 1, rgba.length],
		[284, SHORT, 1, 1],
		[338, SHORT, 1, 2],
		[34675, UNDEFINED, icc.length, iccAt],
	];
	const head = Buffer.alloc(pixelsAt);
	head.write("II*\0", 0, "latin1");
	head.writeUInt32LE(8, 4);
	head.writeUInt16LE(count, 8);
	entries.forEach(([tag, type, n, value], i) => {
		const at = 10 + i * 12;
		head.writeUInt16LE(tag, at);
		head.writeUInt16LE(type, at + 2);
		head.writeUInt32LE(n, at + 4);
		head.writeUInt32LE(value, at + 8);
	});
	for (let i = 0; i < 4; i++) head.writeUInt16LE(8, bitsAt + 2 * i);
	head.set(icc, iccAt);
	return Buffer.concat([head, rgba]);
}

/** libheif's JavaScript reports failures on console.log, which would mix into a program's standard output. */
async function silently<T>(work: () => Promise<T>): Promise<T> {
	const log = console.log;
	console.log = () => {};
	try {
		return await work();
	} finally {
		console.log = log;
	}
}

/**
 * The box that describes the pictures (ISO/IEC 14496-12, 8.11.1), as Latin-1. Throws `photo.damaged` when there is none or
 * any top-level box runs past the end: decoders fill the missing part with grey in silence.
 */
function findMeta(bytes: Uint8Array): string {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	let meta = "";
	for (let at = 0; at + 8 <= bytes.length; ) {
		let size = view.getUint32(at);
		if (size === 1 && at + 16 <= bytes.length) size = Number(view.getBigUint64(at + 8));
		else if (size === 0) size = bytes.length - at;
		const type = latin1(bytes, at + 4, at + 8);
		if (size < 8 || at + size > bytes.length)
			throw damaged("HEIF", `box ${type} of ${size} bytes at ${at} of ${bytes.length}`);
		if (type === "meta") meta = latin1(bytes, at, at + size);
		at += size;
	}
	if (meta === "") throw damaged("HEIF", "no description of a picture");
	return meta;
}

const latin1 = (bytes: Uint8Array, from: number, to: number): string =>
	Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString("latin1");
