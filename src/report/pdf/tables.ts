/** What stands behind the verdict, in rows: facts, advice, checks without an answer, fields, versions. */
import { MARK_KINDS } from "../../evidence.ts";
import { maskField } from "../../text/mask.ts";
import type { Check, Report } from "../schema.ts";
import { reasonWords } from "../words/answers.ts";
import { type Language, nameOf, say } from "../words/catalogue.ts";
import { type Block, beside, COLOUR, type Doc, stack, text } from "./block.ts";
import { WIDTH } from "./sheet.ts";

/** Rows under a heading; none = the section is left out. */
export interface Section {
	title: string;
	rows: Block[];
}

/** Points. */
const LABEL_WIDTH = 118;
const SIZE = 9.5;
const ROW_PADDING = 3.5;
const COLUMN_GAP = 16;

/** Below this a field is shown as not read surely, 0..1; as on the page. */
const UNSURE = 0.6;

/** A name and its value. */
const pair = (doc: Doc, name: string, value: string, width: number, labelWidth: number): Block =>
	beside([
		{ at: 0, block: text(doc, name, labelWidth - 8, { size: SIZE - 0.5, colour: COLOUR.quiet }) },
		{ at: labelWidth, block: text(doc, value, width - labelWidth, { size: SIZE }) },
	]);

/** A row of a table: its content over a thin line. */
const ruled = (doc: Doc, content: Block): Block => ({
	height: content.height + 2 * ROW_PADDING,
	draw: (x, y) => {
		content.draw(x, y + ROW_PADDING);
		const below = y + content.height + 2 * ROW_PADDING;
		doc
			.lineWidth(0.4)
			.moveTo(x, below)
			.lineTo(x + WIDTH, below)
			.stroke(COLOUR.line);
	},
});

/** A sentence over a table. */
const remark = (doc: Doc, words: string): Block => {
	const block = text(doc, words, WIDTH, { size: SIZE - 1, colour: COLOUR.quiet });
	return { ...block, height: block.height + ROW_PADDING };
};

const row = (doc: Doc, name: string, value: string): Block => ruled(doc, pair(doc, name, value, WIDTH, LABEL_WIDTH));

/** Short rows in two columns. */
function paired(doc: Doc, pairs: readonly [string, string][]): Block[] {
	const width = (WIDTH - COLUMN_GAP) / 2;
	return pairs.flatMap((_, index) => {
		if (index % 2 === 1) return [];
		const cells = pairs.slice(index, index + 2).map(([name, value], column) => ({
			at: column * (width + COLUMN_GAP),
			block: pair(doc, name, value, width, LABEL_WIDTH - COLUMN_GAP),
		}));
		return [ruled(doc, beside(cells))];
	});
}

/** What was checked, against what, when. */
export function facts(doc: Doc, report: Report, language: Language): Block[] {
	const { family, issuer } = report;
	const rows: [string, string][] = [
		["pdf.family", family ? nameOf(language, "family", family) : say(language, "pdf.none")],
		["pdf.template", standard(report, language)],
	];
	if (issuer) rows.push(["pdf.issuer", say(language, `pdf.issuer.${issuer.listing}`, { name: issuer.name })]);
	rows.push(["pdf.time", `${timeInChina(report.createdAt)}${say(language, "pdf.time.zone")}`], ["pdf.id", report.id]);
	return rows.map(([key, value]) => row(doc, say(language, key), value));
}

function standard({ template }: Report, language: Language): string {
	if (!template) return say(language, "pdf.none");
	const version = say(language, "pdf.template.version", { id: template.id, n: template.version });
	return template.provisional ? version + say(language, "pdf.template.provisional") : version;
}

/** Date and time to the minute, China Standard Time, wherever the machine stands. */
export const timeInChina = (iso: string): string =>
	new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" }).format(
		new Date(iso),
	);

