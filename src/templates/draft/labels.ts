/** What printed labels say: the standard field name a label stands for, and the type of its value. */
import type { FieldType, Template } from "../schema.ts";
import { fold } from "../text-match.ts";

export interface Meaning {
	name: string;
	type: FieldType;
}

/**
 * Standard field names by label, the likelier first: where two labels of a form mean the same, the first entry wins. Labels are
 * compared folded, without notes such as （盖章）. Levels and numbers are of the open types: closed grammars belong to the
 * families that have one.
 */
const LABELS: readonly (readonly [label: RegExp, name: string, type: FieldType])[] = [
	[/^(?:学员|持证人|持证者|本人)?姓名$|^持证人$|^学员$/, "holderName", "name"],
	[/^性别$/, "sex", "sex"],
	[/^出生(?:日期|年月日)$/, "birthDate", "date"],
	[/^出生年月$/, "birthDate", "text"],
	[/^(?:文化程度|学历|文化水平)$/, "education", "text"],
	[/^(?:居民)?身份证(?:件)?(?:号|号码|编号)?$|^(?:公民)?身份号码$|^证件号码?$/, "identityNumber", "identity-number"],
	[/^证件(?:类型|名称|种类)$/, "identityType", "text"],
	[/^职业(?:工种)?及(?:技能)?等级$/, "occupationAndLevel", "text"],
	[/^(?:工种职业方向|职业方向|工种方向)$/, "jobDirection", "text"],
	[/^职业(?:工种)?(?:名称)?$|^工种(?:名称)?$/, "occupation", "text"],
	[/^(?:职业)?(?:技能)?(?:等级|级别)$/, "skillLevel", "text"],
	[/^专项职业能力(?:名称)?$/, "ability", "text"],
	[/^(?:本)?(?:证书|证明|证件)?(?:编号|号码|证号|证书号)$|^证书?编?号码?$/, "certificateNumber", "free-number"],
	[/^(?:发证|颁证|颁发|签发|批准|核发)(?:日期|时间)$/, "issueDate", "date"],
	[/^(?:发证|颁证|颁发|签发|核发)(?:机构|单位|机关|部门)(?:名称)?$/, "issuer", "issuer"],
	[/^(?:培训|主办|考核|评价|认定|办学|承办)(?:机构|单位|学校|部门)(?:名称)?$|^学校(?:名称)?$/, "issuer", "issuer"],
	[/^(?:证书)?(?:信息)?查询(?:网址|网站|地址)$/, "lookupCertificate", "url"],
	[/^机构(?:信息)?查询(?:网址|网站|地址)$/, "lookupIssuer", "url"],
	[/^本省(?:证书)?(?:信息)?查询(?:网址|网站|地址)$/, "lookupProvince", "url"],
	[/^(?:印制)?(?:流水码|流水号|印刷号)$/, "printSerial", "free-number"],
	[/^理论(?:知识)?(?:考试|考核)?成绩$/, "theoryScore", "score"],
	[/^(?:操作技能|实操|实际操作|技能)(?:考试|考核)?成绩$/, "practiceScore", "score"],
	[/^(?:考核|评定|考试|综合|最终)?(?:成绩|结果)$/, "result", "score"],
	[/^(?:培训|学习)?(?:课程|项目|内容|科目|专业)(?:名称)?$/, "course", "text"],
	[/^(?:培训)?(?:学时|课时)(?:数)?$/, "hours", "free-number"],
	[/^(?:民办学校)?办学许可证(?:编?号|号码)?$/, "schoolPermit", "free-number"],
	[/^(?:日期|时间)$/, "issueDate", "date"],
];

/** Where the seal goes, written into or after a label. */
export const SEAL_NOTE = /[（(](?:盖章|公章|印章|签章|章|印)[）)]|盖章处?$/u;

/** The standard meaning of a label and its place in the order of preference; null = none is known. */
export function meaningOf(label: string): (Meaning & { rank: number }) | null {
	const text = fold(label.normalize("NFKC").replace(SEAL_NOTE, "")).text.replace(/[a-z]+$/, "");
	const rank = LABELS.findIndex(([pattern]) => pattern.test(text));
	const found = LABELS[rank];
	return found ? { name: found[1], type: found[2], rank } : null;
}

/** What stands before and after a blank in running text, and the slot it then is. */
const CUES: readonly (readonly [before: RegExp, after: RegExp, name: string, type: FieldType])[] = [
	[/(?:学员|姓名|兹有|兹证明|持证人)$/, /./, "holderName", "name"],
	[/./, /^(?:同志|同学|先生|女士|学员)/, "holderName", "name"],
	[/(?:身份证(?:件)?(?:号码?|编号)?|证件号码?|身份号码)$/, /./, "identityNumber", "identity-number"],
	[/性别$/, /./, "sex", "sex"],
	[/(?:于|自|从)$/, /^(?:至|到|起)/, "trainingFrom", "date"],
	[/(?:至|到)$/, /./, "trainingTo", "date"],
	[/./, /^(?:个)?(?:学时|课时)/, "hours", "free-number"],
	[/(?:编号|证书号)$/, /./, "certificateNumber", "free-number"],
	[/(?:参加|完成|举办的|组织的|开展的|本校|我校|本单位|我单位|本中心)了?$/, /./, "course", "text"],
	[/(?:成绩|考核)(?:为)?$/, /./, "result", "score"],
	[/(?:等级|级别)(?:为)?$/, /./, "skillLevel", "text"],
	[/由$/, /^(?:颁发|核发|签发|组织)/, "issuer", "issuer"],
];

/** What a blank in running text is for; null = its surroundings do not say. */
export function slotMeaning(before: string, after: string): Meaning | null {
	const [left, right] = [fold(before).text, fold(after).text];
	const found = CUES.find(([b, a]) => (b.source === "." || b.test(left)) && (a.source === "." || a.test(right)));
	return found ? { name: found[2], type: found[3] } : null;
}

/** The type a field of this name has on the registered forms of the family: closed grammars are theirs. */
export function familyType(name: string, family: string, registered: readonly Template[]): FieldType | null {
	for (const template of registered.filter((t) => t.family === family))
		for (const element of template.elements) {
			if (element.kind === "field" && element.name === name) return element.type;
			if (element.kind === "statement" && element.slots[name]) return element.slots[name];
		}
	return null;
}
