/**
 * `npm run bench -- seals`: stamps of every build found, read, their centre and ink told, and their names held against a
 * printed issuer through the rule. What stands in the middle is told by the seal room alone: an emblem there is `other` until the
 * mark detector names it.
 */
import Table from "cli-table3";
import { sealName } from "../../samples/generator/pages/seals.ts";
import { Random } from "../../samples/generator/random.ts";
import type { Mark } from "../../src/evidence.ts";
import { bounds, boxPolygon, iou, type Polygon } from "../../src/geometry.ts";
import { viewInk } from "../../src/marks/ink.ts";
import { findSeals } from "../../src/marks/seals/find-seals.ts";
import { inspectSeal } from "../../src/marks/seals/inspect-seal.ts";
import { createOnnxReader } from "../../src/reading/onnx/reader.ts";
import type { Reader } from "../../src/reading/reader.ts";
import { issuerSeal } from "../../src/rules/field/issuer-seal.ts";
import { decideScope } from "../../src/rules/scope.ts";
import { editDistance } from "../../src/text/edit-distance.ts";
import { loadOpenCv } from "../../src/vision/opencv.ts";
import type { Raster } from "../../src/vision/raster.ts";
import { page as conforming, POLICY, REGISTRY } from "../rules/evidence.ts";
import { quantile, share } from "./metrics.ts";
import { type SealScene, sealScene, stampFreePage } from "./seal-scenes.ts";

/** Overlap of the boxes from which on a seal is the one that was stamped. */
const FOUND_IOU = 0.6;
/** Confidence from which on findings rest on a seal. */
const SURE = 0.8;
/** Upper bounds of the size classes, pixels of the long side. */
const SIZES = [120, 200, 320, Number.POSITIVE_INFINITY];

interface Outcome {
	scene: Omit<SealScene, "page">;
	mark: Mark | null;
	/** Seals found elsewhere on the page. */
	extra: number;
	findMs: number;
	readMs: number;
}

export async function runSeals(seed: number, count: number): Promise<void> {
	const reader = await createOnnxReader();
	const outcomes: Outcome[] = [];
	const falseSeals: Mark[] = [];
	const free = Math.ceil(count / 5);
	for (let k = 0; k < count; k++) {
		const { page, ...scene } = await sealScene(seed + k);
		outcomes.push({ scene, ...(await look(page, scene.polygon, reader)) });
		process.stderr.write(`\r${k + 1}/${count}`);
	}
	for (let k = 0; k < free; k++) {
		const page = await stampFreePage(seed + k);
		const cv = await loadOpenCv();
		for (const seal of findSeals(cv, viewInk(cv, page))) falseSeals.push(await inspectSeal(page, seal, reader));
	}
	process.stderr.write("\n");
	await reader.close();
	printFound(outcomes);
	const sure = falseSeals.filter(({ confidence }) => confidence >= SURE);
	console.log(
		`on ${free} pages without a stamp: ${falseSeals.length} false seals, ${sure.length} of them sure (${SURE} and more)`,
	);
	for (const { kind, ink, text } of sure) console.log(`  ${kind} ${ink ?? ""} ${text ?? ""}`);
	printLines(outcomes);
	printConfusion(
		"centre",
		outcomes,
		({ scene }) => scene.stamp.centre,
		({ centre }) => centre,
		isRound,
	);
	printConfusion(
		"ink",
		outcomes,
		({ scene }) => scene.stamp.ink,
		({ ink }) => ink,
		() => true,
	);
	printOwners(outcomes, seed);
	const ms = (of: (o: Outcome) => number) =>
		[0.5, 0.95].map((q) => Math.round(quantile(outcomes.map(of), q))).join(" / ");
	console.log(`milliseconds, median / 95 %: finding ${ms((o) => o.findMs)}, reading one seal ${ms((o) => o.readMs)}`);
}

async function look(page: Raster, polygon: Polygon, reader: Reader): Promise<Omit<Outcome, "scene">> {
	const cv = await loadOpenCv();
	const start = performance.now();
	const seals = findSeals(cv, viewInk(cv, page));
	const found = performance.now();
	const box = boxPolygon(bounds(polygon));
	const own = seals.find(({ mark }) => iou(boxPolygon(bounds(mark.polygon)), box) >= FOUND_IOU);
	const mark = own ? await inspectSeal(page, own, reader) : null;
	const extra = seals.length - (own ? 1 : 0);
	return { mark, extra, findMs: found - start, readMs: performance.now() - found };
}

const isRound = ({ scene }: Outcome): boolean => scene.stamp.shape === "round";

function printFound(outcomes: readonly Outcome[]): void {
	const table = new Table({ head: ["shape", "ink", "found", "kind right"] });
	for (const shape of ["round", "oval", "square"])
		for (const ink of ["red", "blue", "purple", "black"]) {
			const all = outcomes.filter(({ scene }) => scene.stamp.shape === shape && scene.stamp.ink === ink);
			const found = all.filter(({ mark }) => mark);
			const right = found.filter(({ mark }) => mark?.kind === `${shape}-seal`);
			if (all.length > 0) table.push([shape, ink, share(found.length, all.length), share(right.length, found.length)]);
		}
	const found = outcomes.filter(({ mark }) => mark).length;
	const extra = outcomes.reduce((sum, o) => sum + o.extra, 0);
	console.log(table.toString());
	console.log(`recall ${share(found, outcomes.length)}, precision ${share(found, found + extra)}`);
}

