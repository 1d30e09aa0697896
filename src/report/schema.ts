/** The report of `report/v1`: what every way in returns. Add freely; rename or remove nothing. Places are UploadPx. */
import { z } from "zod";
import { MARK_KINDS, QUALITY_CODES, SEAL_INKS } from "../evidence.ts";

export const FINDING_CODES = [
	"wording.national-name",
	"wording.reserved-term",
	"wording.authority",
	"wording.endorsement",
	"wording.promotion",
	"wording.institution-name",
	"mark.national-emblem",
	"mark.authority-logo",
	"mark.third-party-logo",
	"mark.watermark",
	"layout.title",
	"layout.missing",
	"layout.displaced",
	"layout.extra",
	"layout.wording",
	"field.certificate-number",
	"field.identity-number",
	"field.date",
	"field.level",
	"field.lookup-address",
	"field.issuer-seal",
	"field.claim",
	"issuer.blacklisted",
	"issuer.unlisted",
	"integrity.edited",
	"integrity.recaptured",
] as const;
export const CONCLUSIONS = ["violation", "suspect", "conforming", "unrecognized", "unreadable"] as const;
export const OUTCOMES = ["pass", "fail", "cannot-tell", "not-applicable", "error"] as const;
export const SEVERITIES = ["violation", "suspect", "notice"] as const;

export type FindingCode = (typeof FINDING_CODES)[number];
export type Conclusion = (typeof CONCLUSIONS)[number];
export type Outcome = (typeof OUTCOMES)[number];
export type Severity = (typeof SEVERITIES)[number];

const point = z.tuple([z.number(), z.number()]);
const polygon = z.array(point).min(4);
const bilingual = z.object({ zh: z.string(), en: z.string() });
const probability = z.number().min(0).max(1);

export const findingSchema = z.object({
	code: z.enum(FINDING_CODES),
	severity: z.enum(SEVERITIES),
	/** Clause of the notice: "（一）" … "（五）", "四（三）", "五（四）" or "–". */
	clause: z.string(),
	message: bilingual,
	/** What a person can check: text seen, text expected, the difference, numbers. */
	evidence: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
	confidence: probability,
	regions: z.array(z.object({ polygon, label: z.string() })),
	departments: z.array(z.string()),
});

export const checkSchema = z.object({
	code: z.enum(FINDING_CODES),
	outcome: z.enum(OUTCOMES),
	reason: z.string().optional(),
	/** Whether a conforming verdict rests on this check. */
	deciding: z.boolean(),
});

export const reportSchema = z.object({
	schema: z.literal("report/v1"),
	id: z.string(),
	createdAt: z.string(),
	image: z.object({
		sha256: z.string(),
		width: z.number().int(),
		height: z.number().int(),
		turn: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
	}),
	/** Which page was judged, and the registered form of every page. */
	source: z.object({
		format: z.string(),
		page: z.number().int(),
		pages: z.number().int(),
		listed: z.array(z.object({ page: z.number().int(), form: z.string().nullable() })),
	}),
	page: z.object({ polygon, corners: z.enum(["found", "assumed"]) }).nullable(),
	conclusion: z.enum(CONCLUSIONS),
	summary: bilingual,
	/** What to do next: official look-up, whom to turn to, what to retake. */
	advice: z.array(z.object({ code: z.string(), text: bilingual, url: z.string().optional() })),
	family: z.string().nullable(),
	template: z.object({ id: z.string(), version: z.number().int(), provisional: z.boolean() }).nullable(),
	issuer: z
		.object({
			name: z.string(),
			listing: z.enum(["whitelist", "blacklist", "unlisted"]),
			entry: z.record(z.string(), z.unknown()).optional(),
		})
		.nullable(),
	fields: z.record(
		z.string(),
		z.object({
			value: z.string(),
			normalized: z.string().optional(),
			confidence: probability,
			polygon,
			crossRead: z.object({ reader: z.string(), value: z.string(), agrees: z.boolean() }).optional(),
		}),
	),
	checks: z.array(checkSchema),
	findings: z.array(findingSchema),
	quality: z.object({
		score: probability,
		issues: z.array(z.object({ code: z.enum(QUALITY_CODES), polygon: polygon.optional(), severe: z.boolean() })),
	}),
	marks: z.array(
		z.object({
			kind: z.enum(MARK_KINDS),
			confidence: probability,
			polygon,
			text: z.string().optional(),
			/** Seals: the colour of the ink. */
			ink: z.enum(SEAL_INKS).optional(),
		}),
	),
	/** Mark kinds that were looked for; anything else is "not looked for", not "absent". */
	lookedFor: z.array(z.enum(MARK_KINDS)),
	lines: z.array(z.object({ text: z.string(), confidence: probability, polygon })),
	engine: z.object({
		version: z.string(),
		readers: z.array(z.string()),
		models: z.record(z.string(), z.string()),
		rulebook: z.string(),
	}),
	timings: z.record(z.string(), z.number()),
});

export type Report = z.infer<typeof reportSchema>;
export type Check = z.infer<typeof checkSchema>;
export type ReportFinding = z.infer<typeof findingSchema>;
