/** Unified social credit code, GB 32100-2015: 18 characters of a 31-letter alphabet, the last one a check. */

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** Check character for the first 17 characters, or null when one is not of the alphabet: W_i = 3^(i−1) mod 31. */
export function creditCodeCheck(body: string): string | null {
	let sum = 0;
	let weight = 1;
	for (const character of body.slice(0, 17)) {
		const value = ALPHABET.indexOf(character);
		if (value < 0) return null;
		sum += value * weight;
		weight = (weight * 3) % 31;
	}
	return ALPHABET[(31 - (sum % 31)) % 31] as string;
}

export const isCreditCode = (code: string): boolean => code.length === 18 && creditCodeCheck(code) === code[17];
