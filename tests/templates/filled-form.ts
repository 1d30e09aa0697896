/** A filled-in form as a perfect reader would see it: lines and marks of a template under a given map PageMm → picture. */
import type { Line, Mark } from "../../src/evidence.ts";
import { boxPolygon, type Homography, mapPolygon } from "../../src/geometry.ts";
import type { PageContent } from "../../src/templates/match.ts";
import type { Template } from "../../src/templates/schema.ts";

export const SKILL_VALUES: Record<string, string> = {
	issuer: "云溪市精工职业技能培训学校",
	issueDate: "2024年03月05日",
	holderName: "李小满",
	identityType: "居民身份证",
	identityNumber: "11010519491231002X",
	occupation: "电工",
	jobDirection: "--",
	skillLevel: "三级/高级工",
	certificateNumber: "S000035001051243000001",
	lookupCertificate: "http://zscx.osta.org.cn",
	lookupIssuer: "http://pjjg.osta.org.cn",
	holder: "李小满",
};

/** Height of 12 pt print, mm. */
const PRINT_MM = 4.2;

export function line(text: string, box: [number, number, number, number], toPicture: Homography): Line {
	const [x, y, width, height] = box;
	const n = text.length;
	return {
		text,
		confidence: 0.99,
		polygon: mapPolygon(toPicture, boxPolygon({ x, y, width, height })),
		spans: Array.from({ length: n }, (_, i): [number, number] => [i / n, (i + 1) / n]),
		charConfidence: new Array<number>(n).fill(0.99),
		source: "page",
		vertical: false,
	};
}

/** `move` shifts single elements by [dx, dy] mm; `drop` leaves elements out; `say` replaces an element's whole text. */
export function filledForm(
	template: Template,
	values: Record<string, string>,
	toPicture: Homography,
	change: { move?: Record<string, [number, number]>; drop?: string[]; say?: Record<string, string> } = {},
): PageContent {
	const lines: Line[] = [];
	const marks: Mark[] = [];
	for (const element of template.elements) {
		if (element.optional || change.drop?.includes(element.name)) continue;
		const [dx, dy] = change.move?.[element.name] ?? [0, 0];
		const [x, y, width, height] = element.box;
		const put = (text: string, row = 0) => {
			const size = element.kind === "title" ? height * 0.8 : PRINT_MM;
			const w = Math.min(width, text.length * size);
			const left = element.align === "centre" ? x + (width - w) / 2 : x;
			lines.push(
				line(
					text,
					[left + dx, y + dy + (height > 12 && element.kind !== "title" ? 2 + row * 7 : (height - size) / 2), w, size],
					toPicture,
				),
			);
		};
		const text = change.say?.[element.name];
		switch (element.kind) {
			case "title":
			case "text":
				put(text ?? element.text);
				break;
			case "field":
				put(text ?? element.pattern.replace("{value}", values[element.name] ?? "某某"));
				break;
			case "statement": {
				const sentence =
					text ?? (element.sentences[0] as string).replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "某某");
				const perRow = Math.floor(width / PRINT_MM);
				for (let row = 0; row * perRow < sentence.length; row++)
					put(sentence.slice(row * perRow, (row + 1) * perRow), row);
				break;
			}
			case "mark":
				marks.push({
					kind: element.mark,
					confidence: 0.9,
					polygon: mapPolygon(toPicture, boxPolygon({ x: x + dx, y: y + dy, width, height })),
				});
		}
	}
	const [w, h] = template.page;
	const corner = mapPolygon(toPicture, boxPolygon({ x: 0, y: 0, width: w, height: h }));
	return {
		width: Math.max(...corner.map((p) => p[0])),
		height: Math.max(...corner.map((p) => p[1])),
		exact: false,
		lines,
		marks,
		lookedFor: ["round-seal", "portrait", "qr", "national-emblem"],
	};
}