const nameRead = ({ mark }: Outcome): string => (mark?.text ?? "").split("\n")[0] as string;

/** Exact names and characters among the seals that were found, and the straight lines inside. */
function printLines(outcomes: readonly Outcome[]): void {
	const table = new Table({ head: ["shape", "size px", "over print", "name exact", "1 − CER", "inner lines exact"] });
	for (const shape of ["round", "oval", "square"])
		for (const [i, most] of SIZES.entries())
			for (const covered of [false, true]) {
				const least = SIZES[i - 1] ?? 0;
				const all = outcomes.filter(
					({ scene: s, mark }) =>
						mark && s.stamp.shape === shape && s.size >= least && s.size < most && s.covered === covered,
				);
				if (all.length > 0) table.push([shape, `${least}–${most}`, covered ? "yes" : "no", ...lineFigures(all)]);
			}
	for (const covered of [false, true]) {
		const all = outcomes.filter(({ scene: s, mark }) => mark && s.size >= 200 && s.covered === covered);
		table.push(["all", "200–", covered ? "yes" : "no", ...lineFigures(all)]);
	}
	console.log(table.toString());
}

function lineFigures(all: readonly Outcome[]): string[] {
	const exact = all.filter((o) => nameRead(o) === o.scene.stamp.name).length;
	const errors = all.reduce(
		(sum, o) => sum + Math.min(o.scene.stamp.name.length, editDistance(nameRead(o), o.scene.stamp.name)),
		0,
	);
	const characters = all.reduce((sum, o) => sum + o.scene.stamp.name.length, 0);
	const lined = all.filter(({ scene }) => scene.stamp.lines.length > 0);
	const right = lined.filter(
		({ mark, scene }) => (mark?.text ?? "").split("\n").slice(1).join("\n") === scene.stamp.lines.join("\n"),
	);
	return [
		share(exact, all.length),
		(1 - errors / Math.max(1, characters)).toFixed(3),
		share(right.length, lined.length),
	];
}

function printConfusion(
	what: string,
	outcomes: readonly Outcome[],
	stamped: (o: Outcome) => string,
	seen: (m: Mark) => string | undefined,
	counts: (o: Outcome) => boolean,
): void {
	const pairs = new Map<string, number>();
	for (const outcome of outcomes)
		if (outcome.mark && counts(outcome)) {
			const key = `${stamped(outcome)} → ${seen(outcome.mark) ?? "–"}`;
			pairs.set(key, (pairs.get(key) ?? 0) + 1);
		}
	console.log(
		`${what}: ${[...pairs]
			.sort()
			.map(([key, n]) => `${key} ${n}`)
			.join(", ")}`,
	);
}

/** Every round and oval seal against its own name, a foreign one, and one of the same town and kind with another own part. */
function printOwners(outcomes: readonly Outcome[], seed: number): void {
	const answers: Record<string, Record<string, number>> = { own: {}, foreign: {}, neighbour: {} };
	outcomes.forEach(({ mark, scene: { stamp } }, k) => {
		if (!mark || stamp.shape === "square") return;
		const random = new Random(seed + k).fork("owner");
		const other = sealName(random);
		const printed = { own: stamp.name, foreign: other, neighbour: neighbourOf(stamp.name, random) };
		for (const [pair, issuer] of Object.entries(printed)) {
			const counted = answers[pair] as Record<string, number>;
			const { outcome } = judged(mark, issuer);
			counted[outcome] = (counted[outcome] ?? 0) + 1;
		}
	});
	const failed = (pair: string) => answers[pair]?.fail ?? 0;
	const all = (pair: string) => Object.values(answers[pair] ?? {}).reduce((sum, n) => sum + n, 0);
	const right = failed("foreign") + failed("neighbour");
	console.log(`owner: ${JSON.stringify(answers)}`);
	console.log(
		`owner comparison: precision ${share(right, right + failed("own"))}, recall of foreign names ${share(failed("foreign"), all("foreign"))}, of neighbours ${share(failed("neighbour"), all("neighbour"))}`,
	);
}

/** The name with two characters of its own part changed. */
function neighbourOf(name: string, random: Random): string {
	const at = 3;
	const others = random.pick(["启明", "博远", "青禾", "海纳", "正大"]);
	return name.slice(0, at) + others + name.slice(at + others.length);
}

function judged(mark: Mark, issuer: string) {
	const evidence = conforming("training-completion", { issuer });
	const place = evidence.marks.find(({ kind }) => kind === "round-seal") as Mark;
	Object.assign(place, mark, { kind: "round-seal", polygon: place.polygon });
	return issuerSeal.judge({ evidence, registry: REGISTRY, policy: POLICY, scope: decideScope(evidence, REGISTRY) });
}
