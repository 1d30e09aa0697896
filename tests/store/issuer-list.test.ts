import { expect, test } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { ZhengjianError } from "../../src/errors.ts";
import type { IssuerEntry } from "../../src/registry.ts";
import {
	parseIssuerList,
	withMisprintedCodes,
	writeIssuerCsv,
	writeIssuerSpreadsheet,
} from "../../src/store/issuer-list.ts";

const HEADER = "name,creditCode,listing,families,from,to,source";
const parse = (text: string) => parseIssuerList(Buffer.from(text), "list.csv");

const school = {
	name: "虚构职业培训学校",
	creditCode: "91440101MA5XXXXX04",
	listing: "whitelist",
	families: ["skill-level", "special-ability"],
	from: "2022-01-01",
	to: "2024-12-31",
	source: "虚构公告",
};
const ROW = `${school.name},${school.creditCode},whitelist,skill-level;special-ability,2022-01-01,2024-12-31,虚构公告`;

test.each([
	["plain", `${HEADER}\n${ROW}\n`],
	["byte order mark and Windows line ends", `\uFEFF${HEADER}\r\n${ROW}\r\n\r\n`],
	["the same row twice", `${HEADER}\n${ROW}\n${ROW}\n`],
	[
		"blanks, full-width letters and separators",
		`${HEADER}\n ${school.name} ,91440101ma5xxxxx04,Whitelist,skill-level；special-ability,2022-01-01,2024-12-31,虚构公告\n,,,,,,\n`,
	],
	[
		"columns in another order",
		`listing,name,creditCode,source,from,to,families\nwhitelist,${school.name},${school.creditCode},虚构公告,2022-01-01,2024-12-31,skill-level;special-ability\n`,
	],
])("reads a list: %s", async (_case, text) => expect(await parse(text)).toEqual([school]));

test("reads a list saved as GB 18030", async () => {
	const [name, word] = [Buffer.from([0xb1, 0xb1, 0xbe, 0xa9]), Buffer.from("name,listing\n")];
	const content = Buffer.concat([word, name, Buffer.from(",blacklist\n")]);
	expect(await parseIssuerList(content, "list.csv")).toEqual([
		{ name: "北京", creditCode: null, listing: "blacklist", families: [], from: null, to: null, source: "list.csv" },
	]);
});

test.each([
	[
		"a listing of another name",
		`${HEADER}\nA,,white,,,,s`,
		'line 2, listing: expected whitelist or blacklist, found "white"',
	],
	[
		"a day that does not exist",
		`${HEADER}\nA,,blacklist,,2023-02-29,,s`,
		'line 2, from: expected a date such as 2024-01-31, found "2023-02-29"',
	],
	[
		"an end before the beginning",
		`${HEADER}\nA,,blacklist,,2023-02-01,2023-01-01,s`,
		"line 2, to: expected a date not before `from`",
	],
	["no name", `${HEADER}\n${ROW}\n,,blacklist,,,,s`, "line 3, name: expected the issuer's name"],
	[
		"a short credit code",
		`${HEADER}\nA,12345,blacklist,,,,s`,
		'line 2, creditCode: expected an 18-character credit code or nothing, found "12345"',
	],
	["a family in Chinese", `${HEADER}\nA,,whitelist,技能,,,s`, "line 2, families: expected family codes separated by ;"],
	["an unknown column", "name,listing,familes\nA,blacklist,x", 'unknown column "familes"'],
	["a missing column", "name,families\nA,x", "column listing is missing"],
	["an open quotation mark", `${HEADER}\n"A,,blacklist,,,,s`, "not CSV"],
	["no row", `${HEADER}\n`, "the list is empty"],
	["nothing", "", "column name is missing"],
])("refuses a list with %s", async (_case, text, message) => {
	const error = await parse(text).catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(ZhengjianError);
	expect(error).toMatchObject({ code: "issuers.invalid", message: expect.stringContaining(message) });
});

test("takes a credit code that does not check, and names its entry", async () => {
	const entries = await parse(`${HEADER}\nA,91440101MA5XXXXX0A,blacklist,,,,s\n${ROW}\nB,,blacklist,,,,s`);
	expect(entries).toHaveLength(3);
	expect(withMisprintedCodes(entries).map(({ name }) => name)).toEqual(["A"]);
});

test("names every bad row", () =>
	expect(parse(`${HEADER}\nA,,x,,,,\nB,,y,,,,`)).rejects.toThrow(/line 2, listing[\s\S]*line 3, listing/));

test.each([
	["CSV", async (entries: IssuerEntry[]) => Buffer.from(writeIssuerCsv(entries))],
	["XLSX", writeIssuerSpreadsheet],
])("a list written as %s is read as it was, aliases and all", async (_kind, write) => {
	const entries: IssuerEntry[] = [
		{ ...school, listing: "whitelist", aliases: ["虚构职校", "虚构技工学校(分校)"] },
		{ ...school, name: '=1+1,"引号"', listing: "blacklist", creditCode: null, families: [], from: null, to: null },
	];
	expect(await parseIssuerList(await write(entries), "other")).toEqual(entries);
});

test("a spreadsheet's own dates are days", async () => {
	const sheet = await writeExcelFile([
		[{ value: "name" }, { value: "listing" }, { value: "from" }],
		[{ value: "甲校" }, { value: "blacklist" }, { value: new Date("2024-03-05T00:00:00Z"), format: "yyyy-mm-dd" }],
	]).toBuffer();
	expect(await parseIssuerList(sheet, "list.xlsx")).toMatchObject([{ name: "甲校", from: "2024-03-05" }]);
});
