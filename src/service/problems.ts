/** Every error leaves as RFC 9457 problem details with a stable `code`. */
import type { ErrorRequestHandler, Response } from "express";
import type { Logger } from "pino";
import { type ErrorCode, ZhengjianError } from "../errors.ts";
import { type Bilingual, sentence } from "../report/words/catalogue.ts";

const STATUS: Record<ErrorCode, number> = {
	"photo.missing": 400,
	"photo.empty": 400,
	"photo.unsupported-type": 415,
	"photo.too-large": 413,
	"photo.too-many-pixels": 422,
	"photo.too-many-pages": 422,
	"photo.too-small": 422,
	"photo.extreme-shape": 422,
	"photo.damaged": 422,
	"photo.encrypted": 422,
	"photo.animated": 422,
	"claims.invalid": 400,
	"request.invalid": 400,
	"template.invalid": 400,
	"issuers.invalid": 400,
	"logo.invalid": 400,
	"registry.unreadable": 500,
	"store.in-use": 503,
	"store.unreachable": 503,
	"store.key-missing": 500,
	"store.key-invalid": 500,
	"store.altered": 500,
	"pack.invalid": 422,
	"pack.key-invalid": 500,
	"backup.invalid": 400,
	"model.missing": 500,
	"model.altered": 500,
	"engine.timeout": 504,
	"engine.crashed": 500,
	"engine.busy": 503,
	"verification.not-found": 404,
	"verification.not-finished": 409,
	"access.unauthenticated": 401,
	"access.forbidden": 403,
	"access.cross-origin": 403,
	"account.invalid": 400,
	"account.exists": 409,
	"account.not-found": 404,
	"account.sign-in-failed": 401,
	"account.password-weak": 400,
	"account.password-expired": 403,
	"api-key.not-found": 404,
	"share.not-found": 404,
	"share.expired": 410,
	"share.revoked": 410,
	"audit.broken": 500,
	"route.not-found": 404,
	"rate.limited": 429,
	internal: 500,
};

/** Problem details: `title` in Chinese, both languages in `message`. */
export interface Problem {
	type: string;
	title: string;
	status: number;
	detail: string;
	code: ErrorCode;
	message: Bilingual;
	expected?: string;
	found?: string;
}

export function toProblem({ code, message, detail }: Pick<ZhengjianError, "code" | "message" | "detail">): Problem {
	const words = sentence(`error.${code}`);
	return {
		type: `urn:zhengjian:problem:${code}`,
		title: words.zh,
		status: STATUS[code],
		detail: message,
		code,
		message: words,
		...(detail.expected === undefined ? {} : { expected: detail.expected }),
		...(detail.found === undefined ? {} : { found: detail.found }),
	};
}

export function sendProblem(response: Response, problem: Problem): void {
	if (problem.status === 503 || problem.status === 429) response.set("Retry-After", response.get("Retry-After") ?? "5");
	response.status(problem.status).type("application/problem+json").send(JSON.stringify(problem));
}

/** What an error of a library means to the caller; null when it is nobody's fault but ours. */
function translate(error: unknown): ZhengjianError | null {
	if (error instanceof ZhengjianError) return error;
	// Express and its parsers put the fault of a request into `status`.
	if (error instanceof Error && "status" in error && Number(error.status) < 500)
		return new ZhengjianError("request.invalid", error.message, { cause: error });
	return null;
}

/** Last in the line: answers every error, and logs those that are ours without any content of the request. */
export function problemHandler(log: Logger): ErrorRequestHandler {
	return (error: unknown, _request, response, _next) => {
		const known = translate(error);
		if (!known || STATUS[known.code] === 500)
			log.error({ requestId: response.locals.requestId, err: error }, "request failed");
		if (response.headersSent) {
			response.destroy();
			return;
		}
		sendProblem(response, toProblem(known ?? new ZhengjianError("internal", "the service failed on this request")));
	};
}
