/** The verdict in one sentence, and what to do next. Every text says that this is not the official register. */
import { bounds, type Polygon } from "../../geometry.ts";
import type { Finding } from "../../rules/rule.ts";
import { uprightPoint, uprightSize } from "../look/upright.ts";
import type { Conclusion, Report } from "../schema.ts";
import { type Bilingual, hasWords, type Language, nameOf, say, sentence, type WordKey } from "./catalogue.ts";

/** What the summary and the advice depend on. */
export interface VerdictFacts extends Pick<Report, "conclusion" | "family" | "template" | "image" | "quality"> {
	findings: readonly Pick<Finding, "code" | "severity">[];
	/** Title of a family that a clerk registered; the shipped families have words of their own. */
	familyTitle?: string;
	/** Recognised kind of document without a registered form (its id in the rulebook). */
	document?: string;
	/** Whether a list of issuers is loaded. */
	issuerList: boolean;
}

type Advice = Report["advice"][number];

/** One official way to check: words, and the site where there is one. */
interface Lookup {
	advice: WordKey;
	url?: string;
}

const CERTIFICATE = { advice: "advice.lookup.certificate", url: "http://zscx.osta.org.cn" } satisfies Lookup;
const ISSUER = { advice: "advice.lookup.issuer", url: "http://pjjg.osta.org.cn" } satisfies Lookup;
const PROFESSIONAL = { advice: "advice.lookup.professional", url: "http://www.cpta.com.cn" } satisfies Lookup;
const SCHOOL = { advice: "advice.lookup.school" } satisfies Lookup;
const AUTHORITY = { advice: "advice.lookup.authority" } satisfies Lookup;

/** Official look-ups by kind of document, the first to be asked first. Anything else goes to the look-up of skill certificates. */
const LOOKUPS: Record<string, readonly [Lookup, ...Lookup[]]> = {
	"vocational-qualification": [CERTIFICATE, ISSUER, PROFESSIONAL],
	"training-completion": [SCHOOL, CERTIFICATE, ISSUER],
	"special-operation": [{ advice: "advice.lookup.work-safety", url: "https://cx.mem.gov.cn" }],
	"professional-title": [PROFESSIONAL, AUTHORITY],
	"one-plus-x": [{ advice: "advice.lookup.one-plus-x", url: "https://vslc.ncb.edu.cn" }],
	diploma: [{ advice: "advice.lookup.diploma", url: "https://www.chsi.com.cn" }, AUTHORITY],
	"business-licence": [{ advice: "advice.lookup.registration", url: "https://www.gsxt.gov.cn" }, AUTHORITY],
	"identity-card": [AUTHORITY],
	passport: [AUTHORITY],
	"driving-licence": [AUTHORITY],
	"civil-status": [AUTHORITY],
	honour: [AUTHORITY],
};

const lookupsOf = ({ family, document }: VerdictFacts): readonly [Lookup, ...Lookup[]] =>
	LOOKUPS[family ?? document ?? ""] ?? [CERTIFICATE, ISSUER];

/** How many kinds of finding the one sentence names. */
const NAMED_FINDINGS = 3;

export function summarise(facts: VerdictFacts): Bilingual {
	return { zh: summaryIn("zh", facts), en: summaryIn("en", facts) };
}

function summaryIn(language: Language, facts: VerdictFacts): string {
	const lookup = lookupIn(language, facts);
	switch (facts.conclusion) {
		case "violation":
		case "suspect": {
			const told = toldFindings(facts);
			return say(language, `summary.${facts.conclusion}`, { list: kinds(language, told), n: told.length, lookup });
		}
		case "conforming": {
			const family = familyName(language, facts);
			return say(language, "summary.conforming", { family, caveats: caveats(language, facts), lookup });
		}
		case "unrecognized":
			return facts.document && hasWords(`document.${facts.document}`)
				? say(language, "summary.document", { document: say(language, `document.${facts.document}`), lookup })
				: say(language, "summary.unrecognized", { lookup });
		case "unreadable":
			return say(language, "summary.unreadable", { retake: retake(language, facts), lookup });
	}
}

