/**
 * `npm run bench -- marks`: the mark detector on drawn scenes: average precision, recall by rendering, size and watermark contrast,
 * confusion of kinds, false marks on pages that hold look-alikes only, time, and ORB matching of the same drawing beside it.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Table from "cli-table3";
import { drawScene, type SceneMark } from "../../models/scenes/scene.ts";
import { corpus } from "../../samples/generator/corpus.ts";
import { createEngine } from "../../src/engine/engine.ts";
import type { Mark } from "../../src/evidence.ts";
import { createMarkDetector, type MarkDetector } from "../../src/marks/detector/detector.ts";
import { DETECTED_KINDS } from "../../src/marks/detector/verify.ts";
import { EMBLEM_CONFIDENCE, NOISE } from "../../src/rules/mark/national-emblem.ts";
import { verify } from "../../src/verify.ts";
import { type Answer, answers, averagePrecision, isFound, type Looked } from "./marks-figures.ts";
import { quantile, share } from "./metrics.ts";
import { createOrbMatcher } from "./orb.ts";
import { sampleRegistry } from "./registry.ts";
import { worstCases } from "./worst-cases.ts";

/** Average precision ranks all answers, also those too unsure to be told of. */
const LEAST_SCORE = 0.02;
/** A page as the detector sees it: A4 at its first level. */
const PAGE = { width: 1131, height: 1600 };
/** Mark-free pages per scene. */
const PAGE_SHARE = 0.2;
/** False marks per page at the operating point that the aims name. */
const FALSE_MARKS = 1 / 200;
/** Scenes on which ORB is tried beside the detector: it is slow. */
const ORB_SCENES = 100;
/** Whole photos in which the detector's share of the time is taken. */
const SHARE_PHOTOS = 10;
/** The sizes named in the aims, px of the detector's picture. */
const WIDTHS = [8, 14, 20, 32, 64, 128, 256, 640] as const;
const CONTRASTS = [0.04, 0.08, 0.12, 0.18, 0.26] as const;

export async function runMarks(seed: number, count: number, folder: string): Promise<void> {
	const detector = await createMarkDetector({ leastScore: LEAST_SCORE });
	const looked: Looked[] = [];
	for (let i = 0; i < count; i++) {
		const { picture, marks } = await drawScene(seed + i);
		looked.push({ seed: seed + i, truth: marks, seen: await detector.detect(picture) });
		if (i % 20 === 0) process.stderr.write(`\r${i}/${count} scenes`);
	}
	const all = answers(looked);
	const pages = Math.round(count * PAGE_SHARE);
	const mistaken = await printFalseMarks(detector, seed, pages);
	const operating = Math.max(NOISE, mistaken[Math.floor(pages * FALSE_MARKS)] ?? NOISE);
	console.log(
		`operating point: above ${operating.toFixed(3)} there is at most one false mark in ${1 / FALSE_MARKS} pages`,
	);
	printPrecision(looked, all, operating);
	const byRecall = (name: string, groups: Map<string, Answer[]>) => printRecall(name, groups, operating);
	byRecall(
		"rendering",
		groupBy(all, (m) => m.rendering),
	);
	byRecall(
		"width, px",
		groupBy(all, (m) => bucket(m.box.width, WIDTHS)),
	);
	byRecall(
		"watermark contrast",
		groupBy(all.filter(isWatermark), (m) => bucket(m.strength, CONTRASTS)),
	);
	printConfusion(all);
	await printShare(seed, SHARE_PHOTOS);
	await printOrb(detector, seed, Math.min(count, ORB_SCENES));
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, "worst-marks.png"), await worstCases(all, EMBLEM_CONFIDENCE));
	console.log(`the 40 worst cases: ${join(folder, "worst-marks.png")}`);
	await detector.close();
}

const isWatermark = ({ mark }: Answer): boolean => mark.rendering === "watermark";
/** Below this no mark has to be found: eight pixels hold no stars. */
const isOfSize = (mark: SceneMark): boolean => mark.box.width >= 14;

