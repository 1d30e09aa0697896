import { expect, it } from "vitest";
import { errorRate, type PhotoFigures, ratio } from "./figures.ts";

const photo = (errors: number, characters: number): PhotoFigures => ({
	seed: 0,
	preset: "scan",
	group: "trap",
	turn: 0,
	milliseconds: 1,
	errors,
	characters,
	termsFound: 0,
	terms: 0,
	fieldsExact: 0,
	fields: 0,
});

it("the error rate weighs every printed character the same, not every photo", () => {
	expect(errorRate([photo(10, 100), photo(0, 300)])).toBe(0.025);
	expect(errorRate([])).toBeNaN();
});

it("a ratio is theirs to ours, and a dash where there is none", () => {
	expect(ratio(3, 2)).toBe("1.50 ×");
	expect(ratio(3, 0)).toBe("–");
	expect(ratio(Number.NaN, 2)).toBe("–");
});
