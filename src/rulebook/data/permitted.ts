import type { Rulebook } from "../schema.ts";
import { cities } from "./places.ts";

const OPEN = { from: null, to: null };
const CONTRACT = { source: "proper phrases of the report contract", ...OPEN };
const LAW = { source: "titles of laws and of standards", ...OPEN };
const NAMES = { source: "registered names of schools", ...OPEN };

/** Colleges whose registered name opens with a national name and does not end in 大学. */
const COLLEGES =
	"中国美术学院|中国音乐学院|中国戏曲学院|中国劳动关系学院|中国青年政治学院|中国民用航空飞行学院|中国消防救援学院|中华女子学院|国家行政学院|国家法官学院|国家检察官学院|国家教育行政学院|国家会计学院";

/** Endings of the titles of laws, rules, standards and catalogues. */
const LEGAL_TITLE = "法|条例|办法|规定|细则|标准|规范|规程|通知|意见|目录|大典|大纲|方案|决定|制度";

export const permitted = [
	{ pattern: "国家职业技能标准", literal: true, reason: "name of the standards", ...CONTRACT },
	{ pattern: "国家职业标准", literal: true, reason: "name of the standards", ...CONTRACT },
	{ pattern: "国家职业分类大典", literal: true, reason: "name of the occupation list", ...LAW },
	{
		pattern: `[《<〈「『][^《》<>]{2,40}?(?:${LEGAL_TITLE})(?:[（(][^）)]{0,14}[）)])?(?=[》>〉」』]|$)`,
		literal: false,
		reason: "title in 《》",
		...CONTRACT,
	},
	{
		pattern: "中华人民共和国\\p{Script=Han}{2,12}法(?!院|人|庭|律)",
		literal: false,
		reason: "title of a law without 《》",
		...LAW,
	},
	{
		pattern: "(?:中国|中华|国家)[^\\P{Script=Han}的和与由经在及是为于]{1,12}?大学(?!生)",
		literal: false,
		reason: "name of a university",
		...CONTRACT,
	},
	{ pattern: COLLEGES, literal: false, reason: "name of a college", ...NAMES },
	{ pattern: `中国[·・•‧∙⋅.](?:${cities.join("|")})`, literal: false, reason: "中国·city", ...CONTRACT },
	{
		pattern:
			"中国(?:画|茶|菜|书法|象棋|围棋|古典|传统|民间|民族|历史|文化|武术|结)|中华(?:传统|美食|茶|武术|诗词|经典|文化|小吃|鲟)",
		literal: false,
		reason: "subject of a course",
		source: "ordinary language",
		...OPEN,
	},
	{
		pattern:
			"(?:姓名|持证人|学员|同学|先生|女士)(?:Name)?[:：]?\\p{Script=Han}{2,4}(?=[，,、;；(（:：]|性别|先生|女士|同学|身份|证件|于|$)",
		literal: false,
		reason: "a person's name",
		source: "ordinary language",
		...OPEN,
	},
	{
		pattern: "(?:国籍|籍贯|住址|地址|工作单位|民族)[:：].{0,24}",
		literal: false,
		reason: "nationality, address or place of work",
		source: "ordinary language",
		...OPEN,
	},
] satisfies Rulebook["permitted"];
