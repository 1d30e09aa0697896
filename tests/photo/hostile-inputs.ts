/**
 * Uploads that attack or surprise the intake, each with the one right outcome: a picture (checked by three coloured
 * corners) or an error code. The tests and `src/cli/hostile.ts` share this table.
 */
import { readFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import type { ErrorCode } from "../../src/errors.ts";
import type { PhotoFormat } from "../../src/photo/intake.ts";

export type Rgb = [red: number, green: number, blue: number];

export interface HostileInput {
	name: string;
	build(): Promise<Uint8Array>;
	expect: { code: ErrorCode } | { format: PhotoFormat; pages: number; width: number; height: number };
}

/** Colours of the test picture's top left, top right and bottom right; its bottom left is white. */
export const CORNERS: { at: [x: number, y: number]; rgb: Rgb }[] = [
	{ at: [0.1, 0.1], rgb: [208, 32, 32] },
	{ at: [0.9, 0.1], rgb: [32, 160, 64] },
	{ at: [0.9, 0.9], rgb: [32, 64, 192] },
	{ at: [0.1, 0.9], rgb: [255, 255, 255] },
];

const WIDTH = 420;
const HEIGHT = 300;
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
<rect width="420" height="300" fill="#fff"/><rect width="140" height="100" fill="#d02020"/>
<rect x="280" width="140" height="100" fill="#20a040"/><rect x="280" y="200" width="140" height="100" fill="#2040c0"/></svg>`;
const CLEAR = PICTURE.replace('<rect width="420" height="300" fill="#fff"/>', "");

const upright = (format: PhotoFormat, pages = 1) => ({ expect: { format, pages, width: WIDTH, height: HEIGHT } });
const refused = (code: ErrorCode) => ({ expect: { code } });

const picture = () => sharp(Buffer.from(PICTURE)).removeAlpha();
const fixture = async (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const cut = (bytes: Uint8Array, share: number) => bytes.subarray(0, Math.floor(bytes.length * share));
const blank = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "#fff" } });
const frames = async (count: number) =>
	sharp(
		await Promise.all(
			Array.from({ length: count }, (_, i) => (i % 2 === 0 ? picture() : picture().negate()).png().toBuffer()),
		),
		{ join: { animated: true } },
	);

/** What each EXIF orientation needs so that the upright picture is the test picture (EXIF 2.32, tag 0x0112). */
const STORED: Record<number, (s: Sharp) => Sharp> = {
	2: (s) => s.flop(),
	3: (s) => s.rotate(180),
	4: (s) => s.flip(),
	6: (s) => s.rotate(270),
	8: (s) => s.rotate(90),
};

export const HOSTILE_INPUTS: HostileInput[] = [
	{ name: "plain JPEG", build: () => picture().jpeg().toBuffer(), ...upright("jpeg") },
	{ name: "plain PNG", build: () => picture().png().toBuffer(), ...upright("png") },
	{ name: "plain WebP", build: () => picture().webp().toBuffer(), ...upright("webp") },
	{ name: "plain AVIF", build: () => picture().avif().toBuffer(), ...upright("avif") },
	{ name: "plain TIFF", build: () => picture().tiff().toBuffer(), ...upright("tiff") },
	{ name: "plain HEIC", build: () => fixture("plain.heic"), ...upright("heic") },
	{ name: "HEIC with Display P3 profile", build: () => fixture("display-p3.heic"), ...upright("heic") },
	{ name: "AVIF under the general HEIF brand", build: () => fixture("av1-mif1.heif"), ...upright("avif") },
	...Object.entries(STORED).map(([orientation, store]) => ({
		name: `JPEG with EXIF orientation ${orientation}`,
		build: async () =>
			sharp(await store(picture()).png().toBuffer())
				.withMetadata({ orientation: Number(orientation) })
				.jpeg()
				.toBuffer(),
		...upright("jpeg"),
	})),
	{ name: "CMYK JPEG", build: () => picture().toColourspace("cmyk").jpeg().toBuffer(), ...upright("jpeg") },
	{
		name: "JPEG with Display P3 profile",
		build: () => picture().withIccProfile("p3").jpeg().toBuffer(),
		...upright("jpeg"),
	},
	{ name: "16-bit PNG", build: () => picture().toColourspace("rgb16").png().toBuffer(), ...upright("png") },
	{ name: "PNG with transparent ground", build: () => sharp(Buffer.from(CLEAR)).png().toBuffer(), ...upright("png") },
	{ name: "palette PNG", build: () => picture().png({ palette: true, colours: 16 }).toBuffer(), ...upright("png") },
	{ name: "TIFF of two pages", build: async () => (await frames(2)).tiff().toBuffer(), ...upright("tiff", 2) },
	{ name: "empty file", build: async () => new Uint8Array(0), ...refused("photo.empty") },
	{
		name: "text file named .jpg",
		build: async () => Buffer.from("not a photo\n".repeat(99)),
		...refused("photo.unsupported-type"),
	},
	{ name: "SVG", build: async () => Buffer.from(PICTURE), ...refused("photo.unsupported-type") },
	{
		name: "BMP",
		build: async () => Buffer.concat([Buffer.from("BM"), Buffer.alloc(2000)]),
		...refused("photo.unsupported-type"),
	},
	{
		name: "ZIP archive",
		build: async () => Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(2000)]),
		...refused("photo.unsupported-type"),
	},
	{
		name: "JPEG of 21 MB",
		build: async () => Buffer.concat([await picture().jpeg().toBuffer(), Buffer.alloc(21 << 20)]),
		...refused("photo.too-large"),
	},
	{
		name: "PNG bomb, 144 megapixels in 20 kB",
		build: async () => bombPng(12_000),
		...refused("photo.too-many-pixels"),
	},
	{ name: "JPEG header claiming 60,000 × 60,000", build: claimHugeJpeg, ...refused("photo.too-many-pixels") },
	{ name: "1 × 1 picture", build: () => blank(1, 1).png().toBuffer(), ...refused("photo.too-small") },
	{ name: "12,000 × 40 picture", build: () => blank(12_000, 40).png().toBuffer(), ...refused("photo.extreme-shape") },
	{ name: "animated WebP", build: async () => (await frames(3)).webp().toBuffer(), ...refused("photo.animated") },
	{ name: "animated GIF", build: async () => (await frames(3)).gif().toBuffer(), ...refused("photo.animated") },
	{ name: "APNG", build: async () => animatePng(await picture().png().toBuffer()), ...refused("photo.animated") },
	{
		name: "TIFF of eleven pages",
		build: async () => (await frames(11)).tiff().toBuffer(),
		...refused("photo.too-many-pages"),
	},
	...(["jpeg", "png", "webp", "avif", "tiff"] as const).map((format) => ({
		name: `${format} cut short`,
		build: async () => cut(await picture().toFormat(format).toBuffer(), 0.6),
		...refused("photo.damaged"),
	})),
	{ name: "HEIC cut short", build: async () => cut(await fixture("plain.heic"), 0.6), ...refused("photo.damaged") },
	{
		name: "HEIC start with noise behind",
		build: async () => scramble(await fixture("plain.heic"), 60),
		...refused("photo.damaged"),
	},
	{
		name: "HEIF of an unknown kind",
		build: async () => rename(await fixture("plain.heic"), "hvcC", "vvcC"),
		...refused("photo.unsupported-type"),
	},
	{
		name: "HEIC whose pixels cannot be decoded",
		build: async () => rename(await fixture("av1-mif1.heif"), "av1C", "hvcC"),
		...refused("photo.damaged"),
	},
	{
		name: "JPEG start with noise behind",
		build: async () => scramble(await picture().jpeg().toBuffer(), 20),
		...refused("photo.damaged"),
	},
	{
		name: "PDF of one A4 page",
		build: async () => pdf([[842, 595]]),
		expect: { format: "pdf", pages: 1, width: 3508, height: 2478 },
	},
	{
		name: "PDF page of 200 inches",
		build: async () => pdf([[14_400, 10_800]]),
		expect: { format: "pdf", pages: 1, width: 3508, height: 2631 },
	},
	{ name: "PDF page of 10,000 × 20 points", build: async () => pdf([[10_000, 20]]), ...refused("photo.extreme-shape") },
	{
		name: "PDF of eleven pages",
		build: async () => pdf(Array(11).fill([842, 595])),
		...refused("photo.too-many-pages"),
	},
	{ name: "PDF without pages", build: async () => pdf([]), ...refused("photo.damaged") },
	{ name: "PDF cut short", build: async () => cut(pdf([[842, 595]]), 0.6), ...refused("photo.damaged") },
	{ name: "encrypted PDF", build: async () => pdf([[842, 595]], { encrypted: true }), ...refused("photo.encrypted") },
	{
		name: "PDF with a picture of 400 megapixels",
		build: async () => pdf([[842, 595]], { bomb: 20_000 }),
		expect: { format: "pdf", pages: 1, width: 3508, height: 2478 },
	},
];

/** One-bit black PNG of size × size: a few kilobytes that decode to size² pixels. */
function bombPng(size: number): Uint8Array {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(size, 0);
	header.writeUInt32BE(size, 4);
	header[8] = 1;
	const rows = deflateSync(Buffer.alloc((Math.ceil(size / 8) + 1) * size), { level: 9 });
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

/** Adds the animation control chunk of two frames behind the header. */
function animatePng(png: Buffer): Uint8Array {
	const control = Buffer.alloc(8);
	control.writeUInt32BE(2, 0);
	return Buffer.concat([png.subarray(0, 33), chunk("acTL", control), png.subarray(33)]);
}

function chunk(type: string, data: Uint8Array): Buffer {
	const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
	const out = Buffer.alloc(body.length + 8);
	out.writeUInt32BE(data.length, 0);
	body.copy(out, 4);
	out.writeUInt32BE(crc32(body), body.length + 4);
	return out;
}

/** Overwrites height and width in the frame header (marker FFC0). */
async function claimHugeJpeg(): Promise<Uint8Array> {
	const jpeg = await picture().jpeg().toBuffer();
	const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
	jpeg.writeUInt16BE(60_000, frame + 5);
	jpeg.writeUInt16BE(60_000, frame + 7);
	return jpeg;
}

/** Replaces everything from `start` by a fixed pseudo-random sequence. */
function scramble(bytes: Uint8Array, start: number): Uint8Array {
	let state = 1;
	return bytes.map((byte, i) => {
		state = (state * 48_271) % 2_147_483_647;
		return i < start ? byte : state & 255;
	});
}

/** Overwrites the first occurrence of one four-letter box name by another. */
function rename(bytes: Buffer, from: string, to: string): Uint8Array {
	bytes.write(to, bytes.indexOf(from), "latin1");
	return bytes;
}

/** A PDF whose pages (points) show the test picture's coloured corners, or one grey square of bomb × bomb pixels. */
function pdf(sizes: [number, number][], { encrypted = false, bomb = 0 } = {}): Uint8Array {
	const parts: Buffer[] = [Buffer.from("%PDF-1.4\n")];
	const offsets: number[] = [];
	const object = (dictionary: string, stream?: Buffer) => {
		offsets.push(parts.reduce((sum, part) => sum + part.length, 0));
		const body = stream ? [Buffer.from("stream\n"), stream, Buffer.from("\nendstream\n")] : [];
		parts.push(Buffer.from(`${offsets.length} 0 obj\n${dictionary}\n`), ...body, Buffer.from("endobj\n"));
	};
	const kids = sizes.map((_, i) => `${4 + 2 * i} 0 R`).join(" ");
	object("<</Type/Catalog/Pages 2 0 R>>");
	object(`<</Type/Pages/Kids[${kids}]/Count ${sizes.length}>>`);
	const square = bomb ? deflateSync(Buffer.alloc(bomb * bomb, 255), { level: 9 }) : Buffer.alloc(0);
	object(
		`<</Type/XObject/Subtype/Image/Width ${bomb}/Height ${bomb}/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode/Length ${square.length}>>`,
		square,
	);
	for (const [w, h] of sizes) {
		const corner = (x: number, y: number, [r, g, b]: Rgb) =>
			`${r / 255} ${g / 255} ${b / 255} rg ${x * w} ${y * h} ${w / 3} ${h / 3} re f`;
		const [topLeft, topRight, bottomRight] = CORNERS.map(({ rgb }) => rgb) as [Rgb, Rgb, Rgb];
		const corners = [corner(0, 2 / 3, topLeft), corner(2 / 3, 2 / 3, topRight), corner(2 / 3, 0, bottomRight)];
		const content = Buffer.from([...(bomb ? [`q ${w} 0 0 ${h} 0 0 cm /I Do Q`] : []), ...corners].join("\n"));
		const own = offsets.length + 1;
		object(
			`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${w} ${h}]/Resources<</XObject<</I 3 0 R>>>>/Contents ${own + 1} 0 R>>`,
		);
		object(`<</Length ${content.length}>>`, content);
	}
	const key = "ab".repeat(32);
	const lock = encrypted ? `/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<${key}>/U<${key}>>>/ID[<00><00>]` : "";
	const table = parts.reduce((sum, part) => sum + part.length, 0);
	const rows = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
	parts.push(
		Buffer.from(
			`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${offsets.length + 1}/Root 1 0 R${lock}>>\nstartxref\n${table}\n%%EOF\n`,
		),
	);
	return Buffer.concat(parts);
}