const bucket = (value: number, limits: readonly number[]): string => {
	const k = limits.findLastIndex((limit) => value >= limit);
	return `${String(limits[k] ?? 0)}–${limits[k + 1] ?? ""}`;
};

function groupBy(all: readonly Answer[], key: (mark: SceneMark) => string): Map<string, Answer[]> {
	const groups = new Map<string, Answer[]>();
	for (const answer of all) groups.set(key(answer.mark), [...(groups.get(key(answer.mark)) ?? []), answer]);
	return new Map([...groups].sort(([a], [b]) => Number.parseFloat(a) - Number.parseFloat(b) || a.localeCompare(b)));
}

const table = (...head: string[]) => new Table({ head, style: { head: [], border: [] } });
const recall = (group: readonly Answer[], threshold = EMBLEM_CONFIDENCE): string =>
	share(group.filter((a) => isFound(a, threshold)).length, group.length);
const headOf = (operating: number): string[] => [
	`recall from ${operating.toFixed(3)}`,
	`from ${EMBLEM_CONFIDENCE}, the rule's`,
];

function printPrecision(looked: readonly Looked[], all: readonly Answer[], operating: number): void {
	const rows = table("kind", "AP50, 14 px and more", ...headOf(operating), "AP50, all sizes");
	for (const kind of DETECTED_KINDS) {
		const group = all.filter(({ mark }) => mark.kind === kind && isOfSize(mark));
		rows.push([
			kind,
			averagePrecision(looked, kind, isOfSize).toFixed(3),
			recall(group, operating),
			recall(group),
			averagePrecision(looked, kind).toFixed(3),
		]);
	}
	console.log(rows.toString());
}

function printRecall(name: string, groups: Map<string, Answer[]>, operating: number): void {
	const rows = table(name, ...["emblem, ", "all kinds, "].flatMap((which) => headOf(operating).map((h) => which + h)));
	for (const [label, group] of groups) {
		const counted = name.startsWith("width") ? group : group.filter(({ mark }) => isOfSize(mark));
		const emblems = counted.filter(({ mark }) => mark.kind === "national-emblem");
		rows.push([label, recall(emblems, operating), recall(emblems), recall(counted, operating), recall(counted)]);
	}
	console.log(rows.toString());
}

function printConfusion(all: readonly Answer[]): void {
	const rows = table("drawn ↓ seen →", ...DETECTED_KINDS.map(short), "nothing");
	for (const kind of DETECTED_KINDS) {
		const group = all.filter(({ mark }) => mark.kind === kind && isOfSize(mark));
		const seen = (name: string | null) =>
			group.filter((a) => (a.seen && a.seen.confidence >= EMBLEM_CONFIDENCE ? a.seen.kind : null) === name).length;
		rows.push([short(kind), ...DETECTED_KINDS.map((k) => String(seen(k))), String(seen(null))]);
	}
	console.log(rows.toString());
}

const short = (kind: string): string => kind.replace(/-(emblem|badge)$/, "");

