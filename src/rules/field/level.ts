/** （四）: the level as the standard writes it, 中文数字+级/等级名称. */
import { editDistance } from "../../text/edit-distance.ts";
import { parseLevel, parseOccupationLevel, REGISTERED_LEVELS } from "../numbers/level.ts";
import type { Rule } from "../rule.ts";
import { hasRequired } from "../support.ts";
import { fieldFinding } from "./field-finding.ts";
import { judgeFields, RIGHT, unsettled, wrong } from "./judge-fields.ts";

const CODE = "field.level";
/** One character away from a registered level, only a value read this surely is another value and no slip, 0..1. */
const NEAR_CONFIDENCE = 0.95;

export const level: Rule = {
	code: CODE,
	needs: ["match", "fields"],
	deciding: (context) => hasRequired(context, "level"),
	judge: (context) =>
		judgeFields(context, ["level", "occupation-and-level"], ({ name, type, field }) => {
			const parsed = type === "level" ? parseLevel(field.value) : parseOccupationLevel(field.value);
			if (parsed.kind === "level") return RIGHT;
			if (parsed.kind === "unsettled") return unsettled("level-not-settled");
			const value = field.value.normalize("NFKC").replace(/\s/g, "");
			const [nearest = ""] = [...REGISTERED_LEVELS].sort((a, b) => editDistance(a, value) - editDistance(b, value));
			const slip = editDistance(nearest, value) === 1 && field.confidence < NEAR_CONFIDENCE;
			if (slip) return unsettled("uncertain-reading");
			// "高级工" surely means one level; "三级/中级工" means two, and none can be named as the expected one.
			const meant = REGISTERED_LEVELS.filter((registered) => registered.split("/").includes(value));
			return wrong(
				fieldFinding(CODE, meant.length === 1 ? "expected" : "detail", name, field, {
					seen: field.value,
					...(meant.length === 1 ? { expected: meant[0] ?? null } : {}),
				}),
			);
		}),
};
