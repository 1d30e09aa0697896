import { describe, expect, it } from "vitest";
import { listedIssuers } from "../../samples/generator/issuers.ts";
import { identityCheck, person, qualificationNumber, skillNumber } from "../../samples/generator/people.ts";
import { Random } from "../../samples/generator/random.ts";

describe("numbers of fictional people", () => {
	it.each([
		["11010519491231002", "X"],
		["44052418800101001", "4"],
	])("agrees with the worked example of GB 11643: %s", (body, check) => {
		expect(identityCheck(body)).toBe(check);
	});

	it("gives nobody a number somebody could hold", () => {
		for (let seed = 0; seed < 200; seed++) {
			const { identityNumber, sex, birth } = person(new Random(seed));
			expect(identityNumber).toMatch(/^\d{2}0099\d{11}[\dX]$/);
			// ISO 7064 MOD 11-2: the weighted sum of all eighteen characters leaves 1.
			const sum = [...identityNumber].reduce((t, c, k) => t + (c === "X" ? 10 : Number(c)) * (2 ** (17 - k) % 11), 0);
			expect(sum % 11).toBe(1);
			expect(Number(identityNumber[16]) % 2 === 1).toBe(sex === "男");
			expect(Number(identityNumber.slice(6, 10))).toBe(birth.year);
		}
	});

	it("writes the year and the level into certificate numbers", () => {
		const random = new Random(3);
		const skill = skillNumber(random, 2023, 4);
		expect(skill).toMatch(/^[SY]0000\d{8}234\d{6}$/);
		expect(skill).toHaveLength(22);
		expect(qualificationNumber(random, 2010, 3)).toMatch(/^1010\d{6}3\d{5}$/);
	});
});

/** Check character of a unified social credit code (GB 32100-2015). */
function creditCheck(first17: string): string {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	const sum = [...first17].reduce((s, c, k) => s + alphabet.indexOf(c) * (3 ** k % 31), 0);
	return alphabet[(31 - (sum % 31)) % 31] ?? "";
}

describe("samples/issuers.csv", () => {
	it("holds both lists for every family with an issuer", () => {
		for (const family of ["skill-level", "special-ability", "training-completion"])
			for (const listing of ["whitelist", "blacklist"])
				expect(listedIssuers.some((i) => i.listing === listing && i.families.includes(family))).toBe(true);
	});

	it("has valid credit codes, each once", () => {
		expect(creditCheck("91350100M000100Y4")).toBe("3");
		for (const { name, creditCode } of listedIssuers)
			expect({ name, check: creditCode[17] }).toEqual({ name, check: creditCheck(creditCode.slice(0, 17)) });
		expect(new Set(listedIssuers.map((i) => i.creditCode)).size).toBe(listedIssuers.length);
	});
});
