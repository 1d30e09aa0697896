/** Photographs a drawn page: warps it onto a background, lights it, blurs it, adds sensor noise, writes a JPEG. */
import sharp from "sharp";
import { type Homography, mapPolygon, multiply, type Point } from "../../../src/geometry.ts";
import { loadOpenCv, withMats } from "../../../src/vision/opencv.ts";
import type { Sheet } from "../pages/sheet.ts";
import type { Random } from "../random.ts";
import { type Background, background } from "./background.ts";
import { lightMap } from "./light.ts";
import { randomPose } from "./pose.ts";
import { aspect, type Settings } from "./presets.ts";

export interface Photo {
	image: Buffer;
	/** Pixels after EXIF orientation. */
	width: number;
	height: number;
	/** PageMm → UploadPx. */
	homography: Homography;
	turn: 0 | 90 | 180 | 270;
	background: Background;
}

/** Pages are drawn this much finer than they are photographed, within these bounds (px per mm). */
const OVERSAMPLING = 1.1;
const DRAWN_PX_PER_MM = [3, 30] as const;
/** Photos the blur of the presets is stated for. */
const REFERENCE_SIDE = 4032;

export async function photograph(sheet: Sheet, settings: Settings, random: Random): Promise<Photo> {
	const turn = random.chance(settings.turned) ? random.pick([90, 180, 270] as const) : 0;
	const kind = random.pick(settings.backgrounds);
	const [width, height] = frame(sheet, kind, settings, turn, random);
	const { homography, pxPerMm } = randomPose(random, [sheet.width, sheet.height], [width, height], settings.pose, turn);
	const drawnAt = Math.min(DRAWN_PX_PER_MM[1], Math.max(DRAWN_PX_PER_MM[0], pxPerMm * OVERSAMPLING));
	const scene = await background(kind, width, height, random.fork("background"));
	await layPage({ pixels: scene, width, height, kind }, sheet, homography, drawnAt, random);
	const light = await lightMap(width, height, settings.light, random.fork("light"));
	lit(scene, light.gain, light.glare);
	const seen = await lens(scene, width, height, settings, random);
	addNoise(seen, random.float(...settings.noise), random.fork("noise"));
	const orientation = random.chance(settings.flagged) ? random.pick([3, 6, 8] as const) : 1;
	const image = await writeJpeg(seen, width, height, Math.round(random.float(...settings.jpeg)), orientation);
	return { image, width, height, homography, turn, background: kind };
}

/** Size of the photo: the frame is held the way the page lies, mostly. */
function frame(sheet: Sheet, kind: Background, settings: Settings, turn: number, random: Random): [number, number] {
	const long = random.pick(settings.sizes);
	const wide = sheet.width > sheet.height !== (turn % 180 !== 0);
	if (kind === "scanner" && settings.pose.tilt === 0) {
		const ratio = Math.max(sheet.width, sheet.height) / Math.min(sheet.width, sheet.height);
		return wide ? [long, Math.round(long / ratio)] : [Math.round(long / ratio), long];
	}
	const short = Math.round(long / aspect(random));
	return wide === random.chance(0.92) ? [long, short] : [short, long];
}

interface Ground {
	/** RGB, changed in place. */
	pixels: Buffer;
	width: number;
	height: number;
	kind: Background;
}

/** Depth of the contact shadow beside the page, 0..255, where it is not the usual one: a scanner's lid lies on the page. */
const SHADOW: Partial<Record<Background, number>> = { scanner: 40, "low-contrast": 100 };

/** Draws the page and its contact shadow onto the scene. */
async function layPage(
	{ pixels, width, height, kind }: Ground,
	sheet: Sheet,
	homography: Homography,
	drawnAt: number,
	random: Random,
): Promise<void> {
	const drawn = sheet.render(drawnAt);
	const toPhoto = multiply(homography, [1 / drawnAt, 0, 0, 0, 1 / drawnAt, 0, 0, 0, 1]);
	const warped = await warp(drawn, toPhoto, width, height);
	const corners: Point[] = [
		[0, 0],
		[sheet.width, 0],
		[sheet.width, sheet.height],
		[0, sheet.height],
	];
	const shade = await contactShadow(mapPolygon(homography, corners), SHADOW[kind] ?? 136, width, height, random);
	for (let p = 0, s = 0; p < shade.length; p++) {
		const alpha = warped[4 * p + 3] ?? 0;
		const keep = alpha === 255 ? 0 : ((255 - alpha) * (255 - (shade[p] ?? 0))) / 65025;
		for (let c = 0; c < 3; c++, s++) pixels[s] = (pixels[s] ?? 0) * keep + ((warped[4 * p + c] ?? 0) * alpha) / 255;
	}
}

