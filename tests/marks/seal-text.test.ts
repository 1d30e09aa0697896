/** Seals are drawn, photographed, found and read with the real recogniser: what is stamped is what must be read. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findMarks } from "../../src/marks/find-marks.ts";
import { createOnnxReader } from "../../src/reading/onnx/reader.ts";
import type { Reader } from "../../src/reading/reader.ts";
import { draw, photographed, printed, seal } from "./scenes.ts";

/** Fine enough to read a seal: the flat page of a phone photo has 6 to 8 pixels per millimetre. */
const PAGE = { width: 297, height: 210, scale: 7 };
/** Small type under the star needs the 8 px/mm of a full flat page. */
const FINE = { ...PAGE, scale: 8 };

let reader: Reader;
beforeAll(async () => {
	reader = await createOnnxReader();
}, 60_000);
afterAll(() => reader.close());

describe("text of seals", () => {
	it.each([
		{ name: "upright over print", look: { text: "晨光职业培训学校" } },
		{ name: "turned by a sixth", look: { text: "惠州市鼎盛职业培训学校", turn: -60 } },
		{ name: "blue", look: { text: "广州蓝海教育咨询有限公司", ink: "#2846a8", span: 270 } },
	])("$name", async ({ look }) => {
		const { marks } = await findMarks(await photographed(draw(printed() + seal(217, 159, look), PAGE)), reader);
		expect(marks.map(({ kind, text }) => ({ kind, text }))).toEqual([{ kind: "round-seal", text: look.text }]);
		expect(marks[0]?.textConfidence).toBeGreaterThan(0.8);
	});

	it("a straight line under the star stands on its own line", async () => {
		const stamped = seal(217, 120, { text: "东莞市启航技术学院", line: "证书专用章", turn: 4 });
		const { marks } = await findMarks(await photographed(draw(printed() + stamped, FINE)), reader);
		expect(marks.map(({ text }) => text)).toEqual(["东莞市启航技术学院\n证书专用章"]);
	});

	it("a ring without text has none", async () => {
		const ticks = Array.from(
			{ length: 60 },
			(_, i) => `<rect x="216.8" y="102" width=".5" height="6" transform="rotate(${i * 6} 217 120)" fill="#d8232a"/>`,
		).join("");
		const stamped = seal(217, 120, { text: " " }) + ticks;
		const { marks } = await findMarks(await photographed(draw(stamped, PAGE)), reader);
		expect(marks.map(({ kind, text }) => ({ kind, text }))).toEqual([{ kind: "round-seal", text: undefined }]);
	});
});
