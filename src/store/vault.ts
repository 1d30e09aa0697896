/**
 * Seals values and photos with AES-256-GCM before they reach a disk. A sealed value carries the identifier of its key, so
 * that keys can be exchanged, and is bound to its place (table, column, record): moved elsewhere, it does not open.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Readable } from "node:stream";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { ZhengjianError } from "../errors.ts";

export const KEY_BYTES = 32;
const KEY_ID_BYTES = 8;
/** GCM: a random nonce of 96 bits and a tag of 128 bits (NIST SP 800-38D, 5.2.1). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** First byte of a sealed value. JSON, which older versions wrote, never starts with it. */
const VALUE_VERSION = 1;
const VALUE_HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES;
/** First bytes of a sealed photo; no format of pictures starts like this. */
const PHOTO_MAGIC = Buffer.from("ZJS\u0001", "latin1");
const SALT_BYTES = 32;
const PHOTO_HEADER_BYTES = PHOTO_MAGIC.length + KEY_ID_BYTES + SALT_BYTES;
/** Bytes of a photo that are sealed, and authenticated, together. */
const CHUNK_BYTES = 64 * 1024;

/** Where a value is kept. */
export interface Place {
	table: string;
	column: string;
	id: string;
}

interface Key {
	id: string;
	secret: Buffer;
	/** Seals values; photos get a key each. */
	forValues: Buffer;
}

export interface Vault {
	/** Identifier of the key that seals. */
	readonly keyId: string;
	/** Identifiers of all keys at hand. */
	readonly keyIds: readonly string[];
	/** Whether values and photos that nobody sealed are accepted: only where an older version may have left some. */
	acceptsUnsealed: boolean;
	/** Seals any JSON value for its place. */
	seal(value: unknown, place: Place): Buffer;
	/**
	 * The value sealed for this place. Throws `store.key-missing` when it was sealed with a key not at hand and
	 * `store.altered` when it is not what was sealed for this place.
	 */
	open(sealed: Uint8Array, place: Place): unknown;
	/** Seals a photo piece by piece: at no time is all of it in memory. `key` is its key in the photo store. */
	sealPhoto(content: Readable, key: string): AsyncGenerator<Buffer>;
	/** The photo sealed under this key of the photo store. Throws as `open` does, also for a photo that was cut short. */
	openPhoto(sealed: Buffer, key: string): Buffer;
	/** Whether a stored value or photo is sealed with the key that seals now. */
	isCurrent(stored: Uint8Array): boolean;
}

/** A vault that seals with the first of `secrets` (32 bytes each) and opens with any of them. */
export function createVault(secrets: readonly [Buffer, ...Buffer[]], acceptsUnsealed: boolean): Vault {
	const keys = new Map(secrets.map((secret) => [keyId(secret), toKey(secret)]));
	const current = toKey(secrets[0]);
	const keyOf = (id: string): Key => {
		const key = keys.get(id);
		if (key) return key;
		throw new ZhengjianError("store.key-missing", "the data were sealed with a key that is not at hand", {
			expected: `key ${id}`,
			found: [...keys.keys()].join(", "),
		});
	};
	const refuseUnsealed = (what: string): void => {
		if (!vault.acceptsUnsealed)
			throw new ZhengjianError("store.altered", `${what} is not sealed, and nothing unsealed was left here`);
	};
	const vault: Vault = {
		keyId: current.id,
		keyIds: [...keys.keys()],
		acceptsUnsealed,
		seal(value, place) {
			const nonce = randomBytes(NONCE_BYTES);
			const header = Buffer.concat([Buffer.from([VALUE_VERSION]), Buffer.from(current.id, "hex"), nonce]);
			const content = deflateRawSync(JSON.stringify(value));
			return Buffer.concat([header, ...encrypt(current.forValues, nonce, bind(header, place), content)]);
		},
		open(sealed, place) {
			const bytes = asBuffer(sealed);
			if (bytes[0] !== VALUE_VERSION) {
				refuseUnsealed(nameOf(place));
				return JSON.parse(bytes.toString("utf8"));
			}
			if (bytes.length < VALUE_HEADER_BYTES + TAG_BYTES) throw altered(nameOf(place));
			const header = bytes.subarray(0, VALUE_HEADER_BYTES);
			const key = keyOf(header.toString("hex", 1, 1 + KEY_ID_BYTES));
			const nonce = header.subarray(1 + KEY_ID_BYTES);
			const content = decrypt(
				key.forValues,
				nonce,
				bind(header, place),
				bytes.subarray(VALUE_HEADER_BYTES),
				nameOf(place),
			);
			return JSON.parse(inflateRawSync(content).toString("utf8"));
		},
		async *sealPhoto(content, key) {
			const header = Buffer.concat([PHOTO_MAGIC, Buffer.from(current.id, "hex"), randomBytes(SALT_BYTES)]);
			const secret = photoKey(current, header, key);
			yield header;
			let number = 0;
			let pending = Buffer.alloc(0);
			for await (const piece of content) {
				pending = Buffer.concat([pending, piece]);
				// The last chunk is marked, so one is kept back until more has come.
				while (pending.length > CHUNK_BYTES) {
					yield Buffer.concat(encrypt(secret, chunkNonce(number++, false), header, pending.subarray(0, CHUNK_BYTES)));
					pending = pending.subarray(CHUNK_BYTES);
				}
			}
			yield Buffer.concat(encrypt(secret, chunkNonce(number, true), header, pending));
		},
		openPhoto(sealed, key) {
			if (!isSealedPhoto(sealed)) {
				refuseUnsealed(`photo ${key.slice(0, 8)}`);
				return sealed;
			}
			const header = sealed.subarray(0, PHOTO_HEADER_BYTES);
			const secret = photoKey(keyOf(photoKeyId(header)), header, key);
			const chunks: Buffer[] = [];
			let number = 0;
			let at = PHOTO_HEADER_BYTES;
			do {
				const end = Math.min(at + CHUNK_BYTES + TAG_BYTES, sealed.length);
				const nonce = chunkNonce(number++, end === sealed.length);
				chunks.push(decrypt(secret, nonce, header, sealed.subarray(at, end), `photo ${key.slice(0, 8)}`));
				at = end;
			} while (at < sealed.length);
			return Buffer.concat(chunks);
		},
		isCurrent(stored) {
			const bytes = asBuffer(stored);
			if (isSealedPhoto(bytes)) return photoKeyId(bytes) === current.id;
			return bytes[0] === VALUE_VERSION && bytes.toString("hex", 1, 1 + KEY_ID_BYTES) === current.id;
		},
	};
	return vault;
}

