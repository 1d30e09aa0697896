import { describe, expect, it } from "vitest";
import type { Line } from "../../src/evidence.ts";
import type { FindingCode, Severity } from "../../src/report/schema.ts";
import { conclude } from "../../src/report/verdict.ts";
import { sliceOf } from "../../src/rulebook/spotting.ts";
import { addLine, element, line, page, REGISTRY, reword, unmatched } from "./evidence.ts";
import { expectFindings, findings, judge, outcomeOf } from "./judge.ts";

/** Free paper on each form, mm. */
const FREE: Record<string, [number, number]> = {
	"skill-level": [150, 18],
	"special-ability": [60, 190],
	"training-completion": [60, 190],
	"vocational-qualification-inside": [94, 78],
};

const outline = (own: Line, word: string) => {
	const start = own.text.indexOf(word);
	return sliceOf(own, { start, end: start + word.length });
};

describe("a forbidden word added to a form", () => {
	const CASES: [form: string, text: string, code: FindingCode, word: string, severity?: Severity][] = [
		["skill-level", "中华人民共和国", "wording.national-name", "中华人民共和国"],
		["skill-level", "全国通用", "wording.national-name", "全国"],
		["skill-level", "中 国 技 能 人 才", "wording.national-name", "中 国"],
		["skill-level", "中·华·人·民·共·和·国", "wording.national-name", "中·华·人·民·共·和·国"],
		["skill-level", "國家認可", "wording.national-name", "國家"],
		["skill-level", "全囯通用", "wording.national-name", "全囯"],
		["skill-level", "National Vocational Skill", "wording.national-name", "National"],
		["skill-level", "CHINA SKILLS", "wording.national-name", "CHINA"],
		["skill-level", "State Certified", "wording.national-name", "State Certified"],
		["special-ability", "职业资格专用", "wording.reserved-term", "职业资格"],
		["special-ability", "职业技能等级认定", "wording.reserved-term", "职业技能等级"],
		["training-completion", "岗位合格凭证", "wording.reserved-term", "岗位合格凭证"],
		["training-completion", "专项职业能力考核", "wording.reserved-term", "专项职业能力"],
		["training-completion", "专业技术职务", "wording.reserved-term", "专业技术职务"],
		["training-completion", "職 業 資 格", "wording.reserved-term", "職 業 資 格"],
		["skill-level", "人力资源和社会保障部监制", "wording.authority", "人力资源和社会保障部监制"],
		["skill-level", "原劳动和社会保障部", "wording.authority", "原劳动和社会保障部"],
		["training-completion", "广东省教育厅监制", "wording.authority", "教育厅监制"],
		["training-completion", "岭南产教融合联盟", "wording.endorsement", "岭南产教融合联盟"],
		["skill-level", "就业凭证", "wording.endorsement", "就业凭证"],
		["skill-level", "用人单位录用的重要依据", "wording.endorsement", "录用的重要依据"],
		["special-ability", "官方认证", "wording.promotion", "官方认证"],
		["training-completion", "七天拿证", "wording.promotion", "七天拿证"],
	];
	it.each(CASES)("%s: %s → %s", (form, text, code, word, severity = "violation") => {
		const evidence = page(form);
		const added = addLine(evidence, text, FREE[form] as [number, number]);
		expectFindings(evidence, [{ code, severity, regions: [outline(added, word)] }]);
	});

	it("split over two lines", () => {
		const evidence = page("skill-level");
		const first = addLine(evidence, "本证书由全", [150, 12]);
		const second = addLine(evidence, "国统一颁发", [150, 19]);
		expectFindings(evidence, [
			{ code: "wording.national-name", severity: "violation", regions: [outline(first, "全"), outline(second, "国")] },
		]);
	});
	it("set downwards", () => {
		const evidence = page("skill-level");
		const added = addLine(evidence, "全国通用", [146, 60], { vertical: true });
		expectFindings(evidence, [
			{ code: "wording.national-name", severity: "violation", regions: [outline(added, "全国")] },
		]);
	});
	it("set downwards, one character a line", () => {
		const evidence = page("skill-level");
		const places = [..."就业凭证"].map((c, i) => addLine(evidence, c, [146, 60 + 7 * i]).polygon);
		expectFindings(evidence, [{ code: "wording.endorsement", severity: "violation", regions: places }]);
	});
	it("in a seal whose name is not the printed issuer's", () => {
		const evidence = page("training-completion");
		const seal = evidence.marks.find((m) => m.kind === "round-seal");
		Object.assign(seal ?? {}, { text: "全国职业培训认证中心" });
		const codes = findings(evidence).map(({ code, severity }) => `${code} ${severity}`);
		expect(codes).toContain("wording.national-name violation");
	});
	it("inside the registered sentence, and not as changed wording too", () => {
		const evidence = page("training-completion");
		reword(evidence, "statement", "特发此证", "全国通用");
		const own = evidence.lines[element(evidence, "statement").lines[0] as number] as Line;
		expectFindings(evidence, [
			{ code: "wording.national-name", severity: "violation", regions: [outline(own, "全国")] },
		]);
	});
});

