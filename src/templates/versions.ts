/** Which versions of a form are in use, and which one a certificate of a given day is judged by. */
import type { Template } from "./schema.ts";

/**
 * Versions that certificates may still be judged by. One whose whole period a later version of the same form covers was replaced;
 * one that was followed from some day on still judges what was issued before.
 */
export const inUse = (templates: readonly Template[]): Template[] =>
	templates.filter(
		(template) =>
			!templates.some(
				(later) => later.id === template.id && later.version > template.version && covers(later, template),
			),
	);

/** The version of a form that a certificate issued on `date` (ISO) had to follow: the latest whose period holds the day. */
export const versionAt = (templates: readonly Template[], id: string, date: string): Template | null =>
	templates
		.filter(
			(template) =>
				template.id === id &&
				(template.validFrom === null || template.validFrom <= date) &&
				(template.validTo === null || date <= template.validTo),
		)
		.sort((a, b) => b.version - a.version)[0] ?? null;

/** ISO dates compare as text; an open end is before or after every day. */
const covers = (later: Template, earlier: Template): boolean =>
	(later.validFrom ?? "") <= (earlier.validFrom ?? "") && (later.validTo ?? "9") >= (earlier.validTo ?? "9");
