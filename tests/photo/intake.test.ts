import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openPhoto } from "../../src/photo/intake.ts";
import { CORNERS, HOSTILE_INPUTS } from "./hostile-inputs.ts";

/** Largest difference of a channel that lossy coding and colour conversion (CMYK is the coarsest) may leave. */
const TOLERANCE = 56;

describe("openPhoto", () => {
	it.each(HOSTILE_INPUTS)("$name", async ({ build, expect: wanted }) => {
		const bytes = await build();
		const load = async () => {
			const photo = await openPhoto(bytes);
			return { photo, raster: await photo.load(0) };
		};
		if ("code" in wanted) {
			await expect(load()).rejects.toMatchObject({ name: "ZhengjianError", code: wanted.code });
			return;
		}
		const { photo, raster } = await load();
		expect({ format: photo.format, pages: photo.pages }).toEqual({ format: wanted.format, pages: wanted.pages });
		expect(photo.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
		expect([raster.width, raster.height]).toEqual([wanted.width, wanted.height]);
		expect(raster.data).toHaveLength(wanted.width * wanted.height * 3);
		for (const { at, rgb } of CORNERS) {
			const i = (Math.floor(at[1] * raster.height) * raster.width + Math.floor(at[0] * raster.width)) * 3;
			const seen = [...raster.data.subarray(i, i + 3)];
			seen.forEach((value, c) => {
				expect(Math.abs(value - (rgb[c] as number)), `${seen} instead of ${rgb}`).toBeLessThanOrEqual(TOLERANCE);
			});
		}
	});

	it("converts a Display P3 profile to sRGB in HEIC as in JPEG", async () => {
		const named = (name: string) => HOSTILE_INPUTS.find((input) => input.name === name) ?? expect.fail(name);
		const red = async (name: string) => {
			const { data, width } = await (await openPhoto(await named(name).build())).load(0);
			const i = (30 * width + 42) * 3;
			return [...data.subarray(i, i + 3)] as [number, number, number];
		};
		const [heic, jpeg] = [await red("HEIC with Display P3 profile"), await red("JPEG with Display P3 profile")];
		heic.forEach((value, c) => {
			expect(Math.abs(value - (jpeg[c] as number))).toBeLessThanOrEqual(8);
		});
	});

	it("loads every page and refuses others", async () => {
		const input = HOSTILE_INPUTS.find(({ name }) => name === "TIFF of two pages") ?? expect.fail();
		const photo = await openPhoto(await input.build());
		const [first, second] = [await photo.load(0), await photo.load(1)];
		expect(second.width).toBe(first.width);
		expect(second.data.subarray(0, 3)).not.toEqual(first.data.subarray(0, 3));
		await expect(photo.load(2)).rejects.toThrow(RangeError);
	});
});
