/** The standards that ship registered, and the one door through which any other template enters. */
import { ZhengjianError } from "../errors.ts";
import { type Template, templateSchema } from "./schema.ts";
import skillLevel from "./standards/skill-level.json" with { type: "json" };
import specialAbility from "./standards/special-ability.json" with { type: "json" };
import trainingCompletion from "./standards/training-completion.json" with { type: "json" };
import qualificationCover from "./standards/vocational-qualification-cover.json" with { type: "json" };
import qualificationInside from "./standards/vocational-qualification-inside.json" with { type: "json" };

/** Validates a template. Throws `template.invalid`, naming the first place that differs from the schema. */
export function parseTemplate(json: unknown): Template {
	const parsed = templateSchema.safeParse(json);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw new ZhengjianError("template.invalid", "the template does not follow the schema", {
		expected: issue?.message ?? "a template",
		found: `at ${issue?.path.join(".") || "the top level"}`,
	});
}

export const shippedTemplates: readonly Template[] = [
	skillLevel,
	qualificationCover,
	qualificationInside,
	specialAbility,
	trainingCompletion,
].map(parseTemplate);
