/** The page: choose a photo, follow the check, read the result. The address holds the verification, so a reload keeps it. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Stage } from "../evidence.ts";
import type { Report } from "../report/schema.ts";
import { follow, Problem, upload } from "./api.ts";
import { useWords } from "./language.tsx";
import { decode } from "./photo.ts";
import { ProblemView } from "./views/ProblemView.tsx";
import { ProgressView } from "./views/ProgressView.tsx";
import { ResultView } from "./views/ResultView.tsx";
import { StartView } from "./views/StartView.tsx";

/** The photo the reader chose, and its picture where the browser can show it. */
export interface Chosen {
	file: File;
	picture: HTMLCanvasElement | null;
}

type State =
	| { view: "start" }
	| { view: "progress"; sent: number; entered: readonly Stage[] }
	| { view: "result"; report: Report }
	| { view: "problem"; problem: Problem };

const HASH = /^#\/v\/([\w-]+)$/;

export function App() {
	const { t, switchLanguage } = useWords();
	const [state, setState] = useState<State>({ view: "start" });
	const [chosen, setChosen] = useState<Chosen | null>(null);
	const running = useRef<AbortController | null>(null);
	const main = useRef<HTMLElement>(null);

	const run = useCallback(async (begin: (sent: (share: number) => void) => Promise<string>, uploading: boolean) => {
		running.current?.abort();
		const controller = new AbortController();
		running.current = controller;
		const { signal } = controller;
		const show = (next: State | ((current: State) => State)) => {
			if (!signal.aborted) setState(next);
		};
		show({ view: "progress", sent: uploading ? 0 : 1, entered: [] });
		try {
			const id = await begin((sent) => show((now) => (now.view === "progress" ? { ...now, sent } : now)));
			signal.throwIfAborted();
			history.replaceState(null, "", `#/v/${id}`);
			const onStage = (stage: Stage) =>
				show((now) => (now.view === "progress" ? { ...now, sent: 1, entered: [...now.entered, stage] } : now));
			show((now) => (now.view === "progress" ? { ...now, sent: 1 } : now));
			show({ view: "result", report: await follow(id, onStage, signal) });
		} catch (error) {
			show({ view: "problem", problem: error instanceof Problem ? error : new Problem("internal") });
		}
	}, []);

	const restart = useCallback(() => {
		running.current?.abort();
		history.replaceState(null, "", location.pathname);
		setChosen(null);
		setState({ view: "start" });
	}, []);

	useEffect(() => {
		const open = () => {
			const id = HASH.exec(location.hash)?.[1];
			if (!id) return;
			setChosen(null);
			void run(async () => id, false);
		};
		open();
		addEventListener("hashchange", open);
		return () => removeEventListener("hashchange", open);
	}, [run]);

	// Someone who cannot see that the view changed is taken to its heading.
	useEffect(() => {
		if (state.view !== "start") main.current?.querySelector("h1")?.focus();
		scrollTo(0, 0);
	}, [state.view]);

	const choose = useCallback(async (file: File) => setChosen({ file, picture: await decode(file) }), []);
	const check = () => {
		if (chosen) void run((sent) => upload(chosen.file, sent), true);
	};

	return (
		<>
			<button type="button" class="skip" onClick={() => main.current?.focus()}>
				{t("app.skip")}
			</button>
			<header class="top">
				<div class="top__inner">
					<span class="top__name">{t("app.name")}</span>
					<span class="top__subtitle">{t("app.subtitle")}</span>
					<button type="button" class="button button--quiet top__language" onClick={switchLanguage}>
						{t("app.language")}
					</button>
				</div>
			</header>
			<main ref={main} tabIndex={-1}>
				{state.view === "start" && (
					<StartView chosen={chosen} onChoose={choose} onCheck={check} onClear={() => setChosen(null)} />
				)}
				{state.view === "progress" && <ProgressView sent={state.sent} entered={state.entered} />}
				{state.view === "result" && (
					<ResultView report={state.report} own={chosen?.picture ?? null} onRestart={restart} />
				)}
				{state.view === "problem" && (
					<ProblemView problem={state.problem} onRetry={chosen ? check : null} onRestart={restart} />
				)}
			</main>
			<footer class="foot">{t("app.footer")}</footer>
		</>
	);
}
