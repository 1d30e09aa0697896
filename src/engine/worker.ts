/** Entry of a worker process: Tesseract, ONNX and OpenCV live here and nowhere else. */
import { annotate } from "../report/annotate.ts";
import { renderPdf } from "../report/pdf/report-pdf.ts";
import { verify } from "../verify.ts";
import { createEngine } from "./engine.ts";
import { serve } from "./serve.ts";

const options = JSON.parse(process.argv[2] ?? "{}");
serve({ createEngine: () => createEngine(options), verify, annotate, renderPdf });
