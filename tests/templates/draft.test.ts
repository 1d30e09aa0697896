import { describe, expect, it } from "vitest";
import type { Evidence, Line } from "../../src/evidence.ts";
import { draftTemplate } from "../../src/templates/draft/draft.ts";
import { shippedTemplates } from "../../src/templates/registered.ts";
import type { TemplateElement } from "../../src/templates/schema.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { line } from "./filled-form.ts";

const PAGE = [210, 148] as const;
const PX_PER_MM = 4;
const [WIDTH, HEIGHT] = [PAGE[0] * PX_PER_MM, PAGE[1] * PX_PER_MM];
/** Height of the print, mm. */
const SIZE = 5;

/** One line of even print; a `|` stands for 15 mm left empty inside it. */
function printed(text: string, x: number, y: number, size = SIZE): Line {
	const advances = [...text].map((c) => (c === "|" ? 15 : size));
	const total = advances.reduce((sum, v) => sum + v, 0);
	const map = [PX_PER_MM, 0, 0, 0, PX_PER_MM, 0, 0, 0, 1] as const;
	const own = line(text.replaceAll("|", ""), [x, y, total, size], map);
	let at = 0;
	own.spans = [...text].flatMap((c, i): [number, number][] => {
		const start = at;
		at += advances[i] ?? 0;
		return c === "|" ? [] : [[start / total, at / total]];
	});
	return own;
}

/** White paper with frames of 0.5 mm line drawn on it. */
function paper(frames: readonly (readonly [number, number, number, number])[] = []): Raster {
	const data = new Uint8Array(WIDTH * HEIGHT * 3).fill(250);
	const dot = (x: number, y: number) => data.fill(20, (y * WIDTH + x) * 3, (y * WIDTH + x) * 3 + 3);
	for (const [x, y, w, h] of frames.map(
		(box) => box.map((v) => Math.round(v * PX_PER_MM)) as [number, number, number, number],
	))
		for (let k = 0; k < 2; k++) {
			for (let i = 0; i <= w; i++) for (const row of [y + k, y + h - k]) dot(x + i, row);
			for (let j = 0; j <= h; j++) for (const column of [x + k, x + w - k]) dot(column, y + j);
		}
	return { width: WIDTH, height: HEIGHT, data };
}

function sample(lines: readonly Line[], parts: Partial<Evidence> = {}): Evidence {
	return {
		schema: "evidence/v1",
		image: { sha256: "0".repeat(64), width: WIDTH, height: HEIGHT, turn: 0 },
		source: { format: "png", page: 0, pages: 1, listed: [] },
		page: {
			polygon: [
				[0, 0],
				[WIDTH, 0],
				[WIDTH, HEIGHT],
				[0, HEIGHT],
			],
			corners: "assumed",
		},
		lines: [...lines],
		marks: [],
		lookedFor: [],
		quality: { score: 1, issues: [] },
		match: null,
		fields: {},
		failures: [],
		engine: { version: "test", readers: [], models: {} },
		timings: {},
		...parts,
	};
}

const REQUEST = {
	id: "pre-job",
	version: 1,
	family: "pre-job",
	title: "岗前培训证明",
	page: PAGE,
	source: "test",
} as const;
const TITLE = printed("岗前培训证明", 60, 15, 12);

async function draft(lines: readonly Line[], raster = paper(), request: Partial<typeof REQUEST> = {}) {
	const { template, hints } = await draftTemplate(
		sample([TITLE, ...lines]),
		raster,
		{ ...REQUEST, ...request },
		shippedTemplates,
	);
	const named = (name: string) => template.elements.find((e) => e.name === name) as TemplateElement;
	return { template, named, codes: hints.map(({ code }) => code), hints };
}

