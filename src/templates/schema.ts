/**
 * The registered standard of one page of one certificate family, as data. Positions are PageMm.
 * Validated when it is built in, registered or loaded; a template that fails is refused with `template.invalid`.
 */
import { z } from "zod";
import { MARK_KINDS } from "../evidence.ts";

/** x, y, width, height in millimetres from the page's top left corner. */
const box = z.tuple([z.number(), z.number(), z.number().positive(), z.number().positive()]);

const common = {
	name: z.string().min(1),
	box,
	/** May be absent from a conforming certificate. */
	optional: z.boolean().default(false),
	/** Where print starts inside the box. */
	align: z.enum(["left", "centre", "right"]).default("left"),
};

/** Grammar of a field's value; decides normalisation, cross-reading and which number rule applies. */
export const FIELD_TYPES = [
	"text",
	"name",
	"date",
	"identity-number",
	"skill-certificate-number",
	"qualification-certificate-number",
	"free-number",
	"level",
	"occupation-and-level",
	"url",
	"issuer",
	"sex",
	"score",
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

const titleElement = z.object({ ...common, kind: z.literal("title"), text: z.string().min(1) });
const textElement = z.object({ ...common, kind: z.literal("text"), text: z.string().min(1) });
/** Running text with {fieldName} slots; every registered sentence is listed. */
const statementElement = z.object({
	...common,
	kind: z.literal("statement"),
	sentences: z.array(z.string().min(1)).min(1),
	/** Types of the fields named in the slots. */
	slots: z.record(z.string(), z.enum(FIELD_TYPES)).default({}),
});
/** A label and a value: `pattern` is the printed text with one {…} slot, e.g. "姓名：{value}" or "{value}（盖章）". */
const fieldElement = z.object({
	...common,
	kind: z.literal("field"),
	pattern: z.string().regex(/\{value\}/),
	type: z.enum(FIELD_TYPES),
	/** Closed list of fixed values, where the standard gives one. */
	values: z.array(z.string()).optional(),
});
const markElement = z.object({
	...common,
	kind: z.literal("mark"),
	mark: z.enum(MARK_KINDS),
	/** Seals: what may stand in the middle. */
	centres: z.array(z.enum(["star", "emblem"])).optional(),
});

export const elementSchema = z.discriminatedUnion("kind", [
	titleElement,
	textElement,
	statementElement,
	fieldElement,
	markElement,
]);

export const templateSchema = z.object({
	id: z.string().min(1),
	version: z.number().int().positive(),
	family: z.string().min(1),
	/** Title of the family as people call it. */
	title: z.string().min(1),
	/** True until a clerk has registered one made from an official blank. */
	provisional: z.boolean(),
	/** ISO dates between which certificates of this form were issued; null = open. */
	validFrom: z.string().nullable().default(null),
	validTo: z.string().nullable().default(null),
	/** Width and height in mm. */
	page: z.tuple([z.number().positive(), z.number().positive()]),
	source: z.string(),
	elements: z.array(elementSchema).min(1),
});

export type Template = z.infer<typeof templateSchema>;
export type TemplateElement = z.infer<typeof elementSchema>;
export type ElementOf<K extends TemplateElement["kind"]> = Extract<TemplateElement, { kind: K }>;

/** What the self-test of a form found on synthetic conforming pages of it, and what it rests on. */
export const selfTestSchema = z.object({
	schema: z.literal("self-test/v1"),
	template: z.object({ id: z.string(), version: z.number().int() }),
	/** SHA-256 of the tested template as JSON, hex: a changed template has not been tested. */
	sha256: z.string(),
	testedAt: z.string(),
	engine: z.string(),
	pages: z.number().int().nonnegative(),
	/** Pages that were not recognised as this form. */
	unmatched: z.number().int().nonnegative(),
	/** Conforming pages with a finding of severity violation or suspect. */
	accused: z.number().int().nonnegative(),
	/** Findings on them by code and element. */
	findings: z.record(z.string(), z.number().int()),
	passed: z.boolean(),
});
export type SelfTest = z.infer<typeof selfTestSchema>;
