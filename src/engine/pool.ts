/**
 * A pool of worker processes that verify photos, each task with a time budget; a worker that dies fails its one task.
 * Processes, not threads: stopping a thread inside ONNX ends the whole process (onnxruntime-node 1.30 throws from native
 * code while its thread is torn down), and so does any fault of a native library.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ZhengjianError } from "../errors.ts";
import type { Stage } from "../evidence.ts";
import type { Registry } from "../registry.ts";
import type { PdfOptions } from "../report/pdf/report-pdf.ts";
import type { Report } from "../report/schema.ts";
import type { Policy } from "../rules/rule.ts";
import {
	fromPlain,
	type Identity,
	type ReaderName,
	type Task,
	type TaskResults,
	type Verdict,
	type WorkerMessage,
} from "./protocol.ts";

/** What the service and the command line need of the engine. */
export interface EnginePool {
	/**
	 * Verifies one photo. `onStage` is told each stage as it begins. Throws ZhengjianError: what the pipeline threw,
	 * `engine.timeout` past the time budget, `engine.crashed` when the worker died.
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
	/** The report as PDF, in one language. Throws like `verify`. */
	renderPdf(photo: Uint8Array, report: Report, options: PdfOptions): Promise<Uint8Array>;
	close(): Promise<void>;
}

export interface PoolOptions {
	reader?: ReaderName | undefined;
	/** Processes; two cores carry one, because ONNX itself computes on several. */
	workers?: number | undefined;
	/** Time one task may take once it runs, milliseconds. */
	timeoutMs?: number | undefined;
	/** JavaScript heap of one process, MiB. Native memory (ONNX, WebAssembly) is bounded by the limits on photos. */
	memoryMb?: number | undefined;
	/** Worker entry; tests give their own. */
	entry?: URL | undefined;
}

/** A photo takes seconds; after a minute it is stuck. */
const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_MEMORY_MB = 1024;
/** Loading every model takes 3 s on two idle cores and took 50 s with a load of 20 on them. */
const WARM_TIMEOUT_MS = 180_000;
/**
 * Heaps that glibc keeps for the threads of one process. By its own choice (eight per core) the models' threads leave what they freed
 * all over: after five photos of 12 megapixels an engine held 1.6 GB, with two heaps 1.1 GB, in the same time.
 */
const HEAPS = "2";
const TYPESCRIPT = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Starts the workers and warms every engine up. Throws what making an engine throws (`model.missing`, …). */
export async function createPool(options: PoolOptions = {}): Promise<EnginePool> {
	const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
	const start = () => startWorker(options);
	const workers = Array.from({ length: options.workers ?? Math.max(1, Math.floor(availableParallelism() / 2)) }, start);
	const idle: number[] = [];
	const waiting: ((slot: number) => void)[] = [];
	let closed = false;

	const acquire = (): number | Promise<number> => idle.pop() ?? new Promise<number>((resolve) => waiting.push(resolve));
	const release = (slot: number): void => {
		const next = waiting.shift();
		if (next) next(slot);
		else idle.push(slot);
	};
	/** The slot's worker, or when that died its successor: warmed up first, outside the time budget of a photo. */
	const living = async (slot: number): Promise<ChildProcess> => {
		const worker = workers[slot];
		if (worker?.connected && !worker.killed) return worker;
		if (closed) throw new ZhengjianError("engine.crashed", "the engine was stopped");
		const successor = start();
		workers[slot] = successor;
		await assign(successor, { kind: "warm" }, WARM_TIMEOUT_MS);
		return successor;
	};
	const run = async <K extends Task["kind"]>(
		task: Extract<Task, { kind: K }>,
		onStage?: (stage: Stage) => void,
	): Promise<TaskResults[K]> => {
		const slot = await acquire();
		try {
			return await assign(await living(slot), task, timeoutMs, onStage);
		} finally {
			release(slot);
		}
	};
	const close = async () => {
		closed = true;
		await Promise.all(
			workers.map(async (worker) => {
				if (worker.exitCode !== null || worker.signalCode !== null) return;
				const gone = once(worker, "exit");
				worker.kill("SIGKILL");
				await gone;
			}),
		);
	};

	try {
		await Promise.all(workers.map((worker) => assign(worker, { kind: "warm" }, WARM_TIMEOUT_MS)));
	} catch (error) {
		await close();
		throw error;
	}
	idle.push(...workers.keys());
	return {
		verify: (photo, registry, policy, identity, onStage) =>
			run({ kind: "verify", photo, registry, policy, identity }, onStage),
		annotate: (photo, report) => run({ kind: "annotate", photo, report }),
		renderPdf: (photo, report, options) => run({ kind: "pdf", photo, report, options }),
		close,
	};
}

function startWorker({ reader, memoryMb = DEFAULT_MEMORY_MB, entry }: PoolOptions): ChildProcess {
	const worker = fork(
		fileURLToPath(entry ?? new URL("./worker.ts", import.meta.url)),
		[JSON.stringify(reader ? { reader } : {})],
		{
			env: { MALLOC_ARENA_MAX: HEAPS, ...process.env },
			execArgv: [`--max-old-space-size=${memoryMb}`, "--import", TYPESCRIPT],
			serialization: "advanced",
			// Standard output belongs to whoever uses the pool.
			stdio: ["ignore", 2, 2, "ipc"],
		},
	);
	// A worker that fails while idle is replaced with the next task; while busy, `assign` hears of it too.
	worker.on("error", () => worker.kill("SIGKILL"));
	return worker;
}

/** Gives one task to one worker and waits for its end. A worker out of time is killed. */
function assign<K extends Task["kind"]>(
	worker: ChildProcess,
	task: Extract<Task, { kind: K }>,
	timeoutMs: number,
	onStage?: (stage: Stage) => void,
): Promise<TaskResults[K]> {
	return new Promise((resolve, reject) => {
		const settle = (end: () => void) => {
			clearTimeout(timer);
			worker.off("message", hear).off("exit", died).off("error", died);
			end();
		};
		const hear = (message: WorkerMessage<TaskResults[K]>) => {
			if ("stage" in message) onStage?.(message.stage);
			else if ("error" in message) settle(() => reject(fromPlain(message.error)));
			else settle(() => resolve(message.value));
		};
		const died = (cause: unknown) =>
			settle(() =>
				reject(new ZhengjianError("engine.crashed", "the engine died while it worked on this photo", { cause })),
			);
		const timer = setTimeout(() => {
			worker.kill("SIGKILL");
			settle(() =>
				reject(
					new ZhengjianError("engine.timeout", "the photo took too long", {
						expected: `at most ${timeoutMs / 1000} s`,
						found: "still running",
					}),
				),
			);
		}, timeoutMs);
		worker.on("message", hear).on("exit", died).on("error", died);
		worker.send(task, (error) => {
			if (error) died(error);
		});
	});
}
