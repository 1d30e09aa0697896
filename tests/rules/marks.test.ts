import { describe, expect, it } from "vitest";
import { addMark, page, unmatched } from "./evidence.ts";
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
	it("inside a seal it outlines the seal", () => {
		const evidence = page("training-completion");
		const seal = evidence.marks.find((m) => m.kind === "round-seal");
		Object.assign(seal ?? {}, { centre: "emblem" });
		expectFindings(evidence, [{ code: "mark.national-emblem", severity: "violation", regions: [seal?.polygon ?? []] }]);
	});
	it("on the state's own booklet it is lawful", () => {
		const evidence = page("vocational-qualification-cover");
		expect(evidence.marks.some((m) => m.kind === "national-emblem")).toBe(true);
		expect(outcomeOf(evidence, "mark.national-emblem")).toEqual({ outcome: "not-applicable", reason: "lawful" });
	});
	it("a faint likeness says nothing, and bars a clean verdict", () => {
		const evidence = page("skill-level");
		addMark(evidence, { kind: "national-emblem", confidence: 0.5 }, [240, 10]);
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
	it("a watermark with a reserved word is a violation; the form's own word is not", () => {
		const evidence = page("skill-level");
		const { polygon } = addMark(evidence, { kind: "watermark", text: "中国职业", textConfidence: 0.95 }, [100, 60]);
		expectFindings(evidence, [{ code: "mark.watermark", severity: "violation", regions: [polygon] }]);
		const own = page("skill-level");
		addMark(own, { kind: "watermark", text: "职业技能等级", textConfidence: 0.95 }, [100, 60]);
		expectFindings(own, []);
	});
});