describe("fields", () => {
	it("take the room to the right of their label, up to what stands there", async () => {
		const { named, codes } = await draft([
			printed("姓名：", 20, 40),
			printed("性别：", 90, 40),
			printed("证件号码：", 20, 52),
		]);
		expect(named("holderName")).toMatchObject({ kind: "field", pattern: "姓名：{value}", type: "name" });
		expect(named("holderName").box).toEqual([20, 39, 68, 7]);
		expect(named("sex").box).toEqual([90, 39, 100, 7]);
		expect(named("identityNumber")).toMatchObject({ type: "identity-number", box: [20, 51, 170, 7] });
		expect(codes).not.toContain("label-unknown");
	});

	it("are found in one line read over both columns", async () => {
		const { named } = await draft([printed("姓名：|||性别：", 20, 40)]);
		expect(named("holderName").box).toEqual([20, 39, 58, 7]);
		expect(named("sex").box[0]).toBe(80);
	});

	it("have labels that are spaced, or followed by a ruled blank", async () => {
		const { named } = await draft([
			printed("姓|名：", 20, 40),
			printed("性", 90, 40),
			printed("别：____", 105, 40),
			printed("学历——————学时：", 20, 52),
		]);
		expect(named("holderName")).toMatchObject({ pattern: "姓名：{value}", box: [20, 39, 68, 7] });
		expect(named("sex")).toMatchObject({ pattern: "性别：{value}", box: [90, 39, 100, 7] });
		expect(named("education")).toMatchObject({ pattern: "学历{value}", box: [20, 51, 38, 7] });
		expect(named("hours").box[0]).toBe(60);
	});

	it("lie below a label that has no room beside it", async () => {
		const { named } = await draft([
			printed("理论成绩", 20, 40),
			printed("实操成绩", 42, 40),
			printed("评定成绩", 64, 40),
		]);
		expect(named("theoryScore")).toMatchObject({ kind: "field", type: "score", pattern: "理论成绩{value}" });
		expect(named("theoryScore").box[2]).toBe(20);
		expect(named("theoryScore").box[3]).toBeGreaterThan(12);
	});

	it("of an empty date hold its signs", async () => {
		const { named, template } = await draft([printed("发证日期：|年|月|日", 90, 120), printed("学时：", 20, 60)]);
		expect(named("issueDate")).toMatchObject({ type: "date", pattern: "发证日期：{value}" });
		expect(template.elements.filter(({ kind }) => kind !== "mark")).toHaveLength(3);
		const bare = await draft([printed("年|月|日", 130, 120), printed("学时：", 20, 60)]);
		expect(bare.named("issueDate")).toMatchObject({ type: "date", pattern: "{value}" });
		expect(bare.named("issueDate").box[0]).toBeLessThan(115);
	});

	it("stand before a note for the seal, which tells where the seal goes", async () => {
		const { named, codes } = await draft([printed("（盖章）", 150, 110)]);
		expect(named("issuer")).toMatchObject({ pattern: "{value}（盖章）", type: "issuer" });
		expect(named("issuer").box[0]).toBeLessThan(100);
		expect(named("seal")).toMatchObject({ kind: "mark", mark: "round-seal" });
		expect(codes).toContain("seal-assumed");
	});

	it("that nothing is known of keep their label as their name, and it is said", async () => {
		const { named, hints } = await draft([
			printed("所在车间：", 20, 40),
			printed("发证单位：", 20, 52),
			printed("培训单位：", 20, 64),
		]);
		expect(named("所在车间")).toMatchObject({ type: "text", pattern: "所在车间：{value}" });
		expect(named("issuer")).toMatchObject({ pattern: "发证单位：{value}" });
		expect(named("培训单位")).toMatchObject({ pattern: "培训单位：{value}" });
		expect(hints).toContainEqual({ code: "label-unknown", args: { label: "所在车间" } });
		expect(hints).toContainEqual({ code: "label-repeated", args: { label: "培训单位", name: "issuer" } });
	});

	it("of a family with registered forms keep their types", async () => {
		const lines = [printed("职业技能等级：", 20, 40), printed("证书编号：", 20, 52)];
		const own = await draft(lines, paper(), { family: "skill-level" as typeof REQUEST.family });
		expect([own.named("skillLevel"), own.named("certificateNumber")]).toMatchObject([
			{ type: "level" },
			{ type: "skill-certificate-number" },
		]);
		const other = await draft(lines);
		expect([other.named("skillLevel"), other.named("certificateNumber")]).toMatchObject([
			{ type: "text" },
			{ type: "free-number" },
		]);
	});
});

