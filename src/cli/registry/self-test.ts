/** The self-test of a form: synthetic photos of conforming pages of it are judged, and what is found on them is a false alarm. */
import { createPool } from "../../engine/pool.ts";
import { ZhengjianError } from "../../errors.ts";
import { dateInChina, policyAt } from "../../policy.ts";
import type { Registry } from "../../registry.ts";
import type { Report } from "../../report/schema.ts";
import { sha256OfTemplate } from "../../store/templates.ts";
import type { SelfTest, Template } from "../../templates/schema.ts";

/**
 * Largest shares of pages that may be accused and that may not be recognised, 0..1: with 50 pages, two and five. What a form asks
 * of the readers differs; above these a clerk would meet wrong findings every day.
 */
export const MAX_ACCUSED = 0.04;
export const MAX_UNMATCHED = 0.1;
/** First seed of the pages: apart from all those that anything was trained, tuned or measured on. */
const FIRST_SEED = 700_000;
/** Nobody waits for one photo here, and a busy machine must not fail a form, milliseconds. */
const PAGE_TIMEOUT_MS = 600_000;
const PRESETS = ["scan", "easy", "typical"] as const;

/** Draws the photos. It is part of the sources and not of the image, which has no samples. */
async function loadGenerator() {
	try {
		const [forms, drawing, camera, presets, random] = await Promise.all([
			import("../../../samples/generator/pages/any-form.ts"),
			import("../../../samples/generator/pages/form.ts"),
			import("../../../samples/generator/camera/photograph.ts"),
			import("../../../samples/generator/camera/presets.ts"),
			import("../../../samples/generator/random.ts"),
		]);
		return { ...forms, ...drawing, ...camera, ...presets, ...random };
	} catch (cause) {
		throw new ZhengjianError("request.invalid", "the samples' generator is not installed here", {
			expected: "a checkout of the sources with `npm ci`, where a form is tested before it is registered",
			cause,
		});
	}
}

/** Judges `count` synthetic photos of `template` beside the other standards of `registry`; no list of issuers is consulted. */
export async function selfTest(
	template: Template,
	count: number,
	registry: Registry,
	onPage: (done: number) => void = () => {},
): Promise<SelfTest> {
	const { Random, SETTINGS, drawForm, fictionalContent, photograph } = await loadGenerator();
	const others = registry.templates.filter(({ id }) => id !== template.id);
	const trusted: Registry = { ...registry, templates: [...others, template], issuers: [] };
	const now = new Date();
	const pool = await createPool({ timeoutMs: PAGE_TIMEOUT_MS });
	const findings: Record<string, number> = {};
	let [unmatched, accused, engine] = [0, 0, ""];
	try {
		for (let page = 0; page < count; page++) {
			const random = new Random(FIRST_SEED + page);
			const sheet = drawForm(fictionalContent(template, random.fork("content")), random.fork("look"));
			const preset = PRESETS[page % PRESETS.length] ?? "easy";
			const { image } = await photograph(sheet, SETTINGS[preset], random.fork("camera"));
			const identity = { id: `self-test-${page}`, createdAt: now.toISOString() };
			const { report } = await pool.verify(image, trusted, policyAt(now, {}), identity);
			const alarms = accusations(report);
			if (report.template?.id !== template.id) unmatched++;
			else if (alarms.length > 0) accused++;
			for (const alarm of alarms) findings[alarm] = (findings[alarm] ?? 0) + 1;
			engine = `${report.engine.version}, rulebook ${report.engine.rulebook}`;
			onPage(page + 1);
		}
	} finally {
		await pool.close();
	}
	return {
		schema: "self-test/v1",
		template: { id: template.id, version: template.version },
		sha256: sha256OfTemplate(template),
		testedAt: dateInChina(now),
		engine,
		pages: count,
		unmatched,
		accused,
		findings,
		passed: accused <= MAX_ACCUSED * count && unmatched <= MAX_UNMATCHED * count,
	};
}

/** Findings that accuse, by code and element. */
const accusations = ({ findings }: Report): string[] =>
	findings
		.filter(({ severity }) => severity !== "notice")
		.map(({ code, evidence }) => (typeof evidence.element === "string" ? `${code} ${evidence.element}` : code));
