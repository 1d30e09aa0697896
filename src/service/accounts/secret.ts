/** The secret that signs sessions and makes the fingerprints of the audit trail. */
import { randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { syncFolder } from "../../store/photo-folder.ts";

const SECRET_BYTES = 32;

/**
 * AUTH_SECRET where it is set, else the file auth.key in `dataDir` (mode 600), made with the first start. Servers that share
 * a database share the secret: a session of one is a session of all.
 */
export async function authSecret(dataDir: string, given: string | undefined): Promise<string> {
	if (given !== undefined) return given;
	const path = join(dataDir, "auth.key");
	const kept = await readSecret(path);
	if (kept !== null) return kept;
	await mkdir(dataDir, { recursive: true });
	const partial = `${path}.${randomUUID()}`;
	const file = await open(partial, "wx", 0o600);
	try {
		await file.writeFile(`${randomBytes(SECRET_BYTES).toString("base64")}\n`);
		await file.sync();
	} finally {
		await file.close();
	}
	// Whole or not there; of two processes that start together, the first one's stands.
	await link(partial, path).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== "EEXIST") throw error;
	});
	await rm(partial);
	await syncFolder(dataDir);
	return (await readSecret(path)) as string;
}

async function readSecret(path: string): Promise<string | null> {
	try {
		return (await readFile(path, "utf8")).trim();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
		throw error;
	}
}
