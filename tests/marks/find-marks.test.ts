/** Accept and reject tables on drawn pages, photographed with blur, noise, a warm lamp and JPEG: kind and place both count. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMBLEM_HEIGHT, EMBLEM_STYLES, EMBLEM_WIDTH, nationalEmblem } from "../../models/drawings/emblem.ts";
import type { Mark, MarkKind } from "../../src/evidence.ts";
import { type Box, bounds, boxPolygon, iou } from "../../src/geometry.ts";
import { createMarkDetector, type MarkDetector } from "../../src/marks/detector/detector.ts";
import { DETECTED_KINDS } from "../../src/marks/detector/verify.ts";
import { findMarks } from "../../src/marks/find-marks.ts";
import { A4_LANDSCAPE, draw, type PageSize, photographed, portrait, printed, qr, seal, star } from "./scenes.ts";

const COVER: PageSize = { width: 88, height: 125, scale: 10 };
const QR_TEXT = "http://zscx.osta.org.cn/v?c=S000044";

const emblem = (x: number, y: number, width: number, style: keyof typeof EMBLEM_STYLES): string =>
	`<g transform="translate(${x},${y}) scale(${width / EMBLEM_WIDTH})">${nationalEmblem(EMBLEM_STYLES[style])}</g>`;
const emblemBox = (x: number, y: number, width: number): Box => ({
	x,
	y,
	width,
	height: (width * EMBLEM_HEIGHT) / EMBLEM_WIDTH,
});

async function marksOn(content: string, size = A4_LANDSCAPE, paper = "#ffffff", seed = 1): Promise<Mark[]> {
	return (await findMarks(await photographed(draw(content, size, paper), { seed }), { detector, reader: null })).marks;
}

/** Overlap of a mark's bounding box with a box in millimetres. */
const overlap = (mark: Mark, box: Box, { scale }: PageSize): number =>
	iou(
		boxPolygon(bounds(mark.polygon)),
		boxPolygon({ x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale }),
	);

let detector: MarkDetector;
beforeAll(async () => {
	detector = await createMarkDetector();
});
afterAll(() => detector.close());

interface Case {
	name: string;
	content: string;
	kind: MarkKind;
	box: Box;
	page?: PageSize;
	paper?: string;
	also?: Partial<Mark>;
}

const round = (x: number, y: number, r: number): Box => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r });

const ACCEPT: Case[] = [
	{
		name: "red seal with a star over print",
		content: printed() + seal(217, 159),
		kind: "round-seal",
		box: round(217, 159, 21),
		also: { centre: "star" },
	},
	{
		name: "faded seal",
		content: printed() + seal(217, 159, { opacity: 0.3, ink: "#d85060" }),
		kind: "round-seal",
		box: round(217, 159, 21),
		also: { centre: "star" },
	},
	{
		name: "blue seal",
		content: printed({ titleColour: "#222222" }) + seal(217, 159, { ink: "#2846a8" }),
		kind: "round-seal",
		box: round(217, 159, 21),
	},
	{
		name: "30 mm seal",
		content: printed() + seal(217, 159, { rx: 15, ry: 15 }),
		kind: "round-seal",
		box: round(217, 159, 15),
	},
	{
		name: "seal with nothing in the middle",
		content: printed() + seal(150, 130, { centre: "" }),
		kind: "round-seal",
		box: round(150, 130, 21),
		also: { centre: "none" },
	},
	{
		name: "oval seal, slightly turned",
		content: printed() + seal(217, 159, { rx: 22, ry: 15 }),
		kind: "oval-seal",
		box: { x: 195, y: 144, width: 44, height: 30 },
	},
	{
		name: "QR code of 24 mm",
		content: printed() + qr(50, 160, 24, QR_TEXT),
		kind: "qr",
		box: { x: 50, y: 160, width: 24, height: 24 },
		also: { text: QR_TEXT },
	},
	{
		name: "portrait with a framed white ground",
		content: printed() + portrait(232, 62),
		kind: "portrait",
		box: { x: 232, y: 62, width: 25, height: 35 },
	},
	{
		name: "portrait on white without a frame",
		content: printed() + portrait(232, 62, { frame: "" }),
		kind: "portrait",
		box: { x: 232, y: 62, width: 25, height: 35 },
	},
	{
		name: "portrait with a blue ground",
		content: printed() + portrait(232, 62, { ground: "#3f86d8" }),
		kind: "portrait",
		box: { x: 232, y: 62, width: 25, height: 35 },
	},
	{
		name: "portrait with a red ground and darker skin",
		content: printed() + portrait(32, 62, { ground: "#c8323a", skin: "#9a6b4a" }),
		kind: "portrait",
		box: { x: 32, y: 62, width: 25, height: 35 },
	},
	...(
		[
			["colour", 15],
			["relief", 20],
			["flat", 28],
			["grey", 20],
		] as const
	).map(
		([style, width]): Case => ({
			name: `${style} emblem of ${width} mm above the title`,
			content: printed() + emblem(141, 13, width, style),
			kind: "national-emblem",
			box: emblemBox(141, 13, width),
		}),
	),
	...(
		[
			["green", "#1e4a35"],
			["blue", "#5aa5d8"],
			["red", "#c0202a"],
			["ochre", "#8a5a2c"],
		] as const
	).map(
		([name, paper]): Case => ({
			name: `gilt emblem on a ${name} cover`,
			content: emblem(27, 34, 34, "gilt"),
			kind: "national-emblem",
			box: emblemBox(27, 34, 34),
			page: COVER,
			paper,
		}),
	),
];

