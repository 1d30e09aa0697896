/** Where the keys of the vault come from, and the proof at start that they are the right ones. */
import { randomBytes, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { count, sql } from "drizzle-orm";
import { ZhengjianError } from "../errors.ts";
import type { Queries } from "./database.ts";
import { syncFolder } from "./photo-folder.ts";
import { dataKeys, verifications } from "./schema.ts";
import { createVault, KEY_BYTES, keyId, type Vault } from "./vault.ts";

const keyFile = (folder: string): string => join(folder, "data.key");

/** Any number that no other advisory lock of this database uses. */
const KEYS_LOCK = 7_461_205;

/**
 * The vault of this store. `dataKey`: DATA_KEY, else the file data.key in `folder`, which is made with the very first start. Several keys
 * (separated by commas or lines) open; the first one seals. Throws `store.key-invalid` for a key of another form,
 * `store.key-missing` when the store was sealed with a key that is not among them.
 */
export async function openVault(queries: Queries, folder: string, dataKey: string | undefined): Promise<Vault> {
	return queries.transaction(async (tx) => {
		// Two processes that start for the first time must not both take their key for the first one.
		await tx.execute(sql`select pg_advisory_xact_lock(${KEYS_LOCK})`);
		const known = await tx.select().from(dataKeys);
		const secrets = parseKeys(dataKey ?? (await readKeyFile(folder, known.length === 0)));
		const [first] = secrets;
		if (!first)
			throw new ZhengjianError("store.key-missing", "the data are sealed and there is no key", {
				expected: `DATA_KEY or ${keyFile(folder)} with the key ${known.map(({ id }) => id).join(", ")}`,
				found: "neither",
			});
		const ids = secrets.map(keyId);
		const missing = known.filter(({ id }) => !ids.includes(id));
		if (missing.length > 0)
			throw new ZhengjianError("store.key-missing", "the data are sealed with another key", {
				expected: `key ${missing.map(({ id }) => id).join(", ")}`,
				found: `key ${ids.join(", ")}`,
			});
		const id = ids[0] as string;
		const unsealedRemains =
			known.length > 0
				? known.some((key) => key.unsealedRemains)
				: ((await tx.select({ n: count() }).from(verifications))[0]?.n ?? 0) > 0;
		await tx.insert(dataKeys).values({ id, unsealedRemains }).onConflictDoNothing();
		return createVault([first, ...secrets.slice(1)], unsealedRemains);
	});
}

function parseKeys(text: string): Buffer[] {
	return text
		.split(/[\s,]+/)
		.filter((part) => part !== "")
		.map((part, k) => {
			const secret = Buffer.from(part, "base64");
			if (secret.length === KEY_BYTES && secret.toString("base64").replace(/=+$/, "") === part.replace(/=+$/, ""))
				return secret;
			throw new ZhengjianError("store.key-invalid", `key ${k + 1} of DATA_KEY or data.key is not a key`, {
				expected: `${KEY_BYTES} bytes in base64`,
				found: `${part.length} characters`,
			});
		});
}

/** The content of the key file, made now if `make`; "" when there is none. */
async function readKeyFile(folder: string, make: boolean): Promise<string> {
	const content = await readFile(keyFile(folder), "utf8").catch((error: NodeJS.ErrnoException) => {
		if (error.code === "ENOENT") return null;
		throw error;
	});
	if (content !== null) return content;
	if (!make) return "";
	await mkdir(folder, { recursive: true });
	const key = `${randomBytes(KEY_BYTES).toString("base64")}\n`;
	const partial = `${keyFile(folder)}.${randomUUID()}`;
	const file = await open(partial, "wx", 0o600);
	try {
		await file.writeFile(key);
		await file.sync();
	} finally {
		await file.close();
	}
	// Whole or not there. Nobody else is here: the caller holds the lock, and there was no key file.
	await rename(partial, keyFile(folder));
	await syncFolder(folder);
	return key;
}
