/** Checks an evidence pack: the signature over its manifest, and every file against it. */
import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";
import { ZhengjianError } from "../../errors.ts";
import {
	digest,
	fingerprint,
	MANIFEST,
	type Manifest,
	manifestSchema,
	PUBLIC_KEY,
	SIGNATURE,
	UNLISTED,
} from "./manifest.ts";

/** What can be wrong with a pack. */
export const PACK_FAULTS = [
	/** The file's content is not the one that was signed. */
	"altered",
	/** The manifest lists it, the pack has no such file. */
	"missing",
	/** The pack has it, the manifest does not list it. */
	"added",
	/** The manifest was not signed with the key inside the pack. */
	"signature",
	/** Signed with another key than the one expected. */
	"signer",
] as const;
export type PackFault = (typeof PACK_FAULTS)[number];

export interface PackCheck {
	faults: { path: string; fault: PackFault }[];
	/** Null where the manifest itself cannot be read. */
	manifest: Manifest | null;
	/** Fingerprint of the key inside the pack, hex; null where there is none. */
	signer: string | null;
}

/** Largest content of a pack, bytes: a few hundred photos; more is a trap of compressed zeros. */
const MAX_CONTENT = 2 * 1024 ** 3;

/**
 * Every fault of the pack, each with the file it concerns; none = it is what was signed. `expected` = the key it must be
 * signed with; without it any key is taken, and it is for the caller to compare `signer`.
 * Throws `pack.invalid` for what is no ZIP file or larger than a pack can be.
 */
export async function checkPack(content: Uint8Array, expected?: KeyObject): Promise<PackCheck> {
	const { files, repeated } = await unzip(content);
	const manifest = parseManifest(files.get(MANIFEST));
	const key = parseKey(files.get(PUBLIC_KEY));
	const signer = key && fingerprint(key);
	const faults: PackCheck["faults"] = repeated.map((path) => ({ path, fault: "added" }));

	for (const path of UNLISTED) if (!files.has(path)) faults.push({ path, fault: "missing" });
	const listed = new Map(manifest?.files.map((file) => [file.path, file]));
	for (const [path, { sha256, size }] of listed) {
		const found = files.get(path);
		if (!found) faults.push({ path, fault: "missing" });
		else if (found.length !== size || digest(found) !== sha256) faults.push({ path, fault: "altered" });
	}
	for (const path of files.keys())
		if (!listed.has(path) && !UNLISTED.includes(path)) faults.push({ path, fault: "added" });
	for (const { photo, sha256 } of manifest?.verifications ?? [])
		if (listed.get(photo)?.sha256 !== sha256) faults.push({ path: photo, fault: "altered" });

	if (files.has(MANIFEST) && !manifest) faults.push({ path: MANIFEST, fault: "altered" });
	if (files.has(MANIFEST) && files.has(SIGNATURE) && files.has(PUBLIC_KEY) && !isSigned(files, key))
		faults.push({ path: SIGNATURE, fault: "signature" });
	if (expected && signer !== null && signer !== fingerprint(expected))
		faults.push({ path: PUBLIC_KEY, fault: "signer" });
	return { faults, manifest, signer };
}

function isSigned(files: ReadonlyMap<string, Uint8Array>, key: KeyObject | null): boolean {
	const manifest = files.get(MANIFEST);
	const signature = files.get(SIGNATURE);
	if (!key || !manifest || !signature) return false;
	return verify(null, manifest, key, Buffer.from(Buffer.from(signature).toString("latin1").trim(), "base64"));
}

function parseManifest(content: Uint8Array | undefined): Manifest | null {
	try {
		return manifestSchema.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content)));
	} catch {
		return null;
	}
}

function parseKey(content: Uint8Array | undefined): KeyObject | null {
	try {
		const key = createPublicKey(Buffer.from(content ?? []));
		return key.asymmetricKeyType === "ed25519" ? key : null;
	} catch {
		return null;
	}
}

/** Stands for a file that cannot be unpacked any more: it differs from whatever was signed. */
const UNREADABLE = new Uint8Array([0]);

/** Files by path; of a path that stands twice the first counts, and the second is reported. */
async function unzip(content: Uint8Array): Promise<{ files: Map<string, Uint8Array>; repeated: string[] }> {
	const reader = new ZipReader(new Uint8ArrayReader(content), { useWebWorkers: false });
	try {
		const files = new Map<string, Uint8Array>();
		const repeated: string[] = [];
		let left = MAX_CONTENT;
		for (const entry of await reader.getEntries()) {
			left -= entry.uncompressedSize;
			if (left < 0) throw new RangeError(`more than ${MAX_CONTENT} bytes`);
			if (entry.directory) continue;
			if (files.has(entry.filename)) repeated.push(entry.filename);
			else files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()).catch(() => UNREADABLE));
		}
		return { files, repeated };
	} catch (cause) {
		throw new ZhengjianError("pack.invalid", "the file is not an evidence pack that can be read", {
			expected: "a ZIP file",
			found: cause instanceof Error ? cause.message : String(cause),
			cause,
		});
	} finally {
		await reader.close();
	}
}
