import * as ort from "onnxruntime-node";

/** A dense float32 tensor, row-major. */
export interface FloatTensor {
	data: Float32Array;
	shape: readonly number[];
}

/** An ONNX model with one float32 input and one float32 output. */
export interface Model {
	run(input: FloatTensor): Promise<FloatTensor>;
	close(): Promise<void>;
}

export interface ModelOptions {
	/** Threads that share the work of one run; runs may also overlap. */
	threads: number;
}

/** Opens a model on the CPU. Rejects when the bytes are not an ONNX model with one input and one output. */
export async function openModel(bytes: Uint8Array, { threads }: ModelOptions): Promise<Model> {
	const session = await ort.InferenceSession.create(bytes, {
		executionProviders: ["cpu"],
		executionMode: "sequential",
		graphOptimizationLevel: "all",
		intraOpNumThreads: threads,
		interOpNumThreads: 1,
		// Input sizes differ from run to run: a pattern cached per size would only grow.
		enableMemPattern: false,
	});
	const [input, ...moreInputs] = session.inputNames;
	const [output, ...moreOutputs] = session.outputNames;
	if (input === undefined || output === undefined || moreInputs.length + moreOutputs.length > 0)
		throw new RangeError("a model with exactly one input and one output is needed");
	return {
		async run({ data, shape }) {
			const results = await session.run({ [input]: new ort.Tensor("float32", data, shape) });
			const result = results[output] as ort.Tensor;
			return { data: result.data as Float32Array, shape: result.dims };
		},
		close: () => session.release(),
	};
}
