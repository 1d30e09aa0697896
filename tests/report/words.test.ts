import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ERROR_CODES } from "../../src/errors.ts";
import { MARK_KINDS, QUALITY_CODES, STAGES } from "../../src/evidence.ts";
import { CONCLUSIONS, FINDING_CODES, OUTCOMES, SEVERITIES } from "../../src/report/schema.ts";
import { createCatalogue, hasWords, LANGUAGES, say, sentence } from "../../src/report/words/catalogue.ts";
import en from "../../src/report/words/en.json" with { type: "json" };
import { renderFinding, shortFinding } from "../../src/report/words/finding.ts";
import zh from "../../src/report/words/zh.json" with { type: "json" };
import { rulebook } from "../../src/rulebook/index.ts";
import { shippedTemplates } from "../../src/templates/registered.ts";
import pageEn from "../../src/web/words/en.json" with { type: "json" };
import pageZh from "../../src/web/words/zh.json" with { type: "json" };

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1] as string).sort();

/** Source of every rule, to compare what rules say with what the catalogue can say. */
function ruleSources(): string {
	const root = new URL("../../src/rules/", import.meta.url);
	return readdirSync(root, { recursive: true, encoding: "utf8" })
		.filter((file) => file.endsWith(".ts"))
		.map((file) => readFileSync(new URL(file, root), "utf8"))
		.join("\n");
}

describe("both languages", () => {
	it.each([
		["report", zh, en],
		["page", pageZh, pageEn],
	])("have the same keys and the same arguments in the words of the %s", (_name, chinese, english) => {
		expect(Object.keys(english)).toEqual(Object.keys(chinese));
		for (const [key, text] of Object.entries(chinese)) {
			const other = (english as Record<string, string>)[key] as string;
			expect(placeholders(other), key).toEqual(placeholders(text));
			expect(text.trim(), key).not.toBe("");
			expect(other.trim(), key).not.toBe("");
		}
	});

	it("never call a certificate genuine or fake", () => {
		const accusing = /假证|真证|假冒证|伪证|\b(?:fake|genuine|forged|counterfeit|authentic)\b/i;
		for (const words of [zh, en, pageZh, pageEn])
			for (const [key, text] of Object.entries(words)) expect(text, key).not.toMatch(accusing);
	});

	it("never give a telephone number other than the public hotlines", () => {
		for (const words of [zh, en, pageZh, pageEn])
			for (const [key, text] of Object.entries(words))
				for (const number of text.match(/\d{5,}/g) ?? []) expect(["12333", "12315"], key).toContain(number);
	});
});

describe("the catalogue has words for", () => {
	const expected: [string, readonly string[]][] = [
		["conclusion", CONCLUSIONS],
		["severity", SEVERITIES],
		["outcome", OUTCOMES],
		["mark", MARK_KINDS],
		["quality", QUALITY_CODES],
		["fault", QUALITY_CODES],
		["stage", STAGES],
		["error", ERROR_CODES],
		["short", FINDING_CODES],
		["family", [...new Set(shippedTemplates.map(({ family }) => family))]],
		["element", shippedTemplates.flatMap(({ elements }) => elements.map(({ name }) => name))],
		["document", rulebook.unregisteredFamilies.map(({ id }) => id)],
		["department", Object.values(rulebook.departments).flat()],
		["clause", rulebook.clauses.map(({ id }) => id)],
		["reason", ["default"]],
	];
	it.each(expected)("every %s", (group, names) => {
		expect(names.filter((name) => !hasWords(`${group}.${name}`))).toEqual([]);
		expect(names.length).toBeGreaterThan(0);
	});

	it("every field inside a statement", () => {
		const slots = shippedTemplates.flatMap(({ elements }) =>
			elements.flatMap((element) => (element.kind === "statement" ? Object.keys(element.slots) : [])),
		);
		expect(slots).toContain("course");
		expect(slots.filter((name) => !hasWords(`element.${name}`))).toEqual([]);
	});

	it("every finding code, without any argument", () => {
		for (const code of FINDING_CODES) {
			const { zh: chinese, en: english } = renderFinding({ code, variant: "default", args: {} });
			expect(chinese, code).toMatch(/[。]$/);
			expect(english, code).toMatch(/\.$/);
		}
	});

	it("every variant and every reason that a rule gives", () => {
		const source = ruleSources().replace(/[!=]== "[^"]*"/g, "");
		const given = [...source.matchAll(/(?:variant: |fault\()([^,;)]*)[,;)]/g)].flatMap((match) =>
			[...(match[1] as string).matchAll(/"([\w-]+)"/g)].map((literal) => literal[1] as string),
		);
		const variants = new Set(Object.keys(zh).map((key) => key.split(".").pop() as string));
		expect(given.length).toBeGreaterThan(5);
		expect(given.filter((variant) => !variants.has(variant))).toEqual([]);
		const reasons = [
			...source.matchAll(/(?:cannotTell|notApplicable|unsettled|push)\("([\w-]+)"\)|reason: "([\w-]+)"/g),
		].map((match) => match[1] ?? match[2]);
		expect(reasons.length).toBeGreaterThan(5);
		expect([...new Set(reasons)].filter((reason) => !hasWords(`reason.${reason}`))).toEqual([]);
	});
});

