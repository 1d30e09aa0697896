import sharp, { type Sharp } from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { assess, type BatchItem, SAME_PICTURE_BITS, type VerifiedFile } from "../../src/documents/batch/batch.ts";
import { readClaimsTable } from "../../src/documents/batch/claims.ts";
import { hashDistance, pictureHash } from "../../src/documents/batch/picture-hash.ts";
import { batchCsv, batchXlsx } from "../../src/documents/batch/table.ts";
import { ZhengjianError } from "../../src/errors.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { cleanReport, faultyReport, IDENTITY_NUMBER } from "../report/pdf/fixture.ts";
import { cellsOf, partsOf } from "./xlsx.ts";

const csv = (text: string) => readClaimsTable(Buffer.from(text));

describe("a table of claims", () => {
	it.each([
		["English", "file,name,number,level\na.jpg,陆青禾,S000044123456243000001,三级/高级工\nb.jpg,,,\n"],
		["Chinese", "\uFEFF文件名, 姓名,证书编号,等级\na.jpg,陆青禾,S000044123456243000001,三级\nb.jpg,,,\n"],
		["in another order", "等级,证书编号,文件,姓名\n三级,S000044123456243000001,a.jpg,陆青禾\n,,b.jpg,\n"],
	])("is read with %s headings", async (_name, text) => {
		expect([...(await csv(text))]).toEqual([
			["a.jpg", { holderName: "陆青禾", certificateNumber: "S000044123456243000001", skillLevel: "3" }],
			["b.jpg", {}],
		]);
	});

	it("is read in GB 18030 and from XLSX", async () => {
		// 文件,姓名 / a.jpg,陆 in GB 18030.
		const gb = Buffer.from([0xce, 0xc4, 0xbc, 0xfe, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0a, 0x61, 0x2c, 0xc2, 0xbd]);
		expect([...(await readClaimsTable(gb))]).toEqual([["a", { holderName: "陆" }]]);
		const rows = [
			["文件", "姓名", "证书编号"],
			["a.jpg", "陆青禾", 20240012],
		];
		expect([...(await readClaimsTable(await writeXlsxFile(rows).toBuffer()))]).toEqual([
			["a.jpg", { holderName: "陆青禾", certificateNumber: "20240012" }],
		]);
	});

	it.each([
		["no column for the file", "姓名,证书编号\n陆青禾,1\n", "row 1: a column file (文件) is missing"],
		["an unknown heading", "文件,证书编码号\na.jpg,1\n", "row 1, column 证书编码号: unknown heading"],
		["a heading twice", "文件,姓名,name\na.jpg,陆,陆\n", "row 1, column name: appears twice"],
		["a row without a file", "文件,姓名\na.jpg,陆\n,王\n", "row 3, column 文件: the file's name is missing"],
		["a file twice", "file,name\na.jpg,陆\na.jpg,王\n", "row 3, column file: this file has a row already"],
		["a cell too long", `file,name\na.jpg,${"长".repeat(201)}\n`, "row 2, column name: expected at most 200"],
		["no rows", "file,name\n", "row 2: the table has no row"],
	])("is refused for %s, by row and column", async (_name, text, fault) => {
		await expect(csv(text)).rejects.toMatchObject({ code: "claims.invalid", message: expect.stringContaining(fault) });
	});

	it("is refused where a spreadsheet has rounded a number, and where it is no workbook", async () => {
		const rows = [
			["文件", "证书编号"],
			["a.jpg", 1.010012003400001e21],
		];
		await expect(readClaimsTable(await writeXlsxFile(rows).toBuffer())).rejects.toMatchObject({
			code: "claims.invalid",
			message: expect.stringContaining("row 2, column 证书编号: the cell is a number and has lost digits"),
		});
		await expect(readClaimsTable(Buffer.from("PK not a workbook"))).rejects.toMatchObject({ code: "claims.invalid" });
	});
});

