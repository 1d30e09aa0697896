import type { Rulebook } from "../schema.ts";

type Family = Rulebook["unregisteredFamilies"][number];

const RECOGNISED = {
	source: "documents the registered standards name as recognised without a form",
	from: null,
	to: null,
};
const STATE = {
	source: "国家职业资格目录 and national examinations: documents issued by state organs",
	from: null,
	to: null,
};

/** A title line: the words of `titles`, with at most a prefix such as the state's name or a place before them. */
const title = (titles: string): string => `^.{0,14}(?:${titles})(?:副本|正本|[（(][^）)]*[）)])?$`;

const family = (
	id: string,
	name: string,
	signals: string[][],
	options: Partial<Pick<Family, "none" | "outweighsMatch">> & { basis?: typeof STATE } = {},
): Family => ({
	id,
	name,
	signals,
	none: options.none ?? [],
	outweighsMatch: options.outweighsMatch ?? false,
	...(options.basis ?? RECOGNISED),
});

/** On no edition of a skill certificate: a page with these words is judged, not passed over. */
const NEVER_LAWFUL = "联盟|就业凭证|录用依据|包过|官方认证|权威证书|全国通用";

/** Professions of the national catalogue for which a state organ issues the qualification. */
const STATE_PROFESSIONS =
	"建造师|建筑师|造价工程师|监理工程师|结构工程师|岩土工程师|公用设备工程师|电气工程师|化工工程师|环保工程师|安全工程师|消防工程师|计量师|测绘师|城乡规划师|城市规划师|核安全工程师|环境影响评价工程师|房地产估价师|资产评估师|土地估价师|矿业权评估师|执业药师|药师|医师|护士|教师|律师|法律职业|会计师|会计|审计|统计|经济专业|税务师|社会工作|社会工作者|翻译|出版专业|导游|新闻记者|播音员|主持人|拍卖师|专利代理|证券|期货|基金|银行业|精算师|保险|兽医|验船师|船员|设备监理|通信专业|计算机技术与软件|道路运输|演出经纪|房地产经纪|公证员|司法鉴定人|认证人员|特种设备|驾驶员|爆破作业|民用核|航空器|空中交通|母婴保健";

/**
 * Documents that are recognised and have no registered form; most of them lawfully carry the emblem or a national name.
 * Signals are sought in folded text (no separators), one printed line per text line.
 */
