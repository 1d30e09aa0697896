/** Documents no registered form covers: many carry the emblem, and do so lawfully. Nothing on them is a finding. */
import { FACES } from "../fonts.ts";
import { whitelisted } from "../issuers.ts";
import * as people from "../people.ts";
import type { Random } from "../random.ts";
import { portrait, qr } from "./marks.ts";
import { certificatePaper, plainPaper } from "./paper.ts";
import { Sheet } from "./sheet.ts";
import { businessLicence, drivingLicence, identityCard, identityCardBack } from "./state-documents.ts";
import { CITY, centred, column, paragraph, seal } from "./typeset.ts";

function diploma(random: Random): Sheet {
	const sheet = new Sheet(297, 210);
	const p = people.person(random);
	certificatePaper(sheet, random);
	centred(sheet, random.pick(["普通高等学校", "成人高等教育"]), 26, 8);
	centred(sheet, "毕业证书", 42, 20, FACES.serifBlack);
	paragraph(
		sheet,
		`学生 ${p.name} 性别${p.sex}，${p.birth.year}年${p.birth.month}月生，于2016年9月至2020年6月在本校机械工程专业四年制本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。`,
		95,
		80,
		170,
		6,
		12,
	);
	portrait(sheet, { x: 36, y: 82, width: 33, height: 46.2 }, "#4a86c8", random, null);
	column(
		sheet,
		[
			"校名：中国岭海大学",
			`校（院）长：${people.person(random).name}`,
			`证书编号：1${random.digits(17)}`,
			"2020年6月30日",
		],
		130,
		140,
		5.4,
		12,
	);
	seal(sheet, 200, 132, 42, "中国岭海大学", random);
	return sheet;
}

function degree(random: Random): Sheet {
	const sheet = new Sheet(297, 210);
	const p = people.person(random);
	certificatePaper(sheet, random);
	centred(sheet, "学士学位证书", 34, 18, FACES.serifBlack);
	paragraph(
		sheet,
		`${p.name}，${p.sex}，${p.birth.year}年${p.birth.month}月${p.birth.day}日生。在中国云溪理工大学材料科学专业完成了本科学习计划，业已毕业，经审核符合《中华人民共和国学位条例》的规定，授予工学学士学位。`,
		95,
		74,
		170,
		6,
		12.5,
	);
	portrait(sheet, { x: 36, y: 78, width: 33, height: 46.2 }, "#fbfbfb", random, null);
	column(
		sheet,
		[
			"中国云溪理工大学",
			`校长  学位评定委员会主席  ${people.person(random).name}`,
			`证书编号：1${random.digits(15)}`,
			"2019年6月28日",
		],
		130,
		142,
		5.4,
		12,
	);
	seal(sheet, 205, 132, 42, "中国云溪理工大学", random);
	return sheet;
}

function operatorCard(random: Random): Sheet {
	const sheet = new Sheet(85.5, 54);
	const p = people.person(random);
	sheet.ground(
		'<rect width="85.5" height="54" rx="3" fill="#eef3ea"/><rect width="85.5" height="11" rx="3" fill="#2b6a4b"/>',
	);
	centred(sheet, "中华人民共和国特种作业操作证", 2.6, 5, FACES.sansBold, "#ffffff");
	column(
		sheet,
		[
			`证号 T${p.identityNumber}`,
			`姓名 ${p.name}   性别 ${p.sex}`,
			"作业类别 电工作业",
			"操作项目 低压电工作业",
			"初领日期 2021-05-20",
			"有效期限 2021-05-20 至 2027-05-19",
			"签发机关 岭东省应急管理厅",
		],
		5,
		14,
		2.8,
		5.4,
		FACES.sans,
	);
	portrait(sheet, { x: 63, y: 14, width: 18, height: 25.2 }, "#fbfbfb", random, null);
	return sheet;
}

function professionalTitle(random: Random): Sheet {
	const sheet = new Sheet(297, 210);
	const p = people.person(random);
	certificatePaper(sheet, random);
	centred(sheet, "岭东省专业技术资格证书", 30, 15, FACES.serifBlack, "#8a1c1c");
	column(
		sheet,
		[
			`姓名：${p.name}`,
			`性别：${p.sex}`,
			`身份证号：${p.identityNumber}`,
			"专业名称：机械工程",
			`资格名称：${random.pick(["工程师", "助理工程师", "高级工程师"])}`,
			"评审组织：临江市工程系列中级评审委员会",
			`证书编号：${random.digits(13)}`,
		],
		110,
		66,
		5.6,
		14,
	);
	portrait(sheet, { x: 46, y: 70, width: 35, height: 49 }, "#4a86c8", random, null);
	column(sheet, ["发证单位：临江市人力资源和社会保障局", "发证时间：2021年12月03日"], 150, 168, 5.2, 12);
	seal(sheet, 210, 148, 42, "临江市人力资源和社会保障局", random);
	return sheet;
}

