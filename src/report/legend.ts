/** The bar below the annotated photo: the verdict, its one sentence and every finding by number, in Chinese. */
import { CONCLUSION_APPEARANCE, CONCLUSION_SIGN, SEVERITY_APPEARANCE } from "./look/appearance.ts";
import type { Report } from "./schema.ts";
import { badge, text, wrap } from "./svg.ts";
import { say } from "./words/catalogue.ts";

const INK = "#1a1a1a";
const QUIET = "#56606b";
/** Findings listed; the report itself has them all. */
const LISTED = 20;

/** SVG elements of the legend, from its own top left corner, and its height in whole pixels. `size` = text size, pixels. */
export function legend(report: Report, width: number, size: number): { svg: string; height: number } {
	const margin = size * 1.6;
	const lineHeight = size * 1.6;
	const parts: string[] = [];
	let y = margin;

	const appearance = CONCLUSION_APPEARANCE[report.conclusion];
	const heading = size * 1.7;
	parts.push(
		badge(margin + heading * 0.6, y + heading * 0.6, heading * 0.6, appearance, CONCLUSION_SIGN[report.conclusion]),
		text(margin + heading * 1.7, y + heading * 0.95, say("zh", `conclusion.${report.conclusion}`), {
			size: heading,
			fill: INK,
			bold: true,
		}),
	);
	y += heading * 1.9;

	const write = (content: string, indent: number, fill: string): void => {
		for (const line of wrap(content, size, width - 2 * margin - indent)) {
			parts.push(text(margin + indent, y + size, line, { size, fill }));
			y += lineHeight;
		}
	};
	write(report.summary.zh, 0, INK);
	report.findings.slice(0, LISTED).forEach((finding, index) => {
		y += size * 0.3;
		parts.push(
			badge(
				margin + size * 0.8,
				y + size * 0.66,
				size * 0.75,
				SEVERITY_APPEARANCE[finding.severity],
				String(index + 1),
			),
		);
		const severity = say("zh", `severity.${finding.severity}`);
		write(`${severity}：${finding.message.zh}`, size * 2.2, INK);
	});
	if (report.findings.length > LISTED)
		write(say("zh", "picture.legend-more", { n: report.findings.length - LISTED }), size * 2.2, QUIET);
	y += size * 0.6;
	write(say("zh", "picture.disclaimer"), 0, QUIET);
	const height = Math.ceil(y + margin * 0.6);
	return { svg: `<rect width="${width}" height="${height}" fill="#ffffff"/>${parts.join("")}`, height };
}
