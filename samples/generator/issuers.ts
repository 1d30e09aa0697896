/** The fictional institutions of the samples. The lists themselves are samples/issuers.csv, in the registry's format. */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { z } from "zod";

const row = z.object({
	name: z.string(),
	creditCode: z.string(),
	listing: z.enum(["whitelist", "blacklist"]),
	families: z.string().transform((v) => v.split(";").filter(Boolean)),
	from: z.string(),
	to: z.string(),
	source: z.string(),
});
export type ListedIssuer = z.output<typeof row>;

export const listedIssuers: readonly ListedIssuer[] = z
	.array(row)
	.parse(parse(readFileSync(new URL("../issuers.csv", import.meta.url)), { columns: true }));

export const whitelisted = (family: string): string[] =>
	listedIssuers.filter((i) => i.listing === "whitelist" && i.families.includes(family)).map((i) => i.name);
export const blacklisted = (family: string): ListedIssuer[] =>
	listedIssuers.filter((i) => i.listing === "blacklist" && i.families.includes(family));

/** Bodies on no list. */
export const UNLISTED: readonly string[] = [
	"临江市启明职业培训学校",
	"云溪市博远技能培训有限公司",
	"岭东省联创人才服务有限公司",
	"青禾教育咨询（临江）有限公司",
	"海澜市卓越职业培训学校",
	"南屿市匠心技术培训中心",
];
/** Universities on no list: their names hold 中国 lawfully. */
export const UNIVERSITIES = ["中国岭海大学", "中国云溪理工大学"];
/** Names that lay claim to national standing, on no list. */
export const NATIONAL_ISSUERS = [
	"中国技能人才培训中心",
	"全国职业能力考评委员会",
	"中华技术人才交流协会",
	"国家技能人才测评中心",
];
/** Names of the pattern the notice 二（五） names. */
export const INSTITUTION_NAMES = [
	"临江市启航职业技能等级评价中心",
	"云溪市宏图职业技能等级鉴定中心",
	"海澜市智远职业技能等级建设中心",
];
