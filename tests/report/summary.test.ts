import { describe, expect, it } from "vitest";
import { CONCLUSIONS } from "../../src/report/schema.ts";
import { LANGUAGES } from "../../src/report/words/catalogue.ts";
import { advise, placeKey, summarise, type VerdictFacts } from "../../src/report/words/summary.ts";

const image = { sha256: "0", width: 300, height: 200, turn: 0 as const };

const facts = (over: Partial<VerdictFacts> = {}): VerdictFacts => ({
	conclusion: "conforming",
	family: "skill-level",
	template: { id: "skill-level", version: 1, provisional: false },
	image,
	quality: { score: 1, issues: [] },
	findings: [],
	issuerList: true,
	...over,
});

describe("every verdict", () => {
	const documents = [undefined, "identity-card", "diploma", "special-operation"] as const;
	const families = ["skill-level", "vocational-qualification", "special-ability", "training-completion", null] as const;
	it("says in both languages that this is not the official register, and names an official look-up", () => {
		for (const conclusion of CONCLUSIONS)
			for (const family of families)
				for (const document of documents) {
					const verdict = facts({ conclusion, family, ...(document && { document }) });
					const summary = summarise(verdict);
					expect(summary.zh).toContain("不是官方登记查询");
					expect(summary.en).toContain("not the official register");
					for (const language of LANGUAGES)
						expect(summary[language]).toMatch(/zscx\.osta\.org\.cn|cx\.mem\.gov\.cn|www\.chsi\.com\.cn/);
					const advice = advise(verdict);
					expect(advice[0]?.code).toBe("disclaimer");
					expect(advice.some(({ code }) => code.startsWith("lookup."))).toBe(true);
				}
	});
});

describe("the summary", () => {
	it("names the kinds of finding the verdict rests on and counts their places", () => {
		const summary = summarise(
			facts({
				conclusion: "violation",
				findings: [
					{ code: "mark.national-emblem", severity: "violation" },
					{ code: "wording.national-name", severity: "violation" },
					{ code: "wording.national-name", severity: "violation" },
					{ code: "layout.title", severity: "suspect" },
				],
			}),
		);
		expect(summary.zh).toContain("国徽图案、国家名义字样（共 3 处）");
		expect(summary.zh).not.toContain("证书名称");
		expect(summary.en).toContain("National emblem, National name (places: 3)");
	});

	it("says when the standard is provisional and when no list of issuers is loaded", () => {
		const plain = summarise(facts());
		expect(plain.zh).not.toMatch(/暂定|名单/);
		const caveats = summarise(
			facts({ template: { id: "skill-level", version: 1, provisional: true }, issuerList: false }),
		);
		expect(caveats.zh).toContain("比对所用为暂定样式");
		expect(caveats.zh).toContain("未载入机构名单");
		expect(caveats.en).toContain("provisional standard");
		expect(caveats.en).toContain("no list of issuers is loaded");
	});

	it("names a shipped family in the reader's language and a clerk's own by its title", () => {
		expect(summarise(facts({ familyTitle: "职业技能等级证书" })).en).toContain("occupational skill level certificate");
		expect(summarise(facts({ family: "house-form", familyTitle: "岗位培训证书" })).zh).toContain("岗位培训证书");
	});

	it("says what to retake and where", () => {
		const glare = { code: "glare" as const, severe: true, polygon: rectangle(210, 10) };
		const verdict = facts({ conclusion: "unreadable", quality: { score: 0.2, issues: [glare] } });
		expect(summarise(verdict).zh).toContain("有反光");
		expect(summarise(verdict).zh).toContain("右上");
		expect(advise(verdict).find(({ code }) => code === "retake.glare")?.text.en).toContain("top right");
	});

	it("says what an unregistered document looks like", () => {
		const verdict = facts({ conclusion: "unrecognized", family: null, template: null, document: "diploma" });
		expect(summarise(verdict).zh).toContain("这像是毕业、学位等学业证书");
		expect(advise(verdict).find(({ code }) => code === "lookup.diploma")?.url).toBe("https://www.chsi.com.cn");
	});
});

it("points a buyer to 12315 only where something was found", () => {
	const asks = (conclusion: VerdictFacts["conclusion"]) => advise(facts({ conclusion })).map(({ code }) => code);
	expect(asks("violation")).toContain("ask.consumer");
	expect(asks("conforming")).not.toContain("ask.consumer");
	expect(asks("conforming")).toContain("ask.labour");
});

describe("the place of a fault", () => {
	it.each([
		[0, "place.top-left"],
		[90, "place.top-right"],
		[180, "place.bottom-right"],
		[270, "place.bottom-left"],
	] as const)("is told on the photo turned upright by %i°", (turn, place) => {
		expect(placeKey(rectangle(5, 5), { ...image, turn })).toBe(place);
	});
	it("is not told where the whole photo is concerned", () => {
		const blur = { code: "blur" as const, severe: true };
		const verdict = facts({ conclusion: "unreadable", quality: { score: 0.1, issues: [blur] } });
		expect(advise(verdict).find(({ code }) => code === "retake.blur")?.text.zh).toMatch(/^照片模糊[^（]*$/);
	});
});

function rectangle(x: number, y: number): [number, number][] {
	return [
		[x, y],
		[x + 40, y],
		[x + 40, y + 20],
		[x, y + 20],
	];
}
