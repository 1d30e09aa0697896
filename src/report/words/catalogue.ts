/**
 * The one catalogue of sentences for people, Simplified Chinese and English. Keys are flat (`finding.<code>.<variant>`);
 * both languages have the same keys. Runs in the service, on the command line and in the page.
 */
import i18next, { type i18n } from "i18next";
import en from "./en.json" with { type: "json" };
import zh from "./zh.json" with { type: "json" };

export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
export type Bilingual = Record<Language, string>;
export type WordKey = keyof typeof zh & keyof typeof en;
export type Args = Record<string, string | number | boolean | null>;

/**
 * An i18next instance over flat keys: no plural or nesting magic, no escaping (whoever renders HTML or SVG escapes), and
 * a missing key is an error, never an empty or English-looking gap.
 */
export function createCatalogue(resources: Record<Language, Record<string, string>>): i18n {
	const catalogue = i18next.createInstance();
	void catalogue.init({
		lng: "zh",
		fallbackLng: false,
		showSupportNotice: false,
		initAsync: false,
		keySeparator: false,
		nsSeparator: false,
		pluralSeparator: "\u0000",
		contextSeparator: "\u0000",
		interpolation: { escapeValue: false, skipOnVariables: true },
		saveMissing: true,
		missingKeyHandler: (languages, _namespace, key) => {
			throw new RangeError(`no words for "${key}" in ${languages.join(", ")}`);
		},
		resources: { zh: { translation: resources.zh }, en: { translation: resources.en } },
	});
	return catalogue;
}

const catalogue = createCatalogue({ zh, en });

export const hasWords = (key: string): key is WordKey => Object.hasOwn(zh, key);

/** Names of the `{{arguments}}` a sentence needs. */
export const argumentsOf = (key: WordKey): string[] =>
	[...zh[key].matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] as string);

/** One sentence in one language. Throws RangeError when the key is unknown or an argument is not given. */
export function say(language: Language, key: string, args: Args = {}): string {
	if (!hasWords(key)) throw new RangeError(`no words for "${key}"`);
	const missing = argumentsOf(key).find((name) => args[name] === undefined || args[name] === null);
	if (missing !== undefined) throw new RangeError(`"${key}" needs the argument "${missing}"`);
	return catalogue.getFixedT(language)(key, args);
}

/** One sentence in both languages. Throws like `say`. */
export const sentence = (key: WordKey, args: Args = {}): Bilingual => ({
	zh: say("zh", key, args),
	en: say("en", key, args),
});

/** Words for a name from an open set (a clerk's own element or family): the name itself where there are none. */
export const nameOf = (
	language: Language,
	group: "element" | "family" | "mark" | "department",
	name: string,
): string => {
	const key = `${group}.${name}`;
	return hasWords(key) ? say(language, key) : name;
};
