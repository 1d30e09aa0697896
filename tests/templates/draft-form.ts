/** A form that is not shipped: as its issuer designed it, its empty sheet, and filled pages of it. */
import { FACES } from "../../samples/generator/fonts.ts";
import { fictionalContent } from "../../samples/generator/pages/any-form.ts";
import { drawForm } from "../../samples/generator/pages/form.ts";
import type { Sheet } from "../../samples/generator/pages/sheet.ts";
import { Random } from "../../samples/generator/random.ts";
import { parseTemplate } from "../../src/templates/registered.ts";

/** What the issuer printed, from which nothing but pictures reaches the product. */
export const designed = parseTemplate({
	id: "pre-job-training",
	version: 1,
	family: "pre-job-training",
	title: "岗前安全培训证明",
	provisional: false,
	page: [210, 148],
	source: "drawn for the test",
	elements: [
		{ name: "title", kind: "title", text: "岗前安全培训证明", box: [45, 16, 120, 14], align: "centre" },
		{ name: "photo", kind: "mark", mark: "portrait", box: [164, 42, 25, 35] },
		{ name: "holderName", kind: "field", pattern: "姓名：{value}", type: "name", box: [24, 44, 60, 8] },
		{ name: "sex", kind: "field", pattern: "性别：{value}", type: "sex", box: [96, 44, 50, 8] },
		{
			name: "identityNumber",
			kind: "field",
			pattern: "身份证号码：{value}",
			type: "identity-number",
			box: [24, 56, 130, 8],
		},
		{ name: "course", kind: "field", pattern: "培训项目：{value}", type: "text", box: [24, 68, 130, 8] },
		{ name: "wording", kind: "text", text: "经培训考核合格，准予上岗，特此证明。", box: [24, 84, 120, 7] },
		{
			name: "certificateNumber",
			kind: "field",
			pattern: "证明编号：{value}",
			type: "free-number",
			box: [24, 98, 80, 8],
		},
		{ name: "issuer", kind: "field", pattern: "培训单位（盖章）：{value}", type: "issuer", box: [96, 114, 96, 8] },
		{ name: "issueDate", kind: "field", pattern: "发证日期：{value}", type: "date", box: [96, 126, 90, 8] },
		{ name: "seal", kind: "mark", mark: "round-seal", box: [136, 98, 38, 38], centres: ["star"] },
	],
});

/** The empty sheet: labels, fixed wording, a frame for the photograph and the skeleton of the date. */
export function blankSheet(seed: number): Sheet {
	const random = new Random(seed);
	const content = fictionalContent(designed, random);
	content.values = { issueDate: "　　　　年　　月　　日" };
	content.omitted = new Set(["photo", "seal"]);
	content.extras = [
		(sheet) => {
			sheet.draw('<rect x="164" y="42" width="25" height="35" fill="none" stroke="#333" stroke-width="0.3"/>');
			sheet.text("照片", 171.5, 57, { face: FACES.serif, size: 5, fill: "#333" });
		},
	];
	return drawForm(content, random);
}

/** A filled page, conforming unless `change` makes it differ. */
export function filledSheet(seed: number, change: { title?: string } = {}): Sheet {
	const random = new Random(seed);
	const content = fictionalContent(designed, random);
	if (change.title) content.wording.title = change.title;
	return drawForm(content, random);
}
