import { describe, expect, it } from "vitest";
import type { Mark } from "../../src/evidence.ts";
import { ownership } from "../../src/rules/field/seal-owner.ts";

const PRINTED = "临江市远航职业培训学校";

/** A ring as read; characters in `unsure` were read with probability 0.6, the others with 0.98. */
const ring = (text: string, { confidence = 0.95, unsure = "" } = {}): Mark => ({
	kind: "round-seal",
	confidence: 0.98,
	polygon: [],
	text,
	textConfidence: confidence,
	charConfidence: [...text].map((c) => (unsure.includes(c) ? 0.6 : 0.98)),
});

describe("the owner of a seal", () => {
	it.each([
		["the same name", ring(PRINTED)],
		["with a line inside", ring(`${PRINTED}\n证书专用章`)],
		["with the kind of seal in the ring", ring(`${PRINTED}证书专用章`)],
		["with a numbered kind of seal", ring(`${PRINTED}合同专用章(2)`)],
		["a branch", ring(`${PRINTED}云溪分校`)],
		["read from elsewhere on the circle", ring("培训学校临江市远航职业")],
		["one character misread", ring("临江市远船职业培训学校")],
		["characters that look alike", ring("临江巿远航职业培圳学较")],
		["read in part", ring("远航职业培训学校")],
	])("%s: same", (_, seal) => expect(ownership(seal, PRINTED)).toBe("same"));

	it.each([
		["another town, name and kind", ring("云溪市百工技能培训中心")],
		["a neighbour: only its own part differs", ring("临江市博大职业培训学校")],
		["a state organ", ring("岭东省人力资源和社会保障厅")],
	])("%s: other", (_, seal) => expect(ownership(seal, PRINTED)).toBe("other"));

	it.each([
		["an own part read unsurely", ring("临江市博大职业培训学校", { unsure: "博" })],
		["another name read badly", ring("云溪市百工技能培训中心", { confidence: 0.7 })],
		["scraps without a body's ending", ring("云溪百工务有限责任")],
		["words that many names share", ring("职业培训学校")],
		["nothing read", { ...ring(""), text: undefined } as unknown as Mark],
	])("%s: unclear", (_, seal) => expect(ownership(seal, PRINTED)).toBe("unclear"));
});
