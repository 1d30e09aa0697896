export { createTesseractReader, type TesseractReaderOptions } from "./reader.ts";
