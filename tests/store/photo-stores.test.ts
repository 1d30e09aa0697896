import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sealPhotos } from "../../src/store/open-photos.ts";
import { openPhotoBucket } from "../../src/store/photo-bucket.ts";
import { openPhotoFolder } from "../../src/store/photo-folder.ts";
import type { PhotoStore } from "../../src/store/photos.ts";
import { createVault } from "../../src/store/vault.ts";
import { freshBucket, serverFor } from "./servers.ts";

const endpoint = serverFor("the photo store contract on S3", "TEST_S3_ENDPOINT");
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "zhengjian-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const KINDS: [name: string, open: () => Promise<PhotoStore>][] = [
	["a folder", () => openPhotoFolder(join(folder, "photos"), true)],
	...(endpoint
		? [["an S3 store", () => openPhotoBucket(freshBucket(endpoint))] as [string, () => Promise<PhotoStore>]]
		: []),
];
const sealed = (open: () => Promise<PhotoStore>) => async () =>
	sealPhotos(await open(), createVault([randomBytes(32)], false));
const STORES = KINDS.flatMap(([name, open]): typeof KINDS => [
	[name, open],
	[`${name}, sealed`, sealed(open)],
]);

describe.each(STORES)("photos in %s", (_name, open) => {
	let photos: PhotoStore;
	beforeAll(async () => {
		photos = await open();
	});
	const keys = async () =>
		(
			await Readable.from(photos.list())
				.map(({ key }) => key)
				.toArray()
		).sort();

	test("kept, found, listed, replaced and removed", async () => {
		const [first, second] = [randomUUID(), randomUUID()];
		const began = Date.now() - 2000;
		const before = await keys();
		expect(await photos.put(first, Readable.from([Buffer.from("one "), Buffer.from("two")]))).toBe(7);
		expect((await photos.get(first))?.toString()).toBe("one two");
		await photos.put(second, Readable.from([Buffer.from("x")]));
		expect(await keys()).toEqual([...before, first, second].sort());
		for await (const { key, changedAt } of photos.list())
			if (key === first) expect(changedAt.getTime()).toBeGreaterThan(began);
		await photos.put(first, Readable.from([Buffer.from("three")]));
		expect((await photos.get(first))?.toString()).toBe("three");
		for (const key of [first, second, first]) await photos.remove(key);
		expect(await photos.get(first)).toBeNull();
		expect(await keys()).toEqual(before);
	});

	test("a photo larger than one part of an upload, and an empty one", async () => {
		const large = randomBytes(12 * 1024 * 1024);
		const pieces = Array.from({ length: 192 }, (_, k) => large.subarray(k * 65_536, (k + 1) * 65_536));
		expect(await photos.put("large", Readable.from(pieces))).toBe(large.length);
		expect((await photos.get("large"))?.equals(large)).toBe(true);
		expect(await photos.put("empty", Readable.from([]))).toBe(0);
		expect((await photos.get("empty"))?.length).toBe(0);
	});

	test.each([10, 7_000_000])("an upload that breaks off after %i bytes leaves nothing", async (length) => {
		const torn = Readable.from(
			(async function* () {
				yield randomBytes(length);
				throw new Error("connection lost");
			})(),
		);
		await expect(photos.put("torn", torn)).rejects.toThrow("connection lost");
		expect(await photos.get("torn")).toBeNull();
		expect(await keys()).not.toContain("torn");
	});

	test("a key that is no key is refused", async () => {
		for (const key of ["../registry.json", "a", "a/b", ""])
			await expect(photos.get(key), key).rejects.toThrow(RangeError);
	});
});

test("an S3 store that does not answer is named at start", async () => {
	const silent = openPhotoBucket(freshBucket("http://127.0.0.1:9"));
	await expect(silent).rejects.toMatchObject({ code: "store.unreachable" });
});
