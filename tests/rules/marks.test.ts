import { describe, expect, it } from "vitest";
import type { Mark } from "../../src/evidence.ts";
import { EMBLEM_CONFIDENCE, NOISE } from "../../src/rules/mark/national-emblem.ts";
import { addMark, ISSUER, page, REGISTRY, unmatched } from "./evidence.ts";
import { expectFindings, outcomeOf } from "./judge.ts";

describe("mark.national-emblem", () => {
	it.each([
		["skill-level", "violation"],
		["training-completion", "violation"],
		["special-ability", "suspect"],
	] as const)("on %s it is a %s", (form, severity) => {
		const evidence = page(form);
		const { polygon } = addMark(evidence, { kind: "national-emblem" }, [240, 10]);
		expectFindings(evidence, [{ code: "mark.national-emblem", severity, regions: [polygon] }]);
	});
	it("inside a seal it is one, when it is sure", () => {
		const evidence = page("training-completion");
		const seal = evidence.marks.find((m) => m.kind === "round-seal") as Mark;
		const emblem = addMark(evidence, { kind: "national-emblem", polygon: seal.polygon }, [0, 0]);
		expectFindings(evidence, [{ code: "mark.national-emblem", severity: "violation", regions: [emblem.polygon] }]);
		emblem.confidence = (NOISE + EMBLEM_CONFIDENCE) / 2;
		expectFindings(evidence, []);
		expect(outcomeOf(evidence, "mark.national-emblem")).toEqual({ outcome: "cannot-tell", reason: "uncertain-mark" });
	});
	it("on the state's own booklet it is lawful", () => {
		const evidence = page("vocational-qualification-cover");
		expect(evidence.marks.some((m) => m.kind === "national-emblem")).toBe(true);
		expect(outcomeOf(evidence, "mark.national-emblem")).toEqual({ outcome: "not-applicable", reason: "lawful" });
	});
	it("a faint likeness says nothing, and bars a clean verdict", () => {
		const evidence = page("skill-level");
		addMark(evidence, { kind: "national-emblem", confidence: (NOISE + EMBLEM_CONFIDENCE) / 2 }, [240, 10]);
		expectFindings(evidence, []);
		expect(outcomeOf(evidence, "mark.national-emblem")).toEqual({ outcome: "cannot-tell", reason: "uncertain-mark" });
	});
	it("on a certificate of no form it is a violation", () => {
		const evidence = unmatched(["高级催乳师证书", "经培训考核合格，特发此证", "甲", "乙"]);
		const { polygon } = addMark(evidence, { kind: "national-emblem" }, [240, 10]);
		expectFindings(evidence, [{ code: "mark.national-emblem", severity: "violation", regions: [polygon] }]);
	});
});

describe("other marks", () => {
	it("a police badge is a violation wherever it is", () => {
		const evidence = page("training-completion");
		const { polygon } = addMark(evidence, { kind: "police-badge" }, [240, 10]);
		expectFindings(evidence, [{ code: "mark.authority-logo", severity: "violation", regions: [polygon] }]);
	});
});

