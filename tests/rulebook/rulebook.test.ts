import { describe, expect, it } from "vitest";
import { FINDING_CODES } from "../../src/report/schema.ts";
import { compile } from "../../src/rulebook/compile.ts";
import { rulebook } from "../../src/rulebook/index.ts";
import { rulebookSchema } from "../../src/rulebook/schema.ts";

const patterns = (code: string) => rulebook.words.filter((w) => w.code === code).map((w) => w.pattern);

describe("the rulebook", () => {
	it("holds every word of the notice and of the network list", () => {
		expect(patterns("wording.national-name")).toEqual(["中华人民共和国", "中国", "中华", "国家", "全国"]);
		expect(patterns("wording.reserved-term")).toEqual(
			expect.arrayContaining([
				"职业资格",
				"执业资格",
				"人员资格",
				"岗位合格",
				"岗位合格凭证",
				"专业技术职务",
				"职业技能鉴定",
				"职业技能等级",
				"专项职业能力",
			]),
		);
		expect(patterns("wording.promotion")).toEqual(
			expect.arrayContaining(
				(
					"不限年龄 不限专业 无门槛 包过 积分入学 积分入户 评职称 高补贴 高收入 权威证书 官方认证 政府主推 代考 不过包退 速成 " +
					"上岗必须 ×天拿证 零基础包拿证 挂靠 挂证 轻松月入过万 高薪入职 毕业推荐高薪工作 内部推荐"
				).split(" "),
			),
		);
		expect(patterns("wording.endorsement")).toEqual(expect.arrayContaining(["×联盟", "就业凭证", "录用依据"]));
		expect(patterns("wording.institution-name")).toEqual([
			"职业技能等级鉴定中心",
			"职业技能等级建设中心",
			"职业技能等级评价中心",
			"技术技能类资格证书培训考试发证",
		]);
	});
	it("quotes a clause for every word, and names departments for every code", () => {
		const clauses = new Set(rulebook.clauses.map(({ id }) => id));
		expect(rulebook.words.filter(({ clause }) => !clauses.has(clause))).toEqual([]);
		expect(FINDING_CODES.filter((code) => !(code in rulebook.departments))).toEqual([]);
	});
	it("refuses data that does not follow the schema", () => {
		expect(rulebookSchema.safeParse({ ...rulebook, words: [{ pattern: "中国" }] }).success).toBe(false);
	});
	it("keeps words out of force before their day", () => {
		expect(compile(rulebook, "2022-04-28").words).toEqual([]);
		const between = compile(rulebook, "2022-05-01").words.map(({ word }) => word.pattern);
		expect(between).toContain("代考");
		expect(between).not.toContain("就业凭证");
	});
});
