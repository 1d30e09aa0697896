/** A reader's way through the page, on a phone and at a desk: real browser, real service, real engine, real photo. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthSchema } from "../../samples/truth.ts";
import { iou, type Polygon } from "../../src/geometry.ts";
import { uprightPolygon } from "../../src/report/look/upright.ts";
import { hasBrowser, launch } from "./browser.ts";
import { type RunningService, startService } from "./service.ts";

const SAMPLE = new URL("../../samples/photos/1015-mark.national-emblem-easy", import.meta.url).pathname;
const PHOTO = `${SAMPLE}.jpg`;
const PHOTO_SIZE = { width: 1500, height: 2000 };
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const SUITE = "the page in a browser";
/** Uploading, the engine's first photo on two busy cores and drawing, milliseconds. */
const VERDICT_TIMEOUT = 45_000;
/** Building the page, the store's first start and loading the models on a busy machine, milliseconds. */
const START_TIMEOUT = 120_000;

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const DESK = { viewport: { width: 1280, height: 900 } };

if (hasBrowser(SUITE)) describe(SUITE, suite);
else
	it(`${SUITE} is announced as not run`, () => {
		expect(process.env.REQUIRE_BROWSER).toBeUndefined();
	});

function suite(): void {
	let service: RunningService;
	let browser: Browser;
	/** What the browser complained about and where it went, over all pages. */
	const complaints: string[] = [];
	const hosts = new Set<string>();
	const truth = truthSchema.parse(JSON.parse(readFileSync(`${SAMPLE}.json`, "utf8")));
	/** Address of the finished verification, for whoever opens it later. */
	let finished = "";

	beforeAll(async () => {
		[service, browser] = await Promise.all([startService(), launch()]);
	}, START_TIMEOUT);
	afterAll(async () => {
		await browser?.close();
		await service?.stop();
	});

	async function open(device: Parameters<Browser["newContext"]>[0], address: string): Promise<Page> {
		const context = await browser.newContext({ locale: "zh-CN", ...device });
		const page = await context.newPage();
		page.on("console", (message) => {
			if (message.type() === "error") complaints.push(message.text());
		});
		page.on("pageerror", (error) => complaints.push(error.message));
		page.on("request", (request) => hosts.add(new URL(request.url()).host));
		await page.goto(address);
		await page.locator("h1").waitFor();
		return page;
	}

	it("takes a photo on a phone to a verdict with the place on the photo and the clause", async () => {
		const page = await open(PHONE, service.url);
		expect(await page.locator("input[capture]").getAttribute("accept")).toBe("image/*");
		expect(await violations(page)).toEqual([]);
		await page.setInputFiles("input[type=file]:not([capture])", PHOTO);
		await page.getByRole("img", { name: "所选照片的预览" }).waitFor();
		await page.getByRole("button", { name: "开始核验" }).click();
		await page.getByRole("heading", { name: "正在核验" }).waitFor();
		await page.getByRole("heading", { name: "疑似违规", level: 1 }).waitFor({ timeout: VERDICT_TIMEOUT });
		expect(await page.locator(".verdict__summary").innerText()).toMatch(/国徽图案.*不是官方登记查询.*osta\.org\.cn/s);

		const card = page.locator(".finding", { hasText: "国徽图案" }).first();
		await page.locator(".map__places").waitFor();
		await card.locator(".finding__head").click();
		const place = page.locator(".place--selected .place__line").first();
		const marked = polygonOf(await place.getAttribute("points"));
		const planted = truth.findings.find(({ code }) => code === "mark.national-emblem")?.regions[0] ?? [];
		// The sample was photographed lying on its side; the page shows it upright.
		expect(truth.turn).toBe(90);
		expect(iou(marked, uprightPolygon(planted, { ...PHOTO_SIZE, turn: truth.turn }))).toBeGreaterThan(0.4);
		// The place stays in view beside its finding: the photo is kept at the top of the screen.
		const box = await place.boundingBox();
		expect(box?.y).toBeGreaterThanOrEqual(0);
		expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(PHONE.viewport.height / 2);

		await card.getByText("依据条款").click();
		expect(await card.locator("blockquote").innerText()).toContain("违规使用国徽");
		expect(await page.getByRole("link", { name: /zscx\.osta\.org\.cn/ }).getAttribute("href")).toContain("zscx");
		expect(await violations(page)).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
		finished = page.url();
		expect(finished).toMatch(/#\/v\/[\w-]+$/);
		await page.context().close();
	});

	it("shows a finished verification at a desk, place to finding, in both languages, in the dark", async () => {
		const page = await open({ ...DESK, colorScheme: "dark" }, finished);
		await page.getByRole("heading", { name: "疑似违规", level: 1 }).waitFor();
		await page.locator(".map__places").waitFor();
		const index = await page
			.locator(".finding")
			.evaluateAll((cards) => cards.findIndex((card) => card.textContent?.includes("国徽图案")));
		await page.locator(`[data-finding="${index}"] .place__line`).first().click({ force: true });
		expect(await page.locator(`#finding-${index + 1}`).getAttribute("class")).toContain("finding--selected");
		const photo = await page.locator(".result__photo").boundingBox();
		const text = await page.locator(".result__text").boundingBox();
		expect((photo?.x ?? 0) + (photo?.width ?? 0)).toBeLessThanOrEqual(text?.x ?? 0);
		expect(await violations(page)).toEqual([]);

		await page.getByRole("button", { name: "English" }).click();
		await page.getByRole("heading", { name: "Suspected violation", level: 1 }).waitFor();
		expect(await page.locator("html").getAttribute("lang")).toBe("en");
		expect(await page.locator(".result__text").innerText()).toContain("What to do next");
		expect(await page.locator(".finding--selected").innerText()).toContain("national emblem appears");
		await page.reload();
		await page.getByRole("heading", { name: "Suspected violation", level: 1 }).waitFor();
		await page.context().close();
	});

	it("had nothing to complain about, and went nowhere else", () => {
		expect(complaints).toEqual([]);
		expect([...hosts]).toEqual([new URL(service.url).host]);
	});

	it("says what is wrong with a file that is no photo, and what to do", async () => {
		const page = await open(PHONE, service.url);
		const file = { name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from("not a photo at all") };
		await page.setInputFiles("input[type=file]:not([capture])", file);
		await page.getByText("浏览器不能预览这种文件").waitFor();
		await page.getByRole("button", { name: "开始核验" }).click();
		await page.getByRole("alert").getByText("不支持这种文件").waitFor({ timeout: VERDICT_TIMEOUT });
		expect(await page.getByText("photo.unsupported-type").count()).toBe(1);
		await page.getByRole("button", { name: "换一张照片" }).click();
		await page.getByRole("heading", { name: "核验一张证书" }).waitFor();
		await page.context().close();
	});

	it("says so when a verification does not exist", async () => {
		const page = await open(DESK, `${service.url}/#/v/00000000-0000-4000-8000-000000000000`);
		await page.getByRole("alert").getByText("没有找到这次核验").waitFor();
		await page.context().close();
	});
}

/** Rules of WCAG 2.2 AA that the page breaks, by axe, with the elements. */
async function violations(page: Page): Promise<string[]> {
	// Evaluated through the debugger, so the page's own policy stays as it is served.
	await page.evaluate(readFileSync(AXE, "utf8"));
	return page.evaluate(async () => {
		const { axe } = globalThis as unknown as {
			axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
		};
		const { violations } = await axe.run({
			runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
		});
		return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
	});
}

const polygonOf = (points: string | null): Polygon =>
	(points ?? "").split(" ").map((pair) => pair.split(",").map(Number) as [number, number]);
