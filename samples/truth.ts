/** What is true of one sample photo. Places are UploadPx: pixels of the written file after EXIF orientation. */
import { z } from "zod";
import { CONCLUSIONS, FINDING_CODES, SEVERITIES } from "../src/report/schema.ts";

/** How hard a photo is to read, from a flat scan to a hurried shot in bad light. */
export const PRESETS = ["scan", "easy", "typical", "hard"] as const;
export type Preset = (typeof PRESETS)[number];

const polygon = z.array(z.tuple([z.number(), z.number()])).min(4);

export const truthSchema = z.object({
	file: z.string(),
	/** What the photo is about: a finding code, or clean-…, trap, out-of-scope, knock-off, unreadable. */
	group: z.string(),
	/** Which of the group's cases: "emblem above the title", "identity card" … */
	variant: z.string(),
	preset: z.enum(PRESETS),
	seed: z.number().int(),
	/** With samples/issuers.csv loaded. */
	conclusion: z.enum(CONCLUSIONS),
	family: z.string().nullable(),
	/** Id of the registered form. */
	template: z.string().nullable(),
	/** What must be found. Regions follow the contract: the place seen; for what is missing, its registered place. */
	findings: z.array(
		z.object({ code: z.enum(FINDING_CODES), severity: z.enum(SEVERITIES), regions: z.array(polygon).min(1) }),
	),
	/** Codes that may be found as well without being wrong. */
	allowed: z.array(z.enum(FINDING_CODES)),
	/** Values as printed. */
	fields: z.record(z.string(), z.string()),
	/** Every printed line that lies within the photo. */
	lines: z.array(z.object({ text: z.string(), polygon, vertical: z.boolean() })),
	/** Every mark that lies within the photo. */
	marks: z.array(z.object({ kind: z.string(), polygon, text: z.string().optional() })),
	/** The sheet's four corners from its own top left; they may lie outside a photo that cuts the page off. */
	page: z.object({ polygon }),
	/** Degrees clockwise that make the page upright. */
	turn: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
	/** Claims to send along with the photo. */
	claims: z.record(z.string(), z.string()).optional(),
	issuerListing: z.enum(["whitelist", "blacklist", "unlisted"]).nullable(),
});

export type Truth = z.infer<typeof truthSchema>;
