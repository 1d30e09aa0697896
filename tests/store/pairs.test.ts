import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { annotatedKey, erase, eraseExpired, ORPHAN_AGE_MS } from "../../src/store/retention.ts";
import { commandData, openStore, restoreStore, type Store, type StoreOptions } from "../../src/store/store.ts";
import { reportOf } from "../service/fixtures.ts";
import { freshBucket, freshDatabase, serverFor } from "./servers.ts";

const server = serverFor("the store suite on PostgreSQL", "TEST_DATABASE_URL");
const endpoint = serverFor("the store suite on S3", "TEST_S3_ENDPOINT");

const DATABASES = ["embedded", ...(server ? ["PostgreSQL"] : [])];
const PHOTOS = ["folder", ...(endpoint ? ["S3"] : [])];
const PAIRS = DATABASES.flatMap((database) => PHOTOS.map((photos) => ({ database, photos })));

/** What opens a store often: one pair for each database. */
const KEPT = PAIRS.filter(({ database, photos }) => photos === (database === "embedded" ? "folder" : PHOTOS.at(-1)));

const HOUR_MS = 3_600_000;
const PHOTO = Buffer.from("photo of 张三");
const CLAIMS = { holderName: "张三" };

/** A store that nobody used yet, of one pair, and what to tidy away afterwards. */
async function fresh(pair: (typeof PAIRS)[number], tidy: (() => Promise<void>)[]): Promise<StoreOptions> {
	const dataDir = await mkdtemp(join(tmpdir(), "zhengjian-"));
	tidy.push(() => rm(dataDir, { recursive: true, force: true }));
	const options: StoreOptions = { dataDir };
	if (pair.database === "PostgreSQL") {
		const { url, drop } = await freshDatabase(server as string);
		tidy.push(drop);
		options.databaseUrl = url;
	}
	if (pair.photos === "S3") options.bucket = freshBucket(endpoint as string);
	return options;
}

describe.each(PAIRS)("$database × $photos", (pair) => {
	const tidy: (() => Promise<void>)[] = [];
	let options: StoreOptions;
	let store: Store;

	beforeAll(async () => {
		options = await fresh(pair, tidy);
		store = await openStore(options);
	});
	afterAll(async () => {
		await store.close();
		for (const step of tidy) await step();
	});

	/** A finished record with photo and annotated picture. */
	async function record(createdAt: Date, given = {}): Promise<{ id: string; photoKey: string }> {
		const [id, photoKey] = [randomUUID(), randomUUID()];
		await store.photos.put(photoKey, Readable.from([PHOTO]));
		await store.photos.put(annotatedKey({ photoKey }), Readable.from([Buffer.from("drawn")]));
		await store.verifications.add({ id, createdAt, photoKey, claims: CLAIMS, ...given });
		await store.verifications.finish(id, reportOf({ id, createdAt: createdAt.toISOString(), summary: "张三的证书" }));
		return { id, photoKey };
	}
	const row = async (id: string) => {
		const answer = await store.database.executeSql("select * from verifications where id = $1", [id]);
		return answer.rows[0] as Record<string, Uint8Array>;
	};
	const prove = () => commandData(options, { command: "data.prove-deletion" });

	test("personal values and photos lie sealed and come back", async () => {
		const { id, photoKey } = await record(new Date());
		const kept = await store.verifications.get(id);
		expect(kept).toMatchObject({
			claims: CLAIMS,
			report: { id, summary: { zh: "张三的证书" } },
			ownerKind: "anonymous",
		});
		expect((await store.photos.get(photoKey))?.equals(PHOTO)).toBe(true);
		const { claims, report, evidence } = await row(id);
		for (const value of [claims, report, evidence, await store.sealedPhotos.get(photoKey)]) {
			const bytes = Buffer.from(value as Uint8Array);
			expect(bytes.length).toBeGreaterThan(30);
			expect(bytes.includes("张三")).toBe(false);
			expect(bytes.includes("schema")).toBe(false);
		}
		await erase(store, { id, photoKey });
	});

	test("values swapped between two records do not open", async () => {
		const [one, two] = [await record(new Date()), await record(new Date())];
		await store.database.queries.execute(
			sql`update verifications set report = (select report from verifications where id = ${two.id}) where id = ${one.id}`,
		);
		await expect(store.verifications.get(one.id)).rejects.toMatchObject({ code: "store.altered" });
		expect(await store.verifications.get(two.id)).toMatchObject({ report: { id: two.id } });
		for (const { id, photoKey } of [one, two]) await erase(store, { id, photoKey });
	});

	test("the end of a record follows from its owner, unless it is given", async () => {
		const at = new Date("2026-01-01T00:00:00Z");
		const owner = { kind: "employer", id: "e", organisationId: "o" } as const;
		const ends = [await record(at), await record(at, { owner }), await record(at, { owner, keepUntil: null })];
		const records = await Promise.all(ends.map(({ id }) => store.verifications.get(id)));
		expect(records.map(({ keepUntil }) => keepUntil && (keepUntil.getTime() - at.getTime()) / HOUR_MS)).toEqual([
			24,
			180 * 24,
			null,
		]);
		expect(records[1]).toMatchObject({ ownerKind: "employer", ownerId: "e", organisationId: "o" });
		for (const { id, photoKey } of ends) await erase(store, { id, photoKey });
	});

	test("what is overdue is deleted with its photos, the rest stays, and the proof says so", async () => {
		const now = new Date();
		const overdue = await record(new Date(now.getTime() - 25 * HOUR_MS));
		const current = await record(new Date(now.getTime() - 23 * HOUR_MS));
		expect(await prove()).toMatchObject({ expired: [overdue.id], orphans: [], withoutPhoto: [] });
		expect(await eraseExpired(store, now)).toEqual({ records: 1, orphans: 0 });
		await expect(store.verifications.get(overdue.id)).rejects.toMatchObject({ code: "verification.not-found" });
		for (const key of [overdue.photoKey, annotatedKey(overdue)]) expect(await store.photos.get(key)).toBeNull();
		expect(await prove()).toEqual({ records: 1, photos: 2, expired: [], orphans: [], withoutPhoto: [] });
		expect((await store.photos.get(current.photoKey))?.equals(PHOTO)).toBe(true);
		await erase(store, current);
	});

	test("photos without a record are left while an upload may be under way, then deleted; a record without its photo is named", async () => {
		const lost = await record(new Date());
		await store.photos.remove(lost.photoKey);
		const key = randomUUID();
		await store.photos.put(key, Readable.from([PHOTO]));
		const now = new Date();
		expect(await eraseExpired(store, now)).toEqual({ records: 0, orphans: 0 });
		expect(await prove()).toMatchObject({ orphans: [], withoutPhoto: [lost.id] });
		const later = new Date(now.getTime() + ORPHAN_AGE_MS + 5000);
		expect(await eraseExpired(store, later)).toMatchObject({ orphans: 1 });
		expect(await store.photos.get(key)).toBeNull();
		await erase(store, lost);
	});
});

