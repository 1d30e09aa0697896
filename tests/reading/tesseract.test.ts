import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reader } from "../../src/reading/reader.ts";
import { createTesseractReader } from "../../src/reading/tesseract/reader.ts";
import { cutOut, draw, type PrintedLine } from "./page.ts";
import { readerContract } from "./reader-contract.ts";

readerContract("the tesseract reader", () => createTesseractReader());

describe("the tesseract reader", () => {
	let reader: Reader;
	beforeAll(async () => {
		reader = await createTesseractReader();
	}, 60_000);
	afterAll(() => reader.close());

	test("keeps to the characters that a hint allows", async () => {
		const line: PrintedLine = { text: "44010619900307123X", x: 80, y: 200, size: 30 };
		const crop = cutOut(draw([line]), line);
		expect((await reader.readCrops([crop], "digits"))[0]?.text).toBe(line.text);
		const [date] = await reader.readCrops([crop], "date");
		expect(date?.text).not.toContain("X");
	});

	test("leaves no spaces between Chinese characters and keeps those between words", async () => {
		const line: PrintedLine = { text: "Certificate of Skill", x: 80, y: 200, size: 30 };
		const page = draw([line, { text: "职业技能等级", x: 80, y: 320, size: 30 }]);
		expect((await reader.readPage(page)).map(({ text }) => text)).toEqual([line.text, "职业技能等级"]);
	});
});

test("a tesseract reader that takes too long fails with its own code", async () => {
	const reader = await createTesseractReader({ timeout: 1 });
	await expect(reader.readPage(draw([]))).rejects.toMatchObject({ code: "engine.timeout" });
}, 60_000);