/** Returns the confidences of all false marks, the surest first. */
async function printFalseMarks(detector: MarkDetector, seed: number, pages: number): Promise<number[]> {
	const milliseconds: number[] = [];
	const mistaken: { page: number; mark: Mark }[] = [];
	let lookAlikes = 0;
	for (let i = 0; i < pages; i++) {
		const scene = await drawScene(seed + i, { ...PAGE, marks: "none" });
		lookAlikes += scene.lookAlikes.length;
		const start = performance.now();
		const seen = await detector.detect(scene.picture);
		milliseconds.push(performance.now() - start);
		mistaken.push(...seen.map((mark) => ({ page: seed + i, mark })));
		process.stderr.write(`\r${i}/${pages} pages     `);
	}
	const rows = table(
		"pages without marks",
		"look-alikes on them",
		"pages with a false mark",
		"false marks per 100 pages",
		"doubtful marks",
	);
	mistaken.sort((a, b) => b.mark.confidence - a.mark.confidence);
	const told = mistaken.filter(({ mark }) => mark.confidence >= NOISE);
	const sure = told.filter(({ mark }) => mark.confidence >= EMBLEM_CONFIDENCE);
	const marked = new Set(sure.map(({ page }) => page)).size;
	const each = ((100 * sure.length) / Math.max(1, pages)).toFixed(2);
	rows.push([pages, lookAlikes, marked, each, told.length - sure.length]);
	console.log(`\n${rows.toString()}`);
	console.log(
		told.map(({ page, mark }) => `scene ${page} without marks: ${mark.kind} ${mark.confidence.toFixed(3)}`).join("\n"),
	);
	console.log(
		`detection on a page of ${PAGE.width} × ${PAGE.height} px: p50 ${Math.round(quantile(milliseconds, 0.5))} ms, p95 ${Math.round(quantile(milliseconds, 0.95))} ms`,
	);
	return mistaken.map(({ mark }) => mark.confidence);
}

/** How much of a whole verification the detection takes, on photos of certificates. */
async function printShare(seed: number, photos: number): Promise<void> {
	const engine = await createEngine();
	const registry = await sampleRegistry();
	let detection = 0;
	const detect: MarkDetector["detect"] = async (page) => {
		const start = performance.now();
		const marks = await engine.marks.detect(page);
		detection += performance.now() - start;
		return marks;
	};
	const timed = { ...engine, marks: { ...engine.marks, detect } };
	let whole = 0;
	for await (const { image, truth } of corpus(seed, photos + 1, ["easy", "typical"])) {
		const identity = { id: "bench", createdAt: new Date().toISOString() };
		const policy = { today: identity.createdAt.slice(0, 10), claims: {} };
		const start = performance.now();
		await verify(image, registry, policy, timed, identity);
		// The first photo warms the models up.
		if (truth.seed === seed) detection = 0;
		else whole += performance.now() - start;
	}
	await engine.close();
	const [each, share] = [detection / photos, (100 * detection) / whole];
	console.log(`in ${photos} whole verifications: ${each.toFixed(0)} ms each, ${share.toFixed(1)} % of the time`);
}

/** Both on scenes with emblems, and on as many without: ORB's answers there are its false marks. */
async function printOrb(detector: MarkDetector, seed: number, count: number): Promise<void> {
	const orb = await createOrbMatcher();
	const runs = [
		{ name: "detector", look: (picture: Parameters<MarkDetector["detect"]>[0]) => detector.detect(picture) },
		{
			name: "ORB matching of the drawing",
			look: async (picture: Parameters<MarkDetector["detect"]>[0]) => orb.detect(picture),
		},
	].map((run) => ({ ...run, milliseconds: 0, looked: [] as Looked[], falseScenes: 0 }));
	for (let i = 0; i < count; i++) {
		const scene = await drawScene(seed + i);
		const empty = await drawScene(seed + i, { marks: "none" });
		for (const run of runs) {
			const start = performance.now();
			const seen = await run.look(scene.picture);
			run.milliseconds += performance.now() - start;
			run.looked.push({
				seed: seed + i,
				truth: scene.marks.filter((m: SceneMark) => m.kind === "national-emblem"),
				seen,
			});
			const wrong = (await run.look(empty.picture)).filter((m) => m.confidence >= EMBLEM_CONFIDENCE);
			if (wrong.length > 0) run.falseScenes++;
		}
	}
	orb.close();
	const rows = table(
		"same scenes",
		"emblem recall, 14 px and more",
		"scenes without marks where it saw one",
		"ms per scene",
	);
	for (const { name, looked, falseScenes, milliseconds } of runs)
		rows.push([
			name,
			recall(answers(looked).filter(({ mark }) => isOfSize(mark))),
			share(falseScenes, count),
			(milliseconds / count).toFixed(1),
		]);
	console.log(rows.toString());
}
