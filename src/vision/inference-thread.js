/**
 * Entry of an inference thread: holds ONNX sessions and runs them. `onnx.ts` is the other side. Plain JavaScript, so that a
 * thread needs no loader of its own.
 *
 * @typedef {{ kind: "open", session: number, bytes: Uint8Array, threads: number }
 *   | { kind: "run", session: number, data: Float32Array, shape: readonly number[] }
 *   | { kind: "close", session: number }} ThreadTask What is asked; sessions are numbered by whoever asks.
 * @typedef {{ data: Float32Array, shape: readonly number[] }} Output
 * @typedef {{ task: number, output?: Output | undefined, error?: string }} ThreadAnswer
 */
import { parentPort } from "node:worker_threads";
import * as ort from "onnxruntime-node";

const port = /** @type {import("node:worker_threads").MessagePort} */ (parentPort);
/** @type {Map<number, ort.InferenceSession>} */
const sessions = new Map();

port.on("message", async (/** @type {ThreadTask & { task: number }} */ { task, ...request }) => {
	try {
		const output = await perform(request);
		port.postMessage({ task, output }, output ? [/** @type {ArrayBuffer} */ (output.data.buffer)] : []);
	} catch (error) {
		port.postMessage({ task, error: String(error) });
	}
});

/** @returns {Promise<Output | undefined>} */
async function perform(/** @type {ThreadTask} */ request) {
	if (request.kind === "open") {
		sessions.set(request.session, await open(request.bytes, request.threads));
		return;
	}
	const session = sessions.get(request.session);
	if (!session) throw new Error("the model is closed");
	if (request.kind === "close") {
		sessions.delete(request.session);
		await session.release();
		return;
	}
	const [input, output] = [...session.inputNames, ...session.outputNames];
	const results = await session.run({ [String(input)]: new ort.Tensor("float32", request.data, request.shape) });
	const { data, dims } = /** @type {ort.Tensor} */ (results[String(output)]);
	// The runtime keeps its own memory; only a copy of it can be handed over.
	return { data: new Float32Array(/** @type {Float32Array} */ (data)), shape: dims };
}

async function open(/** @type {Uint8Array} */ bytes, /** @type {number} */ threads) {
	const session = await ort.InferenceSession.create(bytes, {
		executionProviders: ["cpu"],
		executionMode: "sequential",
		graphOptimizationLevel: "all",
		intraOpNumThreads: threads,
		interOpNumThreads: 1,
		// Input sizes differ from run to run: a pattern cached per size would only grow.
		enableMemPattern: false,
		// An arena keeps the peak of each session: four photos held 1.5 GB with arenas and 1.25 GB without, in the same time.
		enableCpuMemArena: false,
	});
	if (session.inputNames.length === 1 && session.outputNames.length === 1) return session;
	await session.release();
	throw new Error("a model with exactly one input and one output is needed");
}
