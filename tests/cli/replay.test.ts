/** Saved evidence judged again beside a process that holds the store, as a running service does. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeReport } from "../../src/report/make-report.ts";
import { runRules } from "../../src/rules/run.ts";
import { commandRegistry, openStore, type Store } from "../../src/store/store.ts";
import { ISSUER, POLICY, page, REGISTRY } from "../rules/evidence.ts";
import { run } from "./run.ts";

const UNCHANGED = "0b8f1a52-6f6c-4c8f-8f0a-0d8d2b0c1a11";
const BLACKLISTED = "0b8f1a52-6f6c-4c8f-8f0a-0d8d2b0c1a12";
let dataDir: string;
let store: Store;

/** Keeps a verification as it was judged before the issuer was listed. */
async function keep(id: string, form: string): Promise<void> {
	const evidence = page(form);
	const identity = { id, createdAt: "2026-11-22T01:02:03.456Z" };
	const judged = runRules({ evidence, registry: REGISTRY, policy: POLICY });
	const report = makeReport({ evidence, ...judged, registry: REGISTRY, policy: POLICY, identity });
	await store.verifications.add({ id, createdAt: new Date(identity.createdAt), photoKey: "key", claims: {} });
	await store.verifications.finish(id, { report, evidence });
}

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), "zhengjian-"));
	store = await openStore({ dataDir });
	await keep(UNCHANGED, "vocational-qualification-inside");
	await keep(BLACKLISTED, "skill-level");
	const entry = { name: ISSUER, creditCode: null, families: [], from: null, to: null, source: "虚构名单" };
	await commandRegistry(
		{ dataDir },
		{ command: "issuers.import", entries: [{ ...entry, listing: "blacklist", families: ["skill-level"] }] },
	);
});
afterAll(async () => {
	await store.close();
	await rm(dataDir, { recursive: true, force: true });
});

test("replay names what would change and changes nothing", async () => {
	const before = await store.verifications.get(BLACKLISTED);
	const all = await run("replay", ["--all", "--json"], { DATA_DIR: dataDir });
	const lines = all.stdout.trimEnd().split("\n");
	const [difference, counts] = lines.map((line) => JSON.parse(line));
	expect(lines).toHaveLength(2);
	expect(difference).toMatchObject({
		id: BLACKLISTED,
		conclusion: { before: before.report?.conclusion, after: "violation" },
		added: [{ code: "issuer.blacklisted", severity: "violation" }],
		removed: [],
		changed: [],
	});
	expect(counts).toMatchObject({ judged: 2, changed: 1, unknown: [], millisecondsPerThousand: expect.any(Number) });
	expect((await store.verifications.get(BLACKLISTED)).report).toEqual(before.report);

	const nobody = "0b8f1a52-6f6c-4c8f-8f0a-0d8d2b0c1a99";
	const some = await run("replay", [BLACKLISTED, nobody], { DATA_DIR: dataDir });
	expect(some.code).toBe(1);
	expect(some.stderr).toContain(nobody);
	expect(some.stdout).toContain("issuer.blacklisted (violation)");
	// Names are for the report, not for a list on a screen.
	expect(some.stdout).not.toContain(ISSUER);
}, 120_000);
