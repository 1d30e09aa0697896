/** How far a report can be relied on: confidence against truth, orientation, page corners, wording called different. */
import Table from "cli-table3";
import type { Polygon } from "../../src/geometry.ts";
import { type Outcome, plain, quantile, share } from "./metrics.ts";

/** Lower ends of the bands in which stated confidences are compared with how often they are right. */
const BANDS = [0, 0.5, 0.7, 0.8, 0.9, 0.95] as const;
/** Corners count as right within this share of the page's diagonal. */
const CORNER_TOLERANCE = 0.01;

export function printTrust(outcomes: readonly Outcome[]): void {
	const table = new Table({ head: ["stated confidence of a field", "right"], style: { head: [], border: [] } });
	const stated = outcomes.flatMap(statedFields);
	BANDS.forEach((from, k) => {
		const to = BANDS[k + 1] ?? Number.POSITIVE_INFINITY;
		const band = stated.filter(({ confidence }) => confidence >= from && confidence < to);
		table.push([
			`${from}–${k + 1 < BANDS.length ? to : 1}`,
			share(band.filter(({ right }) => right).length, band.length),
		]);
	});
	console.log(table.toString());

	const judged = outcomes.filter(({ report }) => report.conclusion !== "unreadable");
	const upright = judged.filter(({ truth, report }) => report.image.turn === truth.turn).length;
	console.log(`orientation right: ${share(upright, judged.length)}`);
	const errors = outcomes.flatMap(cornerError);
	const near = errors.filter((error) => error <= CORNER_TOLERANCE).length;
	console.log(
		`page corners within ${100 * CORNER_TOLERANCE} % of the diagonal: ${share(near, errors.length)}; worst corner, p50 ${(100 * quantile(errors, 0.5)).toFixed(2)} %, p95 ${(100 * quantile(errors, 0.95)).toFixed(2)} %`,
	);
	const genuine = judged.filter(({ truth }) => truth.family !== null && !mayDiffer(truth));
	const different = genuine.filter(({ report }) => report.findings.some(({ code }) => code === "layout.wording"));
	console.log(`pages whose genuine wording was called different: ${share(different.length, genuine.length)}`);
}

const mayDiffer = ({ findings, allowed }: Outcome["truth"]): boolean =>
	allowed.includes("layout.wording") || findings.some(({ code }) => code === "layout.wording");

/** Fields of a report on a certificate whose true values are known. */
function statedFields({ truth, report }: Outcome): { confidence: number; right: boolean }[] {
	if (report.conclusion === "unreadable" || truth.family === null) return [];
	return Object.entries(report.fields).flatMap(([name, { value, confidence }]) => {
		const printed = truth.fields[name];
		return printed === undefined ? [] : [{ confidence, right: plain(value) === plain(printed) }];
	});
}

/** Largest distance of a corner from its true place, as a share of the page's diagonal; nothing where the photo cuts the page off. */
function cornerError({ truth, report }: Outcome): number[] {
	const { width, height } = report.image;
	const corners = truth.page.polygon;
	const whole = corners.every(([x, y]) => x >= 0 && y >= 0 && x <= width && y <= height);
	const [a, , c] = corners;
	if (!whole || !report.page || !a || !c) return [];
	const diagonal = distance(a, c);
	return [Math.min(...rotations(report.page.polygon).map((found) => farthest(corners, found))) / diagonal];
}

/** Which corner comes first depends on how the page was taken to lie, which is counted apart. */
const rotations = (polygon: Polygon): Polygon[] =>
	[0, 1, 2, 3].map((k) => [...polygon.slice(k, 4), ...polygon.slice(0, k)]);

const farthest = (a: Polygon, b: Polygon): number =>
	Math.max(...a.slice(0, 4).map((point, i) => distance(point, b[i] ?? [Number.NaN, Number.NaN])));

const distance = ([ax, ay]: Polygon[number], [bx, by]: Polygon[number]): number => Math.hypot(ax - bx, ay - by);
