/** Canonical forms of field values by their type. A value that has none is left as printed: nothing is repaired. */
import type { FieldType } from "./schema.ts";

const CHINESE_DIGITS = "〇一二三四五六七八九";

/** Characters (lower case, without punctuation) that a value of the type can hold; a type without an entry holds any. */
const ALPHABETS: Partial<Record<FieldType, RegExp>> = {
	date: /[0-9年月日〇零一二三四五六七八九十]/,
	"identity-number": /[0-9x]/,
	"skill-certificate-number": /[0-9a-z]/,
	"qualification-certificate-number": /[0-9a-z]/,
	level: /[一二三四五六七八九级初中高技师特首席工学徒0-9]/,
	url: /[0-9a-z]/,
	sex: /[男女]/,
};

/** The alphabet of a slot or value of this type, for aligning labels and sentences with what was read. */
export const alphabetOf = (type: FieldType): RegExp | undefined => ALPHABETS[type];

/** As printed: NFKC, trimmed, no spaces between ideographs; any run of dashes is the "--" that stands for "none". */
export function asPrinted(text: string): string {
	return text
		.normalize("NFKC")
		.trim()
		.replace(/^[-—–―一－]+$/u, "--")
		.replace(/(?<=[\p{Script=Han}]) +(?=[\p{Script=Han}])/gu, "");
}

/** Canonical form of a value, or undefined where the type has none or the text does not follow it. */
export function normaliseValue(text: string, type: FieldType): string | undefined {
	const value = text.normalize("NFKC").replace(/\s+/g, "");
	switch (type) {
		case "date":
			return isoDate(value);
		case "identity-number":
		case "skill-certificate-number":
		case "qualification-certificate-number":
			return value.toUpperCase() || undefined;
		case "level":
		case "occupation-and-level":
			return levelCode(value);
		case "url":
			return hostOf(value);
		case "sex":
			return { 男: "M", 女: "F" }[value];
		case "text":
		case "name":
		case "issuer":
		case "score":
		case "free-number":
			return undefined;
	}
}

/** "2024年3月5日", "2024-03-05", "2024.3.5" or Chinese numerals → ISO date; undefined for an impossible day. */
export function isoDate(value: string): string | undefined {
	const digits = value.replace(/[〇零○O一二三四五六七八九]/g, (c) => String(Math.max(0, CHINESE_DIGITS.indexOf(c))));
	const parts = /(\d{4})[年.\-/](\d{1,2})[月.\-/](\d{1,2})/.exec(digits);
	if (!parts) return undefined;
	const [y, m, d] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
	const date = new Date(Date.UTC(y, m - 1, d));
	if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return undefined;
	return date.toISOString().slice(0, 10);
}

/** Level digit 1 (一级/高级技师) … 5 (五级/初级工). */
export function levelCode(value: string): string | undefined {
	const found = /([一二三四五])级/.exec(value);
	return found ? String("一二三四五".indexOf(found[1] as string) + 1) : undefined;
}

/** Host name of a printed address, lower case. */
export function hostOf(value: string): string | undefined {
	const found = /^(?:[a-z]{3,5}[:：]?\/{0,2})?((?:[a-z0-9-]+\.)+[a-z]{2,})/i.exec(value);
	return found?.[1]?.toLowerCase();
}
