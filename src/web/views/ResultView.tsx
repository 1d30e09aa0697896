/** The verdict in one line, the photo with its places, every finding, and what to do next. */
import { useEffect, useState } from "preact/hooks";
import { CONCLUSION_APPEARANCE, CONCLUSION_SIGN } from "../../report/look/appearance.ts";
import type { Report } from "../../report/schema.ts";
import { say } from "../../report/words/catalogue.ts";
import { annotatedUrl } from "../api.ts";
import { useWords } from "../language.tsx";
import { AboutCheck } from "../parts/AboutCheck.tsx";
import { Badge } from "../parts/Badge.tsx";
import { ChecksList, FieldsRead, Unchecked } from "../parts/Details.tsx";
import { FindingCard } from "../parts/FindingCard.tsx";
import { PhotoMap } from "../parts/PhotoMap.tsx";
import { type Photo, photoOf } from "../photo.ts";

interface Props {
	report: Report;
	/** The reader's own picture, when the photo was chosen on this page. */
	own: HTMLCanvasElement | null;
	onRestart: () => void;
}

export function ResultView({ report, own, onRestart }: Props) {
	const { t, language } = useWords();
	const [photo, setPhoto] = useState<Photo | "loading" | null>("loading");
	const [selected, setSelected] = useState<number | null>(null);
	useEffect(() => {
		let current = true;
		void photoOf(report.id, report.image, own).then((loaded) => current && setPhoto(loaded));
		return () => {
			current = false;
		};
	}, [report, own]);
	const shown = photo === "loading" ? null : photo;
	return (
		<article class="result">
			<header class={`verdict verdict--${report.conclusion}`}>
				<Badge
					appearance={CONCLUSION_APPEARANCE[report.conclusion]}
					sign={CONCLUSION_SIGN[report.conclusion]}
					size={56}
				/>
				<h1 tabIndex={-1}>{say(language, `conclusion.${report.conclusion}`)}</h1>
				<p class="verdict__summary">{report.summary[language]}</p>
			</header>
			<div class="result__columns">
				<section
					class={report.findings.length > 0 ? "result__photo result__photo--kept" : "result__photo"}
					aria-label={t("result.photo")}
				>
					{shown ? (
						<PhotoMap report={report} photo={shown} selected={selected} onSelect={setSelected} />
					) : (
						<p class="small">{t(photo === "loading" ? "result.photo.loading" : "result.photo.failed")}</p>
					)}
				</section>
				<div class="result__text">
					<Findings report={report} photo={shown} selected={selected} onSelect={setSelected} />
					<Retake report={report} onRestart={onRestart} />
					<Unchecked report={report} />
					<Advice report={report} />
					<section class="more">
						<FieldsRead report={report} />
						<ChecksList report={report} />
						<AboutCheck report={report} />
					</section>
					<div class="actions">
						<button type="button" class="button button--main" onClick={onRestart}>
							{t("result.new")}
						</button>
						<a class="button button--second" href={annotatedUrl(report.id)} download={`${report.id}.jpg`}>
							{t("result.download")}
						</a>
					</div>
				</div>
			</div>
		</article>
	);
}

interface FindingsProps {
	report: Report;
	photo: Photo | null;
	selected: number | null;
	onSelect: (index: number) => void;
}

/** Every finding. "Nothing found" is only said where the deciding checks were done. */
function Findings({ report, photo, selected, onSelect }: FindingsProps) {
	const { t } = useWords();
	if (report.findings.length === 0 && report.conclusion !== "conforming") return null;
	return (
		<section>
			<h2>{t("result.findings")}</h2>
			<p class="small">{t(report.findings.length > 0 ? "result.findings.hint" : "result.findings.none")}</p>
			<ol class="findings">
				{report.findings.map((finding, index) => (
					<FindingCard
						key={`${finding.code}-${index}`}
						report={report}
						finding={finding}
						index={index}
						photo={photo}
						selected={selected === index}
						onSelect={() => onSelect(index)}
					/>
				))}
			</ol>
		</section>
	);
}

const isRetake = ({ code }: Report["advice"][number]): boolean => code.startsWith("retake.");

/** What to photograph again, and how. */
function Retake({ report, onRestart }: { report: Report; onRestart: () => void }) {
	const { t, language } = useWords();
	const hints = report.advice.filter(isRetake);
	if (hints.length === 0) return null;
	return (
		<section>
			<h2>{t("result.retake")}</h2>
			<ul class="tips">
				{hints.map(({ code, text }) => (
					<li key={code}>{text[language]}</li>
				))}
			</ul>
			<button type="button" class="button button--main" onClick={onRestart}>
				{t("result.retake.go")}
			</button>
		</section>
	);
}

function Advice({ report }: { report: Report }) {
	const { t, language } = useWords();
	return (
		<section>
			<h2>{t("result.advice")}</h2>
			<ul class="advice">
				{report.advice
					.filter((advice) => !isRetake(advice))
					.map(({ code, text, url }) => (
						<li key={code} class={code === "disclaimer" ? "advice__disclaimer" : undefined}>
							{text[language]}
							{url && (
								<a
									href={url}
									target="_blank"
									rel="noreferrer noopener"
									aria-label={`${t("result.open")} ${hostOf(url)}`}
								>
									{hostOf(url)}
								</a>
							)}
						</li>
					))}
			</ul>
		</section>
	);
}

const hostOf = (url: string): string => new URL(url).host;
