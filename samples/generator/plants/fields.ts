/** Field values that contradict the rules of their kind or one another. */
import type { FindingCode } from "../../../src/report/schema.ts";
import { UNLISTED } from "../issuers.ts";
import type { PageContent } from "../pages/content.ts";
import * as people from "../people.ts";
import type { Random } from "../random.ts";
import { elementPlace, placeOf } from "./places.ts";
import type { Plant, Planted } from "./plant.ts";

/** A changed value, outlined where it is printed. */
function changed(
	content: PageContent,
	code: FindingCode,
	name: string,
	value: string,
	variant: string,
	allowed: FindingCode[] = [],
): Planted {
	content.values[name] = value;
	const element = content.template.elements.some((e) => e.name === name) ? name : "statement";
	return { variant, findings: [{ code, severity: "suspect", where: placeOf(value, element) }], allowed };
}

const replaceAt = (text: string, from: number, part: string): string =>
	text.slice(0, from) + part + text.slice(from + part.length);
const another = (random: Random, digit: string): string => String((Number(digit) + random.int(1, 8)) % 10);

type Break = readonly [variant: string, (number: string, content: PageContent, random: Random) => string];

const SKILL_BREAKS: readonly Break[] = [
	["too short", (n) => n.slice(0, -1)],
	["too long", (n) => `${n}7`],
	["unknown letter", (n, _, random) => random.pick(["A", "Z", "K"]) + n.slice(1)],
	["unknown province", (n) => replaceAt(n, 5, "99")],
	["year of another issue date", (n, { issued }) => replaceAt(n, 13, String((issued.year + 3) % 100).padStart(2, "0"))],
	["another level", (n, { level }) => replaceAt(n, 15, String((level % 5) + 1))],
];
const QUALIFICATION_BREAKS: readonly Break[] = [
	["too short", (n) => n.slice(0, -1)],
	["year of another issue date", (n, { issued }) => replaceAt(n, 0, String((issued.year + 3) % 100).padStart(2, "0"))],
	["another level", (n, { level }) => replaceAt(n, 10, String((level % 5) + 1))],
];

function certificateNumber(content: PageContent, random: Random): Planted {
	const [variant, alter] = random.pick(content.template.id === "skill-level" ? SKILL_BREAKS : QUALIFICATION_BREAKS);
	const number = alter(content.values.certificateNumber ?? "", content, random);
	return changed(content, "field.certificate-number", "certificateNumber", number, variant);
}

const withCheck = (first17: string): string => first17 + people.identityCheck(first17);
/** A sequence digit of the other parity. */
const otherParity = (digit: string): string => String((Number(digit) + 1) % 10);

function identityNumber(content: PageContent, random: Random): Planted {
	const number = content.person.identityNumber;
	const set = (value: string, variant: string) =>
		changed(content, "field.identity-number", "identityNumber", value, variant);
	const kinds = ["check", "check", "birth date"];
	if ("sex" in content.values) kinds.push("sex");
	switch (random.pick(kinds)) {
		case "birth date":
			return set(withCheck(replaceAt(number.slice(0, 17), 10, random.pick(["1332", "0230", "0031"]))), "birth date");
		case "sex":
			return set(withCheck(replaceAt(number.slice(0, 17), 16, otherParity(number[16] ?? "0"))), "sex");
		default:
			return set(
				number.slice(0, 17) + (number[17] === "X" ? "3" : another(random, number[17] ?? "0")),
				"check character",
			);
	}
}
function date(content: PageContent, random: Random): Planted {
	const { year, month } = content.issued;
	const impossible = random.pick([
		`${year}年02月30日`,
		`${year}年13月${String(month).padStart(2, "0")}日`,
		`${year}年04月31日`,
	]);
	const kinds = ["impossible", "future"];
	if (content.template.id === "skill-level") kinds.push("early");
	const kind = random.pick(kinds);
	if (kind === "impossible") return changed(content, "field.date", "issueDate", impossible, kind);
	const to = kind === "future" ? random.int(2035, 2049) : random.int(2009, 2016);
	const number = content.values.certificateNumber ?? "";
	if (content.template.id === "skill-level")
		content.values.certificateNumber = replaceAt(number, 13, String(to % 100).padStart(2, "0"));
	if (content.template.id === "training-completion")
		content.values.certificateNumber = number.replace(String(year), String(to));
	return changed(content, "field.date", "issueDate", people.chineseDate({ ...content.issued, year: to }), kind, [
		"issuer.unlisted",
	]);
}

const LEVELS = ["高级", "三级", "高级工", "三级/中级工", "四级/高级技师", "A级", "优秀", "六级/初级工"];

/** Hosts made to be taken for the official look-up. */
const LOOK_ALIKES = [
	"http://jndj.osta-org.cn",
	"http://zscx.0sta.org.cn",
	"http://jndj.osta.org.com",
	"http://www.zscx-osta.cn",
	"http://zscx.osta.com.cn",
	"http://jndj.osta.org.cn.chaxun.net",
];

function lookupAddress(content: PageContent, random: Random): Planted {
	const address = random.pick(LOOK_ALIKES);
	if (random.chance(0.3)) {
		content.qrContent = `${address}/q?no=${content.values.certificateNumber}`;
		return {
			variant: "QR target",
			findings: [{ code: "field.lookup-address", severity: "suspect", where: elementPlace("qr") }],
			allowed: [],
		};
	}
	return changed(
		content,
		"field.lookup-address",
		random.pick(["lookupCertificate", "lookupIssuer"]),
		address,
		"printed",
	);
}

function issuerSeal(content: PageContent, random: Random): Planted {
	content.seals.seal = { name: random.pick(UNLISTED.filter((n) => n !== content.values.issuer)), centre: "star" };
	return {
		variant: "another name in the seal",
		findings: [{ code: "field.issuer-seal", severity: "suspect", where: elementPlace("seal") }],
		allowed: [],
	};
}

function claim(content: PageContent, random: Random): Planted {
	const other = people.person(random).name;
	const printed = content.person.name;
	const claimed = other === printed ? `${other}甲` : other;
	return {
		variant: "another holder claimed",
		findings: [{ code: "field.claim", severity: "suspect", where: placeOf(printed, "holderName") }],
		allowed: [],
		claims: { holderName: claimed },
	};
}

export const FIELD_PLANTS: readonly Plant[] = [
	{
		group: "field.certificate-number",
		templates: ["skill-level", "skill-level", "vocational-qualification-inside"],
		plant: certificateNumber,
	},
	{
		group: "field.identity-number",
		templates: ["skill-level", "special-ability", "training-completion", "vocational-qualification-inside"],
		plant: identityNumber,
	},
	{ group: "field.date", templates: ["skill-level", "special-ability", "training-completion"], plant: date },
	{
		group: "field.level",
		templates: ["skill-level"],
		plant: (content, random) =>
			changed(content, "field.level", "skillLevel", random.pick(LEVELS), "not a registered level", [
				"field.certificate-number",
			]),
	},
	{ group: "field.lookup-address", templates: ["skill-level"], plant: lookupAddress },
	{
		group: "field.issuer-seal",
		templates: ["skill-level", "special-ability", "training-completion"],
		plant: issuerSeal,
	},
	{ group: "field.claim", templates: ["skill-level", "special-ability"], plant: claim },
];
