/** Which standard, which file and which rules the verdict rests on. */
import { MARK_KINDS } from "../../evidence.ts";
import type { Report } from "../../report/schema.ts";
import { nameOf, say } from "../../report/words/catalogue.ts";
import { useWords } from "../language.tsx";

export function AboutCheck({ report }: { report: Report }) {
	const { t, language } = useWords();
	const unseen = MARK_KINDS.filter((kind) => !report.lookedFor.includes(kind));
	const rows: [string, string][] = [
		[t("result.about.family"), standard()],
		[t("result.about.time"), new Date(report.createdAt).toLocaleString(language === "zh" ? "zh-CN" : "en-GB")],
		[t("result.about.id"), report.id],
		[t("result.about.source"), source()],
		[t("result.about.rulebook"), report.engine.rulebook],
	];
	if (report.quality.issues.length > 0) rows.push([t("result.quality"), quality()]);
	if (unseen.length > 0)
		rows.push([
			t("result.about.unseen"),
			unseen.map((kind) => nameOf(language, "mark", kind)).join(t("start.separator")),
		]);
	return (
		<details class="fold">
			<summary>{t("result.about")}</summary>
			<dl class="pairs">
				{rows.map(([name, value]) => (
					<div key={name} class="pairs__row">
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				))}
			</dl>
		</details>
	);

	function standard(): string {
		const { template, family } = report;
		if (!template || !family) return t("result.about.none");
		const provisional = template.provisional ? t("result.about.provisional") : "";
		const version = t("result.about.version", { n: template.version });
		return `${nameOf(language, "family", family)} · ${version}${provisional}`;
	}

	function source(): string {
		const { format, page, pages } = report.source;
		const kind = format.toUpperCase();
		return pages > 1 ? `${kind} · ${t("result.about.page", { page: page + 1, pages })}` : kind;
	}

	function quality(): string {
		return report.quality.issues.map(({ code }) => say(language, `quality.${code}`)).join(t("start.separator"));
	}
}
