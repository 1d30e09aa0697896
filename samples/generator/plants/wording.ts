/** Words the notice forbids, in the open and in disguise. */
import type { FindingCode } from "../../../src/report/schema.ts";
import { FACES } from "../fonts.ts";
import type { PageContent, TemplateId } from "../pages/content.ts";
import { outline } from "../pages/sheet.ts";
import type { Random } from "../random.ts";
import { addLine, placeOf } from "./places.ts";
import type { Plant, Planted } from "./plant.ts";

const FORMS = ["skill-level", "special-ability", "training-completion"] as const satisfies readonly TemplateId[];

/** Printed line, and within it the words that must be found, by code. */
type Phrase = readonly [line: string, words: string];

/** Adds one line that holds forbidden words. */
function lineWith(
	content: PageContent,
	random: Random,
	code: FindingCode,
	phrases: readonly Phrase[],
	allowed: FindingCode[] = [],
): Planted {
	const [line, words] = random.pick(phrases);
	addLine(content, line, random);
	return {
		variant: line,
		findings: [{ code, severity: "violation", where: placeOf(words) }],
		allowed: ["layout.extra", ...allowed],
	};
}

const NATIONAL: readonly Phrase[] = [
	["中华人民共和国", "中华人民共和国"],
	["全国通用 终身有效", "全国"],
	["国家认可 全国联网可查", "国家"],
	["本证书由国家统一颁发", "国家"],
	["中国技能人才网", "中国"],
	["中华技能人才库", "中华"],
	["全国技能人才信息库入库", "全国"],
];

const DISGUISED: readonly (readonly [line: string, words: string, code: FindingCode])[] = [
	["中 国 技 能 人 才 网", "中 国", "wording.national-name"],
	["中·华·人·民·共·和·国", "中·华·人·民·共·和·国", "wording.national-name"],
	["中華人民共和國", "中華人民共和國", "wording.national-name"],
	["全囯通用", "全囯", "wording.national-name"],
	["國家認可", "國家", "wording.national-name"],
	["全國聯網可查", "全國", "wording.national-name"],
	["National Vocational Skill Certificate of China", "National", "wording.national-name"],
	["岭南餐饮行业聯盟", "聯盟", "wording.endorsement"],
	["華南家政服務聯盟", "聯盟", "wording.endorsement"],
	["就 业 凭 证", "就 业 凭 证", "wording.endorsement"],
	["錄用依據", "錄用依據", "wording.endorsement"],
	["職業資格", "職業資格", "wording.reserved-term"],
	["职 业 资 格", "职 业 资 格", "wording.reserved-term"],
];

const AUTHORITY: readonly Phrase[] = [
	["人力资源和社会保障部监制", "人力资源和社会保障部监制"],
	["原劳动和社会保障部监制", "原劳动和社会保障部监制"],
	["岭东省人力资源和社会保障厅监制", "岭东省人力资源和社会保障厅监制"],
	["临江市人力资源和社会保障局监制", "临江市人力资源和社会保障局监制"],
	["教育部职业技能中心监制", "教育部"],
	["工业和信息化部教育与考试中心", "工业和信息化部"],
	["岭东省教育厅监制", "岭东省教育厅监制"],
];

const ENDORSEMENT: readonly Phrase[] = [
	["岭南产教融合联盟", "联盟"],
	["华南餐饮行业联盟认证", "联盟"],
	["本证书可作为就业凭证", "就业凭证"],
	["就业凭证 录用依据", "就业凭证"],
	["用人单位录用依据", "录用依据"],
	["岭东省职业培训联盟成员单位", "联盟"],
];

const PROMOTION: readonly Phrase[] = [
	["不限年龄 不限专业 无门槛", "不限年龄"],
	["官方认证 权威证书", "官方认证"],
	["权威证书 高薪入职", "权威证书"],
	["不过包退 零基础包拿证", "不过包退"],
	["积分入户 评职称 高补贴", "积分入户"],
	["政府主推 上岗必须", "政府主推"],
	["毕业推荐高薪工作", "毕业推荐高薪工作"],
];

/** Terms of other families, by the form they do not belong on. */
const RESERVED: Record<(typeof FORMS)[number], readonly Phrase[]> = {
	"skill-level": [
		["岗位合格凭证", "岗位合格凭证"],
		["专业技术职务", "专业技术职务"],
		["执业资格", "执业资格"],
		["职业资格认证专用", "职业资格"],
	],
	"special-ability": [
		["职业资格认证专用", "职业资格"],
		["职业技能等级认定", "职业技能等级"],
		["岗位合格凭证", "岗位合格凭证"],
	],
	"training-completion": [
		["职业资格培训", "职业资格"],
		["职业技能等级认定培训", "职业技能等级"],
		["专项职业能力考核", "专项职业能力"],
		["岗位合格凭证", "岗位合格凭证"],
		["职业技能鉴定合格", "职业技能鉴定"],
	],
};

export const WORDING_PLANTS: readonly Plant[] = [
	{
		group: "wording.national-name",
		templates: FORMS,
		plant: (content, random) => lineWith(content, random, "wording.national-name", NATIONAL, ["wording.promotion"]),
	},
	{
		group: "wording.disguised",
		templates: FORMS,
		plant: (content, random) => {
			if (random.chance(0.2)) return vertical(content, random);
			const [line, words, code] = random.pick(DISGUISED);
			return lineWith(content, random, code, [[line, words]], ["wording.promotion", "wording.reserved-term"]);
		},
	},
	{
		group: "wording.reserved-term",
		templates: FORMS,
		plant: (content, random) =>
			lineWith(content, random, "wording.reserved-term", RESERVED[content.template.id as (typeof FORMS)[number]]),
	},
	{
		group: "wording.authority",
		templates: FORMS,
		plant: (content, random) => lineWith(content, random, "wording.authority", AUTHORITY),
	},
	{
		group: "wording.endorsement",
		templates: FORMS,
		plant: (content, random) => lineWith(content, random, "wording.endorsement", ENDORSEMENT),
	},
	{
		group: "wording.promotion",
		templates: FORMS,
		plant: (content, random) => lineWith(content, random, "wording.promotion", PROMOTION),
	},
];

/** Words set downwards along the left edge of the text. */
function vertical(content: PageContent, random: Random): Planted {
	const words = random.pick(["全国通用", "中华技能", "国家认可"]);
	const x = content.template.id === "skill-level" ? 147 : 20;
	content.extras.push((sheet, { ink }) => {
		sheet.verticalText(words, x, 72, { face: FACES.serifBold, size: random.float(5, 6.5), fill: ink, tracking: 0.1 });
	});
	return {
		variant: `vertical ${words}`,
		findings: [
			{
				code: "wording.national-name",
				severity: "violation",
				where: (sheet) => [outline(sheet.lines.filter((l) => l.vertical).flatMap((l) => l.polygon))],
			},
		],
		allowed: ["layout.extra"],
	};
}