it("quotes the clauses as the rulebook does", () => {
	for (const { id, text } of rulebook.clauses) expect(say("zh", `clause.${id}`)).toBe(text);
});

it("shows conclusions in the words of the report contract", () => {
	expect(CONCLUSIONS.map((conclusion) => say("zh", `conclusion.${conclusion}`))).toEqual([
		"疑似违规",
		"与规范样式不符，需核验",
		"未发现问题",
		"无对应标准样式",
		"无法判断，请重拍",
	]);
});

describe("what is missing fails loudly", () => {
	it("an unknown key", () => {
		expect(() => say("zh", "finding.no-such-code.default")).toThrow(RangeError);
	});
	it("a missing argument", () => {
		expect(() => sentence("picture.legend-more")).toThrow(/needs the argument "n"/);
	});
	it("a key that one language lacks", () => {
		const lacking = createCatalogue({ zh: { a: "甲" }, en: {} });
		expect(lacking.getFixedT("zh")("a")).toBe("甲");
		expect(() => lacking.getFixedT("en")("a")).toThrow(/no words for "a" in en/);
	});
});

describe("a finding's message", () => {
	it("quotes what was seen, as it was, in both languages", () => {
		const seen = "<b>全国</b> {{seen}} $t(conclusion.suspect)";
		const message = renderFinding({ code: "wording.national-name", variant: "detail", args: { seen } });
		for (const language of LANGUAGES) expect(message[language]).toContain(`“${seen}”`);
	});

	it("names elements and marks in the language of the message", () => {
		const displaced = renderFinding({
			code: "layout.displaced",
			variant: "detail",
			args: { element: "issueDate", mm: 9.4 },
		});
		expect(displaced.zh).toBe("“发证日期”偏离规定位置约 9 毫米。");
		expect(displaced.en).toBe("About 9 mm away from its registered place: date of issue.");
		const logo = renderFinding({ code: "mark.authority-logo", variant: "detail", args: { kind: "police-badge" } });
		expect(logo.zh).toContain("警徽图案");
		expect(logo.en).toContain("police badge");
	});

	it("keeps the name of an element that a clerk invented", () => {
		expect(renderFinding({ code: "layout.missing", variant: "detail", args: { element: "校徽编号" } }).zh).toContain(
			"“校徽编号”",
		);
	});

	it("says less when an argument or a variant is not known, never something wrong", () => {
		const usual = say("zh", "finding.layout.title.default");
		expect(renderFinding({ code: "layout.title", variant: "detail", args: { seen: "证书", expected: null } }).zh).toBe(
			usual,
		);
		expect(renderFinding({ code: "layout.title", variant: "no-such-variant", args: {} }).zh).toBe(usual);
	});

	it("tells a marked difference in words", () => {
		const words = (difference: string) =>
			renderFinding({ code: "layout.wording", variant: "difference", args: { element: "statement", difference } });
		expect(words("组织的{+全国+}职业").zh).toContain("多出“全国”");
		expect(words("具备[-该-]职业").en).toContain("“该” is missing");
		expect(words("通过[-本-]{+国家+}机构").zh).toContain("“本”写成“国家”");
		expect(words("通过[-本-]{+国家+}机构").zh).not.toContain("多出");
	});

	it("has a short form for labels", () => {
		expect(shortFinding("zh", "layout.missing", { element: "qr" })).toBe("缺少规定内容：二维码");
		expect(shortFinding("en", "mark.national-emblem", {})).toBe("National emblem");
	});
});
