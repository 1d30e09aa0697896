/** Registered standards with their versions. A version is registered once and never changes. */
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { and, asc, eq, lte } from "drizzle-orm";
import { ZhengjianError } from "../errors.ts";
import { parseTemplate } from "../templates/registered.ts";
import type { SelfTest, Template } from "../templates/schema.ts";
import type { Queries } from "./database.ts";
import { templates } from "./schema.ts";

/** One registered version and how it came about. */
export interface TemplateRecord {
	template: Template;
	/** ISO date and time. */
	recordedAt: string;
	recordedBy: string | null;
	selfTest: SelfTest | null;
	/** Names of the elements in which it differs from the version registered before it. */
	added: string[];
	removed: string[];
	changed: string[];
}

/** Versions registered by a moment (by now, without one). */
export async function listTemplates(queries: Queries, moment?: Date): Promise<Template[]> {
	const rows = await queries
		.select()
		.from(templates)
		.where(moment && lte(templates.registeredAt, moment))
		.orderBy(asc(templates.id), asc(templates.version));
	return rows.map((row) => parseTemplate(row.template));
}

/** Every registered version of a standard, lowest first, each with what it changed. */
export async function templateHistory(queries: Queries, id: string): Promise<TemplateRecord[]> {
	const rows = await queries.select().from(templates).where(eq(templates.id, id)).orderBy(asc(templates.version));
	return rows.map((row, k) => {
		const template = parseTemplate(row.template);
		const before = rows[k - 1] && parseTemplate(rows[k - 1]?.template);
		return {
			template,
			recordedAt: row.registeredAt.toISOString(),
			recordedBy: row.registeredBy,
			selfTest: row.selfTest,
			...(before ? compareElements(before, template) : { added: [], removed: [], changed: [] }),
		};
	});
}

/** Fingerprint that a self-test and the template it is given with must share. */
export const sha256OfTemplate = (template: Template): string =>
	createHash("sha256").update(JSON.stringify(template)).digest("hex");

/**
 * Registers one version of a standard, with the result of its self-test where there is one; the very same version again
 * changes nothing. Throws `template.invalid` when it does not follow the schema, the version is taken by another content,
 * or the
 * self-test was made with another template or not passed.
 */
export async function registerTemplate(
	queries: Queries,
	json: unknown,
	{ by = null, selfTest }: { by?: string | null; selfTest?: SelfTest } = {},
): Promise<{ template: Template; added: boolean }> {
	const template = parseTemplate(json);
	const { id, version } = template;
	if (selfTest && selfTest.sha256 !== sha256OfTemplate(template))
		throw new ZhengjianError("template.invalid", "the self-test was made with another template", {
			expected: `a self-test of ${id} version ${version} as it is now`,
			found: `one of ${selfTest.template.id} version ${selfTest.template.version} with another content`,
		});
	if (selfTest && !selfTest.passed)
		throw new ZhengjianError("template.invalid", "the form did not pass its self-test", {
			expected: "conforming pages that are recognised and not accused",
			found: `of ${selfTest.pages} pages ${selfTest.unmatched} not recognised, ${selfTest.accused} accused`,
		});
	const added = await queries
		.insert(templates)
		.values({ id, version, template, registeredBy: by, selfTest: selfTest ?? null })
		.onConflictDoNothing()
		.returning();
	if (added.length > 0) return { template, added: true };
	const [kept] = await queries
		.select()
		.from(templates)
		.where(and(eq(templates.id, id), eq(templates.version, version)));
	if (!isDeepStrictEqual(kept && parseTemplate(kept.template), template))
		throw new ZhengjianError("template.invalid", `version ${version} of ${id} is registered with another content`, {
			expected: "a new version number",
			found: `${id} version ${version}`,
		});
	return { template, added: false };
}

function compareElements(before: Template, after: Template): Pick<TemplateRecord, "added" | "removed" | "changed"> {
	const then = new Map(before.elements.map((element) => [element.name, element]));
	const now = new Map(after.elements.map((element) => [element.name, element]));
	return {
		added: [...now.keys()].filter((name) => !then.has(name)),
		removed: [...then.keys()].filter((name) => !now.has(name)),
		changed: [...now].flatMap(([name, element]) =>
			then.has(name) && !isDeepStrictEqual(then.get(name), element) ? [name] : [],
		),
	};
}
