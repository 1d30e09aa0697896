import { describe, expect, it } from "vitest";
import { FINDING_CODES } from "../../src/report/schema.ts";
import { RULES } from "../../src/rules/index.ts";
import { runRules } from "../../src/rules/run.ts";
import { POLICY, page, REGISTRY, unmatched, VALUES } from "./evidence.ts";
import { expectFindings, judge, outcomeOf } from "./judge.ts";

describe("every rule, always", () => {
	it("has one rule for each finding code", () => {
		expect(RULES.map(({ code }) => code).sort()).toEqual([...FINDING_CODES].sort());
	});
	it("answers every code on every page", () => {
		for (const evidence of [page("skill-level"), unmatched(["荷塘"]), unmatched([])])
			expect(judge(evidence).map(({ code }) => code)).toEqual(RULES.map(({ code }) => code));
	});
});

describe.each(Object.keys(VALUES))("a conforming page of %s", (id) => {
	it("has no finding, and no deciding check is open", () => {
		const evidence = page(id);
		expectFindings(evidence, []);
		const open = judge(evidence).filter(
			({ deciding, judgement }) => deciding && !["pass", "not-applicable"].includes(judgement.outcome),
		);
		expect(open).toEqual([]);
	});
});

describe("inputs that are missing", () => {
	it("a failed stage makes the rules that need it errors, never passes", () => {
		const evidence = page("skill-level");
		evidence.failures.push({ stage: "reading", code: "engine.crashed", message: "gone" });
		expect(outcomeOf(evidence, "wording.endorsement")).toMatchObject({ outcome: "error" });
		expect(outcomeOf(evidence, "layout.title")).toMatchObject({ outcome: "error" });
	});
	it("a template that left the registry is an error of the rules that read it", () => {
		const trust = { registry: { ...REGISTRY, templates: [] } };
		expect(outcomeOf(page("skill-level"), "field.date", trust)).toMatchObject({ outcome: "error" });
		expect(outcomeOf(page("skill-level"), "layout.title", trust)).toMatchObject({ outcome: "pass" });
	});
	it("no text at all is no pass", () => {
		const evidence = { ...page("skill-level"), lines: [] };
		expect(outcomeOf(evidence, "wording.national-name")).toEqual({ outcome: "cannot-tell", reason: "no-text" });
	});
	it("what no detector looked for is not absent", () => {
		const evidence = { ...page("skill-level"), lookedFor: [] };
		expect(outcomeOf(evidence, "mark.national-emblem")).toEqual({ outcome: "cannot-tell", reason: "not-looked-for" });
		expect(outcomeOf(evidence, "integrity.edited")).toMatchObject({ outcome: "cannot-tell" });
	});
});

describe("documents without a registered form", () => {
	const DOCUMENTS: [family: string, lines: string[]][] = [
		["identity-card", ["中华人民共和国", "居民身份证", "签发机关 东莞市公安局", "有效期限 2020.01.01-2040.01.01"]],
		["identity-card", ["姓名 陆青禾", "性别 女 民族 汉", "住址 广东省东莞市", "公民身份号码 11010519491231002X"]],
		["passport", ["中华人民共和国", "护照", "PASSPORT"]],
		["driving-licence", ["中华人民共和国机动车驾驶证", "准驾车型 C1"]],
		[
			"business-licence",
			["营业执照", "统一社会信用代码 91350100M000100Y43", "经营范围 职业技能培训", "国家企业信用信息公示系统"],
		],
		["business-licence", ["中华人民共和国", "民办学校办学许可证", "办学内容 职业技能培训", "中华人民共和国教育部监制"]],
		["diploma", ["普通高等学校", "毕业证书", "学制四年 准予毕业", "中华人民共和国教育部学历证书查询网址"]],
		["special-operation", ["中华人民共和国特种作业操作证", "证号 T11010519491231002X", "作业类别 电工作业"]],
		["professional-title", ["专业技术资格证书", "广东省人力资源和社会保障厅", "级别 中级"]],
		["professional-title", ["中华人民共和国", "一级建造师注册证书", "住房和城乡建设部"]],
		["professional-title", ["教师资格证书", "中华人民共和国教育部监制"]],
		["professional-title", ["住院医师规范化培训合格证书", "国家卫生健康委员会"]],
		["professional-title", ["专业技术资裕证书", "广东省人力资源和社会保障厅", "中级"]],
		["diploma", ["毕业征书", "修完教学计划规定的全部课程，成绩合格，准予毕业", "证书编号：1234"]],
		["honour", ["荣誉证书", "在全国职业院校技能大赛中荣获一等奖"]],
		["civil-status", ["结婚证", "中华人民共和国民政部监制"]],
		["civil-status", ["中华人民共和国", "不动产权证书"]],
		["business-licence", ["食品经营许可证", "国家市场监督管理总局监制"]],
		["one-plus-x", ["职业技能等级证书", "学历证书+若干职业技能等级证书", "网店运营推广（中级）", "国家开放大学"]],
		["one-plus-x", ["职业技能等级证书", "网店运营推广", "等级：中级", "评价组织 某某科技有限公司"]],
		["vocational-qualification-other-edition", ["中华人民共和国", "职业资格证书"]],
		[
			"vocational-qualification-other-edition",
			[
				"国家对规定的职业实行职业资格证",
				"书制度，是用人单位招聘、录用劳动者的主要依据",
				"是劳动者求职的资格凭证",
				"人力资源和社会保障部印制",
			],
		],
		["skill-level-other-edition", ["职业技能等级证书", "三级/高级工", "S000044123456243000001"]],
		["special-ability-other-edition", ["专项职业能力证书", "经考核，特发此证"]],
	];
	it.each(DOCUMENTS)("%s: %j", (family, lines) => {
		const evidence = unmatched(lines, [
			{
				kind: "national-emblem",
				confidence: 0.99,
				polygon: [
					[0, 0],
					[90, 0],
					[90, 90],
					[0, 90],
				],
			},
		]);
		expect(runRules({ evidence, registry: REGISTRY, policy: POLICY }).scope).toEqual({ kind: "unregistered", family });
		expectFindings(evidence, []);
	});
	it("a menu is nothing the notice speaks about", () => {
		const evidence = unmatched(["中国菜", "国家一级厨师主理"]);
		expect(runRules({ evidence, registry: REGISTRY, policy: POLICY }).scope).toEqual({ kind: "other" });
		expectFindings(evidence, []);
	});
	it("a 1+X certificate that shares anchors with the skill-level form stays 1+X", () => {
		const evidence = page("skill-level", { certificateNumber: "2024-0001", skillLevel: "中级" });
		evidence.lines.push(...unmatched(["教育部1+X证书制度试点"]).lines);
		expect(runRules({ evidence, registry: REGISTRY, policy: POLICY }).scope).toEqual({
			kind: "unregistered",
			family: "one-plus-x",
		});
	});
});
