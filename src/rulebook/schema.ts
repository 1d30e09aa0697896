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
			/** English renderings and look-alike spellings beyond the systematic disguises. */
			disguises: z.array(z.string()).default([]),
			/** Families on whose form the word is lawful. */
			allowedFamilies: z.array(z.string()).default([]),
			...source,
		}),
	),
	/** Proper phrases: a forbidden word inside one of these never fires. Regular expression source, `u` flag. */
	permitted: z.array(z.object({ pattern: z.string(), reason: z.string(), ...source })),
	/** Official look-up hosts; `suffix` also covers sub-domains. */
	lookupHosts: z.array(z.object({ host: z.string(), families: z.array(z.string()), ...source })),
	/** Documents that are recognised by their wording and have no registered form. */
	unregisteredFamilies: z.array(
		z.object({ id: z.string(), name: z.string(), signals: z.array(z.string()), ...source }),
	),
	/** Departments of the notice's section 三, by finding code. */
	departments: z.record(z.string(), z.array(z.string())),
});
export type Rulebook = z.infer<typeof rulebookSchema>;
