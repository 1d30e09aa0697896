/** How hard the photos are: ranges of pose, light, lens and file for each preset. */
import type { Preset } from "../../truth.ts";
import type { Random } from "../random.ts";
import type { Background } from "./background.ts";
import type { LightRange } from "./light.ts";
import type { PoseRange } from "./pose.ts";

export interface Settings {
	/** Long side of the photo, px, and its share of all. */
	sizes: readonly number[];
	pose: PoseRange;
	light: LightRange;
	backgrounds: readonly Background[];
	/** Gaussian blur of lens and focus, standard deviation in px of a 12-megapixel photo. */
	blur: readonly [number, number];
	/** Chance of motion blur, and its length in px of a 12-megapixel photo. */
	motion: number;
	motionLength: number;
	/** Sensor noise, standard deviation in grey levels. */
	noise: readonly [number, number];
	jpeg: readonly [number, number];
	/** Chance of a quarter turn without an EXIF flag, and of a turn with one. */
	turned: number;
	flagged: number;
}

const PHONE = [4032, 4032, 4032, 4000, 3264];

export const SETTINGS: Record<Preset, Settings> = {
	scan: {
		sizes: [3508, 2480, 2339],
		pose: { tilt: 0, roll: 1.2, fill: [0.96, 0.99], shift: 0.5 },
		light: {
			fall: 0.985,
			shadow: 0,
			shadowLeaves: 1,
			glare: 0,
			glareStrength: 0,
			glareSize: 0.1,
			cast: 0.01,
			exposure: [0.97, 1.02],
		},
		backgrounds: ["scanner"],
		blur: [0.4, 0.8],
		motion: 0,
		motionLength: 0,
		noise: [0.5, 2],
		jpeg: [82, 94],
		turned: 0.04,
		flagged: 0,
	},
	easy: {
		sizes: PHONE,
		pose: { tilt: 8, roll: 3, fill: [0.8, 0.95], shift: 0.5 },
		light: {
			fall: 0.9,
			shadow: 0.1,
			shadowLeaves: 0.85,
			glare: 0,
			glareStrength: 0,
			glareSize: 0.1,
			cast: 0.03,
			exposure: [0.92, 1.04],
		},
		backgrounds: ["dark-desk", "wood", "light-desk", "cloth"],
		blur: [0.5, 1],
		motion: 0,
		motionLength: 0,
		noise: [1, 3],
		jpeg: [85, 93],
		turned: 0.05,
		flagged: 0.15,
	},
	typical: {
		sizes: [...PHONE, 3024, 2560, 2048],
		pose: { tilt: 20, roll: 9, fill: [0.72, 0.95], shift: 0.8 },
		light: {
			fall: 0.75,
			shadow: 0.35,
			shadowLeaves: 0.65,
			glare: 0.2,
			glareStrength: 0.35,
			glareSize: 0.12,
			cast: 0.07,
			exposure: [0.82, 1.04],
		},
		backgrounds: ["dark-desk", "light-desk", "wood", "cluttered", "low-contrast", "cloth"],
		blur: [0.7, 1.6],
		motion: 0.1,
		motionLength: 4,
		noise: [2, 5],
		jpeg: [75, 92],
		turned: 0.15,
		flagged: 0.2,
	},
	hard: {
		sizes: [4032, 3264, 2560, 2048, 1920, 1600],
		pose: { tilt: 33, roll: 22, fill: [0.65, 1.03], shift: 1 },
		light: {
			fall: 0.55,
			shadow: 0.6,
			shadowLeaves: 0.45,
			glare: 0.4,
			glareStrength: 0.55,
			glareSize: 0.14,
			cast: 0.12,
			exposure: [0.62, 1.1],
		},
		backgrounds: ["dark-desk", "light-desk", "wood", "cluttered", "low-contrast", "cloth", "scanner"],
		blur: [1, 2.4],
		motion: 0.3,
		motionLength: 8,
		noise: [3, 9],
		jpeg: [55, 85],
		turned: 0.3,
		flagged: 0.2,
	},
};

/** Width over height of photos: phones take 4:3, some 16:9. */
export const aspect = (random: Random): number => random.pick([4 / 3, 4 / 3, 4 / 3, 16 / 9]);
