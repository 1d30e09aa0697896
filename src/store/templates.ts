/** Registered standards with their versions. A version is registered once and never changes. */
import { isDeepStrictEqual } from "node:util";
import { and, asc, eq } from "drizzle-orm";
import { ZhengjianError } from "../errors.ts";
import { parseTemplate } from "../templates/registered.ts";
import type { Template } from "../templates/schema.ts";
import type { Queries } from "./database.ts";
import { templates } from "./schema.ts";

export async function listTemplates(queries: Queries): Promise<Template[]> {
	const rows = await queries.select().from(templates).orderBy(asc(templates.id), asc(templates.version));
	return rows.map((row) => parseTemplate(row.template));
}

/**
 * Registers one version of a standard; the very same version again changes nothing.
 * Throws `template.invalid` when it does not follow the schema or the version is taken by another content.
 */
export async function registerTemplate(
	queries: Queries,
	json: unknown,
): Promise<{ template: Template; added: boolean }> {
	const template = parseTemplate(json);
	const { id, version } = template;
	const added = await queries.insert(templates).values({ id, version, template }).onConflictDoNothing().returning();
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
