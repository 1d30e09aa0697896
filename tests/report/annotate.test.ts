import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import type { Point, Polygon } from "../../src/geometry.ts";
import { annotate } from "../../src/report/annotate.ts";
import { SEVERITY_APPEARANCE } from "../../src/report/look/appearance.ts";
import { uprightPoint } from "../../src/report/look/upright.ts";
import type { Report, ReportFinding, Severity } from "../../src/report/schema.ts";
import { renderFinding } from "../../src/report/words/finding.ts";

const WIDTH = 1500;
const HEIGHT = 1000;
/** A red mark near the top left corner of the photo tells which way the drawn picture was turned. */
const MARK: Point = [60, 60];
const SEEN = rectangle(300, 400, 420, 90);
const EXPECTED = rectangle(300, 640, 420, 90);

let photo: Buffer;
beforeAll(async () => {
	const paper = sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: "#efe9dc" } });
	const mark = await sharp({ create: { width: 80, height: 80, channels: 3, background: "#ff0000" } })
		.png()
		.toBuffer();
	photo = await paper
		.composite([{ input: mark, left: 20, top: 20 }])
		.jpeg({ quality: 92 })
		.toBuffer();
});

describe("the annotated picture", () => {
	it.each([0, 90, 180, 270] as const)("is upright and outlines the place, turn %i°", async (turn) => {
		const picture = await pixels(await annotate(photo, report({ turn })));
		const upright = turn % 180 === 0 ? { width: WIDTH, height: HEIGHT } : { width: HEIGHT, height: WIDTH };
		expect(picture.width).toBe(upright.width);
		expect(picture.height).toBeGreaterThan(upright.height);
		const at = (point: Point) => picture.at(uprightPoint(point, { width: WIDTH, height: HEIGHT, turn }));
		expect(distance(at(MARK), "#ff0000")).toBeLessThan(60);
		// The long sides of the seen place carry the severity's colour; its middle and the open paper do not.
		const { colour } = SEVERITY_APPEARANCE.violation;
		for (const y of [400, 490]) expect(distance(at([650, y]), colour)).toBeLessThan(90);
		expect(distance(at([900, 300]), "#efe9dc")).toBeLessThan(30);
	});

	it("tells severities apart by pattern, not by colour alone", async () => {
		const share = async (severity: Severity) => {
			const picture = await pixels(await annotate(photo, report({ severity })));
			const { colour } = SEVERITY_APPEARANCE[severity];
			const edge = Array.from({ length: 400 }, (_, k) => picture.at([310 + k, 490]));
			return edge.filter((pixel) => distance(pixel, colour) < 110).length / edge.length;
		};
		const [solid, dashed, dotted] = [await share("violation"), await share("suspect"), await share("notice")];
		expect(solid).toBeGreaterThan(0.9);
		expect(dashed).toBeGreaterThan(0.45);
		expect(dashed).toBeLessThan(0.85);
		expect(dotted).toBeLessThan(dashed);
		expect(dotted).toBeGreaterThan(0.15);
	});

	it("shows a displaced element's registered place and points to it", async () => {
		const picture = await pixels(await annotate(photo, report({ severity: "suspect", expected: true })));
		const { colour } = SEVERITY_APPEARANCE.suspect;
		const dotted = Array.from({ length: 400 }, (_, k) => picture.at([310 + k, 730]));
		expect(dotted.filter((pixel) => distance(pixel, colour) < 150).length).toBeGreaterThan(60);
		// The arrow runs from the middle of the one to the middle of the other.
		const shaft = Array.from({ length: 60 }, (_, k) => picture.at([510, 530 + k]));
		expect(shaft.filter((pixel) => distance(pixel, colour) < 110).length).toBeGreaterThan(45);
	});

	it("shrinks a large photo to 2400 px and keeps a small one", async () => {
		const large = await sharp(photo).resize(3000, 2000).jpeg().toBuffer();
		const scaled = report({});
		scaled.image = { ...scaled.image, width: 3000, height: 2000 };
		scaled.findings[0]?.regions.splice(0, 1, { label: "seen", polygon: SEEN.map(([x, y]) => [2 * x, 2 * y]) });
		const picture = await pixels(await annotate(large, scaled));
		expect(picture.width).toBe(2400);
		expect(distance(picture.at([650 * 1.6, 490 * 1.6]), SEVERITY_APPEARANCE.violation.colour)).toBeLessThan(90);
	});

	it("outlines what is to be photographed again", async () => {
		const unreadable = report({ findings: [], conclusion: "unreadable" });
		unreadable.quality = { score: 0.2, issues: [{ code: "glare", severe: true, polygon: SEEN }] };
		const picture = await pixels(await annotate(photo, unreadable));
		const edge = Array.from({ length: 400 }, (_, k) => picture.at([310 + k, 490]));
		expect(edge.filter((pixel) => distance(pixel, "#56606b") < 90).length).toBeGreaterThan(100);
	});

	it("refuses a photo that the report is not about", async () => {
		const other = await sharp(photo).resize(900, 600).jpeg().toBuffer();
		await expect(annotate(other, report({}))).rejects.toThrow(/1500×1000.*900×600/);
	});

	it("draws text with markup in it as text", async () => {
		const hostile = report({});
		const [finding] = hostile.findings;
		if (finding) finding.message.zh = '</text><rect width="9999" height="9999" fill="#00ff00"/>\u0007&amp;';
		const picture = await pixels(await annotate(photo, hostile));
		expect(distance(picture.at([900, 300]), "#efe9dc")).toBeLessThan(30);
	});
});

