/** `npm run bench -- accuracy|readers|peers|speed|marks|seals`: figures that anyone can repeat. Seeds from 900000 on are for testing only. */
import { Command } from "commander";
import { PRESETS, type Preset } from "../../samples/truth.ts";
import { runAccuracy } from "./accuracy.ts";
import { runKill } from "./kill.ts";
import { runLogos } from "./logos.ts";
import { runMarks } from "./marks.ts";
import { runPeers } from "./peers.ts";
import { runReaders } from "./readers.ts";
import { sampleRegistry } from "./registry.ts";
import { runSeals } from "./seals.ts";
import { runSpeed } from "./speed.ts";
import { runWatermarks } from "./watermarks.ts";

interface Shared {
	seed: string;
	count: string;
	preset: string;
}

const program = new Command("bench");

function bench(name: string, description: string): Command {
	return program
		.command(name)
		.description(description)
		.option("--seed <n>", "first seed of the photos", "900000")
		.option("--count <k>", "number of photos", "200")
		.option("--preset <list>", `comma-separated: ${PRESETS.join(", ")}`, "easy,typical");
}

const presetsOf = ({ preset }: Shared): Preset[] =>
	preset.split(",").map((name) => {
		const known = PRESETS.find((p) => p === name.trim());
		if (!known) program.error(`unknown preset "${name}", expected one of ${PRESETS.join(", ")}`);
		return known as Preset;
	});

bench("accuracy", "the whole path: conclusions, findings, regions, fields, characters, seconds")
	.option("--group <list>", "comma-separated groups of the generator, instead of all in turn", "")
	.option("--photos <folder>", "photos with truth from a folder instead of generated ones")
	.option("--failures <folder>", "keep the photos that went wrong, with report and annotated picture")
	.action(async (options: Shared & { group: string; failures?: string; photos?: string }) => {
		const { failures, photos } = options;
		await runAccuracy(
			{
				seed: Number(options.seed),
				count: Number(options.count),
				presets: presetsOf(options),
				groups: options.group.split(",").filter((name) => name !== ""),
				...(photos === undefined ? {} : { photos }),
				...(failures === undefined ? {} : { failures }),
			},
			await sampleRegistry(),
		);
	});

bench("readers", "both readers and the combined reading over the same photos").action(async (options: Shared) =>
	runReaders(Number(options.seed), Number(options.count), presetsOf(options), await sampleRegistry()),
);

program
	.command("peers")
	.description("general OCR beside us on the same photos: characters, fixed terms, fields, seconds, memory")
	.option("--seed <n>", "first seed of the photos", "900000")
	.option("--count <k>", "number of photos, after one to warm up", "24")
	.option("--presets, --preset <list>", `comma-separated: ${PRESETS.join(", ")}`, PRESETS.join(","))
	.option("--out <file>", "where the figures go as JSON, instead of the cache folder")
	.action(async (options: Shared & { out?: string }) => {
		const { out } = options;
		await runPeers({
			seed: Number(options.seed),
			count: Number(options.count),
			presets: presetsOf(options),
			...(out === undefined ? {} : { out }),
		});
	});

bench("speed", "bytes to report on 12-megapixel photos, beside tesseract.js alone").action(async (options: Shared) =>
	runSpeed(Number(options.seed), Number(options.count), presetsOf(options), await sampleRegistry()),
);

program
	.command("marks")
	.description("the mark detector on drawn scenes, beside ORB matching")
	.option("--seed <n>", "first seed of the scenes", "900000")
	.option("--count <k>", "number of scenes; a fifth as many pages without marks", "1000")
	.option("--out <folder>", "where the picture of the worst cases goes", "bench-marks")
	.action(async ({ seed, count, out }: { seed: string; count: string; out: string }) =>
		runMarks(Number(seed), Number(count), out),
	);

program
	.command("seals")
	.description("stamps of every build: found, read, their owner compared")
	.option("--seed <n>", "first seed of the stamps", "900000")
	.option("--count <k>", "number of stamps; a fifth as many pages without any", "300")
	.action(async ({ seed, count }: { seed: string; count: string }) => runSeals(Number(seed), Number(count)));

const drawn = (name: string, description: string, count: string, run: (seed: number, count: number) => Promise<void>) =>
	program
		.command(name)
		.description(description)
		.option("--seed <n>", "first seed of the pages", "900000")
		.option("--count <k>", "number of pages", count)
		.action(async (options: { seed: string; count: string }) => run(Number(options.seed), Number(options.count)));

drawn(
	"logos",
	"registered logos on drawn pages, by size and rendering; as many pages with other drawings",
	"90",
	runLogos,
);
drawn("watermarks", "words laid pale under photographed certificates, by contrast and layout", "50", runWatermarks);

program
	.command("kill")
	.description("a service killed with SIGKILL while uploads come in: nothing acknowledged is lost or doubled")
	.option("--count <k>", "number of kills", "100")
	.action(({ count }: { count: string }) => runKill(Number(count)));

await program.parseAsync();
