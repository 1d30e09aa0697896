/** Opens the photo store that is set, and lays the vault in front of it. */
import { join } from "node:path";
import { Readable } from "node:stream";
import { type BucketOptions, openPhotoBucket } from "./photo-bucket.ts";
import { openPhotoFolder } from "./photo-folder.ts";
import { measure, type PhotoStore } from "./photos.ts";
import type { Vault } from "./vault.ts";

/**
 * The photos as stored, without the vault: in the S3 store if one is set, otherwise in DATA_DIR. `exclusive`: no other process
 * uses the folder. Throws `store.unreachable` when the S3 store does not answer.
 */
export const openPhotos = (
	dataDir: string,
	exclusive: boolean,
	bucket: BucketOptions | undefined,
): Promise<PhotoStore> => (bucket ? openPhotoBucket(bucket) : openPhotoFolder(join(dataDir, "photos"), exclusive));

/** Photos that are sealed on their way in and opened on their way out. Lengths are those of the photos themselves. */
export function sealPhotos(stored: PhotoStore, vault: Vault): PhotoStore {
	return {
		async put(key, content) {
			const { stream, bytes } = measure(content);
			await stored.put(key, Readable.from(vault.sealPhoto(stream, key), { objectMode: false }));
			return bytes();
		},
		async get(key) {
			const sealed = await stored.get(key);
			return sealed && vault.openPhoto(sealed, key);
		},
		remove: stored.remove,
		list: stored.list,
	};
}
