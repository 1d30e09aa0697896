/** Entry of a worker thread: Tesseract, ONNX and OpenCV live here and nowhere else. */
import { workerData } from "node:worker_threads";
import { serve } from "./serve.ts";

// A static import would let the pool load this file as CommonJS first, and every module twice.
const { createEngine } = await import("./engine.ts");
const { verify } = await import("../verify.ts");
const { annotate } = await import("../report/annotate.ts");

export default serve({ createEngine: () => createEngine(workerData), verify, annotate });
