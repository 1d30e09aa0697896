/**
 * Number of the vocational qualification certificate: 2 year, 2 province or industry, 2 city, 1 kind of testing body,
 * 3 serial of the body, 1 level, 5 serial. The province code is the labour ministry's own table, not GB/T 2260 (江苏 is
 * 10), and its full list is not public: it is not checked.
 */
export type QualificationNumber =
	| { kind: "numbered"; year: string; body: string; level: string }
	/** Shanghai prints 13 digits; other lengths of the right kind are not settled either. */
	| { kind: "unsettled" }
	| { kind: "malformed"; fault: "length" | "body" | "level" | "characters"; seen: string };

export const QUALIFICATION_NUMBER_LENGTH = 16;
const SHANGHAI_LENGTH = 13;

export function parseQualificationNumber(printed: string): QualificationNumber {
	const number = printed.normalize("NFKC").replace(/\s/g, "").toUpperCase();
	if (number.length === SHANGHAI_LENGTH && /^\d+$/.test(number)) return { kind: "unsettled" };
	if (number.length !== QUALIFICATION_NUMBER_LENGTH)
		return { kind: "malformed", fault: "length", seen: String(number.length) };
	const [, year = "", body = "", level = ""] = /^(\d{2})\d{4}(\d)\d{3}(\d)\d{5}$/.exec(number) ?? [];
	if (year === "") return { kind: "malformed", fault: "characters", seen: number };
	if (!/[0-4]/.test(body)) return { kind: "malformed", fault: "body", seen: body };
	if (!/[1-5]/.test(level)) return { kind: "malformed", fault: "level", seen: level };
	return { kind: "numbered", year, body, level };
}
