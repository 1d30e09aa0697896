/** Choosing a photo, and a look at it before it is sent. */
import { useEffect, useRef, useState } from "preact/hooks";
import { nameOf } from "../../report/words/catalogue.ts";
import type { Chosen } from "../App.tsx";
import { useWords } from "../language.tsx";
import { CanvasView } from "../parts/CanvasView.tsx";

/** What the file dialogue offers; the service looks at the content, not at the name. */
const ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif,image/avif,image/tiff,application/pdf,.heic,.pdf";
const FAMILIES = ["skill-level", "vocational-qualification", "special-ability", "training-completion"];

interface Props {
	chosen: Chosen | null;
	onChoose: (file: File) => void;
	onCheck: () => void;
	onClear: () => void;
}

export function StartView(props: Props) {
	return props.chosen ? <Preview {...props} chosen={props.chosen} /> : <Choose {...props} />;
}

function Choose({ onChoose }: Props) {
	const { t, language } = useWords();
	const [over, setOver] = useState(false);
	// A file may be dropped anywhere on the page; missing the box must not make the browser leave it.
	useEffect(() => {
		const drag = (event: DragEvent) => {
			event.preventDefault();
			setOver(event.type === "dragover");
			const file = event.type === "drop" ? event.dataTransfer?.files[0] : undefined;
			if (file) onChoose(file);
		};
		const kinds = ["dragover", "dragleave", "drop"] as const;
		for (const kind of kinds) addEventListener(kind, drag);
		return () => {
			for (const kind of kinds) removeEventListener(kind, drag);
		};
	}, [onChoose]);
	const kinds = FAMILIES.map((family) => nameOf(language, "family", family)).join(t("start.separator"));
	return (
		<section class="narrow">
			<h1 tabIndex={-1}>{t("start.title")}</h1>
			<p class="lead">{t("start.lead")}</p>
			<div class={over ? "drop drop--over" : "drop"}>
				<FileButton words={t("start.take")} kind="button--main take" accept="image/*" camera onFile={onChoose} />
				<FileButton words={t("start.choose")} kind="button--second choose" accept={ACCEPT} onFile={onChoose} />
				<p class="drop__hint">{t("start.drop")}</p>
			</div>
			<h2>{t("start.tips")}</h2>
			<ul class="tips">
				<li>{t("start.tip.flat")}</li>
				<li>{t("start.tip.light")}</li>
				<li>{t("start.tip.sharp")}</li>
			</ul>
			<p class="small">{t("start.kinds", { list: kinds })}</p>
			<p class="small">{t("start.formats")}</p>
		</section>
	);
}

interface FileButtonProps {
	words: string;
	kind: string;
	accept: string;
	camera?: boolean;
	onFile: (file: File) => void;
}

/** A button that opens the phone's camera or the file dialogue. */
function FileButton({ words, kind, accept, camera, onFile }: FileButtonProps) {
	const input = useRef<HTMLInputElement>(null);
	const pick = () => {
		const file = input.current?.files?.[0];
		if (file) onFile(file);
	};
	return (
		<>
			<button type="button" class={`button ${kind}`} onClick={() => input.current?.click()}>
				{words}
			</button>
			<input
				ref={input}
				type="file"
				accept={accept}
				{...(camera && { capture: "environment" })}
				onChange={pick}
				hidden
				aria-label={words}
			/>
		</>
	);
}

function Preview({ chosen, onCheck, onClear }: Props & { chosen: Chosen }) {
	const { t } = useWords();
	const megabytes = (chosen.file.size / 1e6).toFixed(1);
	return (
		<section class="narrow">
			<h1 tabIndex={-1}>{t("preview.title")}</h1>
			<div class="preview">
				{chosen.picture ? (
					<CanvasView canvas={chosen.picture} alt={t("preview.alt")} />
				) : (
					<p class="preview__none">{t("preview.none")}</p>
				)}
			</div>
			<p class="small">
				{chosen.file.name} · {megabytes} MB
			</p>
			<div class="actions">
				<button type="button" class="button button--main" onClick={onCheck}>
					{t("preview.go")}
				</button>
				<button type="button" class="button button--second" onClick={onClear}>
					{t("preview.again")}
				</button>
			</div>
		</section>
	);
}
