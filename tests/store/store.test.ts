import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IssuerEntry } from "../../src/registry.ts";
import { openPhotoFolder } from "../../src/store/photo-folder.ts";
import { readSnapshot } from "../../src/store/registry.ts";
import { commandRegistry, openStore, type Store } from "../../src/store/store.ts";
import { shippedTemplates } from "../../src/templates/registered.ts";
import { reportOf } from "../service/fixtures.ts";

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

const entry = (given: Partial<IssuerEntry>): IssuerEntry => ({
	name: "虚构评价中心",
	creditCode: null,
	listing: "whitelist",
	families: ["skill-level"],
	from: "2022-01-01",
	to: null,
	source: "虚构名单",
	...given,
});
/** Asks as another process would: the store is held by this one, so the way is through its socket. */
const issuersImport = (entries: IssuerEntry[]) => commandRegistry({ dataDir }, { command: "issuers.import", entries });
const register = (template: unknown) => commandRegistry({ dataDir }, { command: "templates.register", template });

describe("verifications", () => {
	const id = "0b8f1a52-6f6c-4c8f-8f0a-0d8d2b0c1a11";

	test("from queued to done, with stages, failures, report and evidence", async () => {
		const { verifications } = store;
		const createdAt = new Date("2026-11-22T01:02:03.456Z");
		await verifications.add({ id, createdAt, photoKey: "key", claims: { holderName: "张三" } });
		expect(await verifications.get(id)).toMatchObject({ status: "queued", createdAt, claims: { holderName: "张三" } });
		expect(await verifications.unfinished()).toEqual([id]);
		await verifications.start(id);
		await verifications.addStage(id, "intake");
		await verifications.addStage(id, "page");
		expect(await verifications.get(id)).toMatchObject({ status: "running", stages: ["intake", "page"] });
		expect(await verifications.countFailure(id)).toBe(1);
		expect(await verifications.countFailure(id)).toBe(2);
		await verifications.start(id);
		expect((await verifications.get(id)).stages).toEqual([]);
		const verdict = reportOf({ id, createdAt: createdAt.toISOString() });
		await verifications.finish(id, verdict);
		expect(await verifications.get(id)).toMatchObject({ status: "done", ...verdict });
		expect(await verifications.countUnfinished()).toBe(0);
	});

	test.each(["", "1", "0b8f1a52-6f6c-4c8f-8f0a-0d8d2b0c1a12", "'; drop table verifications; --"])(
		"no verification %j",
		async (unknown) => {
			await expect(store.verifications.get(unknown)).rejects.toMatchObject({ code: "verification.not-found" });
		},
	);
});

describe("issuers", () => {
	test("an import is seen by the registry and the snapshot, and again changes nothing", async () => {
		const entries = [entry({}), entry({ name: "黑名单公司", listing: "blacklist", families: [], from: null })];
		expect(await issuersImport(entries)).toEqual({ added: 2, unchanged: 0, superseded: 0, unknownFamilies: [] });
		expect(await issuersImport(entries)).toEqual({ added: 0, unchanged: 2, superseded: 0, unknownFamilies: [] });
		expect((await store.loadRegistry()).issuers).toEqual(entries);
		expect((await readSnapshot(dataDir)).issuers).toEqual(entries);
		expect(await commandRegistry({ dataDir }, { command: "issuers.list" })).toEqual(entries);
	});

	test("a corrected last day supersedes the older entry; another period stands beside it", async () => {
		const other = entry({ from: "2019-01-01", to: "2020-12-31" });
		const ended = entry({ to: "2024-12-31" });
		expect(await issuersImport([other, ended])).toMatchObject({ added: 2, superseded: 1 });
		const named = (await store.loadRegistry()).issuers.filter(({ name }) => name === ended.name);
		expect(named).toEqual([other, ended]);
	});

	test("a family that no standard has is pointed out", async () => {
		expect((await issuersImport([entry({ families: ["skill-leve1"] })])).unknownFamilies).toEqual(["skill-leve1"]);
	});
});

