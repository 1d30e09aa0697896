import { describe, expect, it } from "vitest";
import { strokeLevel } from "../../../src/marks/seals/ink-layer.ts";
import { trackOf, unroll } from "../../../src/marks/seals/unroll.ts";

const OVAL = { x: 300, y: 200, rx: 150, ry: 100, angle: 0.3 };

describe("the track along a ring", () => {
	it("is as long as the circle at its depth", () => {
		const track = trackOf({ x: 0, y: 0, rx: 100, ry: 100, angle: 0 }, 0.25);
		expect(track.length).toBeCloseTo(2 * Math.PI * 75, 0);
	});
	it("finds back the direction of each of its places", () => {
		const track = trackOf(OVAL, 0.2);
		for (const t of [0, 0.13, 0.4, 0.77]) {
			const [x, y] = track.at(t)(0);
			const found = track.towards(Math.atan2(y - OVAL.y, x - OVAL.x));
			expect(Math.abs(((found - t + 1.5) % 1) - 0.5)).toBeLessThan(0.003);
		}
	});
	it("goes equally deep under the ring everywhere", () => {
		const track = trackOf(OVAL, 0.2);
		for (let t = 0; t < 1; t += 0.1) {
			const [[x0, y0], [x1, y1]] = [track.at(t)(0), track.at(t)(0.2)];
			expect(Math.hypot(x1 - x0, y1 - y0)).toBeCloseTo(20, 1);
		}
	});
});

describe("unrolling", () => {
	it("lays what runs clockwise from left to right, the outside up", () => {
		const ring = { x: 100, y: 100, rx: 90, ry: 90, angle: 0 };
		// Ink only near the ring in the lower right quarter: the first quarter of the way, upper half of the strip.
		const ink = (x: number, y: number) => (x > 100 && y > 100 && Math.hypot(x - 100, y - 100) > 75 ? 1 : 0);
		const { width, height, data } = unroll(ink, trackOf(ring, 0.2), {
			from: 0,
			share: 1,
			outer: 0.05,
			inner: 0.35,
			widen: 1,
		});
		const dark = (u: number, v: number) =>
			(data[(Math.floor(v * height) * width + Math.floor(u * width)) * 3] ?? 255) < 128;
		expect([dark(0.125, 0.1), dark(0.125, 0.9), dark(0.4, 0.1), dark(0.9, 0.1)]).toEqual([true, false, false, false]);
	});
});

describe("the level of strokes", () => {
	it("follows faint ink", () => {
		const faint = Array.from({ length: 100 }, (_, i) => (i % 4 === 0 ? 0.4 : 0.02));
		expect(strokeLevel(faint, 0.25)).toBeCloseTo(0.18, 2);
	});
	it("takes paper alone for paper", () => {
		expect(strokeLevel(Array<number>(100).fill(0.03), 0.25)).toBeGreaterThan(0.1);
	});
});
