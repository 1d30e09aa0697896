/**
 * ONNX models on the CPU. onnxruntime-node computes on the thread that calls it and lets nothing else run meanwhile, so models
 * live in threads of their own: the caller goes on, and several runs of one model go side by side.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ThreadAnswer, ThreadTask } from "./inference-thread.js";

/** A dense float32 tensor, row-major. */
export interface FloatTensor {
	data: Float32Array;
	shape: readonly number[];
}

/** An ONNX model with one float32 input and one float32 output. */
export interface Model {
	/** Runs may overlap. `input.data` is handed over and must not be used afterwards. Rejects when the shape does not fit. */
	run(input: FloatTensor): Promise<FloatTensor>;
	close(): Promise<void>;
}

export interface ModelOptions {
	/** "many": many small runs side by side, one core each. "one": one large run at a time, on all cores. */
	runs: "many" | "one";
}

/** Inference threads of this process. More would only wait for a core: an engine process is meant for two. */
const LANES = Math.min(2, availableParallelism());
const ENTRY = new URL("./inference-thread.js", import.meta.url);

/** Opens a model. Rejects with RangeError when the bytes are not an ONNX model with one input and one output. */
export async function openModel(bytes: Uint8Array, { runs }: ModelOptions): Promise<Model> {
	const threads = runs === "many" ? lanes : [leastLoaded(lanes, ({ sessions }) => sessions)];
	const session = ++lastSession;
	await Promise.all(
		threads.map((thread) => thread.ask({ kind: "open", session, bytes, threads: runs === "many" ? 1 : LANES })),
	).catch((cause: Error) => {
		throw new RangeError(cause.message);
	});
	for (const thread of threads) thread.sessions++;
	return {
		async run({ data, shape }) {
			const thread = leastLoaded(threads, ({ waiting }) => waiting);
			return (await thread.ask({ kind: "run", session, data, shape }, [data.buffer as ArrayBuffer])) as FloatTensor;
		},
		async close() {
			await Promise.all(threads.map((thread) => thread.ask({ kind: "close", session })));
			for (const thread of threads) thread.sessions--;
		},
	};
}

/** One worker thread, started when first asked; it keeps the process alive only while it works. */
class Lane {
	/** Open sessions. */
	sessions = 0;
	#worker: Worker | null = null;
	#lastTask = 0;
	readonly #open = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();

	/** Tasks asked and not yet answered. */
	get waiting(): number {
		return this.#open.size;
	}

	ask(request: ThreadTask, handedOver: ArrayBuffer[] = []): Promise<unknown> {
		this.#worker ??= this.#start();
		const worker = this.#worker;
		const task = ++this.#lastTask;
		return new Promise((resolve, reject) => {
			this.#open.set(task, { resolve, reject });
			worker.ref();
			worker.postMessage({ task, ...request }, handedOver);
		});
	}

	#start(): Worker {
		const worker = new Worker(ENTRY, { execArgv: [] });
		worker.on("message", (answer: ThreadAnswer) => {
			const asked = this.#open.get(answer.task);
			this.#open.delete(answer.task);
			if (this.#open.size === 0) worker.unref();
			if (answer.error !== undefined) asked?.reject(new Error(answer.error));
			else asked?.resolve(answer.output);
		});
		const end = (error: Error): void => {
			this.#worker = null;
			for (const { reject } of this.#open.values()) reject(error);
			this.#open.clear();
		};
		worker.on("error", end);
		worker.on("exit", (code) => end(new Error(`an inference thread ended with code ${code}`)));
		return worker;
	}
}

const lanes: readonly Lane[] = Array.from({ length: LANES }, () => new Lane());
let lastSession = 0;

const leastLoaded = (among: readonly Lane[], load: (lane: Lane) => number): Lane =>
	among.reduce((best, lane) => (load(lane) < load(best) ? lane : best));
