/** Cards and licences of the state, which carry the emblem lawfully. */
import { EMBLEM_STYLES } from "../../../models/drawings/emblem.ts";
import { FACES } from "../fonts.ts";
import * as people from "../people.ts";
import type { Random } from "../random.ts";
import { emblem, portrait, qr } from "./marks.ts";
import { Sheet } from "./sheet.ts";
import { CITY, centred, column, INK, seal } from "./typeset.ts";

export function identityCard(random: Random): Sheet {
	const sheet = new Sheet(85.6, 54);
	const p = people.person(random);
	sheet.ground('<rect width="85.6" height="54" rx="3" fill="#e6eef2"/>');
	column(
		sheet,
		[
			`姓名  ${p.name}`,
			`性别  ${p.sex}   民族  汉`,
			`出生  ${p.birth.year} 年 ${p.birth.month} 月 ${p.birth.day} 日`,
			`住址  岭东省${random.pick(CITY)}桥东区`,
			`      和平路${random.int(1, 99)}号`,
		],
		6,
		6,
		3.1,
		6.4,
		FACES.sans,
	);
	sheet.text(`公民身份号码  ${p.identityNumber}`, 6, 45, { face: FACES.sans, size: 3.4, fill: INK });
	portrait(sheet, { x: 58, y: 8, width: 23, height: 32.2 }, "#e6eef2", random, null);
	return sheet;
}

export function identityCardBack(random: Random): Sheet {
	const sheet = new Sheet(85.6, 54);
	sheet.ground('<rect width="85.6" height="54" rx="3" fill="#e9e6ea"/>');
	emblem(sheet, 7, 5, 17, EMBLEM_STYLES.colour, null);
	column(sheet, ["中华人民共和国"], 28, 8, 5.4, 8, FACES.serifBold);
	column(sheet, ["居民身份证"], 31, 17, 7.4, 8, FACES.serifBold);
	column(
		sheet,
		[`签发机关  ${random.pick(CITY)}公安局桥东分局`, "有效期限  2015.03.12-2035.03.12"],
		16,
		37,
		3.2,
		6.5,
		FACES.sans,
	);
	return sheet;
}

export function drivingLicence(random: Random): Sheet {
	const sheet = new Sheet(88, 60);
	const p = people.person(random);
	sheet.ground('<rect width="88" height="60" fill="#f4f1e4"/>');
	centred(sheet, "中华人民共和国机动车驾驶证", 3, 5);
	centred(sheet, "Driving License of the People's Republic of China", 9, 2.6, FACES.serif);
	column(
		sheet,
		[
			`证号 ${p.identityNumber}`,
			`姓名 ${p.name}    性别 ${p.sex}   国籍 中国`,
			`住址 岭东省${random.pick(CITY)}新华路${random.int(1, 99)}号`,
			`出生日期 ${p.birth.year}-06-12`,
			"初次领证日期 2014-08-21",
			"准驾车型 C1",
			"有效期限 2020-08-21 至 2030-08-21",
		],
		5,
		14,
		2.7,
		6,
		FACES.sans,
	);
	portrait(sheet, { x: 66, y: 30, width: 18, height: 25.2 }, "#fbfbfb", random, null);
	seal(sheet, 44, 36, 17, "岭东省临江市公安局交通警察支队", random);
	return sheet;
}

export function businessLicence(random: Random): Sheet {
	const sheet = new Sheet(297, 210);
	sheet.ground(
		'<rect width="297" height="210" fill="#fbf7e8"/><rect x="7" y="7" width="283" height="196" fill="none" stroke="#c79a3b" stroke-width="2.5"/>',
	);
	emblem(sheet, 136, 14, 26, EMBLEM_STYLES.colour, null);
	centred(sheet, "营业执照", 48, 18, FACES.serifBlack);
	column(
		sheet,
		[
			`名称  ${random.pick(CITY)}青禾商贸有限公司`,
			"类型  有限责任公司（自然人独资）",
			`法定代表人  ${people.person(random).name}`,
			"经营范围  日用百货销售；文具用品零售；",
			"          企业管理咨询。",
		],
		26,
		88,
		5,
		13,
	);
	column(
		sheet,
		[
			"注册资本  伍拾万元整",
			"成立日期  2016年05月18日",
			`住所  ${random.pick(CITY)}桥东区和平路${random.int(1, 99)}号`,
		],
		168,
		88,
		5,
		13,
	);
	column(sheet, ["登记机关", "2021年04月12日"], 205, 160, 5.4, 14);
	column(sheet, ["统一社会信用代码", "91440099MA0000098K"], 22, 24, 4.4, 8, FACES.sans);
	qr(sheet, { x: 245, y: 22, width: 26, height: 26 }, "http://www.gsxt.gov.cn/index.html", null);
	seal(sheet, 210, 146, 40, "临江市市场监督管理局", random);
	return sheet;
}
