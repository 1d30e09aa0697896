import { expect, test } from "vitest";
import { fadeSeals } from "../../src/reading/seal-ink.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { draw, HEIGHT, PRINTED, WIDTH } from "./page.ts";

const INK = [206, 44, 48] as const;
const CENTRE = [600, 420] as const;

/** Multiplies red ink over a page wherever `covers` says so, as a stamp does. */
function stamp(page: Raster, covers: (x: number, y: number) => boolean): Raster {
	const data = new Uint8Array(page.data);
	for (let y = 0; y < HEIGHT; y++)
		for (let x = 0; x < WIDTH; x++)
			if (covers(x, y))
				for (let c = 0; c < 3; c++) {
					const i = (y * WIDTH + x) * 3 + c;
					data[i] = ((data[i] as number) * (INK[c] as number)) / 255;
				}
	return { ...page, data };
}

const ring = (x: number, y: number): boolean => {
	const r = Math.hypot(x - CENTRE[0], y - CENTRE[1]);
	return r < 12 || (r > 62 && r < 70);
};

/** Largest difference of any channel within the seal's box. */
function difference(a: Raster, b: Raster): number {
	let worst = 0;
	for (let y = 345; y < 495; y++)
		for (let x = 525; x < 675; x++)
			for (let c = 0; c < 3; c++) {
				const i = (y * WIDTH + x) * 3 + c;
				worst = Math.max(worst, Math.abs((a.data[i] as number) - (b.data[i] as number)));
			}
	return worst;
}

test("a seal fades into the paper and the print beneath it stays", async () => {
	const page = draw([...PRINTED, { text: "发证机构海澜市职业学校", x: 420, y: 430, size: 26 }]);
	const stamped = stamp(page, ring);
	expect(difference(stamped, page)).toBeGreaterThan(150);
	const faded = await fadeSeals(stamped);
	expect(difference(faded, page)).toBeLessThan(50);
});

test("pages without a seal come back as they are", async () => {
	const page = draw(PRINTED);
	expect(await fadeSeals(page)).toBe(page);
});

test("a red title, a red bar and a red page are no seals", async () => {
	const page = draw(PRINTED);
	for (const covers of [
		(_x: number, y: number) => y < 110,
		(x: number, y: number) => x > 100 && x < 500 && y > 500 && y < 560,
		() => true,
	]) {
		const red = stamp(page, covers);
		expect(await fadeSeals(red)).toBe(red);
	}
});
