/** What the pool and its worker processes say to each other: plain values that survive structured cloning. */
import { ERROR_CODES, type ErrorCode, ZhengjianError } from "../errors.ts";
import type { Evidence, Stage } from "../evidence.ts";
import type { Registry } from "../registry.ts";
import type { PdfOptions } from "../report/pdf/report-pdf.ts";
import type { Report } from "../report/schema.ts";
import type { Policy } from "../rules/rule.ts";

export interface Identity {
	id: string;
	/** ISO date and time. */
	createdAt: string;
}

export interface Verdict {
	evidence: Evidence;
	report: Report;
}

export type ReaderName = "onnx" | "tesseract";

export type Task =
	| { kind: "warm" }
	| { kind: "verify"; photo: Uint8Array; registry: Registry; policy: Policy; identity: Identity }
	| { kind: "annotate"; photo: Uint8Array; report: Report }
	| { kind: "pdf"; photo: Uint8Array; report: Report; options: PdfOptions };

export interface TaskResults {
	warm: null;
	verify: Verdict;
	annotate: Uint8Array;
	pdf: Uint8Array;
}

/** From the worker: each stage as it begins, then one result or error for the task. */
export type WorkerMessage<T> = { stage: Stage } | { value: T } | { error: PlainError };

/** An error as plain data: classes do not cross processes. */
export interface PlainError {
	code: ErrorCode;
	message: string;
	expected?: string | undefined;
	found?: string | undefined;
	/** Stack of an unforeseen error, for the log only. */
	stack?: string | undefined;
}

export function toPlain(error: unknown): PlainError {
	if (error instanceof ZhengjianError)
		return { code: error.code, message: error.message, expected: error.detail.expected, found: error.detail.found };
	const stack = error instanceof Error ? error.stack : String(error);
	return { code: "internal", message: "the engine failed in an unforeseen way", stack };
}

export function fromPlain({ code, message, expected, found, stack }: PlainError): ZhengjianError {
	const known = ERROR_CODES.includes(code) ? code : "internal";
	return new ZhengjianError(known, message, {
		...(expected === undefined ? {} : { expected }),
		...(found === undefined ? {} : { found }),
		...(stack === undefined ? {} : { cause: stack }),
	});
}
