/**
 * `npm run bench -- peers`: general OCR beside us over the same photos in one run, each reader in a process of its own, one
 * after the other, on all cores it takes by default. `peers/reading.ts` says how readings are compared.
 *
 * Seconds run from a path to the lines, the models loaded, after one warm-up photo that does not count. Memory is the most
 * that was resident in the reader's process by the end. Peers run with their default settings; a peer that cannot be
 * installed or started is listed with the reason. Seconds compare only on an otherwise idle machine: its load is told.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { corpus } from "../../samples/generator/corpus.ts";
import { GROUPS } from "../../samples/generator/scenes.ts";
import type { Preset, Truth } from "../../samples/truth.ts";
import { type Figures, printFigures } from "./peers/figures.ts";
import { PEERS, type PeerEntry } from "./peers/list.ts";
import { lastLine, startPeer } from "./peers/process.ts";
import { fixedTerms, scoreReading } from "./peers/reading.ts";
import { CACHE } from "./peers/venv.ts";
import { sampleRegistry } from "./registry.ts";

export interface PeersOptions {
	seed: number;
	count: number;
	presets: Preset[];
	/** Where the figures go as JSON; in the cache folder by default. */
	out?: string;
}

interface Photo {
	path: string;
	truth: Truth;
}

/** What nobody can read says nothing about readers. */
const READABLE = GROUPS.filter((group) => group !== "unreadable");

export async function runPeers({ seed, count, presets, out }: PeersOptions): Promise<void> {
	const { templates, rulebook } = await sampleRegistry();
	const terms = fixedTerms(templates, rulebook);
	const folder = await mkdtemp(join(tmpdir(), "peers-"));
	try {
		const photos = await writePhotos(folder, seed, count + 1, presets);
		const figures: Figures[] = [];
		for (const entry of PEERS) {
			process.stderr.write(`${entry.name} … `);
			const measured = await measure(entry, photos, terms);
			process.stderr.write("notRun" in measured ? `not run: ${measured.notRun}\n` : "done\n");
			figures.push(measured);
		}
		printFigures(figures, presets);
		const file = out ?? join(CACHE, `figures-${seed}-${count}.json`);
		const machine = { processors: cpus().map(({ model }) => model), platform: process.platform, node: process.version };
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, JSON.stringify({ seed, count, presets, machine, figures }, null, "\t"));
		console.log(`figures of every photo: ${file}`);
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** The photos as files, the first one for warming up. */
async function writePhotos(folder: string, seed: number, count: number, presets: Preset[]): Promise<Photo[]> {
	const photos: Photo[] = [];
	for await (const { image, truth } of corpus(seed, count, presets, READABLE)) {
		const path = join(folder, truth.file);
		await writeFile(path, await upright(image));
		photos.push({ path, truth });
		process.stderr.write(`\rphotos ${photos.length}/${count}`);
	}
	process.stderr.write("\n");
	return photos;
}

/** Not every reader heeds an EXIF turn, and all places are meant after it: a flagged photo is stored upright for everyone. */
async function upright(image: Buffer): Promise<Buffer> {
	const { orientation = 1 } = await sharp(image).metadata();
	if (orientation === 1) return image;
	return sharp(image).autoOrient().jpeg({ quality: 95, chromaSubsampling: "4:4:4" }).toBuffer();
}

async function measure(
	{ name, prepare }: PeerEntry,
	photos: readonly Photo[],
	terms: readonly string[],
): Promise<Figures> {
	try {
		const peer = await startPeer(await prepare());
		try {
			const figures: Figures = { name, version: peer.version, peakBytes: null, load: 0, photos: [] };
			for (const [index, { path, truth }] of photos.entries()) {
				const { answer, milliseconds } = await peer.read(path);
				const failed = "error" in answer;
				if (!failed) figures.peakBytes = answer.peakBytes;
				if (index === 0) continue;
				figures.photos.push({
					seed: truth.seed,
					preset: truth.preset,
					group: truth.group,
					turn: truth.turn,
					milliseconds,
					...(failed ? { error: answer.error } : {}),
					...scoreReading(truth, failed ? { lines: [] } : answer, terms),
				});
			}
			figures.load = loadavg()[0] ?? Number.NaN;
			return figures;
		} finally {
			await peer.stop();
		}
	} catch (error) {
		return { name, notRun: lastLine((error as Error).message) };
	}
}
