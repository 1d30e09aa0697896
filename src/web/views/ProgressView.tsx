/** The way through, stage by stage. */
import { STAGES, type Stage } from "../../evidence.ts";
import { say } from "../../report/words/catalogue.ts";
import { type PageKey, useWords } from "../language.tsx";

type StepState = "done" | "now" | "waiting";

export function ProgressView({ sent, entered }: { sent: number; entered: readonly Stage[] }) {
	const { t, language } = useWords();
	// Before the first stage begins the photo waits for its turn.
	const current = entered.reduce((furthest, stage) => Math.max(furthest, STAGES.indexOf(stage)), -1);
	const stateOf = (index: number): StepState => (index > current ? "waiting" : index === current ? "now" : "done");
	const steps = [
		{ words: t("progress.upload"), state: (sent < 1 ? "now" : "done") as StepState },
		...STAGES.map((stage, index) => ({
			words: say(language, `stage.${stage}`),
			state: stateOf(index),
		})),
	];
	const step = steps.find(({ state }) => state === "now");
	const share = (sent + current + 1) / (STAGES.length + 1);
	return (
		<section class="narrow">
			<h1 tabIndex={-1}>{t("progress.title")}</h1>
			<progress class="bar" max={1} value={share} aria-label={t("progress.title")} />
			<p class="visually-hidden" role="status">
				{step?.words ?? t("progress.queue")}
			</p>
			<ol class="steps">
				{steps.map(({ words, state }) => (
					<li key={words} class={`step step--${state}`} {...(state === "now" && { "aria-current": "step" as const })}>
						<span class="step__sign" aria-hidden="true" />
						<span>{words}</span>
						<span class="step__state">{t(`progress.state.${state}` satisfies PageKey)}</span>
					</li>
				))}
			</ol>
			<p class="small">{t(sent === 1 && !step ? "progress.queue" : "progress.hint")}</p>
		</section>
	);
}