describe("lawful words", () => {
	const LAWFUL: [form: string, text: string][] = [
		["skill-level", "依据国家职业技能标准"],
		["skill-level", "依据国家职业枝能标准"],
		["skill-level", "国家职业标准"],
		["training-completion", "《中华人民共和国劳动法》"],
		["training-completion", "根据中华人民共和国职业教育法"],
		["training-completion", "中国地质大学继续教育学院"],
		["training-completion", "中国·东莞"],
		["training-completion", "继续教育部"],
		["training-completion", "经人社部门备案"],
		["training-completion", "姓名：李中华"],
		["training-completion", "期中 国庆放假"],
		["vocational-qualification-inside", "中华人民共和国人力资源和社会保障部"],
		["vocational-qualification-inside", "是用人单位招聘、录用劳动者的主要依据"],
		["vocational-qualification-inside", "国家职业资格四级"],
	];
	it.each(LAWFUL)("%s: %s", (form, text) => {
		const evidence = page(form);
		addLine(evidence, text, FREE[form] as [number, number]);
		expect(findings(evidence).filter(({ code }) => code.startsWith("wording."))).toEqual([]);
	});
	it("the university that issues it", () => {
		const name = "中国岭南大学继续教育学院";
		expectFindings(page("skill-level", { issuer: name, certificateNumber: "S000144123456243000001" }), []);
	});
	it("a listed issuer's own name", () => {
		const name = "中国青禾职业培训协会";
		const registry = {
			...REGISTRY,
			issuers: [
				{ name, creditCode: null, listing: "whitelist" as const, families: [], from: null, to: null, source: "t" },
			],
		};
		expectFindings(page("skill-level", { issuer: name }), [], { registry });
	});
	it("the holder's name", () => {
		expectFindings(page("training-completion", { holderName: "陈中华" }), []);
	});
});

describe("names of issuers", () => {
	it("a national name only inside the unlisted issuer's name is suspect, with every place", () => {
		const evidence = page("special-ability", { issuer: "中国青禾职业培训协会" });
		const own = evidence.lines[element(evidence, "issuer").lines[0] as number] as Line;
		const seal = evidence.marks.find((m) => m.kind === "round-seal");
		expectFindings(evidence, [
			{
				code: "wording.national-name",
				severity: "suspect",
				regions: [outline(own, "中国"), seal?.polygon ?? []],
			},
		]);
	});
	it("职业技能等级评价中心 is the institution's name, not a reserved term too", () => {
		const evidence = page("training-completion", { issuer: "青禾职业技能等级评价中心" });
		evidence.marks = evidence.marks.filter((m) => m.kind !== "round-seal");
		const own = evidence.lines[element(evidence, "issuer").lines[0] as number] as Line;
		expectFindings(evidence, [
			{ code: "wording.institution-name", severity: "suspect", regions: [outline(own, "职业技能等级评价中心")] },
		]);
	});
});

describe("what was read badly accuses nobody", () => {
	it("a word with a doubtful character is cannot-tell", () => {
		const evidence = page("skill-level");
		const added = addLine(evidence, "就业凭证", [150, 18]);
		added.charConfidence[2] = 0.45;
		expectFindings(evidence, []);
		expect(outcomeOf(evidence, "wording.endorsement")).toEqual({ outcome: "cannot-tell", reason: "uncertain-reading" });
	});
	it("noise is nothing", () => {
		const evidence = page("skill-level");
		addLine(evidence, "中国", [150, 18]).charConfidence.fill(0.2);
		expect(outcomeOf(evidence, "wording.national-name")).toEqual({ outcome: "pass" });
	});
	it("a registered certificate that could not be aligned is not one without a form", () => {
		const evidence = unmatched(["培训合格证书", "专项职业能力证书", "考核"]);
		expectFindings(evidence, []);
	});
	it("a badly photographed page of unknown kind is not accused of words other kinds may carry", () => {
		const evidence = unmatched(["全国职业资格证书", "高级催乳师", "经考核合格，特发此证", "颁发日期"]);
		evidence.quality.issues.push({ code: "blur", severe: true });
		expectFindings(evidence, []);
	});
});

describe("a certificate of no registered form", () => {
	it("is judged by its words, each at its place", () => {
		const evidence = unmatched(["注册职业资格证书", "高级催乳师", "经考核合格，特发此证", "2021年3月"]);
		expectFindings(evidence, [
			{
				code: "wording.reserved-term",
				severity: "violation",
				regions: [outline(evidence.lines[0] as Line, "职业资格")],
			},
		]);
	});
	it("and by what its seal says", () => {
		const evidence = unmatched(["高级护理师证书", "经培训考核合格，特发此证"]);
		evidence.lines.push(line("全国职业培训联盟", { x: 900, y: 600, width: 200, height: 200 }, { source: "seal" }));
		expect(
			findings(evidence)
				.map(({ code }) => code)
				.sort(),
		).toEqual(["wording.endorsement", "wording.national-name"]);
	});
});

describe("a page whose edges lie outside the photo", () => {
	const CUT_OFF = [
		"技能等级证书",
		"过本机构组织的职业技能等级认定，具",
		"证件类型：居民身份证",
		"证件号码：3700991986",
		"职业名称：茶艺师",
	];
	it("may be a registered form cut off: its own words accuse nobody", () => {
		const evidence = unmatched(CUT_OFF);
		evidence.page = { polygon: evidence.page?.polygon ?? [], corners: "assumed" };
		expectFindings(evidence, []);
		expect(outcomeOf(evidence, "wording.reserved-term")).toMatchObject({
			outcome: "cannot-tell",
			reason: "kind-uncertain",
		});
		expect(conclude(evidence, { kind: "certificate" }, judge(evidence))).toBe("unreadable");
	});
	it("is judged where the whole page was seen", () => {
		const evidence = unmatched(CUT_OFF);
		evidence.page = { polygon: evidence.page?.polygon ?? [], corners: "found" };
		expect(findings(evidence).map(({ code }) => code)).toEqual(["wording.reserved-term"]);
	});
});
