import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { renderFailure, renderReport, wrapCells } from "../../src/cli/table.ts";
import { ZhengjianError } from "../../src/errors.ts";
import { reportOf } from "../service/fixtures.ts";

test("a report as people read it: conclusion, summary, numbered findings with clause, advice", () => {
	const { report } = reportOf({ id: "1", createdAt: "2026-11-22T00:00:00.000Z" });
	const text = stripVTControlCharacters(
		renderReport("a.jpg", {
			...report,
			conclusion: "suspect",
			summary: { zh: "有不符之处", en: "differs" },
			findings: [
				{
					code: "layout.extra",
					severity: "suspect",
					clause: "（四）",
					message: { zh: "多出的文字", en: "extra text" },
					evidence: {},
					confidence: 0.9,
					regions: [],
					departments: [],
				},
			],
			advice: [{ code: "lookup", text: { zh: "请查询", en: "look it up" }, url: "http://example.org" }],
		}),
	);
	for (const part of [
		"a.jpg  与规范样式不符，需核验",
		"有不符之处",
		"（四）",
		"多出的文字",
		"请查询  http://example.org",
	])
		expect(text).toContain(part);
	expect(text).toMatch(/│ 1 +│ 需核验 +│/);
});

test("a failure shows its words and its code", () => {
	const text = stripVTControlCharacters(renderFailure("b.jpg", new ZhengjianError("photo.damaged", "cut short")));
	expect(text).toContain("b.jpg  文件已损坏");
	expect(text).toContain("[photo.damaged]");
});

test("long sentences break between words and lose nothing", () => {
	const chinese = "使用了“职业资格”，这是只限特定种类证书使用的用语。".repeat(4);
	expect(wrapCells(chinese).replaceAll("\n", "")).toBe(chinese);
	const english = "a term reserved for particular kinds of certificates ".repeat(4).trim();
	const lines = wrapCells(english).split("\n");
	expect(lines.length).toBeGreaterThan(2);
	expect(lines.every((line) => line.length <= 68)).toBe(true);
	expect(lines.map((line) => line.trim()).join(" ")).toBe(english);
});
