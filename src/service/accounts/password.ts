/** Which passwords are accepted, and the passwords that the service makes itself. */
import { randomInt } from "node:crypto";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { ZhengjianError } from "../../errors.ts";

/** Characters; between the least of NIST SP 800-63B with a second factor (8) and without one (15). */
export const MIN_PASSWORD = 12;
export const MAX_PASSWORD = 128;
/** Least strength, 0 to 4, where 3 means more than 10^8 guesses by the estimate of zxcvbn. */
const MIN_STRENGTH = 3;

/** Without letters and digits that are taken for each other. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const GROUP_LENGTH = 5;

let estimator: ZxcvbnFactory | undefined;

/**
 * Refuses (`account.password-weak`) a password that is too short or too long, or easily guessed: common ones, keyboard
 * patterns, dates, and what is known about the account (`known`: name, e-mail address).
 */
export function checkPassword(password: string, known: readonly string[]): void {
	const length = [...password].length;
	if (length < MIN_PASSWORD || length > MAX_PASSWORD)
		throw new ZhengjianError("account.password-weak", "the password has the wrong length", {
			expected: `${MIN_PASSWORD} to ${MAX_PASSWORD} characters`,
			found: `${length}`,
		});
	// The dictionaries are read when the first password is judged, not with every start.
	estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
	const related = ["zhengjian", ...known.flatMap((text) => [text, ...text.split(/[@.\s]+/)])];
	const { score } = estimator.check(password, related);
	if (score < MIN_STRENGTH)
		throw new ZhengjianError("account.password-weak", "the password is easily guessed", {
			expected: "one that is no common word, pattern or part of the account's name",
			found: `strength ${score} of 4`,
		});
}

/** A password for one use: 20 random characters in groups, 99 bits. */
export const oneTimePassword = (): string =>
	Array.from({ length: GROUPS }, () =>
		Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join(""),
	).join("-");
