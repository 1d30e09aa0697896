/** A pool of worker threads that verify photos, each task with a time budget; a thread that dies fails its one task. */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import Piscina from "piscina";
import { ZhengjianError } from "../errors.ts";
import type { Stage } from "../evidence.ts";
import type { Registry } from "../registry.ts";
import type { Report } from "../report/schema.ts";
import type { Policy } from "../rules/rule.ts";
import {
	fromPlain,
	type Identity,
	type Outcome,
	type ProgressMessage,
	type ReaderName,
	type Task,
	type TaskResults,
	type Verdict,
} from "./protocol.ts";

/** What the service and the command line need of the engine. */
export interface EnginePool {
	/**
	 * Verifies one photo. `onStage` is told each stage as it begins. Throws ZhengjianError: what the pipeline threw,
	 * `engine.timeout` past the time budget, `engine.crashed` when the thread died.
	 */
	verify(
		photo: Uint8Array,
		registry: Registry,
		policy: Policy,
		identity: Identity,
		onStage?: (stage: Stage) => void,
	): Promise<Verdict>;
	/** The upright photo with numbered highlights, JPEG. Throws like `verify`. */
	annotate(photo: Uint8Array, report: Report): Promise<Uint8Array>;
	close(): Promise<void>;
}

export interface PoolOptions {
	reader?: ReaderName | undefined;
	/** Threads; two cores carry one, because ONNX itself computes on several. */
	workers?: number | undefined;
	/** Time one task may take once it runs, milliseconds. */
	timeoutMs?: number | undefined;
	/** JavaScript heap of one thread, MiB. Native memory (ONNX, WebAssembly) is bounded by the limits on photos. */
	memoryMb?: number | undefined;
	/** Worker entry; tests give their own. */
	entry?: URL | undefined;
	/** Told of a thread that died while idle; it is replaced. */
	onIdleError?: ((error: Error) => void) | undefined;
}

/** A photo takes seconds; after a minute it is stuck. */
const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_MEMORY_MB = 1024;

/** Starts the threads and warms every engine up. Throws what making an engine throws (`model.missing`, …). */
export async function createPool(options: PoolOptions = {}): Promise<EnginePool> {
	const workers = options.workers ?? Math.max(1, Math.floor(availableParallelism() / 2));
	const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
	const threads = new Piscina({
		filename: fileURLToPath(options.entry ?? new URL("./worker.ts", import.meta.url)),
		execArgv: ["--import", new URL("./typescript.mjs", import.meta.url).href],
		workerData: options.reader ? { reader: options.reader } : {},
		minThreads: workers,
		maxThreads: workers,
		// Waiting on an atomic would stop the timers and messages that Tesseract's own thread needs.
		atomics: "disabled",
		resourceLimits: { maxOldGenerationSizeMb: options.memoryMb ?? DEFAULT_MEMORY_MB },
	});
	threads.on("error", (error: Error) => options.onIdleError?.(error));

	const run = async <K extends Task["kind"]>(
		task: Extract<Task, { kind: K }>,
		onStage?: (stage: Stage) => void,
	): Promise<TaskResults[K]> => {
		const { port1, port2 } = new MessageChannel();
		const budget = new AbortController();
		let timer: NodeJS.Timeout | undefined;
		const hear = (message: ProgressMessage) => {
			// The budget runs from the start of the work, not from its place in the queue.
			if (message === "started") timer = setTimeout(() => budget.abort(), timeoutMs);
			else onStage?.(message.stage);
		};
		port1.on("message", hear);
		const transferList = "photo" in task ? [port2, task.photo.buffer as ArrayBuffer] : [port2];
		try {
			const outcome: Outcome<TaskResults[K]> = await threads.run(
				{ task, progress: port2 },
				{ transferList, signal: budget.signal },
			);
			// The result comes by another port and may overtake the last stages.
			for (let left = receiveMessageOnPort(port1); left; left = receiveMessageOnPort(port1)) hear(left.message);
			if ("error" in outcome) throw fromPlain(outcome.error);
			return outcome.value;
		} catch (error) {
			throw error instanceof ZhengjianError ? error : lost(error, budget.signal.aborted, timeoutMs);
		} finally {
			clearTimeout(timer);
			port1.close();
		}
	};

	try {
		await Promise.all(Array.from({ length: workers }, () => run({ kind: "warm" })));
	} catch (error) {
		await threads.destroy();
		throw error;
	}
	return {
		verify: (photo, registry, policy, identity, onStage) =>
			run({ kind: "verify", photo: copy(photo), registry, policy, identity }, onStage),
		annotate: (photo, report) => run({ kind: "annotate", photo: copy(photo), report }),
		close: () => threads.destroy(),
	};
}

/** The thread takes its memory along; the caller keeps the original, which may share memory with other buffers. */
const copy = (photo: Uint8Array): Uint8Array => new Uint8Array(photo);

function lost(cause: unknown, timedOut: boolean, timeoutMs: number): ZhengjianError {
	return timedOut
		? new ZhengjianError("engine.timeout", "the photo took too long", {
				expected: `at most ${timeoutMs / 1000} s`,
				found: "still running",
			})
		: new ZhengjianError("engine.crashed", "the engine's thread died while it worked on this photo", { cause });
}
