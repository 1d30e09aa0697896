/** The tables of the peers bench. */
import Table from "cli-table3";
import type { Preset } from "../../../samples/truth.ts";
import { quantile, share } from "../metrics.ts";
import { OURS } from "./list.ts";
import type { Score } from "./reading.ts";

export interface PhotoFigures extends Score {
	seed: number;
	preset: Preset;
	group: string;
	/** Quarter turns, degrees, that the page stands away from upright; many readers know only upright pages. */
	turn: number;
	milliseconds: number;
	/** Why the reader gave nothing; the photo counts as read without a character. */
	error?: string;
}

/** What one reader was measured at, or why it was not. */
export type Figures =
	| {
			name: string;
			version: string;
			/** Most memory resident in its process; null where the system does not tell. */
			peakBytes: number | null;
			/** Processes that wanted to run at its end, averaged over a minute: above the number of cores, its seconds are not its own. */
			load: number;
			photos: PhotoFigures[];
	  }
	| { name: string; notRun: string };

type Measured = Exclude<Figures, { notRun: string }>;

const sum = (photos: readonly PhotoFigures[], key: keyof Score): number => photos.reduce((all, p) => all + p[key], 0);

/** Wrong characters over printed ones; NaN without any. */
export const errorRate = (photos: readonly PhotoFigures[]): number => sum(photos, "errors") / sum(photos, "characters");

const seconds = ({ photos }: Measured): number =>
	quantile(
		photos.map(({ milliseconds }) => milliseconds / 1000),
		0.5,
	);

const megabytes = ({ peakBytes }: Measured): number => (peakBytes ?? Number.NaN) / 1e6;

/** "1.23 ×": how often our figure goes into another's; a dash where one of them is missing or ours is 0. */
export function ratio(theirs: number, ours: number): string {
	const times = theirs / ours;
	return Number.isFinite(times) ? `${times.toFixed(2)} ×` : "–";
}

const figure = (value: number, digits: number): string => (Number.isNaN(value) ? "–" : value.toFixed(digits));

export function printFigures(all: readonly Figures[], presets: readonly Preset[]): void {
	const measured = all.filter((figures): figures is Measured => "photos" in figures);
	const ours = measured.find(({ name }) => name === OURS);
	const against = (peer: Measured, of: (figures: Measured) => number) => ratio(of(peer), ours ? of(ours) : Number.NaN);
	const errors = ({ photos }: Measured): number => errorRate(photos);

	const table = new Table({
		head: [
			"reader",
			"character error rate",
			"to ours",
			"fixed terms read",
			"fields exact",
			"p50 s",
			"to ours",
			"peak MB",
			"to ours",
		],
		style: { head: [], border: [] },
	});
	const byPreset = new Table({
		head: ["character error rate", ...presets, "upright pages"],
		style: { head: [], border: [] },
	});
	for (const figures of all) {
		if ("notRun" in figures) {
			table.push([figures.name, { colSpan: 8, content: `not run: ${figures.notRun}` }]);
			continue;
		}
		const { name, photos } = figures;
		table.push([
			name,
			figure(errors(figures), 4),
			against(figures, errors),
			share(sum(photos, "termsFound"), sum(photos, "terms")),
			share(sum(photos, "fieldsExact"), sum(photos, "fields")),
			figure(seconds(figures), 2),
			against(figures, seconds),
			figure(megabytes(figures), 0),
			against(figures, megabytes),
		]);
		byPreset.push([
			name,
			...presets.map((preset) => figure(errorRate(photos.filter((photo) => photo.preset === preset)), 4)),
			figure(errorRate(photos.filter(({ turn }) => turn === 0)), 4),
		]);
	}
	console.log(table.toString());
	console.log(byPreset.toString());
	for (const { name, version, load, photos } of measured) {
		const failed = photos.filter(({ error }) => error !== undefined).length;
		const unread = failed > 0 ? `, nothing read from ${failed}` : "";
		console.log(`${name}: ${version}; ${photos.length} photos${unread}; load of the machine ${load.toFixed(1)}`);
	}
}