/** Official look-ups, whom to turn to, what to photograph again. */
export function advice(doc: Doc, report: Report, language: Language): Section {
	const given = report.advice.filter(({ code }) => code !== "disclaimer");
	return {
		title: say(language, "pdf.advice"),
		rows: given.map(({ text: words, url }) => {
			const lines = [text(doc, words[language], WIDTH - 14, { size: SIZE })];
			if (url) lines.push(text(doc, url, WIDTH - 14, { size: SIZE, colour: COLOUR.link, link: url }));
			const block = stack(lines);
			return {
				height: block.height + 2 * ROW_PADDING,
				draw: (x, y) => {
					doc.circle(x + 3, y + ROW_PADDING + SIZE * 0.75, 1.8).fill(COLOUR.ink);
					block.draw(x + 14, y + ROW_PADDING);
				},
			};
		}),
	};
}

const notDone = ({ outcome }: Check): boolean => outcome === "cannot-tell" || outcome === "error";

/** Checks without an answer, and why: they are never counted as passed. */
export function unchecked(doc: Doc, report: Report, language: Language): Section {
	const open = report.checks.filter(notDone);
	const hint = remark(doc, say(language, "pdf.unchecked.hint"));
	const unseen = MARK_KINDS.filter((kind) => !report.lookedFor.includes(kind));
	const rows = open.map(({ code, outcome, reason }) =>
		row(
			doc,
			say(language, `short.${code}`),
			`${say(language, `outcome.${outcome}`)} · ${reasonWords(language, reason)}`,
		),
	);
	if (unseen.length > 0)
		rows.push(
			row(
				doc,
				say(language, "pdf.unseen"),
				unseen.map((kind) => nameOf(language, "mark", kind)).join(say(language, "pdf.separator")),
			),
		);
	return {
		title: say(language, "pdf.unchecked", { n: open.length }),
		rows: rows.length > 0 ? [hint, ...rows] : [],
	};
}

export function quality(doc: Doc, report: Report, language: Language): Section {
	const issues = [...new Set(report.quality.issues.map(({ code }) => code))];
	const rows = issues.map((code) => row(doc, say(language, `fault.${code}`), say(language, `quality.${code}`)));
	return {
		title: say(language, "pdf.quality"),
		rows: rows.length > 0 ? rows : [text(doc, say(language, "pdf.quality.none"), WIDTH, { size: SIZE })],
	};
}

/** Fields as read, identity numbers masked. */
export function fields(doc: Doc, report: Report, language: Language): Section {
	const read = Object.entries(report.fields);
	const hint = remark(doc, say(language, "pdf.fields.hint"));
	const pairs = read.map(([name, { value, confidence, crossRead }]): [string, string] => {
		const unsure = confidence < UNSURE || crossRead?.agrees === false;
		const shown = maskField(name, value);
		return [nameOf(language, "element", name), unsure ? `${shown} · ${say(language, "pdf.fields.unsure")}` : shown];
	});
	return {
		title: say(language, "pdf.fields", { n: read.length }),
		rows: pairs.length > 0 ? [hint, ...paired(doc, pairs)] : [],
	};
}

/** Every check by name with its outcome. */
export function checks(doc: Doc, report: Report, language: Language): Section {
	const pairs = report.checks.map(({ code, outcome }): [string, string] => [
		say(language, `short.${code}`),
		say(language, `outcome.${outcome}`),
	]);
	return { title: say(language, "pdf.checks", { n: pairs.length }), rows: paired(doc, pairs) };
}

/** What it takes to repeat the verdict. */
export function versions(doc: Doc, report: Report, language: Language): Section {
	const { image, source, engine } = report;
	const size = `${source.format.toUpperCase()} · ${image.width} × ${image.height} px`;
	const page = say(language, "pdf.file.page", { page: source.page + 1, pages: source.pages });
	const models = Object.entries(engine.models).map(([name, version]) => `${name} ${version}`);
	const rows: [string, string][] = [
		["pdf.file", source.pages > 1 ? `${size} · ${page}` : size],
		["pdf.sha256", image.sha256],
		["pdf.template", standard(report, language)],
		["pdf.rulebook", engine.rulebook],
		["pdf.engine", engine.version],
		["pdf.readers", engine.readers.join(say(language, "pdf.separator"))],
		["pdf.models", models.join(say(language, "pdf.separator"))],
	];
	return {
		title: say(language, "pdf.versions"),
		rows: rows.map(([key, value]) => row(doc, say(language, key), value)),
	};
}