describe("marks that are there", () => {
	it.each(ACCEPT)("$name", async ({ content, kind, box, page = A4_LANDSCAPE, paper, also = {} }) => {
		const marks = await marksOn(content, page, paper);
		expect(marks.map((m) => m.kind)).toEqual([kind]);
		expect(overlap(marks[0] as Mark, box, page)).toBeGreaterThan(0.75);
		expect(marks[0]).toMatchObject(also);
	});

	it("a QR code too blurred to decode has a place and no text", async () => {
		const blurred = await photographed(draw(printed() + qr(50, 160, 24, QR_TEXT), A4_LANDSCAPE), { blur: 4.5 });
		const { marks } = await findMarks(blurred, { detector, reader: null });
		expect(marks.map(({ kind, text }) => ({ kind, text }))).toEqual([{ kind: "qr", text: undefined }]);
		expect(overlap(marks[0] as Mark, { x: 50, y: 160, width: 24, height: 24 }, A4_LANDSCAPE)).toBeGreaterThan(0.75);
	});

	it("every mark of a whole page, each in its place", async () => {
		const marks = await marksOn(printed() + portrait(232, 62) + seal(217, 159) + qr(50, 160, 24, QR_TEXT));
		expect(marks.map((m) => m.kind).sort()).toEqual(["portrait", "qr", "round-seal"]);
	});
});

const wheat = (x: number, y: number, r: number, fill: string): string =>
	Array.from({ length: 18 }, (_, i) => {
		const a = ((i * 15 + 55) * Math.PI) / 180;
		const [gx, gy] = [x + r * Math.cos(a), y + r * Math.sin(a)];
		return `<ellipse cx="${gx}" cy="${gy}" rx="${r * 0.22}" ry="${r * 0.09}" transform="rotate(${i * 15 + 175} ${gx} ${gy})" fill="${fill}"/>`;
	}).join("");

const REJECT: { name: string; content: string; page?: PageSize; paper?: string }[] = [
	{ name: "red title, gold and red border, guilloche", content: printed() },
	{
		name: "gold rosette with a red middle and a star",
		content: `${printed()}<circle cx="148" cy="24" r="9" fill="#d8a83a"/><circle cx="148" cy="24" r="7" fill="#c8202a"/>${star(148, 24, 5, "#f0c040")}`,
	},
	{
		name: "wheat and gear company logo with a star",
		content: `${printed()}<circle cx="148" cy="24" r="6" fill="#c8202a"/>${wheat(148, 24, 8, "#d8a83a")}${star(148, 21, 3, "#f0c040")}<rect x="144" y="25" width="8" height="3" fill="#f0c040"/>`,
	},
	{
		name: "red flower",
		content:
			printed() +
			Array.from({ length: 7 }, (_, i) => {
				const a = (i * 2 * Math.PI) / 7;
				return `<circle cx="${148 + 6 * Math.cos(a)}" cy="${24 + 6 * Math.sin(a)}" r="4" fill="#d6303a"/>`;
			}).join("") +
			`<circle cx="148" cy="24" r="4" fill="#f0c040"/>`,
	},
	{
		name: "round red company logo",
		content: `${printed()}<circle cx="31" cy="24" r="8" fill="#c0392b"/>${star(31, 24, 5, "#ffffff")}`,
	},
	{
		name: "gilt title on a red cover",
		content: `<text x="44" y="60" font-size="11" font-weight="700" text-anchor="middle" fill="#d4ac56">职业资格证书</text>${star(44, 85, 12, "#d4ac56")}`,
		page: COVER,
		paper: "#b0202a",
	},
	{
		name: "solid blue panel of a photograph's size",
		content: `${printed()}<rect x="232" y="62" width="25" height="35" fill="#2f6fb8"/>`,
	},
];

describe("marks that are not there", () => {
	it.each(REJECT)("$name", async ({ content, page, paper }) => {
		expect(await marksOn(content, page, paper, 7)).toEqual([]);
	});

	it("says which kinds it looked for", async () => {
		const { marks, lookedFor } = await findMarks(draw("", { width: 60, height: 40, scale: 10 }), {
			detector,
			reader: null,
		});
		expect(marks).toEqual([]);
		expect([...lookedFor].sort()).toEqual(
			[...DETECTED_KINDS, "oval-seal", "portrait", "qr", "round-seal", "square-seal"].sort(),
		);
	});
});
