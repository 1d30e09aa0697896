/** Light on the scene: a smooth gradient, soft shadows and glare, drawn small and enlarged. */
import sharp from "sharp";
import type { Random } from "../random.ts";

export interface LightRange {
	/** Brightness of the darkest corner against the brightest, 1 = even. */
	fall: number;
	/** Chance of a soft shadow across the scene, and how much light it leaves. */
	shadow: number;
	shadowLeaves: number;
	/** Chance of a glare spot, and how far towards white its middle goes, 0..1. */
	glare: number;
	glareStrength: number;
	/** Glare radius as a share of the long side. */
	glareSize: number;
	/** Largest departure of the red and blue channels from neutral. */
	cast: number;
	/** Overall exposure, 1 = paper at its own brightness. */
	exposure: readonly [number, number];
}

/** Side of the small picture, px; light has no detail finer than 1/64 of the frame. */
const GRID = 64;

export interface LightMap {
	/** Per pixel and channel: 128 = the scene's own brightness, 64 = half of it. */
	gain: Buffer;
	/** Per pixel: how far towards white, 0..255. */
	glare: Buffer;
}

export async function lightMap(width: number, height: number, range: LightRange, random: Random): Promise<LightMap> {
	const gain = new Uint8Array(GRID * GRID * 3);
	const glare = new Uint8Array(GRID * GRID);
	const direction = random.float(0, 2 * Math.PI);
	const exposure = random.float(...range.exposure);
	const warm = random.float(-range.cast, range.cast);
	const shadow = random.chance(range.shadow) ? shadowOf(random) : null;
	const leaves = random.float(range.shadowLeaves, 1 - (1 - range.shadowLeaves) * 0.3);
	const spots = random.chance(range.glare)
		? Array.from({ length: random.int(1, 2) }, () => ({
				x: random.float(0.1, 0.9),
				y: random.float(0.1, 0.9),
				r: range.glareSize * random.float(0.6, 1.2),
				stretch: random.float(0.5, 1),
			}))
		: [];
	const strength = range.glareStrength * random.float(0.7, 1);
	for (let j = 0; j < GRID; j++)
		for (let i = 0; i < GRID; i++) {
			const [x, y] = [i / (GRID - 1), j / (GRID - 1)];
			const ramp = (x - 0.5) * Math.cos(direction) + (y - 0.5) * Math.sin(direction);
			const vignette = 1 - 0.25 * (1 - range.fall) * ((x - 0.5) ** 2 + (y - 0.5) ** 2) * 4;
			const even = (1 - (1 - range.fall) * (0.5 - ramp / 1.42)) * vignette;
			const level = exposure * even * (shadow ? 1 - (1 - leaves) * shadow(x, y) : 1);
			const at = (j * GRID + i) * 3;
			gain[at] = clamp(128 * level * (1 + warm));
			gain[at + 1] = clamp(128 * level);
			gain[at + 2] = clamp(128 * level * (1 - warm));
			const lit = spots.reduce(
				(m, s) => Math.max(m, Math.exp(-(((x - s.x) / s.r) ** 2 + ((y - s.y) / (s.r * s.stretch)) ** 2))),
				0,
			);
			glare[j * GRID + i] = clamp(255 * strength * lit);
		}
	const enlarge = (data: Uint8Array, channels: 1 | 3) =>
		sharp(data, { raw: { width: GRID, height: GRID, channels } })
			.resize(width, height, { fit: "fill", kernel: "cubic" })
			.raw()
			.toBuffer();
	return { gain: await enlarge(gain, 3), glare: await enlarge(glare, 1) };
}

const clamp = (v: number): number => Math.max(0, Math.min(255, Math.round(v)));

/** Cover of a hand's or phone's shadow, 0..1: a half plane or a disc with a soft edge. */
function shadowOf(random: Random): (x: number, y: number) => number {
	const soft = random.float(0.03, 0.14);
	const edge = (d: number) => 1 / (1 + Math.exp(-d / soft));
	if (random.chance(0.5)) {
		const a = random.float(0, 2 * Math.PI);
		const offset = random.float(0.02, 0.3);
		return (x, y) => edge((x - 0.5) * Math.cos(a) + (y - 0.5) * Math.sin(a) - offset);
	}
	const [cx, cy, r] = [random.float(0, 1), random.float(0.5, 1.1), random.float(0.2, 0.45)];
	return (x, y) => edge(r - Math.hypot(x - cx, y - cy));
}
