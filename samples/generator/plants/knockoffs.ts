/** Certificates of no registered form that borrow the look and the words of official ones. All names are invented. */
import { EMBLEM_STYLES } from "../../../models/drawings/emblem.ts";
import type { FindingCode } from "../../../src/report/schema.ts";
import { FACES } from "../fonts.ts";
import { emblem, portrait, qr, roundSeal, sealLook } from "../pages/marks.ts";
import { certificatePaper } from "../pages/paper.ts";
import { Sheet } from "../pages/sheet.ts";
import { centred, column, paragraph } from "../pages/typeset.ts";
import * as people from "../people.ts";
import type { Random } from "../random.ts";
import { placeOf } from "./places.ts";
import type { PlantedFinding } from "./plant.ts";

interface Pattern {
	title: string;
	occupation: string;
	issuer: string;
	header?: string;
	foot: string;
	/** Words that must be found, by code. */
	words: readonly (readonly [code: FindingCode, words: string])[];
}

const PATTERNS: readonly Pattern[] = [
	{
		title: "注册职业资格证书",
		occupation: "高级整理收纳师",
		issuer: "全国职业资格考试认证中心",
		foot: "本证书全国通用 终身有效",
		words: [
			["wording.reserved-term", "职业资格"],
			["wording.national-name", "全国"],
		],
	},
	{
		title: "高级技能人才证书",
		occupation: "碳排放管理师",
		issuer: "中国技能人才培训中心",
		header: "中国人力资源和社会保障部",
		foot: "用人单位录用依据",
		words: [
			["wording.authority", "人力资源和社会保障部"],
			["wording.national-name", "中国"],
			["wording.endorsement", "录用依据"],
		],
	},
	{
		title: "全国岗位合格证书",
		occupation: "家庭教育指导师",
		issuer: "岭南教育服务联盟",
		foot: "就业凭证 官方认证",
		words: [
			["wording.national-name", "全国"],
			["wording.reserved-term", "岗位合格"],
			["wording.endorsement", "就业凭证"],
			["wording.promotion", "官方认证"],
		],
	},
	{
		title: "职业技能鉴定证书",
		occupation: "小儿推拿师",
		issuer: "国家人才技能认证中心",
		foot: "全国联网可查",
		words: [
			["wording.reserved-term", "职业技能鉴定"],
			["wording.national-name", "国家"],
		],
	},
];

/** Draws one; findings beyond those listed are allowed, for such a page offends in more ways than one. */
export function knockOff(random: Random): { sheet: Sheet; variant: string; findings: PlantedFinding[] } {
	const pattern = random.pick(PATTERNS);
	const upright = random.chance(0.4);
	const sheet = upright ? new Sheet(210, 297) : new Sheet(297, 210);
	const p = people.person(random);
	const withEmblem = random.chance(0.6);
	certificatePaper(sheet, random);
	if (withEmblem)
		emblem(
			sheet,
			sheet.width / 2 - 12,
			14,
			24,
			EMBLEM_STYLES[random.pick(["colour", "relief", "flat"] as const)],
			null,
		);
	if (pattern.header) column(sheet, [pattern.header], 22, 18, 5, 8, FACES.serifBold, "#b01e1e");
	centred(sheet, pattern.title, 44, 17, random.pick([FACES.serifBlack, FACES.sansBold, FACES.xiaowei]), "#b01e1e");
	portrait(sheet, { x: upright ? 88 : 34, y: 76, width: 33, height: 46.2 }, "#4a86c8", random, null);
	const [x, y, width] = upright ? [28, 134, 154] : [84, 78, 178];
	paragraph(
		sheet,
		`${p.name}，身份证号${p.identityNumber}，于2023年5月通过了本中心举办的${pattern.occupation}培训考试，经考试具备相应的专业知识和技能，特发此证。`,
		x,
		y,
		width,
		6,
		12,
	);
	const footY = sheet.height - 62;
	column(sheet, [`证书编号：ZC${random.digits(10)}`, pattern.foot], upright ? 28 : 34, footY, 5, 12);
	column(sheet, [pattern.issuer, "2023年06月20日"], sheet.width - 110, footY, 5.4, 13);
	qr(
		sheet,
		{ x: upright ? 28 : 130, y: sheet.height - 38, width: 22, height: 22 },
		"http://www.jineng-chaxun.example/q",
		null,
	);
	roundSeal(
		sheet,
		{ x: sheet.width - 92, y: footY - 16, width: 42, height: 42 },
		pattern.issuer,
		sealLook(random),
		null,
	);
	const findings: PlantedFinding[] = pattern.words.map(([code, words]) => ({
		code,
		severity: "violation",
		where: placeOf(words),
	}));
	if (withEmblem)
		findings.push({
			code: "mark.national-emblem",
			severity: "violation",
			where: (drawn) => drawn.marks.filter((m) => m.kind === "national-emblem").map((m) => m.polygon),
		});
	return { sheet, variant: pattern.title, findings };
}
