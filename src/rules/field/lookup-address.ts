/** （四）: the printed look-up address or the QR code's target is not an official look-up. */
import type { Field } from "../../evidence.ts";
import type { Registry } from "../../registry.ts";
import { editDistance } from "../../text/edit-distance.ts";
import type { Finding, Rule } from "../rule.ts";
import { fieldsOfType, hasRequired, matchOf, notApplicable, seenAt, verdictOf } from "../support.ts";
import { fieldFinding } from "./field-finding.ts";
import { judgeFields, RIGHT, unsettled, wrong } from "./judge-fields.ts";

const CODE = "field.lookup-address";
/** A host this close to an official one, in edits, is made to be taken for it or was misread. */
const LOOK_ALIKE_EDITS = 4;
/** A host so close that a reader may have slipped accuses only when read this surely, 0..1. */
const SLIP_CONFIDENCE = 0.95;

export type HostJudgement =
	| { kind: "official" }
	| { kind: "look-alike"; official: string /** Could be the official host misread. */; slip: boolean }
	| { kind: "foreign" };

/** Judges a host name (lower case) against the look-ups of a family. */
export function judgeHost(registry: Pick<Registry, "rulebook">, host: string, family: string): HostJudgement {
	const hosts = registry.rulebook.lookupHosts
		.filter(({ families }) => families.includes(family))
		.map((entry) => entry.host);
	if (hosts.some((official) => host === official || host.endsWith(`.${official}`))) return { kind: "official" };
	const bare = host.replace(/^www\./, "");
	const slip = hosts.find((official) => readAlike(bare) === readAlike(official));
	if (slip) return { kind: "look-alike", official: slip, slip: true };
	const like = hosts
		.filter((official) => official.split(".").length > 2)
		.map((official) => ({ official, edits: editDistance(bare, official) }))
		.sort((a, b) => a.edits - b.edits)[0];
	const borrowed = hosts.find((official) => official.split(".").length > 2 && host.includes(official));
	if (borrowed) return { kind: "look-alike", official: borrowed, slip: false };
	return like && like.edits <= LOOK_ALIKE_EDITS
		? { kind: "look-alike", official: like.official, slip: like.edits === 1 }
		: { kind: "foreign" };
}

/** What a reader easily takes for one another: points that vanish, 0 and o, 1, l, i and j, rn and m. */
const readAlike = (host: string): string =>
	host
		.replace(/[^a-z0-9]/g, "")
		.replace(/0/g, "o")
		.replace(/[1ij]/g, "l")
		.replace(/rn/g, "m")
		.replace(/q/g, "g")
		.replace(/5/g, "s");

/** Host of an address as printed or encoded, lower case; null when the text is no address. */
export function hostOf(text: string): string | null {
	const found = /^(?:[a-z]{3,6}[:：]?\/{0,3})?((?:[a-z0-9_-]+\.)+[a-z]{2,})(?:[/:?#]|$)/i.exec(
		text.normalize("NFKC").replace(/\s/g, ""),
	);
	return found?.[1]?.toLowerCase() ?? null;
}

export const lookupAddress: Rule = {
	code: CODE,
	needs: ["match", "fields", "marks"],
	deciding: (context) => hasRequired(context, "url"),
	judge: (context) => {
		const { evidence, registry } = context;
		const { family } = matchOf(context).template;
		const known = registry.rulebook.lookupHosts.some(({ families }) => families.includes(family));
		if (!known) return notApplicable("no-official-look-up");
		const printed =
			fieldsOfType(context, "url").length === 0
				? null
				: judgeFields(context, ["url"], ({ name, field }) => {
						const host = hostOf(field.value);
						if (host === null) return unsettled("value-not-read");
						const judged = judgeHost(registry, host, family);
						if (judged.kind === "official") return RIGHT;
						if (judged.kind === "look-alike" && judged.slip && !isSureOfSlip(field))
							return unsettled("uncertain-reading");
						return wrong(
							fieldFinding(CODE, judged.kind === "look-alike" ? "look-alike" : "detail", name, field, {
								seen: host,
								...(judged.kind === "look-alike" ? { expected: judged.official } : {}),
							}),
						);
					});
		// A decoded code has its own error correction: it says exactly what it says.
		const encoded = evidence.marks.flatMap((mark): Finding[] => {
			const host = mark.kind === "qr" && mark.text ? hostOf(mark.text) : null;
			const judged = host === null ? null : judgeHost(registry, host, family);
			if (host === null || judged === null || judged.kind === "official") return [];
			return [
				{
					code: CODE,
					severity: "suspect",
					clause: "（四）",
					variant: judged.kind === "look-alike" ? "look-alike" : "detail",
					args: {
						element: mark.element ?? "qr",
						seen: host,
						...(judged.kind === "look-alike" ? { expected: judged.official } : {}),
					},
					confidence: mark.confidence,
					regions: seenAt(mark.polygon),
				},
			];
		});
		const onPage = printed?.outcome === "fail" ? printed.findings : [];
		const doubts = printed?.outcome === "cannot-tell" ? [printed.reason] : [];
		if (!printed && !evidence.marks.some((mark) => mark.kind === "qr")) return notApplicable("no-such-field");
		return verdictOf([...onPage, ...encoded], doubts);
	},
};

/** The second reader saw the same, or the first one had no doubt at all. */
const isSureOfSlip = (field: Field): boolean => field.confidence >= SLIP_CONFIDENCE && field.crossRead?.agrees === true;
