/** （四）: impossible dates, dates in the future, before the scheme existed, or out of order. */
import type { Field } from "../../evidence.ts";
import { isCalendarDate } from "../numbers/identity.ts";
import type { Finding, Rule } from "../rule.ts";
import { hasRequired, isSure, matchOf } from "../support.ts";
import { fieldFinding } from "./field-finding.ts";
import { judgeFields, RIGHT, unsettled, wrong } from "./judge-fields.ts";

const CODE = "field.date";

export const date: Rule = {
	code: CODE,
	needs: ["match", "fields"],
	deciding: (context) => hasRequired(context, "date"),
	judge: (context) => {
		const { evidence, registry, policy } = context;
		const { family } = matchOf(context).template;
		const scheme = registry.rulebook.schemes.find((s) => s.family === family);
		return judgeFields(context, ["date"], ({ name, field }) => {
			const fault = (variant: string, args: Finding["args"] = {}) =>
				wrong(fieldFinding(CODE, variant, name, field, { seen: field.value, ...args }));
			const iso = isoParts(field.value);
			if (iso === null) return unsettled("value-not-read");
			if (!isCalendarDate(iso)) return fault("impossible");
			if (iso > policy.today) return fault("future", { expected: `≤ ${policy.today}` });
			if (name === "issueDate" && scheme && iso < scheme.start)
				return fault("before-scheme", { expected: `≥ ${scheme.start}` });
			// A certificate is issued after its course, and a course ends after it began.
			const earlier =
				name === "issueDate"
					? evidence.fields.trainingTo
					: name === "trainingTo"
						? evidence.fields.trainingFrom
						: undefined;
			const from = earlier && surely(earlier);
			if (from && from > iso) return fault("order", { expected: `≥ ${from}` });
			return RIGHT;
		});
	},
};

const surely = (field: Field): string | null => (isSure(field) ? isoParts(field.value) : null);

const CHINESE = "〇一二三四五六七八九";

/** "2024年3月5日", "2024-03-05", "2024.3.5" or 二〇二四年三月五日 → ISO form, whether or not the day exists; null if none. */
export function isoParts(printed: string): string | null {
	const text = printed
		.normalize("NFKC")
		.replace(/\s/g, "")
		.replace(/[零○Ｏ]/gu, "〇");
	const found = /(\d{4})[年.\-/](\d{1,2})[月.\-/](\d{1,2})(?!\d)/.exec(text);
	if (found) return iso(found[1], found[2], found[3]);
	const chinese = /([〇一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日/u.exec(
		text,
	);
	return chinese
		? iso([...(chinese[1] ?? "")].map((c) => CHINESE.indexOf(c)).join(""), count(chinese[2]), count(chinese[3]))
		: null;
}

const iso = (y = "", m = "", d = ""): string => `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;

/** 三, 十二, 二十, 三十一 → number. */
function count(text = ""): string {
	const [tens = "", units = ""] = text.includes("十") ? text.split("十") : ["", text];
	const ten = text.includes("十") ? Math.max(1, CHINESE.indexOf(tens || "一")) * 10 : 0;
	return String(ten + (units ? CHINESE.indexOf(units) : 0));
}
