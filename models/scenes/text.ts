/** Words and characters set at random: print that means nothing in particular. */
import { covering, FACES, type Face, glyphSvg, metrics } from "../../samples/generator/fonts.ts";
import type { Random } from "../../samples/generator/random.ts";

const CHARACTERS = [
	..."证书职业技能等级培训合格考核鉴定中心学院协会公司发放单位姓名性别出生年月日身份证号编码理论实操成绩评定结果有效期限查询网址签发机关印章备注专项能力教育咨询服务有限责任工程师会计焊工电工厨师养老护理美容健康管理数据分析设计施工安全生产消防设施操作员完成规定课程学时准予结业特此证明国家标准要求具备相应知识水平经审查符合条件授予荣誉称号先进个人集体优秀奖壹贰叁肆伍陆柒捌玖拾第一二三四五六七八九十百千万号楼层室路街道市省区县镇村东西南北山水云海江河湖林木花草春夏秋冬天地人和平文明富强民主自由平等公正法治爱岗敬业诚信友善，。：、（）《》",
];
const SYLLABLES = [
	"cer",
	"ti",
	"fi",
	"cate",
	"vo",
	"ca",
	"tion",
	"al",
	"skill",
	"le",
	"vel",
	"tra",
	"in",
	"ing",
	"of",
	"na",
	"me",
	"da",
	"te",
	"is",
	"su",
	"ed",
	"by",
	"com",
	"pa",
	"ny",
	"qua",
	"li",
	"ty",
	"exa",
	"mi",
	"ner",
];

export const TEXT_FACES: readonly Face[] = Object.values(FACES);

/** `count` Chinese characters. */
export const chinese = (count: number, random: Random): string =>
	Array.from({ length: count }, () => random.pick(CHARACTERS)).join("");

/** About `count` Latin letters in words, capitals at random. */
export function latin(count: number, random: Random): string {
	const upper = random.chance(0.3);
	let text = "";
	while (text.length < count) {
		const word = Array.from({ length: random.int(1, 4) }, () => random.pick(SYLLABLES)).join("");
		text += `${text === "" ? "" : " "}${random.chance(0.3) ? word.charAt(0).toUpperCase() + word.slice(1) : word}`;
	}
	return upper ? text.toUpperCase() : text;
}

/** Numbers as certificates have them: codes, dates, web addresses. */
export const digits = (random: Random): string =>
	random.pick([
		() => random.digits(random.int(6, 18)),
		() => `No.${random.digits(random.int(6, 12))}`,
		() => `${random.int(1998, 2026)}年${random.int(1, 12)}月${random.int(1, 28)}日`,
		() => `www.${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}.com/${random.digits(6)}`,
	])();

/** Any of them, about `length` em long. */
export const anyText = (length: number, random: Random): string =>
	random.pick([
		chinese,
		chinese,
		chinese,
		(n: number, r: Random) => latin(2 * n, r),
		(_: number, r: Random) => digits(r),
	])(length, random);

/** A line as SVG, its baseline starting at (x, y), with its width in the same units as `size`. */
export function lineSvg(face: Face, text: string, x: number, y: number, size: number): { svg: string; width: number } {
	const own = covering(face, text);
	const { advance } = metrics(own);
	let at = x;
	const glyphs = [...text].map((c) => {
		const glyph = glyphSvg(own, c, at, y, size);
		at += (advance(c.codePointAt(0) ?? 0) ?? 1) * size;
		return glyph;
	});
	return { svg: glyphs.join(""), width: at - x };
}
