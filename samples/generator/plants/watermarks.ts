/** Reserved words as watermarks and background patterns. */
import { FACES } from "../fonts.ts";
import type { PageContent, TemplateId } from "../pages/content.ts";
import { type WatermarkLook, watermark } from "../pages/watermark.ts";
import type { Random } from "../random.ts";
import type { Plant } from "./plant.ts";

const FORMS = ["skill-level", "special-ability", "training-completion"] as const satisfies readonly TemplateId[];

/** Forbidden on each of these forms. */
export const RESERVED = [
	"中华人民共和国",
	"国家职业资格",
	"国家职业资格证书",
	"职业资格",
	"全国通用",
	"中国职业",
	"中国技能人才",
	"执业资格",
	"人力资源和社会保障部",
	"全国职业技能鉴定",
] as const;

const INKS = ["#6a6a6a", "#6a6a6a", "#a83232", "#2c5a8c", "#2f6a4f", "#9a6a2a", "#7a4a9a"];

/** A look on a page of this size, mm; what is given stays as it is. */
export function watermarkLook(
	[width, height]: readonly [number, number],
	random: Random,
	given: Partial<WatermarkLook> = {},
): WatermarkLook {
	const words = given.words ?? random.pick(RESERVED);
	const vertical = given.vertical ?? (given.angle === undefined && random.chance(0.12));
	const tiled = given.tiled ?? random.chance(0.3);
	const angle = given.angle ?? (vertical ? 0 : random.chance(0.4) ? 0 : random.pick([-1, 1]) * random.float(18, 45));
	const room = vertical || Math.abs(angle) > 10 ? height * 0.86 : width * 0.86;
	const largest = Math.min(37, room / ([...words].length * 1.12));
	const size = given.size ?? (tiled ? random.float(5, 12) : largest * random.float(0.4, 1));
	return {
		face: random.pick([FACES.serifBold, FACES.sansBold, FACES.serifBlack, FACES.sans, FACES.xiaowei]),
		contrast: random.pick([0.05, 0.08, 0.1, 0.15, 0.2, 0.25]),
		ink: random.pick(INKS),
		cutOut: random.chance(0.12),
		at: [width / 2 + random.float(-8, 8), height / 2 + random.float(-6, 6)],
		...given,
		words,
		vertical,
		tiled,
		angle,
		size: Math.min(size, largest),
	};
}

function plant(content: PageContent, random: Random): ReturnType<Plant["plant"]> {
	const [width, height] = content.template.page;
	const look = watermarkLook([width, height], random, { contrast: random.pick([0.1, 0.15, 0.2, 0.25]) });
	content.extras.push((sheet) => {
		watermark(sheet, look);
	});
	return {
		variant: `${look.words} ${look.tiled ? "in rows" : `${Math.round(look.size)} mm`}, ${Math.round(look.angle)}°, ${Math.round(100 * look.contrast)} %`,
		findings: [
			{
				code: "mark.watermark",
				severity: "violation",
				where: (sheet) => sheet.marks.filter((m) => m.kind === "watermark").map((m) => m.polygon),
			},
		],
		// Pale words that are read like print are judged as print as well.
		allowed: [
			"layout.extra",
			"wording.national-name",
			"wording.reserved-term",
			"wording.authority",
			"wording.institution-name",
		],
	};
}

export const WATERMARK_PLANTS: readonly Plant[] = [{ group: "mark.watermark", templates: FORMS, plant }];
