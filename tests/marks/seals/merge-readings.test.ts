import { describe, expect, it } from "vitest";
import { merged } from "../../../src/marks/seals/merge-readings.ts";
import { NOTHING, type Recognition } from "../../../src/reading/reader.ts";

/** A reading in ten places of equal width; a space is a place where nothing was read. */
function reading(places: string, confidence: number[]): Recognition {
	const characters = [...places].map((c, i) => ({
		c,
		p: confidence[i] ?? 0,
		span: [i / 10, (i + 1) / 10] as [number, number],
	}));
	const read = characters.filter(({ c }) => c !== " ");
	return {
		text: read.map(({ c }) => c).join(""),
		confidence: read.reduce((sum, { p }) => sum + p, 0) / read.length,
		charConfidence: read.map(({ p }) => p),
		spans: read.map(({ span }) => span),
	};
}

const SURE = Array<number>(10).fill(0.95);

describe("several readings made one", () => {
	it("a hole is filled from another reading", () => {
		const all = merged([reading("临江 远航", SURE), reading("  市 航", [0, 0, 0.8, 0, 0.9])]);
		expect(all.text).toBe("临江市远航");
		expect(all.charConfidence).toEqual([0.95, 0.95, 0.8, 0.95, 0.95]);
	});
	it("an unsure character gives way to a surer one, a sure one does not", () => {
		const first = reading("临红市远航", [0.95, 0.5, 0.95, 0.95, 0.95]);
		expect(merged([first, reading("林江", [0.97, 0.9])]).text).toBe("临江市远航");
	});
	it("a guess fills nothing", () => {
		expect(merged([reading("临江 远航", SURE), reading("  币", [0, 0, 0.4])]).text).toBe("临江远航");
	});
	it("the surest reading leads whatever its place in the list", () => {
		expect(merged([reading("临", [0.6]), reading("云溪市", SURE)]).text).toBe("云溪市");
	});
	it("nothing read stays nothing", () => expect(merged([NOTHING]).text).toBe(""));
});
