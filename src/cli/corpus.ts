/** Writes generated photos with their truth: `npm run -s corpus -- --seed 1 --count 20 --preset easy,typical --out DIR`. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { corpus } from "../../samples/generator/corpus.ts";
import { GROUPS } from "../../samples/generator/scenes.ts";
import { PRESETS, type Preset } from "../../samples/truth.ts";

const wholeNumber = (value: string): number => {
	if (!/^\d+$/.test(value)) throw new InvalidArgumentError("a whole number is needed");
	return Number(value);
};
const presetList = (value: string): Preset[] =>
	value.split(",").map((name) => {
		const preset = PRESETS.find((p) => p === name);
		if (!preset) throw new InvalidArgumentError(`presets are ${PRESETS.join(", ")}`);
		return preset;
	});
const groupList = (value: string): string[] =>
	value.split(",").map((name) => {
		if (!GROUPS.includes(name)) throw new InvalidArgumentError(`groups are ${GROUPS.join(", ")}`);
		return name;
	});

await new Command("corpus")
	.description("Generate photos of fictional certificates, each with its truth as JSON beside it")
	.option("--seed <number>", "first seed", wholeNumber, 1)
	.option("--count <number>", "how many photos", wholeNumber, GROUPS.length)
	.option("--preset <names>", `comma-separated: ${PRESETS.join(", ")}`, presetList, [...PRESETS])
	.option("--group <names>", "comma-separated groups; all of them by default", groupList, GROUPS)
	.requiredOption("--out <folder>", "where to write")
	.action(
		async ({
			seed,
			count,
			preset,
			group,
			out,
		}: {
			seed: number;
			count: number;
			preset: Preset[];
			group: string[];
			out: string;
		}) => {
			await mkdir(out, { recursive: true });
			for await (const { image, truth } of corpus(seed, count, preset, group)) {
				await writeFile(join(out, truth.file), image);
				await writeFile(join(out, truth.file.replace(/\.jpg$/, ".json")), `${JSON.stringify(truth, null, "\t")}\n`);
				console.log(`${truth.file}  ${truth.conclusion}  ${truth.variant}`);
			}
		},
	)
	.parseAsync();
