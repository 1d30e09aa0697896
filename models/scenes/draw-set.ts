/**
 * Draws a set of scenes into a folder: SEED.jpg each, and one JSON line per scene in labels.jsonl. Scenes already there
 * are left alone, so that a set broken off goes on where it was.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import sharp from "sharp";
import type { Box } from "../../src/geometry.ts";
import { SCENES_PER_PAGE } from "./grounds.ts";
import { drawScene, type Scene, type SceneOptions } from "./scene.ts";

interface Job {
	out: string;
	seed: number;
	count: number;
	marks: SceneOptions["marks"];
	processes: number;
	/** Which of the processes this one is; absent = the one that starts them. */
	share?: number;
}

const LABELS = "labels.jsonl";

/** Draws those scenes of a job that fall to one share, page by page, as scenes of one page share its drawing. */
async function drawShare({ out, seed, count, marks, processes }: Job, share: number): Promise<void> {
	const there = await drawn(join(out, LABELS));
	for (let s = seed; s < seed + count; s++) {
		if (Math.floor(s / SCENES_PER_PAGE) % processes !== share || there.has(s)) continue;
		const scene = await drawScene(s, { marks });
		await writeFile(join(out, `${s}.jpg`), scene.jpeg);
		await appendFile(join(out, LABELS), `${JSON.stringify(label(s, scene))}\n`);
	}
}

/** Seeds that have their line; a line broken off by a crash counts as none. */
async function drawn(file: string): Promise<Set<number>> {
	if (!existsSync(file)) return new Set();
	const lines = (await readFile(file, "utf8")).split("\n");
	return new Set(lines.filter((l) => l.endsWith("}")).map((l) => (JSON.parse(l) as { seed: number }).seed));
}

const rounded = ({ x, y, width, height }: Box): number[] => [x, y, width, height].map((v) => Math.round(v * 10) / 10);
const share3 = (v: number): number => Math.round(v * 1000) / 1000;

function label(seed: number, { picture, marks, lookAlikes, distortions }: Scene): object {
	return {
		file: `${seed}.jpg`,
		seed,
		width: picture.width,
		height: picture.height,
		marks: marks.map((m) => ({
			kind: m.kind,
			box: rounded(m.box),
			rendering: m.rendering,
			strength: share3(m.strength),
			hidden: share3(m.hidden),
			drawing: m.drawing,
		})),
		lookAlikes: lookAlikes.map((l) => ({ name: l.name, box: rounded(l.box) })),
		distortions,
	};
}

async function run(job: Job): Promise<void> {
	await mkdir(job.out, { recursive: true });
	// One thread each: the processes themselves are what runs side by side.
	sharp.concurrency(1);
	if (job.share !== undefined) return drawShare(job, job.share);
	if (job.processes === 1) return drawShare(job, 0);
	const shares = Array.from({ length: job.processes }, (_, k) =>
		fork(import.meta.filename, [...process.argv.slice(2), "--share", String(k)]),
	);
	const codes = await Promise.all(shares.map(async (child) => (await once(child, "exit"))[0] as number | null));
	if (codes.some((code) => code !== 0)) process.exitCode = 1;
}

const whole = (value: string): number => {
	if (!/^\d+$/.test(value)) throw new InvalidArgumentError("expected a whole number");
	return Number(value);
};

await new Command("draw-set")
	.description("draw scenes for training and testing the mark detector")
	.requiredOption("--out <folder>", "folder of the set")
	.requiredOption("--seed <n>", "first seed: training below 600000, validation below 800000, test above", whole)
	.requiredOption("--count <n>", "number of scenes", whole)
	.addOption(new Option("--marks <which>", "marks on the pages").choices(["some", "none"]).default("some"))
	.option("--processes <n>", "processes side by side", whole, 1)
	.addOption(new Option("--share <n>", "which of the processes this is").argParser(whole).hideHelp())
	.action(run)
	.parseAsync();