async function warp(
	drawn: { width: number; height: number; data: Buffer },
	h: Homography,
	width: number,
	height: number,
): Promise<Uint8Array> {
	const cv = await loadOpenCv();
	return withMats((own) => {
		const from = own(new cv.Mat(drawn.height, drawn.width, cv.CV_8UC4));
		from.data.set(drawn.data);
		const to = own(new cv.Mat());
		const matrix = own(cv.matFromArray(3, 3, cv.CV_64F, [...h]));
		cv.warpPerspective(
			from,
			to,
			matrix,
			new cv.Size(width, height),
			cv.INTER_LINEAR,
			cv.BORDER_CONSTANT,
			new cv.Scalar(0, 0, 0, 0),
		);
		return new Uint8Array(to.data);
	});
}

/** How dark the ground is beside the page, 0..255, one byte per pixel. */
async function contactShadow(
	page: readonly Point[],
	depth: number,
	width: number,
	height: number,
	random: Random,
): Promise<Buffer> {
	const scale = 250 / Math.max(width, height);
	const [w, h] = [Math.ceil(width * scale), Math.ceil(height * scale)];
	const [dx, dy] = [random.float(-1, 1), random.float(0, 1.5)];
	const points = page.map(([x, y]) => `${(x * scale + dx).toFixed(1)},${(y * scale + dy).toFixed(1)}`).join(" ");
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><rect width="100%" height="100%"/><polygon points="${points}" fill="rgb(${depth},${depth},${depth})"/></svg>`;
	return sharp(Buffer.from(svg))
		.blur(random.float(0.8, 2))
		.resize(width, height, { fit: "fill" })
		.toColourspace("b-w")
		.extractChannel(0)
		.raw()
		.toBuffer();
}

function lit(scene: Buffer, gain: Buffer, glare: Buffer): void {
	// Whole numbers only: this loop runs over every sample of the photo.
	for (let s = 0; s < scene.length; s++) {
		const level = ((scene[s] as number) * (gain[s] as number)) >> 7;
		const white = glare[(s / 3) | 0] as number;
		const capped = level > 255 ? 255 : level;
		scene[s] = capped + (((255 - capped) * white) >> 8);
	}
}

async function lens(scene: Buffer, width: number, height: number, settings: Settings, random: Random): Promise<Buffer> {
	const share = Math.max(width, height) / REFERENCE_SIDE;
	const sigma = random.float(...settings.blur) * share;
	let image = sharp(scene, { raw: { width, height, channels: 3 } });
	if (random.chance(settings.motion)) {
		const length = Math.max(3, Math.round(settings.motionLength * share) | 1);
		image = image.convolve({
			width: length,
			height: length,
			kernel: streak(length, random.chance(0.5)),
			scale: length,
		});
	}
	if (sigma > 0.3) image = image.blur(sigma);
	return image.raw().toBuffer();
}

/** A straight line of equal weights, level or slanting. */
const streak = (length: number, level: boolean): number[] =>
	Array.from({ length: length * length }, (_, k) => {
		const [row, column] = [Math.floor(k / length), k % length];
		return (level ? row === length >> 1 : row === column) ? 1 : 0;
	});

/** Length of the table of normal deviates that noise is read from: long enough to hide its period. */
const TABLE = 1 << 20;

function addNoise(pixels: Buffer, sigma: number, random: Random): void {
	const table = new Float32Array(TABLE);
	for (let k = 0; k < TABLE; k += 2) {
		const r = Math.sqrt(-2 * Math.log(1 - random.next())) * sigma;
		const a = 2 * Math.PI * random.next();
		table[k] = r * Math.cos(a);
		table[k + 1] = r * Math.sin(a);
	}
	let at = random.int(0, TABLE - 1);
	for (let p = 0; p < pixels.length; p += 3) {
		// Luminance noise is larger than colour noise once a phone has processed the picture.
		at = (at + 1) & (TABLE - 1);
		const shared = table[at] ?? 0;
		for (let c = 0; c < 3; c++) {
			const v = (pixels[p + c] ?? 0) + shared + 0.4 * (table[(at + 7919 * (c + 1)) & (TABLE - 1)] ?? 0);
			pixels[p + c] = v < 0 ? 0 : v > 255 ? 255 : v;
		}
		if ((p & 0xffff) === 0) at = (at + random.int(1, TABLE)) & (TABLE - 1);
	}
}

/** Writes the pixels so that a reader who honours EXIF orientation sees them as they are here. */
async function writeJpeg(
	pixels: Buffer,
	width: number,
	height: number,
	quality: number,
	orientation: 1 | 3 | 6 | 8,
): Promise<Buffer> {
	const stored = { 1: 0, 3: 180, 6: 270, 8: 90 }[orientation];
	const image = sharp(pixels, { raw: { width, height, channels: 3 } });
	const turned = stored === 0 ? image : image.rotate(stored);
	return turned.jpeg({ quality }).withMetadata({ orientation }).toBuffer();
}
