/** Codes of shares: short enough to be read out and typed, long enough not to be guessed. */
import { createHash, randomBytes } from "node:crypto";

/** Base 32 of Crockford: no I, L, O and U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** Characters; 80 bits. */
const LENGTH = 16;

/** A new code, in groups of four: `7K3M-…`. */
export function newCode(): string {
	const letters = Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
	return (letters.match(/.{4}/g) ?? []).join("-");
}

/** Hex SHA-256 of a code as people write it: small letters, without hyphens, O for 0, I or L for 1. */
export function hashOfCode(code: string): string {
	const read = code.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
	return createHash("sha256").update(read).digest("hex");
}
