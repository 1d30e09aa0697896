/** Fills any form with fictional values that suit the types of its fields: for forms the generator has no content of its own for. */
import type { FieldType, Template } from "../../../src/templates/schema.ts";
import { UNLISTED } from "../issuers.ts";
import * as people from "../people.ts";
import type { Random } from "../random.ts";
import type { PageContent } from "./content.ts";

/** Chance that an optional element is printed. */
const PRINTED = 0.4;

/** A conforming page of the form: every field consistent with the others, every seal the issuer's. */
export function fictionalContent(template: Template, random: Random): PageContent {
	const person = people.person(random);
	const level = people.levelCode(random);
	const issued = { ...people.randomDay(random, 2020, 2025), month: random.int(6, 12) };
	const issuer = random.pick(UNLISTED);
	const filler: Filler = { person, level, issued, issuer, random };
	const statement = template.elements.find((element) => element.kind === "statement");
	const content: PageContent = {
		template,
		values: {},
		sentence: statement?.kind === "statement" ? random.pick(statement.sentences) : "",
		wording: {},
		omitted: new Set(),
		moved: {},
		seals: {},
		qrContent: `http://zscx.osta.org.cn/q?no=${random.digits(12)}`,
		extras: [],
		person,
		issued,
		level,
	};
	for (const element of template.elements) {
		if (element.optional && !random.chance(PRINTED)) content.omitted.add(element.name);
		if (element.kind === "field")
			content.values[element.name] = element.values?.length
				? random.pick(element.values)
				: fictionalValue(element.name, element.type, filler);
		if (element.kind === "statement")
			for (const [slot, type] of Object.entries(element.slots))
				content.values[slot] ??= fictionalValue(slot, type, filler);
		if (element.kind === "mark" && element.mark === "round-seal")
			content.seals[element.name] = { name: issuer, centre: element.centres?.[0] ?? "star" };
	}
	return content;
}

interface Filler {
	person: people.Person;
	level: people.LevelCode;
	issued: people.Day;
	issuer: string;
	random: Random;
}

function fictionalValue(name: string, type: FieldType, { person, level, issued, issuer, random }: Filler): string {
	switch (type) {
		case "name":
			return person.name;
		case "sex":
			return person.sex;
		case "identity-number":
			return person.identityNumber;
		case "date":
			return people.chineseDate(dayOf(name, person, issued, random));
		case "skill-certificate-number":
			return people.skillNumber(random, issued.year, level);
		case "qualification-certificate-number":
			return people.qualificationNumber(random, issued.year, level);
		case "free-number":
			return /hours/i.test(name) ? String(random.int(4, 30) * 8) : `PX${issued.year}${random.digits(5)}`;
		case "level":
			return people.LEVELS[level];
		case "occupation-and-level":
			return `${random.pick(people.OCCUPATIONS)[0]} ${people.LEVELS[level].slice(0, 2)}`;
		case "url":
			return "http://zscx.osta.org.cn";
		case "issuer":
			return issuer;
		case "score":
			return random.pick(["合格", "良好", "86", "92"]);
		case "text":
			return textOf(name, random);
	}
}

function dayOf(name: string, person: people.Person, issued: people.Day, random: Random): people.Day {
	if (name === "birthDate") return person.birth;
	if (name === "trainingFrom") return { ...issued, month: random.int(1, 3), day: random.int(1, 28) };
	if (name === "trainingTo") return { ...issued, month: random.int(4, 5), day: random.int(1, 28) };
	return issued;
}

function textOf(name: string, random: Random): string {
	const texts: Record<string, readonly string[]> = {
		occupation: people.OCCUPATIONS.map(([occupation]) => occupation),
		education: ["初中", "高中", "中专", "大专", "本科"],
		identityType: ["居民身份证"],
		skillLevel: Object.values(people.LEVELS),
		ability: people.ABILITIES,
	};
	return random.pick(texts[name] ?? people.COURSES);
}
