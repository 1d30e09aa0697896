/** Light, lens, sensor and file: what happens to a scene between the page and the JPEG. */
import sharp from "sharp";
import { Random } from "../../samples/generator/random.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { luminance } from "./colour.ts";
import { lightScene } from "./light.ts";

/** Length of the table of normal deviates noise is read from: long enough to hide its period. */
const TABLE = 1 << 18;
const DEVIATES = normalDeviates(new Random(1));

/** Name of the distortion that leaves no colour. */
export const BLACK_AND_WHITE = "black and white";

export interface Shot {
	picture: Raster;
	jpeg: Uint8Array;
	distortions: string[];
}

/**
 * Takes the picture. `smallest` is the width in px of the smallest thing that must stay visible: blur is held below
 * what would erase it.
 */
export async function shoot(scene: Raster, crisp: boolean, smallest: number, random: Random): Promise<Shot> {
	const distortions: string[] = [];
	const did = (name: string, chance: number): boolean => {
		const yes = !crisp && random.chance(chance);
		if (yes) distortions.push(name);
		return yes;
	};
	const { width, height } = scene;
	if (did("light", 0.75)) distortions.push(...lightScene(scene, random));
	if (did("moiré", 0.08)) moire(scene, random);
	if (did(BLACK_AND_WHITE, 0.05)) desaturate(scene);
	let image = sharp(scene.data, { raw: { width, height, channels: 3 } });
	const reach = Math.min(2, 0.35 + smallest * 0.03);
	if (did("motion", 0.12)) {
		const length = Math.max(3, Math.round(random.float(0, 3 * reach)) | 1);
		image = image.convolve({ width: length, height: length, kernel: streak(length, random), scale: length });
	} else if (did("defocus", 0.4)) image = image.blur(Math.max(0.3, random.float(0.3, reach)));
	if (did("sharpened", 0.12)) image = image.sharpen({ sigma: random.float(0.6, 1.6) });
	if (did("enhanced", 0.12)) {
		// As document scanning programs do: the paper is driven to white, the print to black.
		const gain = random.float(1.1, 1.5);
		image = image.linear(gain, 255 * random.float(-0.25, 0) * (gain - 0.9));
	}
	let data = new Uint8Array(await image.raw().toBuffer());
	if (did("resampled", 0.2)) data = await resampled(data, width, height, Math.max(0.45, 1 - 0.03 * smallest), random);
	if (did("noise", 0.6)) noise(data, random.float(0.5, random.chance(0.2) ? 12 : 6), random);
	const quality = Math.round(crisp ? random.float(85, 96) : random.float(35, 95));
	if (quality < 60) distortions.push("jpeg");
	const jpeg = await sharp(data, { raw: { width, height, channels: 3 } })
		.jpeg({ quality })
		.toBuffer();
	const picture = { width, height, data: new Uint8Array(await sharp(jpeg).raw().toBuffer()) };
	return { picture, jpeg: new Uint8Array(jpeg), distortions };
}

function desaturate({ data }: Raster): void {
	for (let s = 0; s < data.length; s += 3)
		data.fill(luminance([data[s] as number, data[s + 1] as number, data[s + 2] as number]), s, s + 3);
}

/** Two gratings over one another, as a screen or a halftone against the sensor. */
function moire({ data, width, height }: Raster, random: Random): void {
	const depth = random.float(0.02, 0.1);
	const grating = (): [number, number] => {
		const [a, pitch] = [random.float(0, Math.PI), random.float(3, 40)];
		return [(Math.cos(a) * 6.283) / pitch, (Math.sin(a) * 6.283) / pitch];
	};
	const [[ax, ay], [bx, by]] = [grating(), grating()];
	const hue = random.float(0, 2);
	for (let y = 0, s = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const beat = Math.cos(ax * x + ay * y) + Math.cos(bx * x + by * y);
			for (let c = 0; c < 3; c++, s++) {
				const v = (data[s] as number) * (1 + (depth * beat * (1 + hue * (c - 1))) / 2);
				data[s] = v > 255 ? 255 : v < 0 ? 0 : v;
			}
		}
}

/** A straight line of equal weights: level, upright or slanting. */
function streak(length: number, random: Random): number[] {
	const way = random.pick(["level", "upright", "slanting"] as const);
	return Array.from({ length: length * length }, (_, k) => {
		const [row, column] = [Math.floor(k / length), k % length];
		const on = way === "level" ? row === length >> 1 : way === "upright" ? column === length >> 1 : row === column;
		return on ? 1 : 0;
	});
}

async function resampled(
	data: Uint8Array,
	width: number,
	height: number,
	least: number,
	random: Random,
): Promise<Uint8Array<ArrayBuffer>> {
	const share = random.float(least, 0.95);
	const kernel = random.pick(["cubic", "linear", "lanczos3"] as const);
	const small = await sharp(data, { raw: { width, height, channels: 3 } })
		.resize(Math.round(width * share), Math.round(height * share), { fit: "fill", kernel })
		.raw()
		.toBuffer({ resolveWithObject: true });
	const raw = { width: small.info.width, height: small.info.height, channels: 3 as const };
	return new Uint8Array(
		await sharp(small.data, { raw }).resize(width, height, { fit: "fill", kernel: "cubic" }).raw().toBuffer(),
	);
}

/** Sensor noise: brightness more than colour, as phones leave it. */
function noise(data: Uint8Array, sigma: number, random: Random): void {
	let at = random.int(0, TABLE - 1);
	for (let s = 0; s < data.length; s += 3) {
		at = (at + 1) & (TABLE - 1);
		if ((s & 0x3fff) === 0) at = (at + random.int(1, TABLE)) & (TABLE - 1);
		const shared = (DEVIATES[at] as number) * sigma;
		for (let c = 0; c < 3; c++) {
			const v =
				(data[s + c] as number) + shared + 0.4 * sigma * (DEVIATES[(at + 7919 * (c + 1)) & (TABLE - 1)] as number);
			data[s + c] = v < 0 ? 0 : v > 255 ? 255 : v;
		}
	}
}

/** Box and Muller's transform. */
function normalDeviates(random: Random): Float32Array {
	const table = new Float32Array(TABLE);
	for (let k = 0; k < TABLE; k += 2) {
		const r = Math.sqrt(-2 * Math.log(1 - random.next()));
		const a = 2 * Math.PI * random.next();
		table[k] = r * Math.cos(a);
		table[k + 1] = r * Math.sin(a);
	}
	return table;
}