interface Options {
	turn?: 0 | 90 | 180 | 270;
	severity?: Severity;
	expected?: boolean;
	findings?: ReportFinding[];
	conclusion?: Report["conclusion"];
}

function report({ turn = 0, severity = "violation", expected = false, findings, conclusion }: Options): Report {
	const args = { seen: "全国" };
	const finding: ReportFinding = {
		code: "wording.national-name",
		severity,
		clause: "（一）",
		message: renderFinding({ code: "wording.national-name", variant: "detail", args }),
		evidence: args,
		confidence: 0.9,
		regions: [{ label: "seen", polygon: SEEN }, ...(expected ? [{ label: "expected", polygon: EXPECTED }] : [])],
		departments: [],
	};
	return {
		schema: "report/v1",
		id: "a",
		createdAt: "2026-01-02T03:04:05.000Z",
		image: { sha256: "0", width: WIDTH, height: HEIGHT, turn },
		source: { format: "jpeg", page: 0, pages: 1, listed: [{ page: 0, form: null }] },
		page: null,
		conclusion: conclusion ?? (severity === "notice" ? "conforming" : severity),
		summary: { zh: "一句话。", en: "One sentence." },
		advice: [],
		family: null,
		template: null,
		issuer: null,
		fields: {},
		checks: [],
		findings: findings ?? [finding],
		quality: { score: 1, issues: [] },
		marks: [],
		lookedFor: [],
		lines: [],
		engine: { version: "0", readers: [], models: {}, rulebook: "0" },
		timings: {},
	};
}

function rectangle(x: number, y: number, width: number, height: number): Polygon {
	return [
		[x, y],
		[x + width, y],
		[x + width, y + height],
		[x, y + height],
	];
}

type Rgb = [number, number, number];

async function pixels(jpeg: Buffer): Promise<{ width: number; height: number; at: (point: Point) => Rgb }> {
	const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
	const at = ([x, y]: Point): Rgb => {
		const offset = (Math.round(y) * info.width + Math.round(x)) * info.channels;
		return [data[offset] ?? 0, data[offset + 1] ?? 0, data[offset + 2] ?? 0];
	};
	return { width: info.width, height: info.height, at };
}

/** Sum of the channels' differences. */
function distance([r, g, b]: Rgb, colour: string): number {
	const value = Number.parseInt(colour.slice(1), 16);
	return Math.abs(r - (value >> 16)) + Math.abs(g - ((value >> 8) & 255)) + Math.abs(b - (value & 255));
}
