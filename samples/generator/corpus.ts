/** The generator's two doors: one photo by seed, and a corpus spread evenly over groups and presets. */
import { area, boxPolygon, intersectConvex, mapPolygon, type Polygon } from "../../src/geometry.ts";
import { PRESETS, type Preset, type Truth } from "../truth.ts";
import { photograph } from "./camera/photograph.ts";
import { SETTINGS, type Settings } from "./camera/presets.ts";
import { spoiled } from "./camera/spoil.ts";
import { Random } from "./random.ts";
import { GROUPS, SCENES } from "./scenes.ts";

/**
 * Seeds are set apart so that nothing is ever measured on what it was made with: training below 600,000, tuning of
 * thresholds from 600,000, the test suite from 800,000, the accuracy bench from 900,000.
 */
export const SEEDS = { train: 0, tune: 600_000, test: 800_000, bench: 900_000 } as const;

export interface GenerateOptions {
	preset?: Preset;
	/** One of `GROUPS`. */
	group?: string;
	/** Long side of the photo in px and JPEG quality, in place of the preset's own. */
	size?: number;
	quality?: number;
}

export interface Sample {
	/** JPEG file. */
	image: Buffer;
	truth: Truth;
}

/** Share of a thing that must lie within the photo for it to count as printed there. */
const VISIBLE = 0.9;

/** The photo of a seed, always the same. Throws RangeError for an unknown group. */
export async function generatePhoto(seed: number, options: GenerateOptions = {}): Promise<Sample> {
	const random = new Random(seed);
	const preset = options.preset ?? random.pick(PRESETS);
	const group = options.group ?? random.pick(GROUPS);
	const draw = SCENES[group];
	if (!draw) throw new RangeError(`unknown group ${group}; there are ${GROUPS.join(", ")}`);
	const scene = draw(random.fork("scene"));
	const usual: Settings = {
		...SETTINGS[preset],
		...(options.size !== undefined && { sizes: [options.size] }),
		...(options.quality !== undefined && { jpeg: [options.quality, options.quality] }),
	};
	const settings = scene.spoiling ? spoiled(usual, scene.spoiling) : usual;
	const photo = await photograph(scene.sheet, settings, random.fork("camera"));
	const frame = boxPolygon({ x: 0, y: 0, width: photo.width, height: photo.height });
	const toUpload = (polygon: Polygon): Polygon => rounded(mapPolygon(photo.homography, polygon));
	const within = (polygon: Polygon) => area(intersectConvex(polygon, frame)) >= VISIBLE * area(polygon);
	const { sheet } = scene;
	const truth: Truth = {
		file: `${seed}-${group}-${preset}.jpg`,
		group,
		variant: scene.variant,
		preset,
		seed,
		conclusion: scene.conclusion,
		family: scene.family,
		template: scene.template,
		findings: scene.findings.map(({ code, severity, where }) => ({
			code,
			severity,
			regions: where(sheet).map(toUpload),
		})),
		allowed: [...scene.allowed],
		fields: sheet.fields,
		lines: sheet.lines
			.map(({ text, polygon, vertical }) => ({ text, polygon: toUpload(polygon), vertical }))
			.filter((l) => within(l.polygon)),
		marks: sheet.marks
			.map(({ kind, polygon, text }) => ({ kind, polygon: toUpload(polygon), ...(text === undefined ? {} : { text }) }))
			.filter((m) => within(m.polygon)),
		page: { polygon: toUpload(boxPolygon({ x: 0, y: 0, width: sheet.width, height: sheet.height })) },
		turn: photo.turn,
		...(scene.claims && { claims: scene.claims }),
		issuerListing: scene.issuerListing,
	};
	return { image: photo.image, truth };
}

const rounded = (polygon: Polygon): Polygon =>
	polygon.map(([x, y]) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10]);

/** `count` photos from `seed` on, each group and each preset in turn. */
export async function* corpus(
	seed: number,
	count: number,
	presets: readonly Preset[] = PRESETS,
	groups: readonly string[] = GROUPS,
): AsyncGenerator<Sample> {
	for (let k = 0; k < count; k++) {
		const round = Math.floor(k / groups.length);
		const place = k % groups.length;
		const group = groups[place] as string;
		// Shifted by one each round, so that a group meets every preset.
		const preset = presets[(place + round) % presets.length] as Preset;
		yield generatePhoto(seed + k, { group, preset });
	}
}