function onePlusX(random: Random): Sheet {
	const sheet = new Sheet(297, 210);
	const p = people.person(random);
	const level = random.pick(["初级", "中级", "高级"]);
	certificatePaper(sheet, random);
	centred(sheet, "职业技能等级证书", 26, 15, FACES.serifBlack, "#b01e1e");
	centred(sheet, `（${level}）`, 46, 8);
	paragraph(
		sheet,
		`${p.name} 同学参加${random.pick(["Web前端开发", "智能财税", "物流管理", "数控设备维护"])}1+X职业技能等级证书（${level}）考核，理论与实操成绩合格，特发此证。`,
		40,
		72,
		215,
		7,
		14,
	);
	column(
		sheet,
		[`证件号码：${p.identityNumber}`, `证书编号：${random.digits(18)}`, "学校名称：云溪市工业职业技术学院"],
		40,
		118,
		5.4,
		12,
	);
	column(
		sheet,
		[
			"培训评价组织：岭东数智教育科技有限公司",
			"发证日期：2022年06月18日",
			"证书查询：职业技能等级证书信息管理服务平台",
		],
		145,
		158,
		5,
		12,
	);
	portrait(sheet, { x: 232, y: 24, width: 25, height: 35 }, "#4a86c8", random, null);
	qr(sheet, { x: 40, y: 160, width: 26, height: 26 }, `https://vslc.ncb.edu.cn/q?${random.digits(12)}`, null);
	seal(sheet, 210, 142, 40, "岭东数智教育科技有限公司", random);
	return sheet;
}

function bookletPreface(random: Random): Sheet {
	const sheet = new Sheet(88, 125);
	plainPaper(sheet, random);
	paragraph(
		sheet,
		"根据《中华人民共和国劳动法》，国家对规定的职业实行职业资格证书制度。职业资格证书表明劳动者具有从事某一职业所必备的学识和技能，是劳动者求职、任职、开业的资格凭证，是用人单位招聘、录用劳动者的主要依据。",
		12,
		22,
		64,
		4.2,
		8,
	);
	centred(sheet, "中华人民共和国", 100, 4.6);
	centred(sheet, "人力资源和社会保障部印制", 108, 4.6);
	return sheet;
}

function receipt(random: Random): Sheet {
	const sheet = new Sheet(190, 110);
	plainPaper(sheet, random);
	centred(sheet, "收款收据", 8, 9);
	const rows = ["办公用纸  5 箱  单价 128.00", "签字笔  20 支  单价 2.50", "文件夹  12 个  单价 6.80"];
	column(
		sheet,
		[`交款单位：${random.pick(CITY)}悦达商行`, ...rows, "合计人民币（大写）：柒佰柒拾壹元陆角整"],
		16,
		26,
		4.6,
		12,
		FACES.sans,
	);
	column(sheet, [`收款人：${people.person(random).name}`, "2023年11月05日"], 120, 88, 4.4, 8, FACES.sans);
	return sheet;
}

function letter(random: Random): Sheet {
	const sheet = new Sheet(210, 297);
	plainPaper(sheet, random);
	centred(sheet, "关于召开年度工作会议的通知", 30, 8, FACES.serifBold);
	column(sheet, ["各部门："], 28, 52, 5, 10);
	paragraph(
		sheet,
		`经研究，定于${random.int(3, 11)}月${random.int(1, 28)}日上午九时在三楼会议室召开年度工作会议，总结本年度工作，部署下一阶段任务。请各部门负责人准时参加，并于会前提交书面材料。会议期间请将手机调至静音，无故不得缺席。`,
		28,
		64,
		154,
		5,
		10,
	);
	column(sheet, [random.pick(whitelisted("training-completion")), "办公室", "2023年10月09日"], 120, 150, 5, 10);
	return sheet;
}

export const DOCUMENTS: Record<string, (random: Random) => Sheet> = {
	"identity card": identityCard,
	"identity card, back": identityCardBack,
	"driving licence": drivingLicence,
	"business licence": businessLicence,
	diploma,
	degree,
	"special operations card": operatorCard,
	"professional title": professionalTitle,
	"1+X certificate": onePlusX,
	"booklet preface": bookletPreface,
	receipt,
	letter,
};
