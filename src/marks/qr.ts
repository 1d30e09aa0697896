/** QR codes by ZXing: place and decoded text. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { prepareZXingModule, type ReaderOptions, readBarcodes } from "zxing-wasm/reader";
import type { Mark } from "../evidence.ts";
import type { Point, Polygon } from "../geometry.ts";
import type { Raster } from "../vision/raster.ts";

const OPTIONS: ReaderOptions = {
	formats: ["QRCode"],
	tryHarder: true,
	tryRotate: false,
	tryInvert: false,
	tryDownscale: true,
	maxNumberOfSymbols: 4,
};

/** Error correction has checked what was decoded. */
const CONFIDENCE = 0.99;

let prepared = false;

/** Loads the decoder from the installed package: its own default would fetch it from a public server. */
function prepare(): void {
	if (prepared) return;
	const file = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
	const binary = readFileSync(file);
	prepareZXingModule({
		overrides: { wasmBinary: binary.buffer.slice(binary.byteOffset, binary.byteOffset + binary.length) },
	});
	prepared = true;
}

/** QR codes on the page that could be decoded, places in PagePx. */
export async function findQrCodes(page: Raster): Promise<Mark[]> {
	prepare();
	const results = await readBarcodes(toImageData(page), OPTIONS);
	return results.map(({ text, position: p }): Mark => {
		const polygon = clockwise([
			[p.topLeft.x, p.topLeft.y],
			[p.topRight.x, p.topRight.y],
			[p.bottomRight.x, p.bottomRight.y],
			[p.bottomLeft.x, p.bottomLeft.y],
		]);
		return { kind: "qr", confidence: CONFIDENCE, polygon, text, textConfidence: CONFIDENCE };
	});
}

/** Clockwise from the corner nearest the page's top left, whichever way the symbol is turned. */
function clockwise(corners: Polygon): Polygon {
	const first = corners.reduce(
		(best, p, i) => (p[0] + p[1] < (corners[best] as Point)[0] + (corners[best] as Point)[1] ? i : best),
		0,
	);
	return corners.map((_, i) => corners[(first + i) % 4] as Point);
}

function toImageData({ width, height, data }: Raster): ImageData {
	const rgba = new Uint8ClampedArray(width * height * 4);
	for (let i = 0, p = 0; i < rgba.length; i += 4, p += 3) {
		rgba[i] = data[p] as number;
		rgba[i + 1] = data[p + 1] as number;
		rgba[i + 2] = data[p + 2] as number;
		rgba[i + 3] = 255;
	}
	return { width, height, data: rgba, colorSpace: "srgb" };
}
