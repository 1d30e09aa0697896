/** Text of a file as spreadsheets in China save it: UTF-8 with or without byte order mark, else GB 18030. */
export function decodeText(content: Uint8Array): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(content);
	} catch {
		return new TextDecoder("gb18030").decode(content);
	}
}
