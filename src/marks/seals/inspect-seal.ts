/** One seal that was found, looked at closely: the colour of its ink, what stands in its middle and what it says. */
import type { Mark } from "../../evidence.ts";
import type { Reader } from "../../reading/reader.ts";
import type { Raster } from "../../vision/raster.ts";
import { classifyCentre } from "./centre.ts";
import { ringStrokes, separateInk } from "./ink-layer.ts";
import { readSeal } from "./read-seal.ts";
import type { Seal } from "./rings.ts";

/** The seal's mark with ink, centre and, where a reader is given, text. `page` is the flat page in full size, PagePx. */
export async function inspectSeal(page: Raster, seal: Seal, reader: Reader | null): Promise<Mark> {
	const ink = separateInk(page, seal.ring, ringStrokes(seal.ring));
	const centre = classifyCentre(ink.alone, seal.ring);
	const words = reader ? await readSeal(seal, ink, centre, reader) : {};
	return { ...seal.mark, ink: ink.name, centre: centre.kind, ...words };
}
