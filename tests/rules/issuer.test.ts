import { describe, expect, it } from "vitest";
import type { IssuerEntry } from "../../src/registry.ts";
import { findIssuer } from "../../src/rules/issuer/find-issuer.ts";
import { element, ISSUER, page, REGISTRY } from "./evidence.ts";
import { expectFindings, outcomeOf } from "./judge.ts";

const entry = (name: string, rest: Partial<IssuerEntry> = {}): IssuerEntry => ({
	name,
	creditCode: null,
	listing: "whitelist",
	families: [],
	from: null,
	to: null,
	source: "list of the test",
	...rest,
});
const trust = (...issuers: IssuerEntry[]) => ({ registry: { ...REGISTRY, issuers } });

describe("findIssuer", () => {
	const on = (name: string, issuers: IssuerEntry[], date = "2024-03-05") =>
		findIssuer({ issuers }, name, "skill-level", date)?.entry.listing ?? null;
	it("lets a black listing outweigh a white one while both are in force", () => {
		const both = [entry(ISSUER), entry(ISSUER, { listing: "blacklist", from: "2023-01-01", to: "2023-12-31" })];
		expect(on(ISSUER, both, "2023-06-01")).toBe("blacklist");
		expect(on(ISSUER, both, "2024-06-01")).toBe("whitelist");
	});
	it("forgives one misread character only where one name comes into question", () => {
		const misread = "东莞市青禾职业培训学佼";
		expect(on(misread, [entry(ISSUER)])).toBe("whitelist");
		expect(on("东莞市青木职业培训学校", [entry(ISSUER), entry("东莞市青水职业培训学校")])).toBeNull();
	});
	it("knows families and the note for the seal", () => {
		expect(on(ISSUER, [entry(ISSUER, { families: ["special-ability"] })])).toBeNull();
		expect(on(`${ISSUER}（盖章）`, [entry(ISSUER)])).toBe("whitelist");
	});
});

describe("other names of an issuer", () => {
	const renamed = entry("东莞市新禾职业培训学校", { aliases: [ISSUER] });
	it("are the issuer, exactly or with one misread character", () => {
		expect(findIssuer({ issuers: [renamed] }, ISSUER, "skill-level", undefined)).toEqual({
			entry: renamed,
			exact: true,
		});
		const misread = findIssuer({ issuers: [renamed] }, "东莞市青禾职业培训学佼", "skill-level", undefined);
		expect(misread).toEqual({ entry: renamed, exact: false });
	});
	it("that are alike are still one issuer", () => {
		const alike = entry("东莞市青木职业培训学校", { aliases: ["东莞市青水职业培训学校"] });
		expect(findIssuer({ issuers: [alike] }, "东莞市青火职业培训学校", "skill-level", undefined)?.entry).toBe(alike);
	});
	it("stand on the black list as the name itself does", () => {
		const evidence = page("skill-level");
		const regions = [element(evidence, "issuer").found ?? []];
		const trusted = trust({ ...renamed, listing: "blacklist", from: "2022-08-01" });
		expectFindings(evidence, [{ code: "issuer.blacklisted", severity: "violation", regions }], trusted);
	});
	it("may stand in the seal beside the printed one", () => {
		const evidence = page("skill-level");
		const seal = evidence.marks.find(({ kind }) => kind === "round-seal");
		Object.assign(seal ?? {}, { text: "东莞市荷塘烹饪技工学院", textConfidence: 0.9 });
		const other = entry(ISSUER, { aliases: ["东莞市荷塘烹饪技工学院"] });
		expectFindings(evidence, [], trust(other));
		expectFindings(
			evidence,
			[{ code: "field.issuer-seal", severity: "suspect", regions: [seal?.polygon ?? []] }],
			trust(entry(ISSUER)),
		);
	});
});

describe("issuer.blacklisted", () => {
	const listed = (from: string | null) => trust(entry(ISSUER, { listing: "blacklist", from }), entry("某校"));
	it.each([
		["2022-08-01", "violation"],
		[null, "violation"],
		["2025-01-01", "suspect"],
	] as const)("listed from %s: %s for a certificate of 2024-03-05", (from, severity) => {
		const evidence = page("skill-level");
		const regions = [element(evidence, "issuer").found ?? []];
		expectFindings(evidence, [{ code: "issuer.blacklisted", severity, regions }], listed(from));
	});
	it("a listing that had ended says nothing", () => {
		const ended = trust(entry(ISSUER, { listing: "blacklist", from: "2022-01-01", to: "2023-01-01" }), entry(ISSUER));
		expectFindings(page("skill-level"), [], ended);
	});
});

describe("issuer.unlisted", () => {
	it.each([
		["skill-level", "suspect"],
		["special-ability", "suspect"],
		["training-completion", "notice"],
	] as const)("on %s: %s", (form, severity) => {
		const evidence = page(form);
		const regions = [element(evidence, "issuer").found ?? []];
		expectFindings(evidence, [{ code: "issuer.unlisted", severity, regions }], trust(entry("某市荷塘职业培训学校")));
	});
	it("without a list, or with none for the family, nothing can be said", () => {
		expect(outcomeOf(page("skill-level"), "issuer.unlisted")).toEqual({ outcome: "cannot-tell", reason: "no-list" });
		const other = trust(entry("某市荷塘职业培训学校", { families: ["special-ability"] }));
		expect(outcomeOf(page("skill-level"), "issuer.unlisted", other)).toEqual({
			outcome: "cannot-tell",
			reason: "no-list",
		});
	});
	it("a name read badly is not off the list", () => {
		const evidence = page("skill-level");
		(evidence.fields.issuer as { confidence: number }).confidence = 0.5;
		expectFindings(evidence, [], trust(entry("某市荷塘职业培训学校")));
	});
	it("a university not on the list is unlisted and nothing else", () => {
		const evidence = page("special-ability", { issuer: "中国岭南大学" });
		const regions = [element(evidence, "issuer").found ?? []];
		expectFindings(evidence, [{ code: "issuer.unlisted", severity: "suspect", regions }], trust(entry("某校")));
	});
	it("a form without an issuer is not asked", () => {
		const evidence = page("vocational-qualification-inside");
		expect(outcomeOf(evidence, "issuer.unlisted", trust(entry("某校")))).toMatchObject({ outcome: "not-applicable" });
	});
});
