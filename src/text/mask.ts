/** Identity numbers as other people may see them. */

/** Characters left readable at either end: enough to tell two people of one household apart, too few to guess the rest. */
const SHOWN = { start: 3, end: 4 };
/** 18 characters of GB 11643 that belong to no longer number; the letter of a work permit may stand before them. */
const IDENTITY_NUMBER = /(?<![0-9A-SU-Za-su-z])\d{17}[\dXx](?![0-9A-Za-z])/g;

/** An identity number, or what was read in its place, with all but its ends hidden. */
export const maskIdentityNumber = (value: string): string => {
	const characters = [...value];
	const hidden = characters.length - SHOWN.start - SHOWN.end;
	if (hidden <= 0) return "*".repeat(characters.length);
	return `${characters.slice(0, SHOWN.start).join("")}${"*".repeat(hidden)}${characters.slice(-SHOWN.end).join("")}`;
};

/** Running text in which every identity number is masked. */
export const maskText = (text: string): string => text.replace(IDENTITY_NUMBER, maskIdentityNumber);

/** Value of a field by its name: the field of the identity number is masked however it was read, others where they hold one. */
export const maskField = (name: string, value: string): string =>
	name === "identityNumber" ? maskIdentityNumber(value) : maskText(value);
