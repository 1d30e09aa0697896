/** What a copier leaves of a grey picture: black dots of a screen, or black and white at a threshold. */
import type { Random } from "../../samples/generator/random.ts";

/** Darkness 0..1 in, black share 0..1 out. */
export function photocopied(dark: Float32Array, width: number, random: Random): Float32Array {
	const gain = random.float(1, 1.6);
	if (random.chance(0.5)) return thresholded(dark, random.float(0.25, 0.5) / gain, random);
	const pitch = Math.max(2.2, Math.min(random.float(2.4, 6), width / 9));
	const angle = random.pick([0.26, Math.PI / 4, 1.3]);
	const [cos, sin] = [(Math.cos(angle) * Math.PI) / pitch, (Math.sin(angle) * Math.PI) / pitch];
	return dark.map((d, p) => {
		if (d < 0.02) return 0;
		const x = p % width;
		const y = (p / width) | 0;
		const screen = 0.5 + 0.5 * Math.cos((x * cos + y * sin) * 2) * Math.cos((y * cos - x * sin) * 2);
		return edge(d * gain - (0.08 + 0.84 * screen), 0.18);
	});
}

function thresholded(dark: Float32Array, level: number, random: Random): Float32Array {
	const speckle = random.float(0, 0.12);
	return dark.map((d) => (d < 0.02 ? 0 : edge(d - level + speckle * (random.next() - 0.5), 0.1)));
}

const edge = (v: number, soft: number): number => Math.max(0, Math.min(1, 0.5 + v / soft / 2));