export const unregisteredFamilies: Family[] = [
	family(
		"one-plus-x",
		"1+X 职业技能等级证书",
		[
			["1\\+X|X证书制度|学历证书\\+|职业教育国家学分银行|vslc\\.?ncb"],
			["^职业技能等级证书$", "[（(](?:初级|中级|高级)[）)]|等级[:：]?(?:初级|中级|高级)(?!工)|^(?:初级|中级|高级)$"],
		],
		{ none: ["[一二三四五]级[/／]", "[YS]\\d{21}"] },
	),
	family("one-plus-x", "1+X 职业技能等级证书", [["职业技能等级", "1\\+X|职业教育国家学分银行|vslc\\.?ncb"]], {
		none: ["[YS]\\d{21}"],
		outweighsMatch: true,
	}),
	family("identity-card", "居民身份证", [
		["^居民身份证$"],
		["公民身份号码", "住址|出生|民族"],
		["签发机关", "有效期限"],
		["^.{0,8}(?:居住证|户口簿|户口本|居民户口簿|常住人口登记卡|临时身份证)$"],
	]),
	family("passport", "护照、通行证", [[title("护照|通行证|旅行证")], ["PASSPORT"], ["P<CHN"]]),
	family("driving-licence", "驾驶证、行驶证", [
		[title("机动车驾驶证|机动车行驶证|驾驶证|行驶证|驾驶执照")],
		["准驾车型"],
	]),
	family("business-licence", "营业执照等登记证照", [
		[title("营业执照|组织机构代码证|法人证书|法人登记证书|登记证书|税务登记证|开户许可证|商标注册证|专利证书")],
		["统一社会信用代码", "经营范围|法定代表人|住所"],
		[title("(?:经营|生产|卫生|许可|办学|行政)许可证|许可证|资质证书|安全生产许可证|高新技术企业证书|认证证书")],
		["举办者|办学类型|办学内容", "许可证"],
	]),
	family("diploma", "毕业、学位等学业证书", [
		[title("毕业证书|毕业证|学位证书|学士学位|硕士学位|博士学位|学历证书|肄业证书|学生证|毕业文凭")],
		["学制", "毕业"],
		["准予毕业|修业期满|教学计划规定|授予.{0,8}学士|授予.{0,8}硕士|授予.{0,8}博士"],
		["学位", "学士|硕士|博士"],
		["普通高等学校|高等教育自学考试|成人高等教育|中等职业学校|技工学校", "毕业"],
	]),
	family("special-operation", "特种作业操作证", [
		["特种作业操作证|特种作业操作资格"],
		["作业类别", "准操项目|操作项目"],
		["\\bT\\d{17}[\\dX]"],
		["特种设备作业人员证|特种设备安全管理和作业人员证"],
		["安全生产考核合格|安全生产知识和管理能力考核合格"],
	]),
	family(
		"professional-title",
		"专业技术资格、职业资格等国家证书",
		[
			["专业技术资格证书|专业技术职务任职资格证书|专业技术资格证|职称证书|任职资格证书"],
			["专业技术资格", "评审|评委会|系列|级别"],
			[`(?:${STATE_PROFESSIONS}).{0,14}(?:资格证|执业证|注册证|职业证|合格证|从业证|工作证|上岗证)`],
			[
				`(?:${STATE_PROFESSIONS})$`,
				"(?:执业|职业|注册|从业)?(?:资格)?证书$",
				"^中华人民共和国$|(?:国家|部|厅|局|委员会)",
			],
			["住院医师规范化培训|专科医师规范化培训"],
			["专业技术人员", "继续教育|职业资格"],
			["全国计算机等级考试|全国大学英语|全国英语等级|普通话水平测试|全国计算机技术与软件"],
		],
		{ basis: STATE },
	),
	family("civil-status", "婚姻、不动产等证件", [
		[
			title(
				"结婚证|离婚证|不动产权证书|不动产权证|不动产登记证明|房屋所有权证|房产证|土地使用证|出生医学证明|残疾人证|残疾证|老年人优待证|退役军人优待证|优待证|军官证|士兵证|工作证|健康证|健康证明|预防接种证",
			),
		],
		["结婚登记|登记日期", "持证人", "结婚"],
		["^社会保障卡$|社会保障号码"],
	]),
	family("honour", "荣誉、聘任等证书", [
		[
			title(
				"荣誉证书|获奖证书|奖状|聘书|聘任书|捐赠证书|感谢状|参赛证书|参赛证|志愿者证书|志愿服务证书|收藏证书|光荣证",
			),
		],
		["荣获|荣誉称号|特发此证以资鼓励|以资鼓励", "奖|荣誉|称号"],
	]),
	family(
		"vocational-qualification-other-edition",
		"国家职业资格证书（其他版式）",
		[
			["^中华人民共和国$", "^职业资格证书$"],
			["^中华人民共和国职业资格证书$"],
			["理论知识考试成绩", "操作技能考核成绩"],
			["劳动和社会保障部|人力资源和社会保障部", "职业资格证书", "资格凭证|求职|任职|印制"],
		],
		{ basis: STATE },
	),
	family(
		"skill-level-other-edition",
		"职业技能等级证书（其他版式）",
		[
			["^职业技能等级证书$", "[YS]\\d{21}"],
			["^职业技能等级证书$", "[一二三四五]级[/／](?:初级工|中级工|高级工|技师|高级技师)"],
			["^职业技能等级证书$", "osta\\.?org\\.?cn"],
		],
		{
			none: [NEVER_LAWFUL, "中华人民共和国|监制"],
			basis: { source: "人社鉴发〔2021〕1号: two reference layouts exist", from: null, to: null },
		},
	),
	family("special-ability-other-edition", "专项职业能力证书（其他版式）", [["^专项职业能力证书$"]], {
		none: [NEVER_LAWFUL],
		basis: { source: "no national layout of this certificate was published", from: null, to: null },
	}),
];
