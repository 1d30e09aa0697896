/** Photos as files of the user. */
import { readFile, stat } from "node:fs/promises";
import { ZhengjianError } from "../errors.ts";
import { MAX_BYTES } from "../photo/limits.ts";

/** Throws `photo.missing` when there is no such file and `photo.too-large` before reading more than the limit. */
export async function readPhoto(path: string): Promise<Uint8Array> {
	try {
		const { size } = await stat(path);
		if (size > MAX_BYTES)
			throw new ZhengjianError("photo.too-large", "the file is larger than the limit", {
				expected: `at most ${MAX_BYTES} bytes`,
				found: `${size}`,
			});
		return await readFile(path);
	} catch (cause) {
		if (cause instanceof ZhengjianError) throw cause;
		const found = (cause as NodeJS.ErrnoException).code ?? String(cause);
		throw new ZhengjianError("photo.missing", `the file cannot be read (${found})`, { found, cause });
	}
}
