/** The key that evidence packs are signed with: Ed25519 (RFC 8032), in a file that its owner alone can read. */
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ZhengjianError } from "../../errors.ts";

const FILE = "evidence-key.pem";

/** The signing key in `dataDir`, made there on first use with mode 600. Throws `pack.key-invalid` for a file that is none. */
export async function signingKey(dataDir: string): Promise<KeyObject> {
	const kept = await findSigningKey(dataDir);
	if (kept) return kept;
	await mkdir(dataDir, { recursive: true });
	const { privateKey } = generateKeyPairSync("ed25519");
	const pem = privateKey.export({ type: "pkcs8", format: "pem" });
	const draft = join(dataDir, `${FILE}.${randomUUID()}`);
	await writeFile(draft, pem, { mode: 0o600, flush: true });
	try {
		// A link is made whole or not at all, and never over a key that is there.
		await link(draft, join(dataDir, FILE));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
	} finally {
		await rm(draft);
	}
	return (await findSigningKey(dataDir)) ?? privateKey;
}

/** The signing key in `dataDir`; null where none was made yet. */
export async function findSigningKey(dataDir: string): Promise<KeyObject | null> {
	const path = join(dataDir, FILE);
	let pem: string;
	try {
		pem = await readFile(path, "utf8");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
		throw error;
	}
	try {
		const key = createPrivateKey(pem);
		if (key.asymmetricKeyType === "ed25519") return key;
		throw new TypeError(`a key of type ${key.asymmetricKeyType}`);
	} catch (cause) {
		throw new ZhengjianError("pack.key-invalid", "the signing key cannot be used", {
			expected: `an Ed25519 private key in ${FILE}`,
			found: cause instanceof Error ? cause.message : String(cause),
			cause,
		});
	}
}