describe("mark.watermark", () => {
	const watermarked = (form: string, text: string, textConfidence = 0.95) => {
		const evidence = page(form);
		evidence.lookedFor.push("watermark");
		const { polygon } = addMark(evidence, { kind: "watermark", text, textConfidence }, [100, 60]);
		return { evidence, polygon };
	};
	it.each([
		["skill-level", "中国职业"],
		["skill-level", "中华人民共□国"],
		["special-ability", "国家职业资格"],
		["training-completion", "人力资源和社会保障部"],
		["training-completion", "职业技能等级"],
	])("on %s %s is a violation", (form, text) => {
		const { evidence, polygon } = watermarked(form, text);
		expectFindings(evidence, [{ code: "mark.watermark", severity: "violation", regions: [polygon] }]);
	});
	it.each([
		["skill-level", "职业技能等级"],
		["special-ability", "专项职业能力"],
		["skill-level", "国家职业技能标准"],
		["training-completion", "防伪专用纸"],
		["training-completion", "中国岭南工艺大学"],
		["vocational-qualification-inside", "中华人民共和国职业资格证书"],
	])("on %s %s is lawful", (form, text) => {
		const { evidence } = watermarked(form, text);
		expectFindings(evidence, []);
		expect(outcomeOf(evidence, "mark.watermark")).toEqual({ outcome: "pass" });
	});
	it("a pattern is one finding with all its places", () => {
		const { evidence, polygon } = watermarked("skill-level", "全国通用");
		const again = addMark(evidence, { kind: "watermark", text: "全国通", textConfidence: 0.9 }, [200, 60]);
		expectFindings(evidence, [{ code: "mark.watermark", severity: "violation", regions: [polygon, again.polygon] }]);
	});
	it("words that were read badly accuse nobody", () => {
		const { evidence } = watermarked("skill-level", "中国职业", 0.7);
		expectFindings(evidence, []);
		expect(outcomeOf(evidence, "mark.watermark")).toEqual({ outcome: "cannot-tell", reason: "uncertain-reading" });
	});
	it("is not passed where nobody looked", () => {
		expect(outcomeOf(page("skill-level"), "mark.watermark")).toEqual({
			outcome: "cannot-tell",
			reason: "not-looked-for",
		});
	});
});

describe("mark.third-party-logo", () => {
	const logo = (owner: string, more = {}) => ({ owner, creditCode: null, sha256: owner, picture: "", ...more });
	const trust = (...logos: ReturnType<typeof logo>[]) => ({ registry: { ...REGISTRY, logos } });
	const OWNER = "海澜市百工物流装备集团";
	const withLogo = (owner: string) => {
		const evidence = page("training-completion");
		evidence.lookedFor.push("logo");
		const { polygon } = addMark(evidence, { kind: "logo", text: owner }, [20, 14]);
		return { evidence, polygon };
	};
	it("another owner's logo calls for verification", () => {
		const { evidence, polygon } = withLogo(OWNER);
		expectFindings(
			evidence,
			[{ code: "mark.third-party-logo", severity: "suspect", regions: [polygon] }],
			trust(logo(OWNER)),
		);
	});
	it.each([ISSUER, `${ISSUER}东城分校`])("the logo of %s is the issuer's own", (owner) => {
		const { evidence } = withLogo(owner);
		expect(outcomeOf(evidence, "mark.third-party-logo", trust(logo(owner)))).toEqual({ outcome: "pass" });
	});
	it("so is one that the issuer registered too", () => {
		const { evidence } = withLogo(OWNER);
		const shared = trust(logo(OWNER, { sha256: "one" }), logo(ISSUER, { sha256: "one" }));
		expect(outcomeOf(evidence, "mark.third-party-logo", shared)).toEqual({ outcome: "pass" });
	});
	it("a logo that is only somewhat alike says nothing", () => {
		const { evidence } = withLogo(OWNER);
		Object.assign(evidence.marks.find((m) => m.kind === "logo") ?? {}, { confidence: 0.75 });
		expectFindings(evidence, [], trust(logo(OWNER)));
		expect(outcomeOf(evidence, "mark.third-party-logo", trust(logo(OWNER)))).toEqual({
			outcome: "cannot-tell",
			reason: "uncertain-mark",
		});
	});
	it("an issuer that was read badly is told nothing", () => {
		const { evidence } = withLogo(OWNER);
		Object.assign(evidence.fields.issuer ?? {}, { confidence: 0.5 });
		expect(outcomeOf(evidence, "mark.third-party-logo", trust(logo(OWNER)))).toEqual({
			outcome: "cannot-tell",
			reason: "uncertain-reading",
		});
	});
	it("without a list nothing can be said, and nothing is barred", () => {
		const { evidence } = withLogo(OWNER);
		expectFindings(evidence, []);
		expect(outcomeOf(evidence, "mark.third-party-logo")).toEqual({ outcome: "cannot-tell", reason: "no-list" });
	});
});