describe.each(KEPT)("$database × $photos, all that is kept", (pair) => {
	const tidy: (() => Promise<void>)[] = [];
	let options: StoreOptions;
	const record = { id: randomUUID(), createdAt: new Date(), photoKey: randomUUID(), claims: CLAIMS };
	const keyFile = () => join(options.dataDir, "data.key");

	beforeAll(async () => {
		options = await fresh(pair, tidy);
	});
	afterAll(async () => {
		for (const step of tidy) await step();
	});

	/** Opens the store for one step, as a process of its own would. */
	async function opened<T>(given: StoreOptions, step: (store: Store) => Promise<T>): Promise<T> {
		const store = await openStore(given);
		try {
			return await step(store);
		} finally {
			await store.close();
		}
	}

	test("the first start makes a key that only its owner may read; without it, or with another, nothing starts", async () => {
		await opened(options, async (store) => {
			await store.photos.put(record.photoKey, Readable.from([PHOTO]));
			await store.verifications.add(record);
			await store.verifications.finish(
				record.id,
				reportOf({ id: record.id, createdAt: record.createdAt.toISOString() }),
			);
		});
		const key = await readFile(keyFile(), "utf8");
		expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
		const other = randomBytes(32).toString("base64");
		for (const [dataKey, code] of [
			[other, "store.key-missing"],
			["short", "store.key-invalid"],
		] as const)
			await expect(openStore({ ...options, dataKey })).rejects.toMatchObject({ code });
		await rm(keyFile());
		await expect(openStore(options)).rejects.toMatchObject({ code: "store.key-missing" });
		await expect(stat(keyFile())).rejects.toThrow("ENOENT");
		await writeFile(keyFile(), key, { mode: 0o600 });
		await opened(options, async ({ verifications }) => {
			expect(await verifications.get(record.id)).toMatchObject({ status: "done", claims: CLAIMS });
		});
	});

	test("rows and photos of an older version are read, then sealed; afterwards nothing unsealed is believed", async () => {
		const old = { ...record, id: randomUUID(), photoKey: randomUUID() };
		const plain = Buffer.from(JSON.stringify(CLAIMS));
		await opened(options, async (store) => {
			await store.verifications.add(old);
			await store.database.executeSql("update verifications set claims = $2 where id = $1", [old.id, plain]);
			await store.sealedPhotos.put(old.photoKey, Readable.from([PHOTO]));
			await expect(store.verifications.get(old.id)).rejects.toMatchObject({ code: "store.altered" });
			// As the upgrade of a store with records leaves it.
			await store.database.executeSql("update data_keys set unsealed_remains = true");
		});
		await opened(options, async (store) => {
			expect((await store.verifications.get(old.id)).claims).toEqual(CLAIMS);
			expect((await store.photos.get(old.photoKey))?.equals(PHOTO)).toBe(true);
		});
		expect(await commandData(options, { command: "data.encrypt" })).toEqual({ values: 1, photos: 1 });
		expect(await commandData(options, { command: "data.encrypt" })).toEqual({ values: 0, photos: 0 });
		await opened(options, async (store) => {
			expect((await store.verifications.get(old.id)).claims).toEqual(CLAIMS);
			expect((await store.photos.get(old.photoKey))?.equals(PHOTO)).toBe(true);
			await store.database.executeSql("update verifications set claims = $2 where id = $1", [old.id, plain]);
			await expect(store.verifications.get(old.id)).rejects.toMatchObject({ code: "store.altered" });
			await erase(store, old);
		});
	});

	test("a new key takes over: the old one beside it until everything is sealed anew", async () => {
		const old = (await readFile(keyFile(), "utf8")).trim();
		const next = randomBytes(32).toString("base64");
		await expect(commandData({ ...options, dataKey: `${next},${old}` }, { command: "data.encrypt" })).resolves.toEqual({
			values: 3,
			photos: 1,
		});
		await expect(openStore(options)).rejects.toMatchObject({ code: "store.key-missing" });
		await writeFile(keyFile(), `${next}\n`);
		await opened(options, async (store) => {
			expect(await store.verifications.get(record.id)).toMatchObject({ claims: CLAIMS, report: { id: record.id } });
			expect((await store.photos.get(record.photoKey))?.equals(PHOTO)).toBe(true);
		});
	});

	test("a backup of a store in use comes back whole into one never used, and nowhere else", async () => {
		const folder = join(options.dataDir, "backup");
		const entries = [
			{ name: "虚构中心", creditCode: null, listing: "whitelist", families: [], from: null, to: null, source: "虚构" },
		] as const;
		const before = await opened(options, async (store) => {
			await store.database.executeSql(
				"insert into issuers (name, listing, families, source) values ($1, $2, '[]', '')",
				[entries[0].name, entries[0].listing],
			);
			const manifest = await commandData(options, { command: "data.backup", folder });
			expect(manifest).toMatchObject({ photos: 1, tables: { verifications: { rows: 1 }, issuers: { rows: 1 } } });
			return store.verifications.get(record.id);
		});
		const again = commandData(options, { command: "data.backup", folder });
		await expect(again, "a backup replaces nothing").rejects.toMatchObject({ code: "backup.invalid" });
		await expect(restoreStore(options, folder), "a store in use").rejects.toMatchObject({ code: "backup.invalid" });

		const target = await fresh(pair, tidy);
		await expect(restoreStore(target, folder), "its key is not there").rejects.toMatchObject({
			code: "store.key-missing",
		});
		const dataKey = await readFile(keyFile(), "utf8");
		const rows = join(folder, "tables", "verifications.jsonl");
		const written = await readFile(rows, "utf8");
		await writeFile(rows, written.replace("done", "fail"));
		await expect(restoreStore({ ...target, dataKey }, folder), "altered").rejects.toMatchObject({
			code: "backup.invalid",
		});
		await writeFile(rows, written);
		await restoreStore({ ...target, dataKey }, folder);
		await opened({ ...target, dataKey }, async (store) => {
			expect(await store.verifications.get(record.id)).toEqual(before);
			expect((await store.photos.get(record.photoKey))?.equals(PHOTO)).toBe(true);
			const added = await store.database.executeSql(
				"insert into issuers (name, listing, families, source) values ('又一虚构中心', 'whitelist', '[]', '') returning entry",
			);
			expect(added.rows, "the counter goes on").toEqual([{ entry: 2 }]);
		});
	});
});

test.runIf(server)("several processes that start at once on an empty PostgreSQL all open the store", async () => {
	const { url, drop } = await freshDatabase(server as string);
	const dataDir = await mkdtemp(join(tmpdir(), "zhengjian-"));
	const dataKey = randomBytes(32).toString("base64");
	const stores = await Promise.all([1, 2, 3].map(() => openStore({ dataDir, databaseUrl: url, dataKey })));
	expect(new Set(stores.map(({ vault }) => vault.keyId)).size).toBe(1);
	await Promise.all(stores.map((store) => store.close()));
	await drop();
	await rm(dataDir, { recursive: true });
});
