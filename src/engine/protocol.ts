/** What the pool and its worker threads say to each other: plain values that survive structured cloning. */
import type { MessagePort } from "node:worker_threads";
import { ERROR_CODES, type ErrorCode, ZhengjianError } from "../errors.ts";
import type { Evidence, Stage } from "../evidence.ts";
import type { Registry } from "../registry.ts";
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
	| { kind: "annotate"; photo: Uint8Array; report: Report };

export interface TaskResults {
	warm: null;
	verify: Verdict;
	annotate: Uint8Array;
}

/** A task with the port on which the worker tells that it began (`started`) and which stage it entered. */
export interface Assignment {
	task: Task;
	progress: MessagePort;
}
export type ProgressMessage = "started" | { stage: Stage };

/** An error as plain data: classes do not cross threads. */
export interface PlainError {
	code: ErrorCode;
	message: string;
	expected?: string | undefined;
	found?: string | undefined;
	/** Stack of an unforeseen error, for the log only. */
	stack?: string | undefined;
}
export type Outcome<T> = { value: T } | { error: PlainError };

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