/** A picture with enough in it to tell it from another. */
async function scene(seed: number): Promise<Raster> {
	const bars = Array.from({ length: 12 }, (_, k) => {
		const shade = (seed * 97 + k * 53) % 255;
		return `<rect x="${(k * 131 * seed) % 900}" y="${(k * 71) % 620}" width="${120 + ((k * seed * 37) % 160)}" height="90" fill="rgb(${shade},${shade},${shade})"/>`;
	});
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="680"><rect width="960" height="680" fill="#eee"/>${bars.join("")}</svg>`;
	return raster(sharp(Buffer.from(svg)));
}
async function raster(picture: Sharp): Promise<Raster> {
	const { data, info } = await picture.flatten().toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
	return { data, width: info.width, height: info.height };
}

describe("the hash of a picture", () => {
	it("stays near for the same picture, smaller and more compressed, and far for another", async () => {
		const one = await scene(1);
		const again = sharp(one.data, { raw: { width: one.width, height: one.height, channels: 3 } });
		const saved = await again.resize(400).jpeg({ quality: 40 }).toBuffer();
		const hash = await pictureHash(one);
		expect(hashDistance(hash, await pictureHash(await raster(sharp(saved))))).toBeLessThanOrEqual(SAME_PICTURE_BITS);
		expect(hashDistance(hash, await pictureHash(await scene(5)))).toBeGreaterThan(SAME_PICTURE_BITS);
		expect(hashDistance(0n, 2n ** 64n - 1n)).toBe(64);
	});

	it("has a bit for each pair of neighbours, set where the left one is darker", async () => {
		const rising = await raster(
			sharp(Buffer.from(Array.from({ length: 72 }, (_, k) => (k % 9) * 25)), {
				raw: { width: 9, height: 8, channels: 1 },
			}),
		);
		expect(await pictureHash(rising)).toBe(2n ** 64n - 1n);
	});
});

function verified(file: string, name: string, change: Partial<VerifiedFile> = {}): VerifiedFile {
	const report = cleanReport();
	const { holderName } = report.fields;
	if (holderName) holderName.value = name;
	report.image = { ...report.image, sha256: file.padEnd(64, "0") };
	return { file, claims: {}, report, pictureHash: BigInt(file.length) << 40n, ...change };
}
const numbered = (item: VerifiedFile, number: string): VerifiedFile => {
	if (item.report.fields.certificateNumber) item.report.fields.certificateNumber.value = number;
	return item;
};
const flagsOf = (items: BatchItem[], file: string) => assess(items).find(({ item }) => item.file === file)?.flags;

describe("a batch", () => {
	it("flags one number under two names, not under one", () => {
		const items = [
			numbered(verified("a.jpg", "陆青禾"), "QH 2024-1"),
			numbered(verified("b.jpg", "王小山"), "qh2024-1"),
			numbered(verified("c.jpg", "陆青禾"), "QH2024-1"),
			numbered(verified("d.jpg", "何青"), "QH2024-2"),
		].map((item, index) => ({ ...item, pictureHash: (2n ** 64n - 1n) >> BigInt(index * 16) }));
		expect(flagsOf(items, "a.jpg")?.sameNumber).toEqual(["b.jpg"]);
		expect(flagsOf(items, "b.jpg")?.sameNumber).toEqual(["a.jpg", "c.jpg"]);
		expect(flagsOf(items, "d.jpg")).toEqual({ differingClaims: [], sameNumber: [], samePicture: [] });
	});

	it("flags one picture under two claimed names, the same bytes or saved again", () => {
		const one = verified("a.jpg", "陆青禾", { claims: { holderName: "王小山" } });
		const again = verified("b.jpg", "何青", { claims: { holderName: "何青" }, pictureHash: one.pictureHash ^ 0b111n });
		const other = verified("c.jpg", "杜若", { pictureHash: one.pictureHash ^ 0xfffn });
		const flags = flagsOf([one, again, other], "a.jpg");
		expect(flags?.samePicture).toEqual(["b.jpg"]);
		// Another page of the same form looks alike from afar: what is printed on it differs.
		for (const line of again.report.lines) line.text = `另${line.text}`;
		expect(flagsOf([one, again, other], "a.jpg")?.samePicture).toEqual([]);
	});

	it("does not make two people of one by an uncertain reading", () => {
		const one = numbered(verified("a.jpg", "陆青禾"), "QH2024-1");
		const misread = numbered(verified("b.jpg", "陆青未"), "QH2024-1");
		if (misread.report.fields.holderName) misread.report.fields.holderName.confidence = 0.6;
		expect(flagsOf([one, misread], "a.jpg")?.sameNumber).toEqual([]);
	});
});

describe("the table of a batch", () => {
	let items: BatchItem[];
	beforeAll(() => {
		items = [
			verified("clean.jpg", "陆青禾"),
			{ file: "=cmd|calc.jpg", error: new ZhengjianError("photo.damaged", "cut short") },
			verified("faulty.jpg", "何青", { report: faultyReport(), pictureHash: 2n ** 64n - 1n }),
		];
	});

	it("puts first what needs a look first, with the main reason", async () => {
		const [head, ...rows] = await cellsOf(await batchXlsx(items, "zh"));
		expect(head?.slice(0, 4)).toEqual(["文件", "处理建议", "结论", "主要原因"]);
		expect(rows.map((row) => row.slice(0, 3))).toEqual([
			["faulty.jpg", "先看", "疑似违规"],
			["=cmd|calc.jpg", "请重拍", "未能处理"],
			["clean.jpg", "暂无", "未发现问题"],
		]);
		expect(rows[0]?.[3]).toMatch(/^国家名义字样：出现“中华人民共和国”字样.*（另有 2 项）$/);
		expect(rows.flat().join()).not.toContain(IDENTITY_NUMBER);
		expect(rows[0]).toContain("110***********002X");
	});

	it("never holds a formula", async () => {
		const parts = await partsOf(await batchXlsx(items, "en"));
		expect(parts.get("xl/worksheets/sheet1.xml")).not.toContain("<f>");
		const text = batchCsv(items, "en").toString("utf8");
		expect(text.startsWith('\uFEFF"File","Attention"')).toBe(true);
		expect(text).toContain('\r\n"\'=cmd|calc.jpg",');
		for (const start of ["+1", "-1", "@SUM", "\t=1"]) {
			const item = { file: start, error: new ZhengjianError("photo.empty", "") };
			expect(batchCsv([item], "en").toString()).toContain(`"'${start}"`);
		}
	});
});
