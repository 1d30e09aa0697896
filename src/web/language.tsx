/** The reader's language, remembered on the device, and the words of the page in it. */
import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useMemo, useState } from "preact/hooks";
import { type Args, createCatalogue, type Language } from "../report/words/catalogue.ts";
import en from "./words/en.json" with { type: "json" };
import zh from "./words/zh.json" with { type: "json" };

export type PageKey = keyof typeof zh & keyof typeof en;

const catalogue = createCatalogue({ zh, en });
const STORAGE_KEY = "zhengjian.language";
const HTML_LANG: Record<Language, string> = { zh: "zh-CN", en: "en" };

interface Words {
	language: Language;
	/** Words of the page itself. Those of reports come from the report's own catalogue. */
	t: (key: PageKey, args?: Args) => string;
	switchLanguage: () => void;
}

const WordsContext = createContext<Words | null>(null);

export function useWords(): Words {
	const words = useContext(WordsContext);
	if (!words) throw new Error("no language is provided above this component");
	return words;
}

export function LanguageProvider({ children }: { children: ComponentChildren }) {
	const [language, setLanguage] = useState<Language>(preferredLanguage);
	const words = useMemo<Words>(() => {
		const translate = catalogue.getFixedT(language);
		return {
			language,
			t: (key, args) => translate(key, args ?? {}),
			switchLanguage: () => setLanguage((current) => (current === "zh" ? "en" : "zh")),
		};
	}, [language]);
	useEffect(() => {
		document.documentElement.lang = HTML_LANG[language];
		document.title = `${words.t("app.name")} · ${words.t("app.subtitle")}`;
		remember(language);
	}, [language, words]);
	return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

function preferredLanguage(): Language {
	const stored = recall();
	if (stored === "zh" || stored === "en") return stored;
	return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** Storage may be switched off on a shared computer; the page then forgets the choice. */
function recall(): string | null {
	try {
		return localStorage.getItem(STORAGE_KEY);
	} catch {
		return null;
	}
}

function remember(language: Language): void {
	try {
		localStorage.setItem(STORAGE_KEY, language);
	} catch {
		return;
	}
}
