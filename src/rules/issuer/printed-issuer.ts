/** Who the page says issued it. */
import type { Mark } from "../../evidence.ts";
import type { Polygon } from "../../geometry.ts";
import type { RuleContext } from "../rule.ts";
import { bareName } from "./find-issuer.ts";

export interface PrintedIssuer {
	name: string;
	confidence: number;
	polygon: Polygon;
}

/** A seal's ring is taken as the issuer's name from this mean probability on, 0..1. */
export const SEAL_TEXT_CONFIDENCE = 0.8;

/** Labels before an issuer's name on forms of all sorts. */
const LABELLED =
	/(?:发证|颁证|颁发|认证|培训|主办|签发|评价|考核)(?:机构|单位|机关|部门)(?:[（(](?:盖章|公章|章|印)[）)])?[:：]\s*(\S.+)$/u;

export const sealsWithText = (marks: readonly Mark[]): Mark[] =>
	marks.filter(
		({ kind, text, textConfidence }) =>
			(kind === "round-seal" || kind === "oval-seal") && !!text && (textConfidence ?? 0) >= SEAL_TEXT_CONFIDENCE,
	);

/** The issuer's field of a registered form; on other certificates the labelled line, else the seal. Null when none is. */
export function printedIssuer({ evidence, scope }: Pick<RuleContext, "evidence" | "scope">): PrintedIssuer | null {
	switch (scope.kind) {
		case "registered": {
			const field = evidence.fields.issuer;
			return field ? { name: bareName(field.value), confidence: field.confidence, polygon: field.polygon } : null;
		}
		case "certificate": {
			for (const line of evidence.lines) {
				const name = LABELLED.exec(line.text.normalize("NFKC"))?.[1];
				if (name) return { name: bareName(name), confidence: line.confidence, polygon: line.polygon };
			}
			const seal = sealsWithText(evidence.marks)[0];
			const [name] = seal?.text?.split("\n") ?? [];
			return seal && name ? { name, confidence: seal.textConfidence ?? 0, polygon: seal.polygon } : null;
		}
		case "unregistered":
		case "other":
			return null;
	}
}
