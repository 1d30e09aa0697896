/**
 * The way through: photo in, verdict out. Everything is gathered once as evidence; judging and reporting are pure.
 * `photo` is what was presented, `registry` what is trusted, `policy` what the caller demands.
 */
import type { Engine } from "./engine/engine.ts";
import type { Evidence, Stage } from "./evidence.ts";
import { gather, type RunStage } from "./gathering/gather.ts";
import { openPhoto } from "./photo/intake.ts";
import type { Registry } from "./registry.ts";
import { makeReport } from "./report/make-report.ts";
import type { Report } from "./report/schema.ts";
import type { Policy } from "./rules/rule.ts";
import { runRules } from "./rules/run.ts";

export interface Identity {
	id: string;
	createdAt: string;
}

export interface Verification {
	evidence: Evidence;
	report: Report;
}

/** Throws ZhengjianError with a `photo.*` code when the bytes cannot be judged at all. */
export async function verify(
	photo: Uint8Array,
	registry: Registry,
	policy: Policy,
	engine: Engine,
	identity: Identity,
	onStage: (stage: Stage) => void = () => {},
): Promise<Verification> {
	const { run, timings } = stopwatch(onStage);
	const opened = await run("intake", () => openPhoto(photo));
	const evidence = await firstCertificate(opened.pages, (page) => gather(opened, page, registry, engine, run));
	const judged = await run("rules", async () => judge(evidence, registry, policy));
	const report = await run("report", async () => makeReport({ evidence, ...judged, registry, policy, identity }));
	return { evidence: { ...evidence, timings }, report: { ...report, timings } };
}

/** Judges saved evidence again, e.g. after a change of the rulebook; no reading is repeated. */
export function judge(evidence: Evidence, registry: Registry, policy: Policy) {
	return runRules({ evidence, registry, policy });
}

/** Looks at every page; the first that is a registered form is judged, else the first page. All are listed with their form. */
async function firstCertificate(pages: number, look: (page: number) => Promise<Evidence>): Promise<Evidence> {
	let judged = await look(0);
	const listed = [...judged.source.listed];
	for (let page = 1; page < pages; page++) {
		const next = await look(page);
		listed.push(...next.source.listed);
		if (!judged.match && next.match) judged = next;
	}
	return { ...judged, source: { ...judged.source, listed } };
}

/** Adds up the milliseconds of each stage over all pages and tells when a stage is entered. */
function stopwatch(onStage: (stage: Stage) => void): { run: RunStage; timings: Partial<Record<Stage, number>> } {
	const timings: Partial<Record<Stage, number>> = {};
	const run: RunStage = async (stage, work) => {
		onStage(stage);
		const start = performance.now();
		try {
			return await work();
		} finally {
			timings[stage] = Math.round((timings[stage] ?? 0) + performance.now() - start);
		}
	};
	return { run, timings };
}