describe("wording", () => {
	it("without blanks is fixed, each line for itself", async () => {
		const { named, codes } = await draft([printed("经考核合格，准予上岗。", 20, 80), printed("学时：", 20, 60)]);
		expect(named("text")).toMatchObject({ kind: "text", text: "经考核合格，准予上岗。" });
		expect(codes).toContain("fixed-text");
	});

	it("with blanks is a statement whose slots are named by what stands around them", async () => {
		const { named, codes } = await draft([
			printed("学员|，身份证号|，于|年|月|日至", 20, 60),
			printed("||年|月|日参加本校|培训，共|学时，", 15, 68),
			printed("考核合格，特发此证。", 15, 76),
		]);
		expect(named("statement")).toMatchObject({
			sentences: [
				"学员{holderName}，身份证号{identityNumber}，于{trainingFrom}至{trainingTo}参加本校{course}培训，共{hours}学时，考核合格，特发此证。",
			],
			slots: {
				holderName: "name",
				identityNumber: "identity-number",
				trainingFrom: "date",
				trainingTo: "date",
				course: "text",
				hours: "free-number",
			},
		});
		expect(codes).not.toContain("slot-unknown");
	});

	it("leaves a blank that nothing explains unnamed, and says so", async () => {
		const { named, hints } = await draft([printed("在本厂|表现突出，予以表彰。", 20, 60), printed("学时：", 20, 80)]);
		expect(named("statement")).toMatchObject({ sentences: ["在本厂{blank1}表现突出，予以表彰。"] });
		expect(hints).toContainEqual({ code: "slot-unknown", args: { slot: "blank1", before: "在本厂" } });
	});

	it("that was read unsurely and a title that was not found are named", async () => {
		const unsure = printed("学时：", 20, 60);
		unsure.charConfidence = [0.5, 0.9, 0.99];
		const { hints } = await draft([unsure]);
		expect(hints).toContainEqual({ code: "unsure-reading", args: { text: "学时：", percent: 50 } });
		const other = await draft([printed("学时：", 20, 60)], paper(), {
			title: "完全不同的名称" as typeof REQUEST.title,
		});
		expect(other.codes).toContain("title-not-found");
		expect(other.template.elements.some(({ kind }) => kind === "title")).toBe(false);
	});
});

describe("frames", () => {
	const label = printed("姓名：", 20, 40);

	it("of a photograph's proportions are its place, with what is written inside", async () => {
		const { named, codes, template } = await draft([label, printed("照片", 170, 55)], paper([[162, 40, 26, 36]]));
		expect(named("photo")).toMatchObject({ kind: "mark", mark: "portrait" });
		const [x, y, width, height] = named("photo").box;
		for (const [found, drawn] of [
			[x + 2, 162],
			[y + 2, 40],
			[width - 4, 26],
			[height - 4, 36],
		] as [number, number][])
			expect(Math.abs(found - drawn)).toBeLessThan(1);
		expect(template.elements.some((e) => e.kind === "text")).toBe(false);
		expect(codes).not.toContain("portrait-unlabelled");
	});

	it("without a word are taken with a hint, or left out with one", async () => {
		const unlabelled = await draft([label], paper([[162, 40, 26, 36]]));
		expect(unlabelled.codes).toContain("portrait-unlabelled");
		const square = await draft([label], paper([[162, 100, 25, 25]]));
		expect(square.codes).toEqual(expect.arrayContaining(["frame-unknown", "portrait-unknown"]));
		expect(square.template.elements.some((e) => e.kind === "mark")).toBe(false);
		const named = await draft([label, printed("二维码", 165, 110)], paper([[162, 100, 25, 25]]));
		expect(named.named("qr")).toMatchObject({ kind: "mark", mark: "qr" });
	});
});

describe("samples that are no sample of the form", () => {
	it.each([
		["of other proportions", { page: [100, 148] as const }, [printed("姓名：", 20, 40)]],
		["without anything to read", {}, []],
	])("%s are refused", async (_case, request, lines) => {
		await expect(draftTemplate(sample([TITLE, ...lines]), paper(), { ...REQUEST, ...request })).rejects.toMatchObject({
			code: "template.invalid",
		});
	});
});
