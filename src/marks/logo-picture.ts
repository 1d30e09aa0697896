/** From the file of a logo to the small picture that is kept in the registry. */
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { ZhengjianError } from "../errors.ts";
import type { RegisteredLogo } from "../registry.ts";

/** Larger files are no logos. */
const MAX_BYTES = 5_000_000;
const MAX_PIXELS = 40_000_000;
/** Long side of the kept picture, pixels: logos on a page are compared at 64. */
const KEPT_SIDE = 256;
/** A logo smaller than this, once cut to its edges, shows too little to be told from another, pixels. */
const LEAST_SIDE = 32;
/** Longer than this many times its width it is a line of text. */
const MAX_ASPECT = 6;
/** Grey levels by which JPEG noise on white paper may differ from white. */
const PAPER_NOISE = 24;

const FONT = createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf");

/**
 * The logo on white, cut to its edges, at most 256 px long, with the hash of its file. `bytes` are a PNG, JPEG or SVG file; an SVG
 * sees neither files nor fonts of this machine. Throws `logo.invalid` for anything else, for a picture that is too large, and for
 * one on which no dark or coloured logo of at least 32 px stands.
 */
export async function prepareLogo(bytes: Uint8Array): Promise<Pick<RegisteredLogo, "sha256" | "picture">> {
	if (bytes.length > MAX_BYTES) throw invalid(`at most ${MAX_BYTES} bytes`, `${bytes.length} bytes`);
	const decoded = await decode(bytes);
	const damaged = (cause: unknown): never => {
		throw invalid("a whole picture with a dark or coloured logo on a light ground", String(cause), cause);
	};
	// In one go the edges would be cut before the logo stands on white.
	const onWhite = await sharp(decoded, { limitInputPixels: MAX_PIXELS })
		.rotate()
		.flatten({ background: "#ffffff" })
		.toColourspace("srgb")
		.png()
		.toBuffer()
		.catch(damaged);
	const cut = await sharp(onWhite)
		.trim({ background: "#ffffff", threshold: PAPER_NOISE })
		.png()
		.toBuffer({ resolveWithObject: true })
		.catch(damaged);
	const { width, height } = cut.info;
	// A picture without any ink is not cut at all.
	const { channels } = await sharp(cut.data).stats();
	if (channels.every(({ min }) => min > 255 - PAPER_NOISE)) throw invalid("a dark or coloured logo", "a blank picture");
	if (Math.min(width, height) < LEAST_SIDE || Math.max(width, height) > MAX_ASPECT * Math.min(width, height))
		throw invalid(
			`a logo of at least ${LEAST_SIDE} px each way, at most ${MAX_ASPECT} times as long as wide`,
			`${width}×${height} px`,
		);
	const kept = await sharp(cut.data)
		.resize(KEPT_SIDE, KEPT_SIDE, { fit: "inside", withoutEnlargement: true })
		.png({ compressionLevel: 9 })
		.toBuffer();
	return { sha256: createHash("sha256").update(bytes).digest("hex"), picture: kept.toString("base64") };
}

/** Bytes of a PNG or JPEG file; an SVG is drawn first. */
async function decode(bytes: Uint8Array): Promise<Uint8Array> {
	const type = await fileTypeFromBuffer(bytes);
	if (type?.ext === "png" || type?.ext === "jpg") return bytes;
	const text = new TextDecoder().decode(bytes);
	if (!/<svg[\s>]/.test(text.slice(0, 4096))) throw invalid("a PNG, JPEG or SVG file", type?.mime ?? "something else");
	try {
		return new Resvg(text, {
			fitTo: { mode: "width", value: 2 * KEPT_SIDE },
			font: { loadSystemFonts: false, fontFiles: [FONT], defaultFontFamily: "Noto Sans SC" },
		})
			.render()
			.asPng();
	} catch (cause) {
		throw invalid("an SVG document", String(cause), cause);
	}
}

const invalid = (expected: string, found: string, cause?: unknown): ZhengjianError =>
	new ZhengjianError("logo.invalid", "the picture cannot be registered as a logo", {
		expected,
		found,
		...(cause === undefined ? {} : { cause }),
	});
