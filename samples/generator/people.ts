/** Fictional holders and the numbers printed for them. No identity number here can belong to a person (see below). */
import type { Random } from "./random.ts";

const SURNAMES = [
	..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁于蒋蔡余杜叶程苏魏吕丁",
];
const GIVEN = [
	..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰燕鑫晨宇轩欣怡梓涵思琪雨桐浩然子墨俊熙博文嘉禾清越若溪",
];

export interface Day {
	year: number;
	month: number;
	day: number;
}

export interface Person {
	name: string;
	sex: "男" | "女";
	birth: Day;
	identityNumber: string;
}

const two = (v: number): string => String(v).padStart(2, "0");
export const chineseDate = ({ year, month, day }: Day): string => `${year}年${two(month)}月${two(day)}日`;

export function randomDay(random: Random, fromYear: number, toYear: number): Day {
	return { year: random.int(fromYear, toYear), month: random.int(1, 12), day: random.int(1, 28) };
}

/** Check character of an 18-digit identity number (GB 11643-1999, ISO 7064 MOD 11-2). */
export function identityCheck(first17: string): string {
	const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
	const sum = weights.reduce((s, w, i) => s + w * Number(first17[i]), 0);
	return "10X98765432"[sum % 11] ?? "";
}

/** Provinces by GB/T 2260. */
export const PROVINCES = ["11", "12", "21", "31", "32", "33", "35", "37", "42", "43", "44", "45", "50", "51", "61"];

/**
 * A valid-looking identity number that nobody holds: the address code ends in 0099, and GB/T 2260 gives no county that
 * code. Length, birth date, parity of the sequence (odd = male) and check character all hold.
 */
export function identityNumber(random: Random, birth: Day, sex: "男" | "女"): string {
	const sequence = random.int(0, 499) * 2 + (sex === "男" ? 1 : 0);
	const body = `${random.pick(PROVINCES)}0099${birth.year}${two(birth.month)}${two(birth.day)}${String(sequence).padStart(3, "0")}`;
	return body + identityCheck(body);
}

export function person(random: Random): Person {
	const sex = random.pick(["男", "女"] as const);
	const birth = randomDay(random, 1965, 2001);
	const name =
		random.pick(SURNAMES) + Array.from({ length: random.chance(0.8) ? 2 : 1 }, () => random.pick(GIVEN)).join("");
	return { name, sex, birth, identityNumber: identityNumber(random, birth, sex) };
}

/** Printed names of the five levels, by level code. */
export const LEVELS = {
	1: "一级/高级技师",
	2: "二级/技师",
	3: "三级/高级工",
	4: "四级/中级工",
	5: "五级/初级工",
} as const;
export type LevelCode = keyof typeof LEVELS;
export const levelCode = (random: Random): LevelCode => random.pick([1, 2, 3, 3, 4, 4, 5, 5] as const);

/** 22 characters: kind of body, body, province, site, year, level, serial (人社鉴发〔2019〕2号). */
export function skillNumber(random: Random, year: number, level: LevelCode): string {
	return `${random.pick(["S", "S", "Y"])}0000${random.pick(PROVINCES)}${random.digits(6)}${two(year % 100)}${level}${String(random.int(1, 9999)).padStart(6, "0")}`;
}

/** 16 digits: year, issuing department, city, kind of body, body, level, serial (职业技能鉴定编码规则). */
export function qualificationNumber(random: Random, year: number, level: LevelCode): string {
	return `${two(year % 100)}10${two(random.int(1, 13))}${random.int(0, 4)}${String(random.int(1, 60)).padStart(3, "0")}${level}${String(random.int(1, 9999)).padStart(5, "0")}`;
}

export const OCCUPATIONS: readonly (readonly [occupation: string, direction: string])[] = [
	["电工", "--"],
	["焊工", "--"],
	["中式烹调师", "--"],
	["养老护理员", "--"],
	["保育师", "--"],
	["育婴员", "--"],
	["茶艺师", "--"],
	["美容师", "--"],
	["车工", "数控车工"],
	["汽车维修工", "汽车机械维修工"],
	["互联网营销师", "直播销售员"],
	["人工智能训练师", "数据标注员"],
	["公共营养师", "--"],
	["物流服务师", "--"],
	["消防设施操作员", "--"],
	["健康管理师", "--"],
	["西式面点师", "--"],
	["起重装卸机械操作工", "叉车司机"],
	["电梯安装维修工", "--"],
	["无人机驾驶员", "植保"],
];
export const ABILITIES = [
	"粤式点心制作",
	"瑶绣制作",
	"客家娘酒酿造",
	"短视频制作",
	"家庭收纳整理",
	"肠粉制作",
	"竹编工艺品制作",
	"电动自行车维修",
	"咖啡冲调",
	"新会陈皮加工",
	"荔枝种植",
	"母婴护理",
];
export const COURSES = [
	"中式面点制作",
	"仓储管理",
	"电子商务运营",
	"安全生产知识",
	"叉车操作",
	"家政服务",
	"数控机床操作",
	"婴幼儿照护",
	"急救常识",
	"办公软件应用",
	"新媒体运营",
	"酒店前厅服务",
];
