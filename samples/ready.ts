/** Writes samples/photos anew: the ready photos and their truth (`npx tsx samples/ready.ts`). */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { generatePhoto } from "./generator/corpus.ts";
import type { Preset } from "./truth.ts";

/** Long side in px and JPEG quality: twenty-odd photos stay under 8 MB together. */
const SIZE = 2000;
const QUALITY = 70;

const CHOSEN: readonly (readonly [seed: number, group: string, preset: Preset])[] = [
	[1001, "clean-skill-level", "easy"],
	[1002, "clean-special-ability", "typical"],
	[1003, "clean-training-completion", "easy"],
	[1004, "clean-vocational-qualification-inside", "easy"],
	[1005, "clean-vocational-qualification-cover", "typical"],
	[1006, "trap", "easy"],
	[1007, "out-of-scope", "easy"],
	[1008, "out-of-scope", "typical"],
	[1009, "wording.national-name", "easy"],
	[1010, "wording.disguised", "typical"],
	[1011, "wording.reserved-term", "easy"],
	[1012, "wording.authority", "typical"],
	[1013, "wording.endorsement", "easy"],
	[1014, "wording.promotion", "easy"],
	[1015, "mark.national-emblem", "easy"],
	[1016, "mark.national-emblem", "typical"],
	[1017, "layout.title", "easy"],
	[1018, "layout.missing", "easy"],
	[1019, "layout.displaced", "typical"],
	[1020, "layout.wording", "easy"],
	[1021, "field.certificate-number", "easy"],
	[1022, "field.identity-number", "scan"],
	[1023, "field.lookup-address", "easy"],
	[1024, "field.issuer-seal", "easy"],
	[1031, "issuer.blacklisted", "easy"],
	[1026, "knock-off", "easy"],
	[1027, "unreadable", "typical"],
	[1029, "unreadable", "hard"],
];

const folder = fileURLToPath(new URL("photos/", import.meta.url));
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const [seed, group, preset] of CHOSEN) {
	const { image, truth } = await generatePhoto(seed, { group, preset, size: SIZE, quality: QUALITY });
	await writeFile(folder + truth.file, image);
	await writeFile(folder + truth.file.replace(/\.jpg$/, ".json"), `${JSON.stringify(truth, null, "\t")}\n`);
	console.log(`${truth.file}  ${truth.conclusion}  ${truth.variant}`);
}
