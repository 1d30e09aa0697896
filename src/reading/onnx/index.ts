export type { Posterior } from "./ctc.ts";
export type { TextBox } from "./detector.ts";
export { createOnnxReader, type OnnxReader, type OnnxReaderOptions } from "./reader.ts";
