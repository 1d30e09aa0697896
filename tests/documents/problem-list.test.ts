import { describe, expect, it } from "vitest";
import { type OfficerParticulars, problemCase } from "../../src/documents/problem-list/from-report.ts";
import { problemCaseSchema } from "../../src/documents/problem-list/problem-case.ts";
import { writeProblemList } from "../../src/documents/problem-list/problem-list.ts";
import { departmentsOf, problemTypesOf } from "../../src/documents/problem-list/routing.ts";
import { faultyReport, IDENTITY_NUMBER } from "../report/pdf/fixture.ts";
import { cellsOf, partsOf } from "./xlsx.ts";

const PARTICULARS: OfficerParticulars = {
	place: "石龙镇",
	institution: { kind: "培训", creditCode: "91441900MA4W00000X" },
	source: "摸排",
	foundOn: "2026-11-20",
	measure: "责令整改",
};
const SUBMISSION = {
	place: "东莞市",
	unit: "石龙镇人力资源和社会保障分局",
	person: "何青",
	telephone: "0000-0000000",
	date: "2026-11-23",
};
const LABOUR = "人力资源社会保障部门";

const judged = (clause: string, departments: string[] = [], severity: "violation" | "notice" = "violation") => ({
	clause,
	departments,
	severity,
});

describe("kinds of problem and departments", () => {
	it.each([
		[
			["（一）", "（四）"],
			["（一）", "（四）"],
		],
		[["（一）（二）"], ["（一）", "（二）"]],
		// A black-listed issuer (clause 四（三）) is none of (一) to (五).
		[["四（三）"], ["（六）"]],
		[["–"], ["（六）"]],
		[[], []],
	])("%j is %j", (clauses, types) => {
		expect(problemTypesOf(clauses.map((clause) => judged(clause)))).toEqual(types);
	});

	it("leaves out notices", () => {
		expect(problemTypesOf([judged("（四）", ["公安部门"], "notice")])).toEqual([]);
		expect(departmentsOf([], [judged("（四）", ["公安部门"], "notice")], null).cooperating).toEqual([]);
	});

	it("follows the notice's section three: labour leads", () => {
		expect(departmentsOf(["（二）"], [], null)).toEqual({
			lead: LABOUR,
			cooperating: ["市场监督管理部门", "网信部门"],
		});
		expect(departmentsOf(["（三）"], [], null).cooperating).toEqual(["市场监督管理部门", "公安部门"]);
		expect(departmentsOf(["（四）"], [judged("（四）", [LABOUR, "公安部门"])], "社会组织").cooperating).toEqual([
			"公安部门",
			"民政部门",
		]);
		expect(departmentsOf(["（四）"], [], "事业单位").cooperating).toEqual(["机构编制部门"]);
	});
});

describe("a row from a report", () => {
	const row = problemCase(faultyReport(), PARTICULARS);

	it("is valid, says what was found and masks identity numbers", () => {
		expect(problemCaseSchema.parse(row)).toEqual(row);
		expect(row.problemTypes).toEqual(["（一）", "（四）"]);
		expect(row.institution).toMatchObject({ name: "东莞市青禾职业培训学校", creditCode: "91441900MA4W00000X" });
		expect(row.certificateName).toBe("培训合格证书");
		expect(row.certificateNumber).toBe("QH2024-0012");
		expect(row.occupation).toBe("中式面点师");
		expect(row.description).toMatch(/^1\. 疑似违规：出现“中华人民共和国”字样/);
		expect(row.description).toContain("2. 需核验：");
		expect(row.description).toContain("照片 SHA-256");
		expect(JSON.stringify(row)).not.toContain(IDENTITY_NUMBER);
		expect([row.leadDepartment, ...row.cooperatingDepartments]).toEqual([LABOUR, "市场监督管理部门"]);
	});

	it("takes the officer's kinds of problem in beside those found", () => {
		const more = problemCase(faultyReport(), { ...PARTICULARS, problemTypes: ["（三）"] });
		expect(more.problemTypes).toEqual(["（一）", "（三）", "（四）"]);
		expect(more.cooperatingDepartments).toContain("公安部门");
	});
});

describe("the list as XLSX", () => {
	it("has the notice's title, a row for each case and the line to sign", async () => {
		const row = { ...problemCase(faultyReport(), PARTICULARS), remarks: '=HYPERLINK("http://evil.example")' };
		const xlsx = await writeProblemList([row, { ...row, place: "万江街道" }], SUBMISSION);
		const cells = await cellsOf(xlsx);
		expect(cells[0]?.[0]).toBe("东莞市技术技能类“山寨证书”专项治理问题查处清单");
		expect(cells[1]).toEqual(
			"序号 镇街（园区） 机构名称 统一社会信用代码 机构类型 证书名称 证书编号 职业（工种） 问题类型 问题描述及证据 线索来源 发现日期 牵头部门 配合部门 处理措施 处理结果 办结日期 备注".split(
				" ",
			),
		);
		expect(cells).toHaveLength(5);
		expect(cells[2]?.slice(0, 3)).toEqual(["1", "石龙镇", "东莞市青禾职业培训学校"]);
		expect(cells[3]?.slice(0, 2)).toEqual(["2", "万江街道"]);
		expect(cells[2]?.[8]).toBe("（一）（四）");
		expect(cells[2]?.[17]).toBe('=HYPERLINK("http://evil.example")');
		expect(cells[4]?.filter((cell) => cell !== "")).toEqual([
			"填报单位（盖章）：石龙镇人力资源和社会保障分局",
			"填报人：何青",
			"联系电话：0000-0000000",
			"填报日期：2026-11-23",
		]);
	});

	it("merges the title, prints on A4 landscape with its head on every page, and holds no formula", async () => {
		const row = { ...problemCase(faultyReport(), PARTICULARS), remarks: "=1+1" };
		const parts = await partsOf(await writeProblemList([row], SUBMISSION));
		const sheet = parts.get("xl/worksheets/sheet1.xml") ?? "";
		expect(sheet).toContain('ref="A1:R1"');
		expect(sheet).toMatch(/<pageSetup [^>]*paperSize="9"[^>]*orientation="landscape"/);
		expect(sheet).toContain('fitToWidth="1"');
		expect(sheet).toContain('<pageSetUpPr fitToPage="1"/>');
		expect(sheet).toMatch(/<pane [^>]*ySplit="2"[^>]*state="frozen"/);
		expect(sheet).not.toContain("<f>");
		expect(parts.get("xl/workbook.xml")).toContain("'问题查处清单'!$1:$2</definedName>");
	});
});
