/** A photo and a report about it, made without the engine: a plain page, and findings of every kind the paper shows. */
import sharp from "sharp";
import { boxPolygon, type Polygon } from "../../../src/geometry.ts";
import { makeReport } from "../../../src/report/make-report.ts";
import type { Report } from "../../../src/report/schema.ts";
import { runRules } from "../../../src/rules/run.ts";
import { addLine, element, POLICY, page, REGISTRY, reword } from "../../rules/evidence.ts";

export const IDENTITY = { id: "0c9d4a52-1b7e-4b52-9d1c-5f0f3a6b7c8d", createdAt: "2026-11-22T06:03:00.000Z" };
export const IDENTITY_NUMBER = "11010519491231002X";

/** A photo of the size that hand-made evidence speaks of, paper all over. */
export const paperPhoto = (): Promise<Buffer> =>
	sharp({ create: { width: 1485, height: 1050, channels: 3, background: "#efe9dc" } })
		.jpeg()
		.toBuffer();

/** A training completion certificate with another sentence, a title out of place and a word it may not carry. */
export function faultyReport(): Report {
	const evidence = page("training-completion");
	reword(evidence, "statement", "考核合格", "考试及格");
	const title = element(evidence, "title");
	const away: Polygon = boxPolygon({ x: 60, y: 700, width: 700, height: 100 });
	Object.assign(title, { found: away, displacementMm: 60 });
	addLine(evidence, "中华人民共和国", [100, 10]);
	return reportOn(evidence);
}

export const cleanReport = (): Report => reportOn(page("training-completion"));

function reportOn(evidence: ReturnType<typeof page>): Report {
	const judged = runRules({ evidence, registry: REGISTRY, policy: POLICY });
	return makeReport({ evidence, ...judged, registry: REGISTRY, policy: POLICY, identity: IDENTITY });
}
