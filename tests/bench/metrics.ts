/** Figures of one bench run, computed from reports and truth. Everything is counted per photo, summed here. */

import type { Truth } from "../../samples/truth.ts";
import { bounds, boxPolygon, iou, type Polygon } from "../../src/geometry.ts";
import type { Report } from "../../src/report/schema.ts";
import { findApproximate, fold } from "../../src/templates/text-match.ts";
import { editDistance } from "../../src/text/edit-distance.ts";

export interface Outcome {
	truth: Truth;
	report: Report;
	milliseconds: number;
}

export const share = (hits: number, all: number): string =>
	all === 0 ? "–" : `${(hits / all).toFixed(3)} (${hits}/${all})`;

export function quantile(values: readonly number[], q: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export const conclusionRight = ({ truth, report }: Outcome): boolean => truth.conclusion === report.conclusion;

/** Violation findings on pages that hold none: the figure that must be 0. */
export function falseAccusations({ truth, report }: Outcome): string[] {
	if (truth.conclusion === "violation") return [];
	return report.findings
		.filter((f) => f.severity === "violation" && !truth.allowed.includes(f.code))
		.map((f) => `${f.code}: ${f.message.zh}`);
}

export interface CodeCount {
	planted: number;
	found: number;
	reported: number;
	right: number;
	ious: number[];
}

/** Recall, precision and region IoU by finding code. */
export function countCodes(outcomes: readonly Outcome[]): Map<string, CodeCount> {
	const counts = new Map<string, CodeCount>();
	const of = (code: string): CodeCount => {
		const known = counts.get(code) ?? { planted: 0, found: 0, reported: 0, right: 0, ious: [] };
		counts.set(code, known);
		return known;
	};
	for (const { truth, report } of outcomes) {
		const planted = new Map(truth.findings.map((f) => [f.code as string, f]));
		for (const [code, plant] of planted) {
			const count = of(code);
			count.planted++;
			const hits = report.findings.filter((f) => f.code === code);
			if (hits.length === 0) continue;
			count.found++;
			const seen = hits.flatMap((f) => f.regions.map((r) => r.polygon));
			for (const region of plant.regions) count.ious.push(Math.max(0, ...seen.map((s) => boxIou(s, region))));
		}
		for (const code of new Set(report.findings.filter((f) => f.severity !== "notice").map((f) => f.code))) {
			if (truth.allowed.includes(code) && !planted.has(code)) continue;
			const count = of(code);
			count.reported++;
			if (planted.has(code)) count.right++;
		}
	}
	return counts;
}

/** Overlap of the bounding boxes: what a person sees highlighted against what was planted. */
const boxIou = (a: Polygon, b: Polygon): number => iou(boxPolygon(bounds(a)), boxPolygon(bounds(b)));

/** As values are compared: width and white space do not count. */
export const plain = (text: string): string => text.normalize("NFKC").replace(/\s+/g, "");

export function countFields({ truth, report }: Outcome): { right: number; all: number; wrong: string[] } {
	if (report.conclusion === "unreadable" || truth.family === null) return { right: 0, all: 0, wrong: [] };
	const entries = Object.entries(truth.fields);
	const wrong = entries.filter(([name, value]) => plain(report.fields[name]?.value ?? "") !== plain(value));
	return {
		right: entries.length - wrong.length,
		all: entries.length,
		wrong: wrong.map(([name, value]) => `${name}: ${report.fields[name]?.value ?? "–"} ≠ ${value}`),
	};
}

/** Character errors of what was read against the lines that are printed: each truth line against the lines lying on it. */
export function countCharacters({ truth, report }: Outcome): { errors: number; all: number } {
	let errors = 0;
	let all = 0;
	for (const line of truth.lines) {
		const wanted = fold(line.text).text;
		if (wanted.length === 0) continue;
		const here = bounds(line.polygon);
		const read = report.lines
			.map((l) => ({ text: l.text, box: bounds(l.polygon) }))
			.filter(({ box }) => {
				const w = Math.min(box.x + box.width, here.x + here.width) - Math.max(box.x, here.x);
				const h = Math.min(box.y + box.height, here.y + here.height) - Math.max(box.y, here.y);
				return w > 0 && h > 0.4 * Math.min(box.height, here.height);
			})
			.sort((a, b) => a.box.x - b.box.x);
		const text = fold(read.map((r) => r.text).join("")).text;
		const hit = findApproximate(wanted, text);
		all += wanted.length;
		errors += Math.min(wanted.length, hit ? hit.distance : editDistance(wanted, ""));
	}
	return { errors, all };
}
