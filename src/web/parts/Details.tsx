/** What stands behind the verdict: checks that could not be done, all checks, and the fields as they were read. */
import type { Check, Report } from "../../report/schema.ts";
import { reasonWords } from "../../report/words/answers.ts";
import { nameOf, say } from "../../report/words/catalogue.ts";
import { useWords } from "../language.tsx";

/** Below this a field is shown as not read clearly. */
const UNSURE = 0.6;

const notDone = ({ outcome }: Check): boolean => outcome === "cannot-tell" || outcome === "error";

/** Checks without an answer, and why: they are never counted as passed. */
export function Unchecked({ report }: { report: Report }) {
	const { t, language } = useWords();
	const checks = report.checks.filter(notDone);
	if (checks.length === 0) return null;
	return (
		<details class="fold fold--notice">
			<summary>{t("result.unchecked", { n: checks.length })}</summary>
			<p class="small">{t("result.unchecked.hint")}</p>
			<dl class="pairs">
				{checks.map(({ code, outcome, reason }) => (
					<div key={code} class="pairs__row">
						<dt>{say(language, `short.${code}`)}</dt>
						<dd>
							{say(language, `outcome.${outcome}`)} · {reasonWords(language, reason)}
						</dd>
					</div>
				))}
			</dl>
		</details>
	);
}

export function ChecksList({ report }: { report: Report }) {
	const { t, language } = useWords();
	return (
		<details class="fold">
			<summary>{t("result.checks", { n: report.checks.length })}</summary>
			<dl class="pairs">
				{report.checks.map(({ code, outcome }) => (
					<div key={code} class="pairs__row">
						<dt>{say(language, `short.${code}`)}</dt>
						<dd class={`outcome outcome--${outcome}`}>{say(language, `outcome.${outcome}`)}</dd>
					</div>
				))}
			</dl>
		</details>
	);
}

export function FieldsRead({ report }: { report: Report }) {
	const { t, language } = useWords();
	const fields = Object.entries(report.fields);
	if (fields.length === 0) return null;
	return (
		<details class="fold">
			<summary>{t("result.fields", { n: fields.length })}</summary>
			<dl class="pairs">
				{fields.map(([name, { value, confidence, crossRead }]) => (
					<div key={name} class="pairs__row">
						<dt>{nameOf(language, "element", name)}</dt>
						<dd>
							{value}
							{(confidence < UNSURE || crossRead?.agrees === false) && (
								<span class="unsure">{t("result.fields.unsure")}</span>
							)}
						</dd>
					</div>
				))}
			</dl>
		</details>
	);
}