function lookupIn(language: Language, facts: VerdictFacts): string {
	const [first] = lookupsOf(facts);
	if (first.url) return say(language, "summary.lookup.site", { host: hostOf(first.url) });
	const key = first.advice === SCHOOL.advice ? "summary.lookup.school" : "summary.lookup.authority";
	return say(language, key, { host: hostOf(CERTIFICATE.url) });
}

const hostOf = (url: string): string => new URL(url).host;

/** A shipped family in the reader's language, a clerk's own by its title. */
function familyName(language: Language, { family, familyTitle }: VerdictFacts): string {
	const name = nameOf(language, "family", family ?? "");
	return name === family ? (familyTitle ?? name) : name;
}

/** The findings a verdict rests on: those of its own severity. */
const toldFindings = ({ findings, conclusion }: VerdictFacts) => findings.filter((f) => f.severity === conclusion);

function kinds(language: Language, findings: VerdictFacts["findings"]): string {
	const names = [...new Set(findings.map(({ code }) => say(language, `short.${code}`)))].slice(0, NAMED_FINDINGS);
	return names.join(say(language, "summary.and"));
}

function caveats(language: Language, { template, issuerList }: VerdictFacts): string {
	const keys: WordKey[] = [];
	if (template?.provisional) keys.push("summary.caveat.provisional");
	if (!issuerList) keys.push("summary.caveat.no-issuer-list");
	if (keys.length === 0) return "";
	const list = keys.map((key) => say(language, key)).join(say(language, "summary.separator"));
	return say(language, "summary.caveats", { list });
}

function retake(language: Language, { quality, image }: VerdictFacts): string {
	const issue = quality.issues.find(({ severe }) => severe) ?? quality.issues[0];
	return issue ? retakeHint(language, issue, image) : say(language, "summary.unfinished");
}

/** What to do better and, where only a part is concerned, which part. */
function retakeHint(
	language: Language,
	{ code, polygon }: Report["quality"]["issues"][number],
	image: Report["image"],
): string {
	const what = say(language, `quality.${code}`);
	if (!polygon) return what;
	return say(language, "advice.retake", { what, where: say(language, placeKey(polygon, image)) });
}

/** What to do next: how sure this is, the official look-up, whom to turn to, what to retake and where. */
export function advise(facts: VerdictFacts): Advice[] {
	const advice: Advice[] = [{ code: "disclaimer", text: sentence("advice.disclaimer") }];
	const add = (key: WordKey, url?: string) =>
		advice.push({ code: key.replace(/^advice\./, ""), text: sentence(key), ...(url && { url }) });
	for (const issue of facts.quality.issues.filter(({ severe }) => severe || facts.conclusion === "unreadable")) {
		const text = { zh: retakeHint("zh", issue, facts.image), en: retakeHint("en", issue, facts.image) };
		advice.push({ code: `retake.${issue.code}`, text });
	}
	for (const { advice: key, url } of lookupsOf(facts)) add(key, url);
	add("advice.ask.labour");
	if (needsPerson(facts.conclusion)) add("advice.ask.consumer");
	return advice;
}

const needsPerson = (conclusion: Conclusion): boolean => conclusion === "violation" || conclusion === "suspect";

/** Where on the upright photo a place lies, in ninths. */
export function placeKey(polygon: Polygon, image: Report["image"]): WordKey {
	const box = bounds(polygon);
	const [x, y] = uprightPoint([box.x + box.width / 2, box.y + box.height / 2], image);
	const { width, height } = uprightSize(image);
	const column = third(x, width);
	const row = third(y, height);
	return PLACES[row * 3 + column] ?? "place.centre";
}

const PLACES: readonly WordKey[] = [
	"place.top-left",
	"place.top",
	"place.top-right",
	"place.left",
	"place.centre",
	"place.right",
	"place.bottom-left",
	"place.bottom",
	"place.bottom-right",
];

const third = (value: number, length: number): number => Math.min(2, Math.max(0, Math.floor((3 * value) / length)));
