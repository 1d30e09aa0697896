/** Ways a photo becomes unreadable: each takes a preset beyond what any reader can make out. */
import type { Preset } from "./presets.ts";

export const SPOILINGS = ["strong blur", "too dark", "mostly glare", "too small", "half outside"] as const;
export type Spoiling = (typeof SPOILINGS)[number];

export function spoiled(preset: Preset, how: Spoiling): Preset {
	switch (how) {
		case "strong blur":
			return { ...preset, blur: [16, 26] };
		case "too dark":
			return { ...preset, light: { ...preset.light, exposure: [0.015, 0.035] }, noise: [5, 8], jpeg: [50, 70] };
		case "mostly glare":
			return { ...preset, light: { ...preset.light, glare: 1, glareStrength: 1.4, glareSize: 0.9 } };
		case "too small":
			return { ...preset, sizes: [320, 400, 480] };
		case "half outside":
			return { ...preset, pose: { ...preset.pose, fill: [2.1, 2.6], shift: 1 } };
	}
}
