import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IssuerEntry } from "../../src/registry.ts";
import { rulebookVersion } from "../../src/rulebook/index.ts";
import type { RegistryCommand } from "../../src/store/registry-commands.ts";
import { commandRegistry, openStore, type Store } from "../../src/store/store.ts";
import { sha256OfTemplate } from "../../src/store/templates.ts";
import { parseTemplate, shippedTemplates } from "../../src/templates/registered.ts";
import type { SelfTest } from "../../src/templates/schema.ts";

let dataDir: string;
let store: Store;
beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), "zhengjian-"));
	store = await openStore({ dataDir });
});
afterAll(async () => {
	await store.close();
	await rm(dataDir, { recursive: true, force: true });
});

/** Asks as another process would, through the socket of this one. */
const ask = <C extends RegistryCommand>(command: C) => commandRegistry({ dataDir }, command);
const school: IssuerEntry = {
	name: "虚构职业培训学校",
	creditCode: null,
	listing: "whitelist",
	families: ["skill-level"],
	from: "2022-01-01",
	to: null,
	source: "虚构名单",
};

describe("issuers", () => {
	test("a plan tells what would be added, changed and ended, and changes nothing", async () => {
		await ask({ command: "issuers.import", entries: [school], by: "甲文员" });
		const entries: IssuerEntry[] = [
			{ ...school, to: "2025-12-31" },
			{ ...school, name: "虚构技工学校" },
		];
		const plan = await ask({ command: "issuers.plan", entries });
		expect(plan).toEqual({
			added: [entries[1]],
			changed: [],
			ended: [{ before: school, after: entries[0] }],
			unchanged: 0,
			unknownFamilies: [],
		});
		const named = { ...school, aliases: ["虚构职校"] };
		const renamed = await ask({ command: "issuers.plan", entries: [named] });
		expect(renamed).toMatchObject({ added: [], ended: [], changed: [{ before: school, after: named }] });
		expect(await ask({ command: "issuers.list" })).toEqual([school]);
	});

	test("history says who, when, what and until when; the list of an earlier day is kept", async () => {
		const ended = { ...school, to: "2025-12-31", aliases: ["虚构职校"] };
		await store.database.queries.execute(sql`update issuers set recorded_at = now() - interval '3 days'`);
		await ask({ command: "issuers.import", entries: [ended], by: "乙文员" });
		const [old, now] = await ask({ command: "issuers.history", name: school.name });
		expect(old).toMatchObject({ entry: school, recordedBy: "甲文员", endedBy: "乙文员" });
		expect(now).toMatchObject({ entry: ended, recordedBy: "乙文员", endedAt: null });
		expect(old?.endedAt && now && old.endedAt <= now.recordedAt).toBe(true);
		expect(await ask({ command: "issuers.history", name: "虚构职校" })).toHaveLength(1);
		const yesterday = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
		expect(await ask({ command: "issuers.list", at: yesterday })).toEqual([school]);
		expect(await ask({ command: "issuers.list" })).toEqual([ended]);
		await expect(ask({ command: "issuers.list", at: "soon" })).rejects.toMatchObject({
			code: "request.invalid",
		});
	});
});

describe("templates", () => {
	const template = parseTemplate({ ...shippedTemplates[3], version: 2, validFrom: "2026-01-01" });
	const selfTest: SelfTest = {
		schema: "self-test/v1",
		template: { id: template.id, version: template.version },
		sha256: sha256OfTemplate(template),
		testedAt: "2026-11-23",
		engine: "test",
		pages: 50,
		unmatched: 0,
		accused: 1,
		findings: { "layout.extra": 1 },
		passed: true,
	};
	const register = (test: SelfTest) => ask({ command: "templates.register", template, selfTest: test, by: "甲文员" });

	test("a self-test of other content, or not passed, is refused", async () => {
		for (const refused of [
			{ ...selfTest, sha256: "0" },
			{ ...selfTest, passed: false },
		])
			await expect(register(refused)).rejects.toMatchObject({ code: "template.invalid" });
		expect(await ask({ command: "templates.history", id: template.id })).toEqual([]);
	});

	test("history keeps every version with who, when, its self-test and what it changed", async () => {
		await register(selfTest);
		const [gone, ...kept] = template.elements;
		const moved = kept.map((e) => (e.name === "sex" ? { ...e, optional: true } : e));
		const next = { ...template, version: 3, elements: moved };
		await ask({ command: "templates.register", template: next });
		const records = await ask({ command: "templates.history", id: template.id });
		expect(records).toMatchObject([
			{ template: { version: 2 }, recordedBy: "甲文员", selfTest, added: [], removed: [], changed: [] },
			{ template: { version: 3 }, selfTest: null, added: [], removed: [gone?.name], changed: ["sex"] },
		]);
		expect(records[1]?.recordedBy).not.toBe("");
	});
});

test("the rulebook's version is kept whole with the time of its first use", async () => {
	const records = await ask({ command: "rulebook.history" });
	expect(records).toMatchObject([{ version: rulebookVersion, endedAt: null }]);
	expect(records[0]?.entries.words).toBeGreaterThan(20);
});
