import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { generatePhoto, type Sample, SEEDS } from "../../samples/generator/corpus.ts";
import { FACES } from "../../samples/generator/fonts.ts";
import { Sheet } from "../../samples/generator/pages/sheet.ts";
import { type Truth, truthSchema } from "../../samples/truth.ts";
import { bounds, type Polygon } from "../../src/geometry.ts";

/** Grey levels of a photo as a reader sees it, EXIF orientation applied. */
async function grey(image: Buffer): Promise<{ width: number; height: number; data: Buffer }> {
	const { data, info } = await sharp(image).rotate().greyscale().raw().toBuffer({ resolveWithObject: true });
	return { width: info.width, height: info.height, data };
}

/** Darkest and middle grey level within a polygon's upright box. */
function levels(picture: { width: number; data: Buffer }, polygon: Polygon): { darkest: number; median: number } {
	const { x, y, width, height } = bounds(polygon);
	const values: number[] = [];
	for (let j = Math.ceil(y); j < y + height; j++)
		for (let i = Math.ceil(x); i < x + width; i++) values.push(picture.data[j * picture.width + i] ?? 0);
	values.sort((a, b) => a - b);
	return { darkest: values[Math.floor(values.length * 0.02)] ?? 0, median: values[values.length >> 1] ?? 0 };
}

describe("generatePhoto", () => {
	it("gives the same photo for the same seed, another for another", async () => {
		const options = { group: "clean-skill-level", preset: "typical", size: 700 } as const;
		const [a, b, c] = [
			await generatePhoto(SEEDS.test, options),
			await generatePhoto(SEEDS.test, options),
			await generatePhoto(SEEDS.test + 1, options),
		];
		expect(a.image.equals(b.image)).toBe(true);
		expect(a.truth).toEqual(b.truth);
		expect(a.image.equals(c.image)).toBe(false);
	});

	// Six photos among which several are turned, with and without an EXIF flag.
	it.each([0, 1, 2, 3, 4, 5])("outlines ink wherever it says there is a line (%i)", async (k) => {
		const { image, truth }: Sample = await generatePhoto(SEEDS.test + k, {
			group: "clean-special-ability",
			preset: "hard",
			size: 1600,
		});
		const picture = await grey(image);
		expect(truth.lines.length).toBeGreaterThan(5);
		for (const line of truth.lines) {
			const { darkest, median } = levels(picture, line.polygon);
			expect(darkest, line.text).toBeLessThan(median - 12);
		}
	});

	it("refuses a group it does not know", async () => {
		await expect(generatePhoto(1, { group: "nothing" })).rejects.toThrow(/unknown group/);
	});
});

describe("character widths", () => {
	it.each(Object.entries(FACES))("%s: the outline of a line is where its ink is", (_, face) => {
		const sheet = new Sheet(120, 30);
		sheet.ground('<rect width="120" height="30" fill="#fff"/>');
		const line = sheet.text("国职业Skill2024级证国", 10, 8, { face, size: 8, fill: "#000" });
		const scale = 10;
		const { width, height, data } = sheet.render(scale);
		const columns: number[] = [];
		for (let x = 0; x < width; x++)
			for (let y = 0; y < height; y++)
				if ((data[4 * (y * width + x)] ?? 255) < 100) {
					columns.push(x / scale);
					break;
				}
		const { x, width: long } = bounds(line.polygon);
		expect(Math.abs((columns[0] ?? 0) - x)).toBeLessThan(1.5);
		expect(Math.abs((columns.at(-1) ?? 0) - x - long)).toBeLessThan(1.5);
	});
});

describe("samples/photos", () => {
	const folder = fileURLToPath(new URL("../../samples/photos/", import.meta.url));
	const files = readdirSync(folder);
	const truths: Truth[] = files
		.filter((f) => f.endsWith(".json"))
		.map((f) => truthSchema.parse(JSON.parse(readFileSync(folder + f, "utf8"))));

	it("pairs every photo with its truth and stays under 8 MB", () => {
		expect(truths.length).toBeGreaterThanOrEqual(16);
		expect(files.filter((f) => f.endsWith(".jpg")).sort()).toEqual(truths.map((t) => t.file).sort());
		expect(files.reduce((s, f) => s + statSync(folder + f).size, 0)).toBeLessThan(8e6);
	});

	it("shows every conclusion, every family and the chief violations", () => {
		const conclusions = new Set(truths.map((t) => t.conclusion));
		for (const c of ["violation", "suspect", "conforming", "unrecognized", "unreadable"])
			expect(conclusions).toContain(c);
		const families = new Set(truths.map((t) => t.family));
		for (const f of ["skill-level", "vocational-qualification", "special-ability", "training-completion"])
			expect(families).toContain(f);
		const codes = new Set(truths.flatMap((t) => t.findings.map((f) => f.code)));
		for (const c of [
			"wording.national-name",
			"wording.endorsement",
			"wording.authority",
			"mark.national-emblem",
			"layout.title",
			"layout.missing",
			"layout.displaced",
			"issuer.blacklisted",
		])
			expect(codes).toContain(c);
	});

	it("keeps every outlined finding within its photo", async () => {
		for (const truth of truths) {
			const { width = 0, height = 0, orientation = 1 } = await sharp(folder + truth.file).metadata();
			const [w, h] = orientation > 4 ? [height, width] : [width, height];
			for (const polygon of truth.findings.flatMap((f) => f.regions))
				for (const [x, y] of polygon) {
					expect(x).toBeGreaterThanOrEqual(0);
					expect(y).toBeGreaterThanOrEqual(0);
					expect(x).toBeLessThanOrEqual(w);
					expect(y).toBeLessThanOrEqual(h);
				}
		}
	});

	it("can be made again from its seed", async () => {
		const truth = truths.find((t) => t.group === "mark.national-emblem");
		if (!truth) throw new Error("no such sample");
		const again = await generatePhoto(truth.seed, {
			group: truth.group,
			preset: truth.preset,
			size: 2000,
			quality: 70,
		});
		expect(again.truth).toEqual(truth);
	});
});
