import type { FindingCode } from "../../report/schema.ts";
import type { Rulebook } from "../schema.ts";
import { FORMER_MINISTRIES, MINISTRIES, OFFICES } from "./state-organs.ts";

type Word = Rulebook["words"][number];
type Exceptions = Partial<Omit<Word, "code" | "pattern" | "clause" | "source" | "from" | "to">>;

const NOTICE = { source: "东人社函〔2022〕37号 二", from: "2022-06-06" };
const NETWORK = {
	source: "人社部办公厅、中央网信办秘书局《关于开展技术技能类“山寨证书”网络治理工作的通知》",
	from: "2022-04-29",
};
const PRESS = { source: "phrases of such offers reported by 法治日报 and 半月谈, 2022", from: "2022-04-29" };
const STATE = { source: "names of state organs; 东人社函〔2022〕37号 二（二）", from: "2022-06-06" };

const words = (
	code: FindingCode,
	clause: string,
	basis: { source: string; from: string },
	patterns: readonly string[],
	exceptions: Exceptions = {},
): Word[] =>
	patterns.map((pattern) => ({
		code,
		pattern,
		clause,
		disguises: [],
		allowedFamilies: [],
		allowedInIssuer: [],
		notAfter: "",
		notBefore: "",
		to: null,
		...basis,
		...exceptions,
	}));

const BOOKLET = { allowedFamilies: ["vocational-qualification"] };

const nationalNames = [
	...words("wording.national-name", "（一）", NOTICE, ["中华人民共和国"], {
		...BOOKLET,
		disguises: ["People's Republic of China", "P.R. China", "PRC"],
	}),
	...words("wording.national-name", "（一）", NOTICE, ["中国"], {
		...BOOKLET,
		disguises: ["China", "Chinese National"],
	}),
	...words("wording.national-name", "（一）", NOTICE, ["中华"], BOOKLET),
	...words("wording.national-name", "（一）", NOTICE, ["国家"], { ...BOOKLET, disguises: ["National", "State ×"] }),
	...words("wording.national-name", "（一）", NOTICE, ["全国"], { ...BOOKLET, disguises: ["Nationwide"] }),
];

const reservedTerms = [
	...words("wording.reserved-term", "（一）", NOTICE, ["职业资格"], BOOKLET),
	...words("wording.reserved-term", "（一）", NOTICE, ["岗位合格", "岗位合格凭证", "岗位合格证", "专业技术职务"]),
	...words("wording.reserved-term", "（一）", NOTICE, ["职业技能等级"], { allowedFamilies: ["skill-level"] }),
	...words("wording.reserved-term", "（一）", NOTICE, ["专项职业能力"], { allowedFamilies: ["special-ability"] }),
	...words("wording.reserved-term", "（一）", NETWORK, ["执业资格", "人员资格"], BOOKLET),
	// The public testing centres of the labour departments carry 职业技能鉴定 in their names.
	...words("wording.reserved-term", "（一）", NETWORK, ["职业技能鉴定"], {
		...BOOKLET,
		allowedInIssuer: ["special-ability"],
	}),
];

/** A company's or school's own department (公司人事部, 继续教育部, 电子商务部) is no ministry; 人社部门 names no organ. */
const MINISTRY: Exceptions = {
	...BOOKLET,
	notAfter: "续业人等础司校院团店厂行心所会子",
	notBefore: "分门队件长",
};
const LOCAL_ORGAN: Exceptions = { ...BOOKLET, allowedInIssuer: ["special-ability"], notBefore: "长级" };
const authorities = [
	...words(
		"wording.authority",
		"（二）",
		STATE,
		MINISTRIES.map((name) => `${name}部`),
		MINISTRY,
	),
	...words(
		"wording.authority",
		"（二）",
		NOTICE,
		[...MINISTRIES, ...FORMER_MINISTRIES].map((name) => `原${name}部`),
		MINISTRY,
	),
	...words("wording.authority", "（二）", STATE, OFFICES, LOCAL_ORGAN),
	...words("wording.authority", "（一）", NOTICE, ["监制"], BOOKLET),
];

const endorsements = [
	...words("wording.endorsement", "（四）", NOTICE, ["×联盟"]),
	...words(
		"wording.endorsement",
		"（四）",
		NOTICE,
		[
			"就业凭证",
			"就业×凭证",
			"就业依据",
			"就业×依据",
			"就业推荐证",
			"录用依据",
			"录用×依据",
			"录用凭证",
			"聘用依据",
			"聘用×依据",
			"上岗凭证",
			"上岗依据",
			"上岗×依据",
			"上岗资格",
			"求职凭证",
			"求职×凭证",
			"任职凭证",
			"任职依据",
			"任职×依据",
			"晋级依据",
			"晋升依据",
			"加薪依据",
			"加薪×依据",
		],
		BOOKLET,
	),
];

const promotions = [
	...words("wording.promotion", "（二）", NOTICE, [
		"不限年龄",
		"不限专业",
		"无门槛",
		"包过",
		"积分入学",
		"积分入户",
		"评职称",
		"高补贴",
		"高收入",
		"权威证书",
		"官方认证",
	]),
	...words("wording.promotion", "（二）", NETWORK, [
		"政府主推",
		"代考",
		"不过包退",
		"速成",
		"上岗必须",
		"×天拿证",
		"零基础包拿证",
		"挂靠",
		"挂证",
		"轻松月入过万",
		"高薪入职",
		"毕业推荐高薪工作",
		"内部推荐",
	]),
	...words("wording.promotion", "（二）", PRESS, [
		"免考拿证",
		"免考渠道",
		"考过即发证",
		"包拿证",
		"躺赚",
		"最权威的证书",
		"证书入库",
	]),
];

const institutionNames = words("wording.institution-name", "（五）", NOTICE, [
	"职业技能等级鉴定中心",
	"职业技能等级建设中心",
	"职业技能等级评价中心",
	"技术技能类资格证书培训考试发证",
]);

/** Every word and phrase of the notice's 二（一）（二）（四）（五） and of the network list, with the lawful exceptions. */
export const forbiddenWords: Word[] = [
	...nationalNames,
	...reservedTerms,
	...authorities,
	...endorsements,
	...promotions,
	...institutionNames,
];
