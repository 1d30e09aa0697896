import { describe, expect, it } from "vitest";
import { identityCheck, parseIdentity } from "../../src/rules/numbers/identity.ts";
import { parseLevel, parseOccupationLevel } from "../../src/rules/numbers/level.ts";
import { parseQualificationNumber } from "../../src/rules/numbers/qualification-certificate.ts";
import { parseSkillNumber } from "../../src/rules/numbers/skill-certificate.ts";
import { isCreditCode } from "../../src/text/credit-code.ts";

describe("GB 11643 identity number", () => {
	it("the standard's own examples", () => {
		expect(parseIdentity("11010519491231002X")).toEqual({ ok: true, birth: "1949-12-31", sex: "F" });
		expect(parseIdentity("440524188001010014")).toEqual({ ok: true, birth: "1880-01-01", sex: "M" });
		expect(identityCheck("11010519491231002")).toBe("X");
	});
	it("full-width digits and a small x mean the same", () => {
		expect(parseIdentity("１１０１０５１９４９１２３１００２ｘ")).toMatchObject({ ok: true });
	});
	it.each([
		["110105194912310021", "check"],
		["11010519491331002X", "birth"],
		["11010519490230002X", "birth"],
		["99010519491231002X", "region"],
		["1101051949123100", "form"],
		["1101**********002X", "form"],
		["110105491231002", "form"],
	])("%s: %s", (number, fault) => expect(parseIdentity(number)).toMatchObject({ ok: false, fault }));
});

describe("GB 32100 credit code", () => {
	it("the worked example", () => {
		expect(isCreditCode("91350100M000100Y43")).toBe(true);
		expect(isCreditCode("91350100M000100Y4Z")).toBe(false);
		expect(isCreditCode("91350100M000100Y44")).toBe(false);
		expect(isCreditCode("91350100I000100Y43")).toBe(false);
	});
});

describe("22-character skill number", () => {
	it("the rule's own example, its serial filled in", () => {
		expect(parseSkillNumber("Y000123123456195000001")).toEqual({
			kind: "numbered",
			letter: "Y",
			body: "0001",
			province: "23",
			year: "19",
			level: "5",
		});
		expect(parseSkillNumber("S000035001051243000001")).toMatchObject({ letter: "S", province: "35", level: "3" });
	});
	it.each([
		["S00003500105124300001", "length"],
		["S0000350010512430000017", "length"],
		["A000035001051243000001", "letter"],
		["S000099001051243000001", "province"],
		["S000035001051249000001", "level"],
		["S0000350010512430000I1", "characters"],
	])("%s: %s", (number, fault) => expect(parseSkillNumber(number)).toMatchObject({ kind: "malformed", fault }));
	it.each(["ST00035001051240000012", "S00003500105124T000001", "RSN44190032123456789"])("%s is not settled", (number) =>
		expect(parseSkillNumber(number)).toEqual({ kind: "unsettled" }),
	);
});

describe("16-digit qualification number", () => {
	it("江苏 is 10 in the ministry's own table: no province is refused", () => {
		expect(parseQualificationNumber("1010012003400001")).toEqual({
			kind: "numbered",
			year: "10",
			body: "2",
			level: "4",
		});
		expect(parseQualificationNumber("0972003018300001")).toMatchObject({ kind: "numbered", body: "3" });
	});
	it.each([
		["101001200340000", "length"],
		["1010017003400001", "body"],
		["1010012003900001", "level"],
		["10100I2003400001", "characters"],
	])("%s: %s", (number, fault) => expect(parseQualificationNumber(number)).toMatchObject({ kind: "malformed", fault }));
	it("Shanghai's 13 digits are not settled", () => {
		expect(parseQualificationNumber("1209012003400")).toEqual({ kind: "unsettled" });
	});
});

describe("levels", () => {
	it.each([
		["五级/初级工", "5"],
		["三级／高级工", "3"],
		["一级/高级技师", "1"],
	])("%s is level %s", (text, digit) => expect(parseLevel(text)).toEqual({ kind: "level", digit }));
	it.each(["高级", "三级", "三级/中级工", "六级/初级工", "A级"])("%s is none", (text) =>
		expect(parseLevel(text)).toEqual({ kind: "unknown" }),
	);
	it.each(["特级技师", "首席技师"])("%s is not settled", (text) =>
		expect(parseLevel(text)).toEqual({ kind: "unsettled" }),
	);
	it.each([
		["电工 四级", "4"],
		["汽车维修工（高级技师）", "1"],
		["养老护理员 中级", "4"],
	])("booklet: %s is level %s", (text, digit) => expect(parseOccupationLevel(text)).toEqual({ kind: "level", digit }));
});
