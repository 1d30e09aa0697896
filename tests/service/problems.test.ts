import { expect, test } from "vitest";
import { ERROR_CODES, ZhengjianError } from "../../src/errors.ts";
import { toProblem } from "../../src/service/problems.ts";

test("every error code has a status and words", () => {
	for (const code of ERROR_CODES) {
		const { status, message } = toProblem(new ZhengjianError(code, "x"));
		expect(status, code).toBeGreaterThanOrEqual(400);
		expect(message.en, code).not.toBe("");
	}
});
