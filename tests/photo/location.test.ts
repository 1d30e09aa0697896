import sharp from "sharp";
import { expect, test } from "vitest";
import { withoutLocation } from "../../src/photo/location.ts";

/** A latitude whose parts are found nowhere else in a small picture. */
const DEGREES = "987654321/1000 123456789/1000 111222333/1000";
const MARK = 987_654_321;
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="23,1.2345N" exif:Flash="7">
<exif:GPSLongitude>113,45.678E</exif:GPSLongitude></rdf:Description></rdf:RDF></x:xmpmeta>`;

const picture = () =>
	sharp({ create: { width: 60, height: 40, channels: 3, background: "#d0c0a0" } })
		.withMetadata({ orientation: 6 })
		.withExifMerge({ IFD0: { Make: "Fictional" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: DEGREES } })
		.withXmp(XMP);
const has = (bytes: Buffer, value: number): boolean => {
	const [little, big] = [Buffer.alloc(4), Buffer.alloc(4)];
	little.writeUInt32LE(value);
	big.writeUInt32BE(value);
	return bytes.includes(little) || bytes.includes(big);
};

test.each(["jpeg", "webp", "tiff", "avif", "png"] as const)(
	"%s: the location goes; orientation, other metadata and pixels stay",
	async (format) => {
		const photo = await picture().toFormat(format).toBuffer();
		const before = await sharp(photo).metadata();
		const { exif, xmp } = before;
		// What there is to take away. libvips writes EXIF and XMP into a PNG as texts or chunks of its own choice.
		expect(exif ? has(exif, MARK) : photo.includes("GPS")).toBe(true);
		if (format !== "tiff") expect(xmp?.includes("113,45.678E")).toBe(true);

		const cleaned = withoutLocation(photo);
		const after = await sharp(cleaned).metadata();
		expect(has(cleaned, MARK)).toBe(false);
		for (const text of ["23,1.2345N", "113,45.678E"]) {
			expect(cleaned.includes(text)).toBe(false);
			expect(after.xmp?.includes(text) ?? false).toBe(false);
		}
		expect(after.exif ? has(after.exif, MARK) : false).toBe(false);
		expect([after.width, after.height, after.orientation]).toEqual([before.width, before.height, before.orientation]);
		const pixels = (bytes: Buffer) => sharp(bytes).autoOrient().raw().toBuffer();
		expect((await pixels(cleaned)).equals(await pixels(photo))).toBe(true);
		if (format === "jpeg") {
			expect(after.orientation).toBe(6);
			expect(cleaned.length).toBe(photo.length);
			expect(cleaned.includes("Fictional")).toBe(true);
		}
		expect(withoutLocation(cleaned)).toBe(cleaned);
	},
);

test("a photo without a location is the very same bytes", async () => {
	const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#d0c0a0" } })
		.withMetadata({ orientation: 6 })
		.jpeg()
		.toBuffer();
	expect(withoutLocation(photo)).toBe(photo);
});

test.each([
	["nothing", Buffer.alloc(0)],
	["a bare header", Buffer.from("II*\0", "latin1")],
	["a directory beyond the end", Buffer.from("II*\0\xff\xff\xff\x7f", "latin1")],
	["a directory that points at itself", Buffer.from("MM\0*\0\0\0\x08\0\0\0\0\0\x08", "latin1")],
	["XMP without an end", Buffer.from("<x:xmpmeta exif:GPSLatitude='1'")],
	["a PNG cut short", Buffer.from("\u0089PNG\r\n\u001a\n\0\0\xff\xffeXIf", "latin1")],
])("%s is left alone", (_what, bytes) => {
	expect(withoutLocation(bytes)).toBe(bytes);
});