/** Identifies a key without giving anything of it away: 16 hexadecimal digits. */
export const keyId = (secret: Buffer): string => derive(secret, "", "key id", KEY_ID_BYTES).toString("hex");

const toKey = (secret: Buffer): Key => ({
	id: keyId(secret),
	secret,
	forValues: derive(secret, "", "values", KEY_BYTES),
});

/** HKDF (RFC 5869): each purpose has a key of its own. */
const derive = (secret: Buffer, salt: string | Buffer, purpose: string, length: number): Buffer =>
	Buffer.from(hkdfSync("sha256", secret, salt, `zhengjian ${purpose}`, length));

/** A key for one photo under one name: chunks can be numbered from zero, and a photo renamed to another does not open. */
const photoKey = ({ secret }: Key, header: Buffer, key: string): Buffer =>
	derive(secret, header.subarray(-SALT_BYTES), `photo ${key}`, KEY_BYTES);

const isSealedPhoto = (bytes: Buffer): boolean =>
	bytes.length >= PHOTO_HEADER_BYTES && bytes.subarray(0, PHOTO_MAGIC.length).equals(PHOTO_MAGIC);

const photoKeyId = (header: Buffer): string =>
	header.toString("hex", PHOTO_MAGIC.length, PHOTO_MAGIC.length + KEY_ID_BYTES);

/** The number of a chunk and whether it is the last (STREAM, Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015). */
function chunkNonce(number: number, last: boolean): Buffer {
	const nonce = Buffer.alloc(NONCE_BYTES);
	nonce.writeUInt32BE(number, NONCE_BYTES - 5);
	nonce[NONCE_BYTES - 1] = last ? 1 : 0;
	return nonce;
}

const nameOf = ({ table, column, id }: Place): string => `${table}.${column} of ${id.slice(0, 8)}`;
const bind = (header: Buffer, { table, column, id }: Place): Buffer =>
	Buffer.concat([header, Buffer.from(JSON.stringify([table, column, id]))]);

function encrypt(key: Buffer, nonce: Buffer, bound: Buffer, content: Buffer): [Buffer, Buffer, Buffer] {
	const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(bound);
	return [cipher.update(content), cipher.final(), cipher.getAuthTag()];
}

function decrypt(key: Buffer, nonce: Buffer, bound: Buffer, sealed: Buffer, name: string): Buffer {
	try {
		const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
		decipher.setAAD(bound).setAuthTag(sealed.subarray(-TAG_BYTES));
		return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
	} catch (cause) {
		throw altered(name, cause);
	}
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const altered = (name: string, cause?: unknown) =>
	new ZhengjianError("store.altered", `${name} is not what was sealed here: altered, moved or cut short`, { cause });
