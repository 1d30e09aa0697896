import { describe, expect, it } from "vitest";
import { applyHomography, type Homography } from "../../src/geometry.ts";
import { matchForm } from "../../src/templates/match.ts";
import { shippedTemplates } from "../../src/templates/registered.ts";
import type { Template } from "../../src/templates/schema.ts";
import { filledForm, line, SKILL_VALUES } from "./filled-form.ts";

const template = (id: string): Template => shippedTemplates.find((t) => t.id === id) as Template;
/** 7 px/mm, turned by about 2°, with a little perspective. */
const MAP: Homography = [7, -0.25, 60, 0.25, 7, 20, 0.0001, 0.00005, 1];

describe("matchForm", () => {
	it.each(shippedTemplates.map((t) => t.id))("recognises %s and finds every element in its place", (id) => {
		const found = matchForm(filledForm(template(id), SKILL_VALUES, MAP), shippedTemplates);
		expect(found?.template.id).toBe(id);
		for (const element of found?.elements ?? []) {
			if (element.optional) continue;
			expect([element.name, element.status]).toEqual([element.name, "found"]);
			expect(element.displacementMm ?? 0, element.name).toBeLessThan(4);
		}
	});

	it("maps the form back onto the picture within a millimetre", () => {
		const found = matchForm(filledForm(template("skill-level"), SKILL_VALUES, MAP), shippedTemplates);
		for (const corner of [
			[0, 0],
			[297, 0],
			[297, 210],
			[0, 210],
		] as [number, number][]) {
			const [x, y] = applyHomography(found?.toPicture as Homography, corner);
			const [ex, ey] = applyHomography(MAP, corner);
			expect(Math.hypot(x - ex, y - ey) / 7).toBeLessThan(5);
		}
	});

	it("reads the values of fields and of slots", () => {
		const found = matchForm(filledForm(template("skill-level"), SKILL_VALUES, MAP), shippedTemplates);
		const values = Object.fromEntries(found?.values.map((v) => [v.field, v.text]) ?? []);
		expect(values).toMatchObject({
			issuer: SKILL_VALUES.issuer,
			holderName: SKILL_VALUES.holderName,
			identityNumber: SKILL_VALUES.identityNumber,
			jobDirection: "--",
			skillLevel: "三级/高级工",
			certificateNumber: SKILL_VALUES.certificateNumber,
			lookupIssuer: SKILL_VALUES.lookupIssuer,
		});
	});

	it("says how far a moved element sticks out of its place", () => {
		const content = filledForm(template("skill-level"), SKILL_VALUES, MAP, {
			move: { seal: [-30, 0], holderName: [0, -20] },
		});
		const found = matchForm(content, shippedTemplates);
		const of = (name: string) => found?.elements.find((e) => e.name === name)?.displacementMm;
		expect(of("seal")).toBeGreaterThan(25);
		expect(of("holderName")).toBeGreaterThan(14);
		expect(of("identityNumber")).toBeLessThan(4);
	});

	it("judges no place where too few anchors fix the form and the page's outline is unknown", () => {
		const content = filledForm(template("training-completion"), SKILL_VALUES, MAP);
		const places = (exact: boolean) =>
			matchForm({ ...content, exact }, shippedTemplates)?.elements.map((e) => e.displacementMm !== null);
		expect(places(false)).not.toContain(true);
		const flat: Homography = [7, 0, 0, 0, 7, 0, 0, 0, 1];
		const outlined = matchForm(
			{ ...filledForm(template("training-completion"), SKILL_VALUES, flat), exact: true },
			shippedTemplates,
		);
		expect(outlined?.elements.filter((e) => e.displacementMm !== null)).toHaveLength(6);
	});

	it("believes the page's outline rather than one displaced label", () => {
		const flat: Homography = [7, 0, 0, 0, 7, 0, 0, 0, 1];
		const content = filledForm(template("training-completion"), SKILL_VALUES, flat, {
			move: { certificateNumber: [0, -30] },
		});
		const found = matchForm({ ...content, exact: true }, shippedTemplates);
		expect(found?.elements.find((e) => e.name === "certificateNumber")?.displacementMm).toBeGreaterThan(25);
		expect(found?.elements.find((e) => e.name === "title")?.displacementMm).toBeLessThan(3);
	});

	it("says what is missing", () => {
		const content = filledForm(template("skill-level"), SKILL_VALUES, MAP, {
			drop: ["qr", "certificateNumber", "photo"],
		});
		const found = matchForm(content, shippedTemplates);
		const missing = found?.elements.filter((e) => e.status === "missing" && !e.optional).map((e) => e.name);
		expect(missing?.sort()).toEqual(["certificateNumber", "photo", "qr"]);
	});

	it("knows a form by its title even where that has been moved and another label is lost", () => {
		const flat: Homography = [7, 0, 0, 0, 7, 0, 0, 0, 1];
		const content = filledForm(template("training-completion"), SKILL_VALUES, flat, {
			move: { title: [0, 38] },
			drop: ["issuer"],
		});
		const found = matchForm({ ...content, exact: true }, shippedTemplates);
		expect(found?.template.id).toBe("training-completion");
		expect(found?.elements.find((e) => e.name === "title")?.displacementMm).toBeGreaterThan(25);
	});

	it("shows another label in a field's place, with the value behind it", () => {
		const content = filledForm(template("skill-level"), SKILL_VALUES, MAP, {
			say: { certificateNumber: "登记号码：S000035001051243000001" },
		});
		const found = matchForm(content, shippedTemplates);
		expect(found?.elements.find((e) => e.name === "certificateNumber")).toMatchObject({
			status: "found",
			seenText: "登记号码",
			registeredText: "证书编号：",
		});
		expect(found?.values.find((v) => v.field === "certificateNumber")?.text).toBe("S000035001051243000001");
	});

	it("keeps a misread label after the value out of the value", () => {
		const content = filledForm(template("training-completion"), SKILL_VALUES, MAP, {
			say: { issuer: `${SKILL_VALUES.issuer}(盖部)` },
		});
		const found = matchForm(content, shippedTemplates);
		expect(found?.values.find((v) => v.field === "issuer")?.text).toBe(SKILL_VALUES.issuer);
	});

	it("does not take the title's first characters for a missing label", () => {
		const content = filledForm(template("skill-level"), SKILL_VALUES, MAP, { drop: ["skillLevel"] });
		const elements = matchForm(content, shippedTemplates)?.elements ?? [];
		expect(elements.find((e) => e.name === "skillLevel")?.status).toBe("missing");
		expect(elements.find((e) => e.name === "title")?.seenText).toBe("职业技能等级证书");
	});

	it("keeps the form when only its title differs, and shows both titles", () => {
		const content = filledForm(template("skill-level"), SKILL_VALUES, MAP, { say: { title: "职业技能合格证书" } });
		const title = matchForm(content, shippedTemplates)?.elements.find((e) => e.name === "title");
		expect(title).toMatchObject({ status: "found", seenText: "职业技能合格证书", registeredText: "职业技能等级证书" });
		expect(title?.similarity).toBeCloseTo(6 / 8);
	});

	it("matches nothing on a page that only shares labels", () => {
		const content = filledForm(template("skill-level"), SKILL_VALUES, MAP);
		content.lines = [
			line("结业证书", [100, 30, 90, 15], MAP),
			line("姓名：李小满", [40, 150, 60, 5], MAP),
			line("证书编号：2024001", [180, 60, 60, 5], MAP),
			line("发证日期：2024年1月2日", [30, 90, 60, 5], MAP),
		];
		content.marks = [];
		expect(matchForm(content, shippedTemplates)).toBeNull();
	});
});
