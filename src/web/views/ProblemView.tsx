/** What went wrong and what the reader can do about it. */
import { say } from "../../report/words/catalogue.ts";
import type { Problem } from "../api.ts";
import { useWords } from "../language.tsx";

interface Props {
	problem: Problem;
	onRetry: (() => void) | null;
	onRestart: () => void;
}

/** Codes that the same photo will get again. */
const ABOUT_THE_PHOTO = /^(photo|claims|request|verification)\./;

export function ProblemView({ problem: { code }, onRetry, onRestart }: Props) {
	const { t, language } = useWords();
	const retry = onRetry && !ABOUT_THE_PHOTO.test(code) ? onRetry : null;
	return (
		<section class="narrow" role="alert">
			<h1 tabIndex={-1}>{t("problem.title")}</h1>
			<p class="lead">{code === "offline" ? t("problem.offline") : say(language, `error.${code}`)}</p>
			<div class="actions">
				{retry && (
					<button type="button" class="button button--main" onClick={retry}>
						{t("problem.retry")}
					</button>
				)}
				<button type="button" class={`button ${retry ? "button--second" : "button--main"}`} onClick={onRestart}>
					{t("problem.new")}
				</button>
			</div>
			{code !== "offline" && <p class="small">{t("problem.code", { code })}</p>}
		</section>
	);
}
