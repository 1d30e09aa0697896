/** One finding: what it is, what was seen and expected, how sure, which clause, who is responsible. */
import { useEffect, useRef } from "preact/hooks";
import { bounds } from "../../geometry.ts";
import { SEVERITY_APPEARANCE } from "../../report/look/appearance.ts";
import { uprightPolygon, uprightSize } from "../../report/look/upright.ts";
import type { Report, ReportFinding } from "../../report/schema.ts";
import { confidenceWords } from "../../report/words/answers.ts";
import { hasWords, nameOf, say } from "../../report/words/catalogue.ts";
import { piecesOf } from "../../report/words/difference.ts";
import { shortFinding } from "../../report/words/finding.ts";
import { useWords } from "../language.tsx";
import type { Photo } from "../photo.ts";
import { Badge } from "./Badge.tsx";

interface Props {
	report: Report;
	finding: ReportFinding;
	index: number;
	photo: Photo | null;
	selected: boolean;
	onSelect: () => void;
}

/** Evidence worth a line of its own; the rest is in the message. */
const SHOWN_EVIDENCE = ["seen", "expected", "difference"] as const;

export function FindingCard({ report, finding, index, photo, selected, onSelect }: Props) {
	const { t, language } = useWords();
	const item = useRef<HTMLLIElement>(null);
	useEffect(() => {
		if (selected) item.current?.scrollIntoView({ block: "nearest" });
	}, [selected]);
	const number = index + 1;
	const evidence = SHOWN_EVIDENCE.flatMap((key) => {
		const value = finding.evidence[key];
		return typeof value === "string" && value !== "" ? [{ key, value }] : [];
	});
	return (
		<li ref={item} id={`finding-${number}`} class={selected ? "finding finding--selected" : "finding"}>
			<button type="button" class="finding__head" aria-pressed={selected} onClick={onSelect}>
				<Badge appearance={SEVERITY_APPEARANCE[finding.severity]} sign={String(number)} size={34} />
				<span class="finding__title">{shortFinding(language, finding.code, finding.evidence)}</span>
				<span class="finding__severity">{say(language, `severity.${finding.severity}`)}</span>
			</button>
			<p class="finding__message">{finding.message[language]}</p>
			{photo && finding.regions.length > 0 && <Crop report={report} finding={finding} photo={photo} number={number} />}
			{evidence.length > 0 && (
				<dl class="pairs">
					{evidence.map(({ key, value }) => (
						<div key={key} class={`pairs__row pairs__row--${key}`}>
							<dt>{say(language, `evidence.${key}`)}</dt>
							<dd>{key === "difference" ? <Difference value={value} /> : value}</dd>
						</div>
					))}
				</dl>
			)}
			<dl class="pairs pairs--quiet">
				<div class="pairs__row">
					<dt>{t("result.confidence")}</dt>
					<dd>{confidenceWords(language, finding.confidence)}</dd>
				</div>
				{finding.departments.length > 0 && (
					<div class="pairs__row">
						<dt>{t("result.departments")}</dt>
						<dd>
							{finding.departments.map((name) => nameOf(language, "department", name)).join(t("start.separator"))}
						</dd>
					</div>
				)}
			</dl>
			{hasWords(`clause.${finding.clause}`) && (
				<details class="clause">
					<summary>{t("result.clause", { clause: finding.clause })}</summary>
					<blockquote>{say(language, `clause.${finding.clause}`)}</blockquote>
					<p class="small">{t("result.clause.source")}</p>
				</details>
			)}
		</li>
	);
}

/** What is missing struck through, what was added underlined: readable without colour. */
function Difference({ value }: { value: string }) {
	return (
		<>
			{piecesOf(value).map(({ kind, text }, index) => {
				const key = `${index}-${kind}`;
				if (kind === "missing") return <del key={key}>{text}</del>;
				if (kind === "added") return <ins key={key}>{text}</ins>;
				return <span key={key}>{text}</span>;
			})}
		</>
	);
}

/** The crop shows this much around the place: a share of the place's longer side, and at least a share of the photo's. */
const MARGIN = { ofPlace: 0.25, ofPhoto: 0.04 };
/** Long side of the crop as drawn, pixels. */
const CROP_SIZE = 720;

/** The place cut out of the photo, enlarged. */
function Crop({
	report,
	finding,
	photo,
	number,
}: {
	report: Report;
	finding: ReportFinding;
	photo: Photo;
	number: number;
}) {
	const { t } = useWords();
	const canvas = useRef<HTMLCanvasElement>(null);
	useEffect(() => {
		const context = canvas.current?.getContext("2d");
		if (!canvas.current || !context) return;
		const upright = uprightSize(report.image);
		const scale = photo.canvas.width / upright.width;
		const regions = finding.regions.map(({ label, polygon }) => ({
			label,
			polygon: uprightPolygon(polygon, report.image),
		}));
		const box = bounds(regions.flatMap(({ polygon }) => polygon));
		const margin = Math.max(
			Math.max(box.width, box.height) * MARGIN.ofPlace,
			Math.max(upright.width, upright.height) * MARGIN.ofPhoto,
		);
		const x = Math.max(0, (box.x - margin) * scale);
		const y = Math.max(0, (box.y - margin) * scale);
		const width = Math.min(photo.canvas.width, (box.x + box.width + margin) * scale) - x;
		const height = Math.min(photo.canvas.height, (box.y + box.height + margin) * scale) - y;
		if (width < 1 || height < 1) return;
		const zoom = CROP_SIZE / Math.max(width, height);
		canvas.current.width = Math.round(width * zoom);
		canvas.current.height = Math.round(height * zoom);
		context.drawImage(photo.canvas, x, y, width, height, 0, 0, canvas.current.width, canvas.current.height);
		if (photo.marked) return;
		const { colour, dash } = SEVERITY_APPEARANCE[finding.severity];
		for (const { label, polygon } of regions) {
			const expected = label === "expected";
			context.beginPath();
			for (const [px, py] of polygon) context.lineTo((px * scale - x) * zoom, (py * scale - y) * zoom);
			context.closePath();
			context.strokeStyle = colour;
			context.lineWidth = expected ? 3 : 4;
			context.setLineDash((expected ? [1, 2] : dash).map((part) => part * 4));
			context.stroke();
		}
	}, [photo, report, finding]);
	return <canvas ref={canvas} class="crop" role="img" aria-label={t("result.crop", { n: number })} />;
}
