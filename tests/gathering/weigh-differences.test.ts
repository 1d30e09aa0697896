import { describe, expect, it } from "vitest";
import { weighDifferences } from "../../src/gathering/weigh-differences.ts";
import type { Homography } from "../../src/geometry.ts";
import { createFakeReader } from "../../src/reading/fake.ts";
import type { ScoringReader } from "../../src/reading/reader.ts";
import { matchForm } from "../../src/templates/match.ts";
import { shippedTemplates } from "../../src/templates/registered.ts";
import { filledForm, SKILL_VALUES } from "../templates/filled-form.ts";

const MAP: Homography = [7, 0, 0, 0, 7, 0, 0, 0, 1];
const raster = { width: 2079, height: 1470, data: new Uint8Array(2079 * 1470 * 3) };
const source = { upload: raster, toUpload: <T>(polygon: T) => polygon, faded: raster };

/** A reader on whose lattice any text with `slip` in it is as good as what was read, and any other text 20 nats worse. */
function lattice(slip: string): ScoringReader {
	return {
		...createFakeReader([]),
		margins: async (crops, texts) => crops.map(() => texts.map((text) => (text.includes(slip) ? 0.5 : 20))),
	};
}

async function titleRead(seen: string, slip: string) {
	const template = shippedTemplates.find((t) => t.id === "skill-level");
	if (!template) throw new Error("no such template");
	const content = filledForm(template, SKILL_VALUES, MAP, { say: { title: seen } });
	const form = matchForm(content, shippedTemplates);
	if (!form) throw new Error("no match");
	await weighDifferences(form, content, source, lattice(slip), () => false);
	return form.elements.find((e) => e.name === "title");
}

describe("weighDifferences", () => {
	it("drops a slip of the reader", async () => {
		const title = await titleRead("职业技能等级证节", "证书");
		expect(title).toMatchObject({ differences: [], similarity: 1, seenText: "职业技能等级证书" });
	});
	it("keeps a real difference with its weight", async () => {
		const title = await titleRead("职业技能等級证节", "证节");
		expect(title?.seenText).toBe("职业技能等級证节");
		expect(title?.differences).toMatchObject([{ seen: "节", registered: "书", nats: 19.5 }]);
	});
});
