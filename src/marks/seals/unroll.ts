/**
 * A ring of text as a straight strip. Places in a ring are told by how far along they lie (`t`, share of the way round, clockwise
 * from the long axis's end) and how deep under the ring line (`depth`, share of the short half axis, along the normal): characters
 * of oval seals too keep their height and stand upright on the strip.
 */
import type { Raster } from "../../vision/raster.ts";
import type { Ellipse } from "../ellipse.ts";
import type { Shade } from "./ink-layer.ts";

/** Height in pixels of the strips given to the reader: what its recogniser works on. */
export const STRIP_HEIGHT = 48;

const STEPS = 720;

/** Of a strip of text, this share is surely paper and this share not yet the darkest strokes. */
const PAPER_QUANTILE = 0.2;
const STROKE_QUANTILE = 0.97;
/** Weakest strokes that are made black, as a share of the seal's strong ones. */
const LEAST_SPAN = 0.15;

export interface Track {
	ring: Ellipse;
	/** Length of the way round at the depth the track was made for, pixels. */
	length: number;
	/** Place in the picture by depth, at one place along the way. */
	at(t: number): (depth: number) => [number, number];
	/** Share of the way round at a direction seen from the centre, radians in the picture (clockwise, 0 = to the right). */
	towards(direction: number): number;
}

/** The track along a ring, evenly divided at `depth`, where the middle of the characters runs. */
export function trackOf(ring: Ellipse, depth: number): Track {
	const local = (angle: number, d: number): [number, number] => {
		const [nx, ny] = [Math.cos(angle) / ring.rx, Math.sin(angle) / ring.ry];
		const k = (d * ring.ry) / Math.hypot(nx, ny);
		return [ring.rx * Math.cos(angle) - nx * k, ring.ry * Math.sin(angle) - ny * k];
	};
	const way = [0];
	for (let i = 1; i <= STEPS; i++) {
		const [x0, y0] = local(((i - 1) / STEPS) * 2 * Math.PI, depth);
		const [x1, y1] = local((i / STEPS) * 2 * Math.PI, depth);
		way.push((way[i - 1] as number) + Math.hypot(x1 - x0, y1 - y0));
	}
	const length = way[STEPS] as number;
	const angleAt = (t: number): number => {
		const wanted = (t - Math.floor(t)) * length;
		let low = 0;
		let high = STEPS;
		while (high - low > 1) {
			const middle = (low + high) >> 1;
			if ((way[middle] as number) <= wanted) low = middle;
			else high = middle;
		}
		const span = (way[high] as number) - (way[low] as number) || 1;
		return ((low + (wanted - (way[low] as number)) / span) / STEPS) * 2 * Math.PI;
	};
	const [cos, sin] = [Math.cos(ring.angle), Math.sin(ring.angle)];
	return {
		ring,
		length,
		at(t) {
			const angle = angleAt(t);
			const [nx, ny] = [Math.cos(angle) / ring.rx, Math.sin(angle) / ring.ry];
			const k = ring.ry / Math.hypot(nx, ny);
			const [u0, v0] = [ring.rx * Math.cos(angle), ring.ry * Math.sin(angle)];
			return (d) => {
				const [u, v] = [u0 - nx * k * d, v0 - ny * k * d];
				return [ring.x + u * cos - v * sin, ring.y + u * sin + v * cos];
			};
		},
		towards(direction) {
			const own = direction - ring.angle;
			const angle = Math.atan2(Math.sin(own) * ring.rx, Math.cos(own) * ring.ry);
			const step = ((angle / (2 * Math.PI) + 1) % 1) * STEPS;
			const low = Math.min(STEPS - 1, Math.floor(step));
			return ((way[low] as number) + (step - low) * ((way[low + 1] as number) - (way[low] as number))) / length;
		},
	};
}

export interface Stretch {
	/** Where the strip begins and how much of the way round it takes, shares of the whole. */
	from: number;
	share: number;
	/** Depths of its upper and lower edge. */
	outer: number;
	inner: number;
	/** Width factor: seal type is tall and narrow, the recogniser knows square characters. */
	widen: number;
}

/** The strip as a grey picture, dark on white. */
export function unroll(ink: Shade, track: Track, { from, share, outer, inner, widen }: Stretch): Raster {
	const deep = (inner - outer) * track.ring.ry;
	const width = Math.max(STRIP_HEIGHT, Math.round((share * track.length * STRIP_HEIGHT * widen) / deep));
	return strip(width, deep, (u) => {
		const under = track.at(from + u * share);
		return (v) => ink(...under(outer + v * (inner - outer)));
	});
}

/**
 * A grey picture STRIP_HEIGHT high from white paper to black strokes. `column` takes a fraction 0..1 of the width and gives the shade by
 * the fraction of the height; `deep` is how many source pixels the height stands for.
 */
export function strip(width: number, deep: number, column: (u: number) => (v: number) => number): Raster {
	// Where it shrinks, several samples make one pixel, so that thin strokes do not vanish.
	const fine = Math.min(3, Math.max(1, Math.round(deep / STRIP_HEIGHT)));
	const values = new Float32Array(width * STRIP_HEIGHT);
	for (let x = 0; x < width; x++)
		for (let i = 0; i < fine; i++) {
			const shade = column((x + (i + 0.5) / fine) / width);
			for (let y = 0; y < STRIP_HEIGHT * fine; y++) {
				const at = Math.floor(y / fine) * width + x;
				values[at] = (values[at] as number) + shade((y + 0.5) / fine / STRIP_HEIGHT);
			}
		}
	const sorted = values.filter((_, i) => i % 7 === 0).sort();
	const white = sorted[Math.floor(sorted.length * PAPER_QUANTILE)] as number;
	const span = Math.max(
		LEAST_SPAN * fine * fine,
		(sorted[Math.floor(sorted.length * STROKE_QUANTILE)] as number) - white,
	);
	const data = new Uint8Array(values.length * 3);
	values.forEach((value, i) => {
		data.fill(Math.round(255 * (1 - Math.min(1, Math.max(0, (value - white) / span)))), 3 * i, 3 * i + 3);
	});
	return { width, height: STRIP_HEIGHT, data };
}
