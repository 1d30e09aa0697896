/** The rulebook as data: words, disguises, permitted phrases and clauses, each with its source and dates in force. */
import { z } from "zod";
import { FINDING_CODES } from "../report/schema.ts";

const source = {
	source: z.string(),
	from: z.string().nullable().default(null),
	to: z.string().nullable().default(null),
};

export const rulebookSchema = z.object({
	version: z.string(),
	/** Clauses of the notice by their number, quoted. */
	clauses: z.array(z.object({ id: z.string(), text: z.string(), ...source })),
	/** Forbidden words and phrases. `pattern` is literal text in which × stands for one or more Chinese characters. */
	words: z.array(
		z.object({
			code: z.enum(FINDING_CODES),
			pattern: z.string(),
			clause: z.string(),
			/** English renderings, written Capitalised; `×` stands for any further capitalised word. */
			disguises: z.array(z.string()).default([]),
			/** Families on whose form the word is lawful. */
			allowedFamilies: z.array(z.string()).default([]),
			/** Families on whose form the word is lawful inside the issuer's name or seal. */
			allowedInIssuer: z.array(z.string()).default([]),
			/** Characters (of a regular expression class) directly before or after which it is another word. */
			notAfter: z.string().default(""),
			notBefore: z.string().default(""),
			...source,
		}),
	),
	/**
	 * Proper phrases: a forbidden word inside one of these never fires. Regular expression source, `u` flag; with
	 * `literal`, plain text in which one character may be misread.
	 */
	permitted: z.array(
		z.object({ pattern: z.string(), literal: z.boolean().default(false), reason: z.string(), ...source }),
	),
	/** Official look-up hosts; `suffix` also covers sub-domains. */
	lookupHosts: z.array(z.object({ host: z.string(), families: z.array(z.string()), ...source })),
	/**
	 * Documents that are recognised by their wording and have no registered form. A document is one when, for any entry
	 * of `signals`, every regular expression of it (`m` and `u` flags) is found in the page's folded lines and no
	 * expression of `none` is.
	 */
	unregisteredFamilies: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			signals: z.array(z.array(z.string()).min(1)).min(1),
			none: z.array(z.string()).default([]),
			/** True where the signals outweigh a match with a registered form (the two share a title). */
			outweighsMatch: z.boolean().default(false),
			...source,
		}),
	),
	/** First day on which a certificate of the family can have been issued. */
	schemes: z.array(z.object({ family: z.string(), start: z.string(), ...source })),
	/** Families whose issuer must be a recorded body. */
	recordedBodies: z.array(z.string()),
	/** Departments of the notice's section 三, by finding code. */
	departments: z.record(z.string(), z.array(z.string())),
});
export type Rulebook = z.infer<typeof rulebookSchema>;
