/** A written workbook, read back: values by another library, and the parts of the file as text. */
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";
import { readSheet } from "read-excel-file/node";

export async function cellsOf(xlsx: Buffer): Promise<string[][]> {
	return (await readSheet(xlsx)).map((row) => row.map((cell) => (cell === null ? "" : String(cell))));
}

export async function partsOf(zip: Uint8Array): Promise<Map<string, string>> {
	const reader = new ZipReader(new Uint8ArrayReader(zip), { useWebWorkers: false });
	const parts = new Map<string, string>();
	for (const entry of await reader.getEntries())
		if (!entry.directory)
			parts.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter())).toString());
	return parts;
}
