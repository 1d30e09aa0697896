/** Everything seen on one page of a photo, gathered once and described in UploadPx. No judgement is made here. */

import type { Engine } from "../engine/engine.ts";
import { ZhengjianError } from "../errors.ts";
import type { Evidence, Field, Line, Mark, Stage } from "../evidence.ts";
import { backward, coveredShare, type Homography, IDENTITY, invert, multiply, type Polygon } from "../geometry.ts";
import { findMarks } from "../marks/find-marks.ts";
import type { OpenedPhoto } from "../photo/intake.ts";
import { type FlatPage, findPage, flatten, turnPage } from "../photo/page.ts";
import { assessQuality } from "../photo/quality.ts";
import { layUpright } from "../reading/orientation.ts";
import type { Registry } from "../registry.ts";
import { describeMatch, matchForm, type PageContent, placeOnForm } from "../templates/match.ts";
import type { Raster } from "../vision/raster.ts";
import { readFields } from "./fields.ts";
import { lookAgain } from "./reread.ts";

/** Runs one named stage: reports it, times it, and records its failure instead of losing the rest. */
export type RunStage = <T>(stage: Stage, work: () => Promise<T>) => Promise<T>;

/**
 * Gathers one page (from 0) of an opened photo. Opening and outlining may throw ZhengjianError; any later stage that fails is
 * noted in `failures` and leaves its part of the evidence empty.
 */
export async function gather(
	opened: OpenedPhoto,
	pageIndex: number,
	{ templates, logos }: Pick<Registry, "templates" | "logos">,
	engine: Engine,
	run: RunStage,
): Promise<Evidence> {
	const failures: Evidence["failures"] = [];
	/** A stage whose failure leaves the others standing: the rules that need it answer `error`. */
	const attempt = async <T>(stage: Stage, fallback: T, work: () => Promise<T>): Promise<T> => {
		try {
			return await run(stage, work);
		} catch (error) {
			failures.push({ stage, code: error instanceof ZhengjianError ? error.code : "internal", message: String(error) });
			return fallback;
		}
	};

	const upload = await run("intake", () => opened.load(pageIndex));
	const outlined = await run("page", async () => flatten(upload, await findPage(upload)));
	const unread = { turn: 0 as const, page: outlined.raster, read: async (): Promise<Line[]> => [] };
	const upright = await attempt("reading", unread, () => layUpright(outlined.raster, engine.reader));
	const page = turnPage(outlined, upright.turn);
	// The models compute in threads of their own: what is no reading goes on meanwhile.
	const reading = attempt("reading", [], upright.read);
	const [lines, found, quality] = await Promise.all([
		reading,
		attempt("marks", { marks: [], lookedFor: [] }, () =>
			findMarks(page.raster, { detector: engine.marks, reader: engine.reader }, { lines: reading, logos }),
		),
		attempt("quality", { score: 0, issues: [] }, () => assessQuality(upload, page)),
	]);
	const toUpload = uploadMapper(page);
	const source = { upload, toUpload, faded: upright.page };
	const content: PageContent = {
		width: page.raster.width,
		height: page.raster.height,
		exact: page.corners === "found",
		lines,
		marks: found.marks,
		lookedFor: found.lookedFor,
	};
	const form = await attempt("match", null, async () => {
		const first = matchForm(content, templates);
		return first && lookAgain(first, content, source, engine.reader);
	});
	const values = await attempt<Record<string, Field>>("fields", {}, async () =>
		form ? readFields(form, source, engine.reader, engine.secondReader) : {},
	);
	if (form) placeOnForm(form, content);

	const severe = quality.issues.filter((i) => i.severe);
	const unreadable = (place: Polygon): boolean =>
		outside(place, upload) ||
		severe.some((issue) => !issue.polygon || coveredShare(place, issue.polygon) > UNREADABLE_SHARE);
	return {
		schema: "evidence/v1",
		image: { sha256: opened.sha256, width: upload.width, height: upload.height, turn: upright.turn },
		source: {
			format: opened.format,
			page: pageIndex,
			pages: opened.pages,
			listed: [{ page: pageIndex, form: form?.template.id ?? null }],
		},
		page: { polygon: page.polygon, corners: page.corners },
		lines: content.lines.map((line): Line => ({ ...line, polygon: toUpload(line.polygon) })),
		marks: content.marks.map((mark): Mark => ({ ...mark, polygon: toUpload(mark.polygon) })),
		lookedFor: [...found.lookedFor],
		quality,
		match: form && describeMatch(form, content, pageToUpload(page), toUpload, unreadable),
		fields: Object.fromEntries(
			Object.entries(values).map(([name, field]): [string, Field] => [
				name,
				{ ...field, polygon: toUpload(field.polygon) },
			]),
		),
		failures,
		engine: { version: engine.version, readers: engine.readers, models: engine.models },
		timings: {},
	};
}

/** A place counts as unreadable when this share of it lies under a severe fault of the photo. */
const UNREADABLE_SHARE = 0.3;
/** … or when this share of it lies outside the photo. */
const OUTSIDE_SHARE = 0.1;

function pageToUpload(page: FlatPage): Homography {
	return invert(page.steps.reduce<Homography>((h, step) => multiply(step.matrix, h), IDENTITY));
}

function uploadMapper(page: FlatPage): (polygon: Polygon) => Polygon {
	return (polygon) =>
		polygon.map((p) => backward(page.steps, p).map((v) => Math.round(v * 10) / 10) as [number, number]);
}

function outside(place: Polygon, upload: Raster): boolean {
	const frame: Polygon = [
		[0, 0],
		[upload.width, 0],
		[upload.width, upload.height],
		[0, upload.height],
	];
	return 1 - coveredShare(place, frame) > OUTSIDE_SHARE;
}
