/** Spreadsheets as XLSX and CSV. Every cell is text: what somebody printed on a certificate never becomes a formula. */
import type { Blob } from "node:buffer";
import type Stream from "node:stream";
import writeXlsxFile, { type CellObject, type Feature, type SheetData } from "write-excel-file/node";
import { getOrderOfSiblings, insertElementMarkupAccordingToOrderOfSiblings } from "write-excel-file/utility";

/** What the library takes as the content of a file inside the workbook. */
type FileContent = Stream | Buffer | Blob;

export interface Sheet {
	name: string;
	/** Widths of the columns, characters. */
	widths: readonly number[];
	/** Rows of cells; cells that a wide one covers are null. */
	rows: (CellObject | null)[][];
	/** Rows at the top that stay in sight and stand on every printed page. */
	headRows: number;
}

const FONT = { fontFamily: "宋体", fontSize: 10 };
export const BORDER = { borderStyle: "thin", borderColor: "#000000" } as const;
/** Excel's limit for the text of one cell, characters. */
const MAX_CELL = 32_767;

/** A cell of text, wrapped, with a thin border; `@` marks it as text for whoever edits it later. */
export const textCell = (value: string, style: Partial<CellObject> = {}): CellObject => ({
	type: String,
	value: value.slice(0, MAX_CELL),
	format: "@",
	wrap: true,
	alignVertical: "center",
	...BORDER,
	...style,
});

/** The sheet as an XLSX file, to be printed on A4 landscape, all columns on one page. */
export async function writeXlsx({ name, widths, rows, headRows }: Sheet): Promise<Buffer> {
	return writeXlsxFile(
		rows as SheetData,
		{
			sheet: name,
			columns: widths.map((width) => ({ width })),
			orientation: "landscape",
			stickyRowsCount: headRows,
		},
		{ ...FONT, features: [printedOnA4(name, headRows)] },
	).toBuffer();
}

/** All columns on the width of one page, and the head on every page (ECMA-376 part 1, 18.3.1.65 and 18.2.5). */
function printedOnA4(name: string, headRows: number): Feature<FileContent> {
	return {
		files: {
			transform: {
				"xl/worksheets/sheet{id}.xml": {
					transform: (xml: string) =>
						inOrder(
							"xl/worksheets/sheet{id}.xml",
							xml,
							'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
							"worksheet",
						).replace("<pageSetup ", '<pageSetup fitToWidth="1" fitToHeight="0" '),
				},
				"xl/workbook.xml": {
					transform: (xml: string) =>
						inOrder(
							"xl/workbook.xml",
							xml,
							`<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'${name}'!$1:$${headRows}</definedName></definedNames>`,
							"workbook",
						),
				},
			},
		},
	};
}

const inOrder = (
	file: "xl/workbook.xml" | "xl/worksheets/sheet{id}.xml",
	xml: string,
	markup: string,
	parent: string,
): string => insertElementMarkupAccordingToOrderOfSiblings(xml, markup, getOrderOfSiblings(file, parent) ?? [], parent);

/** Characters that make a spreadsheet program take a CSV cell for a formula (OWASP, "CSV Injection"). */
const FORMULA_START = /^[=+\-@\t\r]/;

/** Rows as CSV (RFC 4180) with a byte order mark, by which spreadsheet programs know that it is UTF-8. */
export function writeCsv(rows: readonly (readonly string[])[]): Buffer {
	const cell = (value: string) => `"${(FORMULA_START.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
	return Buffer.from(`\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`, "utf8");
}
