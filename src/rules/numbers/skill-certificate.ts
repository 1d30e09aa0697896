/**
 * Number of the skill-level certificate (trial coding rule of 2019): letter for the kind of body, 4 digits body code
 * (0000 when first recorded with a province), 2 province, 6 serial of the body, 2 year, 1 level, 6 serial.
 */
import { provinces } from "../../rulebook/data/places.ts";

export type SkillNumber =
	| { kind: "numbered"; letter: string; body: string; province: string; year: string; level: string }
	/** A form the published rule does not settle: 特级技师 (two letters), the 20-character pilot. */
	| { kind: "unsettled" }
	| { kind: "malformed"; fault: "length" | "letter" | "province" | "level" | "characters"; seen: string };

/** Length of the number. */
export const SKILL_NUMBER_LENGTH = 22;
const PROVINCES = new Set(provinces.map(({ code }) => code));

export function parseSkillNumber(printed: string): SkillNumber {
	const number = printed.normalize("NFKC").replace(/\s/g, "").toUpperCase();
	if (/^R[GSCX][NW]/.test(number) && number.length === 20) return { kind: "unsettled" };
	if (
		number.length === SKILL_NUMBER_LENGTH &&
		number.replace(/\D/g, "").length === 20 &&
		/^[A-Z]{2}\d|^[YS]\d{14}[A-Z]\d{6}$/.test(number)
	)
		return { kind: "unsettled" };
	if (number.length !== SKILL_NUMBER_LENGTH) return { kind: "malformed", fault: "length", seen: String(number.length) };
	const [, letter = "", body = "", province = "", year = "", level = ""] =
		/^(.)(\d{4})(\d{2})\d{6}(\d{2})(\d)\d{6}$/.exec(number) ?? [];
	if (letter === "") return { kind: "malformed", fault: "characters", seen: number };
	if (letter !== "Y" && letter !== "S") return { kind: "malformed", fault: "letter", seen: letter };
	if (!PROVINCES.has(province)) return { kind: "malformed", fault: "province", seen: province };
	if (!/[1-5]/.test(level)) return { kind: "malformed", fault: "level", seen: level };
	return { kind: "numbered", letter, body, province, year, level };
}
