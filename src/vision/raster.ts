/** An 8-bit sRGB picture in memory: `data` holds height × width × 3 bytes, row by row, R G B interleaved. */
export interface Raster {
	width: number;
	height: number;
	data: Uint8Array;
}
