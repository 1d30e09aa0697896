/** Ways a photo becomes unreadable: each takes the camera beyond what any reader can make out. */
import type { Settings } from "./presets.ts";

export const SPOILINGS = ["strong blur", "too dark", "mostly glare", "too small", "half outside"] as const;
export type Spoiling = (typeof SPOILINGS)[number];

export function spoiled(settings: Settings, how: Spoiling): Settings {
	switch (how) {
		case "strong blur":
			return { ...settings, blur: [16, 26] };
		case "too dark":
			return { ...settings, light: { ...settings.light, exposure: [0.015, 0.035] }, noise: [5, 8], jpeg: [50, 70] };
		case "mostly glare":
			return { ...settings, light: { ...settings.light, glare: 1, glareStrength: 1.4, glareSize: 0.9 } };
		case "too small":
			return { ...settings, sizes: [320, 400, 480] };
		case "half outside":
			return { ...settings, pose: { ...settings.pose, fill: [2.1, 2.6], shift: 1 } };
	}
}
