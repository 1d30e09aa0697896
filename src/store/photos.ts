/** Where photos are kept: a small interface, with a folder (photo-folder.ts) or an S3 store (photo-bucket.ts) behind it. */
import { Readable } from "node:stream";

/** Letters, digits, - and _. */
export const PHOTO_KEY = /^[\w-]{2,}$/;

export interface PhotoStore {
	/** Keeps the stream under `key` and returns its length in bytes. Visible only when whole and on disk. */
	put(key: string, content: Readable): Promise<number>;
	/** The photo's bytes; null when there is none. */
	get(key: string): Promise<Buffer | null>;
	/** Removing what is not there is no error. */
	remove(key: string): Promise<void>;
	/** Everything kept, in no particular order, and when it was last put. */
	list(): AsyncIterable<{ key: string; changedAt: Date }>;
}

/** The same stream, and how many bytes of it have passed so far. */
export function measure(content: Readable): { stream: Readable; bytes: () => number } {
	let bytes = 0;
	const stream = Readable.from(
		(async function* () {
			for await (const piece of content) {
				bytes += piece.length;
				yield piece;
			}
		})(),
		{ objectMode: false },
	);
	return { stream, bytes: () => bytes };
}
