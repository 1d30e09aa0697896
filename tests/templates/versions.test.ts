import { describe, expect, it } from "vitest";
import type { Homography } from "../../src/geometry.ts";
import { matchForm } from "../../src/templates/match.ts";
import { shippedTemplates } from "../../src/templates/registered.ts";
import type { Template } from "../../src/templates/schema.ts";
import { inUse, versionAt } from "../../src/templates/versions.ts";
import { filledForm, SKILL_VALUES } from "./filled-form.ts";

const MAP: Homography = [7, 0, 40, 0, 7, 20, 0, 0, 1];
const first = shippedTemplates.find(({ id }) => id === "special-ability") as Template;
/** The form was changed on a day: another label for the same field. */
const since = (validFrom: string | null, version = 2): Template => ({
	...first,
	version,
	validFrom,
	elements: first.elements.map((e) =>
		e.name === "ability" && e.kind === "field" ? { ...e, pattern: "专项能力项目：{value}" } : e,
	),
});
const VALUES = { ...SKILL_VALUES, ability: "瑶绣制作", result: "合格", sex: "女" };
const numbers = (templates: readonly Template[]) => templates.map(({ version }) => version);

describe("versions in use", () => {
	it("leave out one that a later version covers wholly, and keep one that still judges older certificates", () => {
		expect(numbers(inUse([first, since(null)]))).toEqual([2]);
		expect(numbers(inUse([first, since("2024-01-01")]))).toEqual([1, 2]);
		expect(numbers(inUse([{ ...first, validTo: "2023-12-31" }, since("2024-01-01"), since("2024-01-01", 3)]))).toEqual([
			1, 3,
		]);
	});

	it.each([
		["2023-12-31", 1],
		["2024-01-01", 2],
		["2026-01-01", 2],
	])("on %s: version %s", (date, version) => {
		expect(versionAt([first, since("2024-01-01")], first.id, date)?.version).toBe(version);
	});

	it("before the first one: none", () => {
		expect(versionAt([since("2024-01-01")], first.id, "2023-12-31")).toBeNull();
	});
});

describe("a certificate is matched with the version of its day", () => {
	const both = [first, since("2024-06-01")];
	it.each([
		["an old one on the old form", first, "2024年03月05日", 1],
		["a new one on the new form", both[1] as Template, "2024年07月05日", 2],
		["a new one on the old form is compared with the new form", first, "2024年07月05日", 2],
		["an old one on the new form is compared with the old form", both[1] as Template, "2024年03月05日", 1],
	])("%s", (_case, printedOn, issueDate, version) => {
		const found = matchForm(filledForm(printedOn, { ...VALUES, issueDate }, MAP), both);
		expect(found?.template.version).toBe(version);
	});

	it("without a date the form that fits is taken", () => {
		const found = matchForm(filledForm(both[1] as Template, VALUES, MAP, { drop: ["issueDate"] }), both);
		expect(found?.template.version).toBe(2);
	});
});
