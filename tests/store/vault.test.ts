import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { createVault, type Place } from "../../src/store/vault.ts";

const secret = randomBytes(32);
const vault = createVault([secret], false);
const place: Place = { table: "verifications", column: "report", id: "0b8f1a52-6f6c-4c8f-8f0a-0d8d2b0c1a11" };
const value = { holderName: "张三", lines: ["证书编号", "S000044010001223000001"], nested: [{ n: 1.5 }, null] };
const altered = expect.objectContaining({ code: "store.altered" });

const sealPhoto = async (content: Buffer, key: string, by = vault): Promise<Buffer> => {
	// Pieces of awkward sizes, as they come off a network.
	const pieces: Buffer[] = [];
	for (let at = 0; at < content.length; at += 10_007) pieces.push(content.subarray(at, at + 10_007));
	return Buffer.concat(await Readable.from(by.sealPhoto(Readable.from(pieces), key)).toArray());
};

test("a value comes back, shows nothing of itself, and never looks the same twice", () => {
	const sealed = vault.seal(value, place);
	expect(vault.open(sealed, place)).toEqual(value);
	expect(sealed.includes("张三")).toBe(false);
	expect(sealed.equals(vault.seal(value, place))).toBe(false);
});

test("a value with any one bit changed does not open", () => {
	const sealed = vault.seal(value, place);
	for (let at = 0; at < sealed.length; at++) {
		const tampered = Buffer.from(sealed);
		tampered[at] = (tampered[at] as number) ^ 1;
		expect(() => vault.open(tampered, place), `byte ${at}`).toThrow(
			expect.objectContaining({ code: expect.stringMatching(/^store\.(altered|key-missing)$/) }),
		);
	}
});

test.each([0, 1, 9, 20, 36])("a value cut down to %i bytes does not open", (length) => {
	expect(() => vault.open(vault.seal(value, place).subarray(0, length), place)).toThrow(altered);
});

test.each([
	["record", { ...place, id: "0b8f1a52-6f6c-4c8f-8f0a-0d8d2b0c1a12" }],
	["column", { ...place, column: "evidence" }],
	["table", { ...place, table: "cases" }],
])("a value moved to another %s does not open", (_what, elsewhere) => {
	expect(() => vault.open(vault.seal(value, place), elsewhere)).toThrow(altered);
});

test("another key opens nothing and says which key is wanted; an older one beside it opens", () => {
	const sealed = vault.seal(value, place);
	const other = createVault([randomBytes(32)], false);
	expect(() => other.open(sealed, place)).toThrow(
		expect.objectContaining({
			code: "store.key-missing",
			detail: expect.objectContaining({ expected: `key ${vault.keyId}` }),
		}),
	);
	const rotated = createVault([randomBytes(32), secret], false);
	expect(rotated.open(sealed, place)).toEqual(value);
	expect(rotated.isCurrent(sealed)).toBe(false);
	expect(rotated.isCurrent(rotated.seal(value, place))).toBe(true);
});

test("plain JSON of an older version opens only where it is accepted", () => {
	const plain = Buffer.from(JSON.stringify(value));
	expect(createVault([secret], true).open(plain, place)).toEqual(value);
	expect(() => vault.open(plain, place)).toThrow(altered);
	expect(vault.isCurrent(plain)).toBe(false);
});

/** Around the length of a chunk, 64 KiB, where mistakes are made. */
test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 300_000])("a photo of %i bytes comes back", async (length) => {
	const photo = randomBytes(length);
	const sealed = await sealPhoto(photo, "key");
	expect(vault.openPhoto(sealed, "key").equals(photo)).toBe(true);
	expect(vault.isCurrent(sealed)).toBe(true);
});

test("a photo that was cut short, at a chunk or within, does not open", async () => {
	const sealed = await sealPhoto(randomBytes(200_000), "key");
	const header = 44;
	const chunk = 65_536 + 16;
	for (const length of [header, header + 10, header + chunk, header + 2 * chunk, sealed.length - 1])
		expect(() => vault.openPhoto(sealed.subarray(0, length), "key"), `${length} bytes`).toThrow(altered);
});

test("a photo that was changed, rearranged, lengthened or renamed does not open", async () => {
	const sealed = await sealPhoto(randomBytes(200_000), "key");
	const chunk = 65_536 + 16;
	const [header, first, second, rest] = [
		sealed.subarray(0, 44),
		sealed.subarray(44, 44 + chunk),
		sealed.subarray(44 + chunk, 44 + 2 * chunk),
		sealed.subarray(44 + 2 * chunk),
	];
	const changed = Buffer.from(sealed);
	changed[100_000] = (changed[100_000] as number) ^ 1;
	const damaged = [
		changed,
		Buffer.concat([header, second, first, rest]),
		Buffer.concat([header, first, rest]),
		Buffer.concat([sealed, Buffer.from("more")]),
	];
	for (const bytes of damaged) expect(() => vault.openPhoto(bytes, "key")).toThrow(altered);
	expect(() => vault.openPhoto(sealed, "another-key")).toThrow(altered);
	const other = createVault([randomBytes(32)], false);
	expect(() => other.openPhoto(sealed, "key")).toThrow(expect.objectContaining({ code: "store.key-missing" }));
});

test("an unsealed photo of an older version opens only where it is accepted", () => {
	const photo = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
	expect(createVault([secret], true).openPhoto(photo, "key").equals(photo)).toBe(true);
	expect(() => vault.openPhoto(photo, "key")).toThrow(altered);
});

test("a photo is sealed as it comes: what was read is passed on before the end has come", async () => {
	let given = 0;
	const endless = Readable.from(
		(function* () {
			for (;;) {
				given++;
				yield randomBytes(65_536);
			}
		})(),
	);
	const sealed = vault.sealPhoto(endless, "key");
	for (let k = 0; k < 5; k++) expect((await sealed.next()).done).toBe(false);
	await sealed.return(undefined);
	expect(given).toBeLessThan(40);
});