describe("templates", () => {
	const [shipped] = shippedTemplates;
	const template = { ...shipped, version: 7, provisional: false };

	test("a registered version stands beside the shipped one of its id, and never changes", async () => {
		expect((await register(template)).added).toBe(true);
		expect((await register(template)).added).toBe(false);
		await expect(register({ ...template, title: "另一名称" })).rejects.toMatchObject({ code: "template.invalid" });
		await expect(register({ id: "x" })).rejects.toMatchObject({ code: "template.invalid" });
		const { templates } = await store.loadRegistry();
		// The shipped version stays: what was judged by it is judged by it again.
		expect(templates.filter(({ id }) => id === shipped?.id)).toEqual([shipped, template]);
		expect(templates).toHaveLength(shippedTemplates.length + 1);
		expect((await readSnapshot(dataDir)).templates).toEqual(templates);
	});
});

describe("snapshot", () => {
	test("a folder that does not exist gives what ships; a broken file is refused", async () => {
		expect((await readSnapshot(join(dataDir, "nowhere"))).templates).toEqual(shippedTemplates);
		const broken = await mkdtemp(join(tmpdir(), "zhengjian-"));
		const whole = await readFile(join(dataDir, "registry.json"), "utf8");
		await writeFile(join(broken, "registry.json"), whole.slice(0, -10));
		await expect(readSnapshot(broken)).rejects.toMatchObject({ code: "registry.unreadable" });
		await rm(broken, { recursive: true });
	});
});

test("a second process is told that the store is in use", async () => {
	await expect(openStore({ dataDir })).rejects.toMatchObject({ code: "store.in-use" });
});

describe("photos", () => {
	test("whole or not at all, and gone when removed", async () => {
		const photos = await openPhotoFolder(join(dataDir, "other photos"), true);
		expect(await photos.put("abc", Readable.from([Buffer.from("one "), Buffer.from("two")]))).toBe(7);
		expect((await photos.get("abc"))?.toString()).toBe("one two");
		const torn = Readable.from(
			(async function* () {
				yield Buffer.from("half");
				throw new Error("connection lost");
			})(),
		);
		await expect(photos.put("torn", torn)).rejects.toThrow("connection lost");
		expect(await photos.get("torn")).toBeNull();
		await photos.remove("abc");
		expect(await photos.get("abc")).toBeNull();
		await expect(photos.get("../registry.json")).rejects.toThrow(RangeError);
	});
});

describe("logos", () => {
	const logo = (given = {}) => ({
		owner: "虚构装备集团",
		creditCode: null,
		sha256: "a".repeat(64),
		picture: "iVBORw0KGgo=",
		...given,
	});
	const register = (given = {}) => commandRegistry({ dataDir }, { command: "logos.register", logo: logo(given) });

	test("registered once, seen by the registry and the snapshot, taken off the list", async () => {
		const first = await register();
		expect(first.added).toBe(true);
		expect(await register()).toEqual({ entry: first.entry, added: false });
		const second = await register({ owner: "另一家虚构公司" });
		expect((await store.loadRegistry()).logos).toEqual([logo(), logo({ owner: "另一家虚构公司" })]);
		expect((await readSnapshot(dataDir)).logos).toHaveLength(2);
		const removed = await commandRegistry({ dataDir }, { command: "logos.remove", entry: first.entry });
		expect(removed).toEqual({ entry: first.entry, ...logo() });
		expect((await readSnapshot(dataDir)).logos).toEqual([logo({ owner: "另一家虚构公司" })]);
		const gone = commandRegistry({ dataDir }, { command: "logos.remove", entry: first.entry });
		await expect(gone).rejects.toMatchObject({ code: "logo.invalid" });
		await commandRegistry({ dataDir }, { command: "logos.remove", entry: second.entry });
	});

	test("a corrected credit code supersedes the older row", async () => {
		const first = await register({ owner: "改码公司" });
		const corrected = await register({ owner: "改码公司", creditCode: "91440099MAM03J8M8N" });
		expect(corrected.entry).not.toBe(first.entry);
		const kept = await commandRegistry({ dataDir }, { command: "logos.list" });
		expect(kept.filter(({ owner }) => owner === "改码公司").map(({ entry }) => entry)).toEqual([corrected.entry]);
	});
});
