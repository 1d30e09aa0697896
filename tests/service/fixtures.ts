/** Hand-made verdicts and an engine that answers at once: for tests of what surrounds the engine. */
import type { EnginePool } from "../../src/engine/pool.ts";
import type { Verdict } from "../../src/engine/protocol.ts";
import { type Evidence, STAGES } from "../../src/evidence.ts";
import type { Report } from "../../src/report/schema.ts";

const image = { sha256: "0".repeat(64), width: 400, height: 300, turn: 0 } as const;
const source = { format: "jpeg", page: 0, pages: 1, listed: [{ page: 0, form: null }] };
const engine = { version: "test", readers: [], models: {} };

export function reportOf(given: { id: string; createdAt: string; summary?: string }): Verdict {
	const report: Report = {
		schema: "report/v1",
		id: given.id,
		createdAt: given.createdAt,
		image,
		source,
		page: null,
		conclusion: "unreadable",
		summary: { zh: given.summary ?? "无法判断", en: "cannot tell" },
		advice: [],
		family: null,
		template: null,
		issuer: null,
		fields: {},
		checks: [],
		findings: [],
		quality: { score: 0, issues: [] },
		marks: [],
		lookedFor: [],
		lines: [],
		engine: { ...engine, rulebook: "test" },
		timings: {},
	};
	const evidence: Evidence = {
		schema: "evidence/v1",
		image,
		source,
		page: null,
		lines: [],
		marks: [],
		lookedFor: [],
		quality: { score: 0, issues: [] },
		match: null,
		fields: {},
		failures: [],
		engine,
		timings: {},
	};
	return { evidence, report };
}

/** An engine that needs no thread. `verify` may be replaced to fail, to wait, or to look at what it was given. */
export function fakeEngine(verify?: EnginePool["verify"]): EnginePool {
	return {
		verify:
			verify ??
			(async (_photo, _registry, _policy, identity, onStage) => {
				for (const stage of STAGES) onStage?.(stage);
				return reportOf(identity);
			}),
		annotate: async (photo) => new Uint8Array([0xff, 0xd8, photo.length]),
		renderPdf: async (_photo, _report, { language }) => Buffer.from(`%PDF-${language}`),
		close: async () => undefined,
	};
}
