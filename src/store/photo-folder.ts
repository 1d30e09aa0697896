/** Photos in a folder. */
import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { PHOTO_KEY, type PhotoStore } from "./photos.ts";

/**
 * Photos as files below `folder`, spread over 256 sub-folders by the first two characters of the key. `exclusive`: no
 * other process uses the folder, so what a dead one was still receiving (never acknowledged) is cleared away.
 */
export async function openPhotoFolder(folder: string, exclusive: boolean): Promise<PhotoStore> {
	const incoming = join(folder, "incoming");
	if (exclusive) await rm(incoming, { recursive: true, force: true });
	await mkdir(incoming, { recursive: true });
	const place = (key: string) => {
		if (!PHOTO_KEY.test(key)) throw new RangeError("photo key must be letters, digits, - or _");
		return join(folder, key.slice(0, 2), key);
	};
	return {
		async put(key, content) {
			// Two requests may draw the same picture at once.
			const partial = join(incoming, `${key}.${randomUUID()}`);
			const target = place(key);
			try {
				const file = createWriteStream(partial, { mode: 0o600, flush: true });
				await pipeline(content, file);
				await mkdir(dirname(target), { recursive: true });
				await rename(partial, target);
				await syncFolder(dirname(target));
				return file.bytesWritten;
			} catch (error) {
				await rm(partial, { force: true });
				throw error;
			}
		},
		async get(key) {
			try {
				return await readFile(place(key));
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
				throw error;
			}
		},
		remove: (key) => rm(place(key), { force: true }),
		async *list() {
			for (const folderName of await readdir(folder)) {
				if (join(folder, folderName) === incoming) continue;
				for (const key of await readdir(join(folder, folderName))) {
					// A photo may go while the list is read.
					const file = await stat(place(key)).catch(() => null);
					if (file) yield { key, changedAt: file.mtime };
				}
			}
		},
	};
}

/** A rename survives a power cut only when its folder is on disk too. */
export async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
