/** The ready photos through the real models: verdict, findings and their places against what is true of each photo. */
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthSchema } from "../../samples/truth.ts";
import { createEngine, type Engine } from "../../src/engine/engine.ts";
import { bounds, boxPolygon, iou, type Polygon } from "../../src/geometry.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { judge, verify } from "../../src/verify.ts";
import { sampleRegistry } from "../bench/registry.ts";

const FOLDER = new URL("../../samples/photos/", import.meta.url);
const NAMES = readdirSync(FOLDER)
	.filter((name) => name.endsWith(".json"))
	.map((name) => name.replace(/\.json$/, ""));
/** A day after every date printed on the samples. */
const TODAY = "2026-11-22";
/** Least overlap of a highlighted place with the planted one, intersection over union of the boxes. */
const MIN_IOU = 0.15;

const overlap = (a: Polygon, b: Polygon): number => iou(boxPolygon(bounds(a)), boxPolygon(bounds(b)));

describe("ready photos", () => {
	let engine: Engine;
	let registry: Awaited<ReturnType<typeof sampleRegistry>>;
	beforeAll(async () => {
		[engine, registry] = await Promise.all([createEngine(), sampleRegistry()]);
	});
	afterAll(() => engine.close());

	it.each(NAMES)("%s", async (name) => {
		const truth = truthSchema.parse(JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8")));
		const photo = readFileSync(new URL(`${name}.jpg`, FOLDER));
		const policy = { today: TODAY, claims: truth.claims ?? {} };
		const { evidence, report } = await verify(photo, registry, policy, engine, { id: name, createdAt: TODAY });

		expect(report.conclusion).toBe(truth.conclusion);
		if (truth.conclusion !== "unreadable") expect(report.family).toBe(truth.family);
		if (truth.conclusion !== "unreadable") expect(report.image.turn).toBe(truth.turn);
		reportSchema.parse(report);
		for (const plant of truth.findings) {
			const places = report.findings
				.filter((f) => f.code === plant.code)
				.flatMap((f) => f.regions.map((r) => r.polygon));
			expect(places, plant.code).not.toHaveLength(0);
			for (const region of plant.regions)
				expect(Math.max(...places.map((p) => overlap(p, region))), plant.code).toBeGreaterThan(MIN_IOU);
		}
		const planted = new Set<string>([...truth.findings.map((f) => f.code), ...truth.allowed]);
		expect(report.findings.filter((f) => f.severity === "violation" && !planted.has(f.code))).toEqual([]);

		// Saved evidence replays to the same findings, without the photo.
		const replayed = judge(JSON.parse(JSON.stringify(evidence)), registry, policy);
		const codes = replayed.results.flatMap(({ code, judgement }) => (judgement.outcome === "fail" ? [code] : []));
		expect(new Set(codes)).toEqual(new Set(report.findings.map((f) => f.code)));
	});
});
