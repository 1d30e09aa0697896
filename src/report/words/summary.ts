/** The verdict in one sentence, and what to do next. Every text says that this is not the official register. */
import { bounds, type Polygon } from "../../geometry.ts";
import type { Finding } from "../../rules/rule.ts";
import { uprightPoint, uprightSize } from "../look/upright.ts";
import type { Conclusion, Report } from "../schema.ts";
import { type Bilingual, type Language, nameOf, say, sentence, type WordKey } from "./catalogue.ts";

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
type Lookup = "default" | "training-completion" | "work-safety" | "professional";

const OFFICIAL = {
	certificate: "http://zscx.osta.org.cn",
	issuer: "http://pjjg.osta.org.cn",
	professional: "http://www.cpta.com.cn",
	workSafety: "https://cx.mem.gov.cn",
} as const;

/** Which official look-up answers for a kind of document; anything else goes to the national look-up of skill certificates. */
const LOOKUPS: Record<string, Lookup> = {
	"training-completion": "training-completion",
	"special-operation": "work-safety",
	"professional-title": "professional",
};

/** How many kinds of finding the one sentence names. */
const NAMED_FINDINGS = 3;

export function summarise(facts: VerdictFacts): Bilingual {
	return { zh: summaryIn("zh", facts), en: summaryIn("en", facts) };
}

function summaryIn(language: Language, facts: VerdictFacts): string {
	const lookup = say(language, `summary.lookup.${lookupOf(facts)}`);
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
			return say(language, "summary.unrecognized", { lookup });
		case "unreadable":
			return say(language, "summary.unreadable", { retake: retake(language, facts), lookup });
	}
}

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
	if (!issue) return say(language, "summary.unfinished");
	return say(language, "advice.retake", {
		what: say(language, `quality.${issue.code}`),
		where: say(language, placeKey(issue.polygon, image)),
	});
}

/** What to do next: how sure this is, the official look-up, whom to turn to, what to retake and where. */
export function advise(facts: VerdictFacts): Advice[] {
	const advice: Advice[] = [{ code: "disclaimer", text: sentence("advice.disclaimer") }];
	const add = (key: WordKey, url?: string) =>
		advice.push({ code: key.replace(/^advice\./, ""), text: sentence(key), ...(url && { url }) });
	for (const issue of facts.quality.issues.filter(({ severe }) => severe || facts.conclusion === "unreadable")) {
		const [zh, en] = (["zh", "en"] as const).map((language) =>
			say(language, "advice.retake", {
				what: say(language, `quality.${issue.code}`),
				where: say(language, placeKey(issue.polygon, facts.image)),
			}),
		) as [string, string];
		advice.push({ code: `retake.${issue.code}`, text: { zh, en } });
	}
	const lookup = lookupOf(facts);
	if (lookup === "work-safety") add("advice.lookup.work-safety", OFFICIAL.workSafety);
	else if (lookup === "professional") add("advice.lookup.professional", OFFICIAL.professional);
	else {
		if (lookup === "training-completion") add("advice.lookup.training-school");
		add("advice.lookup.certificate", OFFICIAL.certificate);
		add("advice.lookup.issuer", OFFICIAL.issuer);
		if (facts.family === "vocational-qualification") add("advice.lookup.professional", OFFICIAL.professional);
	}
	add("advice.ask.labour");
	if (needsPerson(facts.conclusion)) add("advice.ask.consumer");
	return advice;
}

const needsPerson = (conclusion: Conclusion): boolean => conclusion === "violation" || conclusion === "suspect";

const lookupOf = ({ family, document }: VerdictFacts): Lookup => LOOKUPS[family ?? document ?? ""] ?? "default";

/** Where on the upright photo a place lies, in ninths. */
export function placeKey(polygon: Polygon | undefined, image: Report["image"]): WordKey {
	if (!polygon) return "place.whole";
	const box = bounds(polygon);
	const [x, y] = uprightPoint([box.x + box.width / 2, box.y + box.height / 2], image);
	const { width, height } = uprightSize(image);
	const column = third(x, width);
	const row = third(y, height);
	return PLACES[row * 3 + column] ?? "place.whole";
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
