/** What one certificate says: the values of a registered form, consistent with one another, before it is drawn. */
import { shippedTemplates } from "../../../src/templates/registered.ts";
import type { Template } from "../../../src/templates/schema.ts";
import { blacklisted, whitelisted } from "../issuers.ts";
import * as people from "../people.ts";
import type { Random } from "../random.ts";
import type { Sheet } from "./sheet.ts";

export type TemplateId =
	| "skill-level"
	| "vocational-qualification-cover"
	| "vocational-qualification-inside"
	| "special-ability"
	| "training-completion";

export interface Style {
	/** Black or blue-black of the running print. */
	ink: string;
}

export interface PageContent {
	template: Template;
	/** Printed values by field or slot name. */
	values: Record<string, string>;
	/** Registered sentence printed, or another in its place. */
	sentence: string;
	/** Fixed wording printed in place of the registered one: titles, texts and patterns by element name. */
	wording: Record<string, string>;
	omitted: Set<string>;
	/** Millimetres by element name. */
	moved: Record<string, [dx: number, dy: number]>;
	/** Ring texts by seal element. */
	seals: Record<string, { name: string; centre: "star" | "emblem" }>;
	qrContent: string;
	/** Print the form does not have, drawn after it. */
	extras: ((sheet: Sheet, style: Style) => void)[];
	person: people.Person;
	issued: people.Day;
	level: people.LevelCode;
}

export function template(id: TemplateId): Template {
	const found = shippedTemplates.find((t) => t.id === id);
	if (!found) throw new RangeError(`no registered form ${id}`);
	return found;
}

/** Official look-up hosts of the forms (人社鉴发〔2021〕1号 and the present national look-up). */
const LOOKUPS = ["http://jndj.osta.org.cn", "http://zscx.osta.org.cn"];

/** A conforming certificate of a form. */
export function conformingContent(id: TemplateId, random: Random): PageContent {
	const form = template(id);
	const person = people.person(random);
	const level = people.levelCode(random);
	const issued = people.randomDay(random, id === "vocational-qualification-inside" ? 2008 : 2019, 2025);
	if (id === "vocational-qualification-inside") issued.year = Math.min(issued.year, 2016);
	const content: PageContent = {
		template: form,
		values: {},
		sentence: "",
		wording: {},
		omitted: new Set(),
		moved: {},
		seals: {},
		qrContent: "",
		extras: [],
		person,
		issued,
		level,
	};
	FILL[id](content, random);
	const statement = form.elements.find((e) => e.kind === "statement");
	if (statement?.kind === "statement") content.sentence = random.pick(statement.sentences);
	for (const element of form.elements) if (element.optional && random.chance(0.6)) content.omitted.add(element.name);
	return content;
}

const FILL: Record<TemplateId, (content: PageContent, random: Random) => void> = {
	"skill-level": (content, random) => {
		const [occupation, direction] = random.pick(people.OCCUPATIONS);
		const number = people.skillNumber(random, content.issued.year, content.level);
		setIssuer(content, random.pick(whitelisted("skill-level")));
		Object.assign(content.values, {
			issueDate: people.chineseDate(content.issued),
			holderName: content.person.name,
			identityType: "居民身份证",
			identityNumber: content.person.identityNumber,
			occupation,
			jobDirection: direction,
			skillLevel: people.LEVELS[content.level],
			certificateNumber: number,
			lookupCertificate: random.pick(LOOKUPS),
			lookupIssuer: "http://pjjg.osta.org.cn",
			lookupProvince: `http://${random.pick(["hrss", "rst", "jnpj"])}.${random.pick(["lingdong", "lingnan", "beiyuan"])}.gov.cn`,
			printSerial: `No.${random.digits(random.int(8, 10))}`,
		});
		content.qrContent = `${random.pick(LOOKUPS)}/q?no=${number}`;
	},
	"vocational-qualification-cover": () => {},
	"vocational-qualification-inside": (content, random) => {
		const [occupation] = random.pick(people.OCCUPATIONS);
		const city = random.pick(["临江市", "云溪市", "海澜市", "南屿市"]);
		Object.assign(content.values, {
			holderName: content.person.name,
			sex: content.person.sex,
			birthDate: people.chineseDate(content.person.birth),
			education: random.pick(["初中", "高中", "中专", "大专", "本科"]),
			issueDate: people.chineseDate(content.issued),
			certificateNumber: people.qualificationNumber(random, content.issued.year, content.level),
			identityNumber: content.person.identityNumber,
			occupationAndLevel: `${occupation} ${people.LEVELS[content.level].slice(0, 2)}`,
			theoryScore: String(random.int(60, 97)),
			practiceScore: String(random.int(60, 97)),
			result: random.pick(["合格", "合格", "良好"]),
			testingCentre: "",
			authority: "",
		});
		content.seals = {
			sealCentre: { name: `${city}职业技能鉴定指导中心`, centre: "star" },
			sealAuthority: { name: `${city}人力资源和社会保障局`, centre: random.pick(["star", "emblem"] as const) },
		};
	},
	"special-ability": (content, random) => {
		setIssuer(content, random.pick(whitelisted("special-ability")));
		Object.assign(content.values, {
			holderName: content.person.name,
			sex: content.person.sex,
			identityNumber: content.person.identityNumber,
			ability: random.pick(people.ABILITIES),
			result: "合格",
			certificateNumber: `${random.pick(people.PROVINCES)}00${String(content.issued.year).slice(2)}${random.digits(10)}`,
			issueDate: people.chineseDate(content.issued),
		});
		content.qrContent = `http://zscx.osta.org.cn/q?no=${content.values.certificateNumber}`;
	},
	"training-completion": (content, random) => {
		const year = content.issued.year;
		setIssuer(content, random.pick(whitelisted("training-completion")));
		content.issued = { year, month: random.int(6, 12), day: random.int(1, 28) };
		Object.assign(content.values, {
			holderName: content.person.name,
			identityNumber: content.person.identityNumber,
			trainingFrom: people.chineseDate({ year, month: random.int(1, 3), day: random.int(1, 28) }),
			trainingTo: people.chineseDate({ year, month: random.int(4, 5), day: random.int(1, 28) }),
			course: random.pick(people.COURSES),
			hours: String(random.int(4, 30) * 8),
			certificateNumber: `${random.pick(["PX", "YH", "XZ", "ZS"])}${year}${random.digits(random.int(4, 6))}`,
			schoolPermit: `民办${random.pick(people.PROVINCES)}0099${random.digits(7)}号`,
			issueDate: people.chineseDate(content.issued),
		});
	},
};

/** Sets the issuer wherever the form names it, the seal included. */
export function setIssuer(content: PageContent, name: string): void {
	content.values.issuer = name;
	content.seals.seal = { name, centre: "star" };
}

/** A black-listed issuer of a family. */
export const blacklistedIssuer = (family: string, random: Random): string => random.pick(blacklisted(family)).name;
