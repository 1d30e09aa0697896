/** From an empty sheet to a judged photo by commands alone, with a form that is not shipped. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { photograph } from "../../samples/generator/camera/photograph.ts";
import { SETTINGS } from "../../samples/generator/camera/presets.ts";
import type { Sheet } from "../../samples/generator/pages/sheet.ts";
import { Random } from "../../samples/generator/random.ts";
import { type Report, reportSchema } from "../../src/report/schema.ts";
import { parseTemplate } from "../../src/templates/registered.ts";
import { blankSheet, designed, filledSheet } from "../templates/draft-form.ts";
import { run } from "./run.ts";

const SEED = 812_000;
let folder: string;
const at = (name: string) => join(folder, name);
const env = () => ({ DATA_DIR: at("data") });

/** A photo as phones take it, small enough to be quick. */
async function takePhoto(sheet: Sheet, seed: number, name: string): Promise<void> {
	const settings = { ...SETTINGS.easy, sizes: [2200], turned: 0, flagged: 0 };
	const { image } = await photograph(sheet, settings, new Random(seed));
	await writeFile(at(name), image);
}

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "zhengjian-"));
	await takePhoto(blankSheet(SEED), SEED, "blank.jpg");
	await takePhoto(filledSheet(SEED), SEED + 1, "filled.jpg");
	await takePhoto(filledSheet(SEED, { title: "岗前安全教育证明" }), SEED + 2, "other-title.jpg");
}, 600_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a drafted form is registered as it is printed, recognised on photos, and its title is held to", async () => {
	const form = ["--family", designed.family, "--title", designed.title, "--page", designed.page.join("x")];
	const drafted = await run("registry", ["templates", "draft", at("blank.jpg"), ...form], env());
	expect(drafted.code).toBe(0);
	const template = parseTemplate(JSON.parse(drafted.stdout));
	expect(template).toMatchObject({ id: designed.family, version: 1, provisional: true, title: designed.title });
	for (const element of designed.elements) {
		const own = template.elements.find(({ name }) => name === (element.name === "wording" ? "text" : element.name));
		expect(own, element.name).toMatchObject(
			element.kind === "field" ? { pattern: element.pattern, type: element.type } : { kind: element.kind },
		);
	}
	// What is assumed is said, on the error stream.
	expect(drafted.stderr).toContain("印章位置");

	await writeFile(at("form.json"), drafted.stdout);
	const registered = await run("registry", ["templates", "register", at("form.json"), "--by", "甲文员"], env());
	expect(registered).toMatchObject({ code: 0 });
	expect(registered.stderr).toContain("templates test");

	const judged = await run("verify", ["--json", at("filled.jpg"), at("other-title.jpg")], env());
	const [filled, otherTitle] = judged.stdout
		.trimEnd()
		.split("\n")
		.map((line): Report => reportSchema.parse(JSON.parse(line)));
	const layout = (report: Report | undefined) =>
		report?.findings.filter(({ code }) => code.startsWith("layout.")).map(({ code }) => code);
	expect(filled?.template).toEqual({ id: designed.family, version: 1, provisional: true });
	expect(layout(filled)).toEqual([]);
	expect(filled?.fields.identityNumber?.value).toMatch(/^\d{17}[\dX]$/);
	expect(otherTitle?.template?.id).toBe(designed.family);
	expect(layout(otherTitle)).toEqual(["layout.title"]);
}, 600_000);
