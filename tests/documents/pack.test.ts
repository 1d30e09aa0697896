import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from "@zip.js/zip.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkPack, type PackCheck } from "../../src/documents/pack/check-pack.ts";
import { findSigningKey, signingKey } from "../../src/documents/pack/key.ts";
import { digest, fingerprint } from "../../src/documents/pack/manifest.ts";
import { writePack } from "../../src/documents/pack/write-pack.ts";
import { faultyReport, paperPhoto } from "../report/pdf/fixture.ts";
import { page, REGISTRY } from "../rules/evidence.ts";
import { partsOf } from "./xlsx.ts";

let folder: string;
let photo: Buffer;
let pack: Uint8Array;
let files: Map<string, Uint8Array>;
const createdAt = new Date("2026-11-23T04:00:00.000Z");

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "pack-"));
	photo = await paperPhoto();
	const report = faultyReport();
	report.image = { ...report.image, sha256: digest(photo) };
	const verification = { photo, report, evidence: page("training-completion"), registry: REGISTRY };
	pack = await writePack([verification], { key: await signingKey(folder), createdAt });
	files = new Map([...(await partsOf(pack))].map(([path, text]) => [path, Buffer.from(text)]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The pack with some files changed, added or (null) left out; binary files are taken from the pack itself. */
async function tampered(changes: Record<string, string | null>): Promise<Uint8Array> {
	const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
	const reader = new ZipReader(new Uint8ArrayReader(pack), { useWebWorkers: false });
	for (const entry of await reader.getEntries()) {
		if (entry.directory || entry.filename in changes) continue;
		await writer.add(entry.filename, new Uint8ArrayReader(await entry.getData(new Uint8ArrayWriter())));
	}
	for (const [path, content] of Object.entries(changes))
		if (content !== null) await writer.add(path, new Uint8ArrayReader(Buffer.from(content)));
	return writer.close();
}
const textOf = (path: string): string => Buffer.from(files.get(path) ?? []).toString();
const faultsOf = async (zip: Promise<Uint8Array>): Promise<PackCheck["faults"]> =>
	(await checkPack(await zip, (await findSigningKey(folder)) ?? undefined)).faults;

describe("an evidence pack", () => {
	it("holds everything a verdict rests on", () => {
		expect([...files.keys()].sort()).toEqual([
			"01/annotated.jpg",
			"01/evidence.json",
			"01/findings/01.wording.national-name.jpg",
			"01/findings/02.layout.displaced.jpg",
			"01/findings/03.layout.wording.jpg",
			"01/photo.jpeg",
			"01/report.en.pdf",
			"01/report.json",
			"01/report.zh.pdf",
			"01/rules.json",
			"01/versions.json",
			"README.txt",
			"manifest.json",
			"manifest.sig",
			"public-key.pem",
		]);
		expect(JSON.parse(textOf("01/rules.json")).clauses.map(({ id }: { id: string }) => id)).toEqual([
			"（一）",
			"（四）",
		]);
		expect(JSON.parse(textOf("01/versions.json"))).toMatchObject({
			engine: { version: "test" },
			template: { id: "training-completion" },
		});
		expect(JSON.parse(textOf("manifest.json")).verifications[0]).toMatchObject({
			photo: "01/photo.jpeg",
			sha256: digest(photo),
		});
		expect(textOf("public-key.pem")).toMatch(/^-----BEGIN PUBLIC KEY-----/);
	});

	it("is found as it was signed", async () => {
		const { faults, signer, manifest } = await checkPack(pack);
		expect(faults).toEqual([]);
		expect(signer).toBe(fingerprint(await signingKey(folder)));
		expect(manifest?.signer).toBe(signer);
	});

	it.each<[string, Record<string, string | null>, PackCheck["faults"]]>([
		["an altered report", { "01/report.json": "{}" }, [{ path: "01/report.json", fault: "altered" }]],
		["an altered photo", { "01/photo.jpeg": "x" }, [{ path: "01/photo.jpeg", fault: "altered" }]],
		["missing evidence", { "01/evidence.json": null }, [{ path: "01/evidence.json", fault: "missing" }]],
		["an added file", { "01/note.txt": "x" }, [{ path: "01/note.txt", fault: "added" }]],
		["a missing signature", { "manifest.sig": null }, [{ path: "manifest.sig", fault: "missing" }]],
		["a missing manifest", { "manifest.json": null }, [{ path: "manifest.json", fault: "missing" }]],
		["a broken signature", { "manifest.sig": "AAAA" }, [{ path: "manifest.sig", fault: "signature" }]],
		["a broken key", { "public-key.pem": "AAAA" }, [{ path: "manifest.sig", fault: "signature" }]],
	])("names %s", async (_name, changes, expected) => {
		const faults = await faultsOf(tampered(changes));
		// Without a manifest every other file is one that nobody listed.
		if ("manifest.json" in changes) expect(faults).toContainEqual(expected[0]);
		else expect(faults).toEqual(expected);
	});

	it("names a file altered together with its digest in the manifest, by the signature", async () => {
		const manifest = JSON.parse(textOf("manifest.json"));
		const content = "{}";
		for (const file of manifest.files)
			if (file.path === "01/report.json") Object.assign(file, { size: 2, sha256: digest(Buffer.from(content)) });
		const faults = await faultsOf(tampered({ "01/report.json": content, "manifest.json": JSON.stringify(manifest) }));
		expect(faults).toEqual([{ path: "manifest.sig", fault: "signature" }]);
	});

	it("names a pack signed anew with another key", async () => {
		const { privateKey } = generateKeyPairSync("ed25519");
		const report = faultyReport();
		report.image = { ...report.image, sha256: digest(photo) };
		report.findings = [];
		const evidence = page("training-completion");
		const forged = await writePack([{ photo, report, evidence, registry: REGISTRY }], { key: privateKey, createdAt });
		expect((await checkPack(forged)).faults).toEqual([]);
		expect((await checkPack(forged, await signingKey(folder))).faults).toEqual([
			{ path: "public-key.pem", fault: "signer" },
		]);
	});

	it("names a file of which bytes were changed in the ZIP itself", async () => {
		const bytes = Buffer.from(pack);
		const at = bytes.indexOf("01/annotated.jpg") + 2000;
		bytes.fill(0x55, at, at + 64);
		expect(await faultsOf(Promise.resolve(bytes))).toEqual([{ path: "01/annotated.jpg", fault: "altered" }]);
	});

	it("is refused where it is no ZIP file, and is not made of another photo", async () => {
		await expect(checkPack(Buffer.from("no pack"))).rejects.toMatchObject({ code: "pack.invalid" });
		const verification = { photo, report: faultyReport(), evidence: page("training-completion"), registry: REGISTRY };
		await expect(writePack([verification], { key: await signingKey(folder), createdAt })).rejects.toMatchObject({
			code: "pack.invalid",
		});
	});
});

describe("the signing key", () => {
	it("is made once, for its owner alone", async () => {
		const own = join(folder, "new", "data");
		const keys = await Promise.all([signingKey(own), signingKey(own)]);
		expect(new Set(keys.map(fingerprint)).size).toBe(1);
		const [file] = await readdir(own);
		expect((await stat(join(own, file as string))).mode & 0o777).toBe(0o600);
		expect(fingerprint((await findSigningKey(own)) ?? createPrivateKey(""))).toBe(fingerprint(keys[0]));
	});

	it("is refused when it is no Ed25519 key", async () => {
		const own = join(folder, "broken");
		await signingKey(own);
		const [file] = await readdir(own);
		const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
		for (const pem of ["no key", privateKey.export({ type: "pkcs8", format: "pem" })]) {
			await writeFile(join(own, file as string), pem);
			await expect(signingKey(own)).rejects.toMatchObject({ code: "pack.key-invalid" });
		}
	});
});
