/** Citizen identity number, GB 11643-1999: 6 address + 8 birth + 3 sequence (odd = male) + 1 check character. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = "10X98765432";
/** First two digits: GB/T 2260 provinces, special regions, and the numbers given to residents from abroad. */
const REGION = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/;

export type IdentityNumber =
	| { ok: true; birth: string; sex: "M" | "F" }
	/** `form`: not 18 characters of the right kind, about which the rule says nothing. */
	| { ok: false; fault: "form" | "region" | "birth" | "check"; birth: string | null; sex: "M" | "F" | null };

/** Check character for the first 17 digits (ISO 7064 MOD 11-2). */
export function identityCheck(body: string): string {
	const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
	return CHECKS[sum % 11] as string;
}

/** Parses a number; full-width digits and a small x are taken for what they mean. */
export function parseIdentity(printed: string): IdentityNumber {
	const number = printed.normalize("NFKC").replace(/\s/g, "").toUpperCase();
	if (!/^\d{17}[\dX]$/.test(number)) return { ok: false, fault: "form", birth: null, sex: null };
	const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
	const sex = Number(number[16]) % 2 === 1 ? "M" : "F";
	if (!REGION.test(number)) return { ok: false, fault: "region", birth, sex };
	if (!isCalendarDate(birth)) return { ok: false, fault: "birth", birth, sex };
	if (identityCheck(number) !== number[17]) return { ok: false, fault: "check", birth, sex };
	return { ok: true, birth, sex };
}

/** True for an ISO date that exists in the calendar. */
export function isCalendarDate(iso: string): boolean {
	const date = new Date(`${iso}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === iso;
}
