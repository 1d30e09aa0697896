/** Light on the scene: uneven, tinted, with soft shadows and glare. */
import type { Random } from "../../samples/generator/random.ts";
import type { Raster } from "../../src/vision/raster.ts";

/** Light has no detail finer than this, px. */
const CELL = 16;
/** Values per point of the grid: how much light in red, green and blue, and how far towards white. */
const VALUES = 4;

/** Lights the scene in place. Returns the names of what was laid over it. */
export function lightScene({ data, width, height }: Raster, random: Random): string[] {
	const [shadow, glare] = [random.chance(0.3), random.chance(0.12)];
	const at = lightAt(shadow, glare, random);
	const columns = Math.ceil(width / CELL) + 1;
	const grid = new Float32Array(columns * (Math.ceil(height / CELL) + 1) * VALUES);
	for (let k = 0; k < grid.length / VALUES; k++)
		grid.set(at(((k % columns) * CELL) / width, (Math.floor(k / columns) * CELL) / height), k * VALUES);
	const row = new Float32Array(columns * VALUES);
	for (let y = 0, s = 0; y < height; y++) {
		const top = Math.floor(y / CELL) * columns * VALUES;
		const down = (y % CELL) / CELL;
		for (let k = 0; k < row.length; k++)
			row[k] = (grid[top + k] as number) * (1 - down) + (grid[top + row.length + k] as number) * down;
		for (let x = 0; x < width; x++) {
			const left = ((x / CELL) | 0) * VALUES;
			const across = (x % CELL) / CELL;
			const white = (row[left + 3] as number) * (1 - across) + (row[left + 7] as number) * across;
			for (let c = left; c < left + 3; c++, s++) {
				const gain = (row[c] as number) * (1 - across) + (row[c + VALUES] as number) * across;
				const lit = (data[s] as number) * gain;
				const capped = lit > 255 ? 255 : lit;
				data[s] = capped + (255 - capped) * white;
			}
		}
	}
	return [...(shadow ? ["shadow"] : []), ...(glare ? ["glare"] : [])];
}

/** Light at a point given in shares of the scene: gains of the three channels and the share of white glare. */
function lightAt(shadow: boolean, glare: boolean, random: Random): (x: number, y: number) => number[] {
	const direction = random.float(0, 2 * Math.PI);
	const [dx, dy] = [Math.cos(direction), Math.sin(direction)];
	const [level, fall, corner] = [random.float(0.72, 1.2), random.float(0, 0.4), random.float(0, 0.12)];
	const cast = random.pick([0.02, 0.06, 0.15]);
	const [warm, green] = [random.float(-cast, cast), random.float(-cast, cast) / 3];
	const [leaves, cover] = [random.float(0.4, 0.85), shadowOf(random)];
	const spot = {
		x: random.float(0, 1),
		y: random.float(0, 1),
		r: random.float(0.06, 0.3),
		stretch: random.float(0.3, 1),
	};
	const strength = random.float(0.25, 0.8);
	return (x, y) => {
		const ramp = (x - 0.5) * dx + (y - 0.5) * dy;
		const edge = corner * 2 * ((x - 0.5) ** 2 + (y - 0.5) ** 2);
		const shaded = shadow ? 1 - (1 - leaves) * cover(x, y) : 1;
		const light = level * (1 - fall * (0.5 - ramp / 1.42)) * (1 - edge) * shaded;
		const far = ((x - spot.x) / spot.r) ** 2 + ((y - spot.y) / (spot.r * spot.stretch)) ** 2;
		return [light * (1 + warm), light * (1 + green), light * (1 - warm), glare ? strength * Math.exp(-far) : 0];
	};
}

/** Cover of a shadow, 0..1: a half plane or a disc with a soft edge, as of a hand, a phone or a window frame. */
function shadowOf(random: Random): (x: number, y: number) => number {
	const soft = random.float(0.01, 0.14);
	const edge = (d: number): number => 1 / (1 + Math.exp(-d / soft));
	if (random.chance(0.5)) {
		const [a, offset] = [random.float(0, 2 * Math.PI), random.float(-0.1, 0.3)];
		return (x, y) => edge((x - 0.5) * Math.cos(a) + (y - 0.5) * Math.sin(a) - offset);
	}
	const [cx, cy, r] = [random.float(0, 1), random.float(0, 1.1), random.float(0.15, 0.45)];
	return (x, y) => edge(r - Math.hypot(x - cx, y - cy));
}
