import { createRequire } from "node:module";
import type cvType from "@techstark/opencv-js";
import type { Raster } from "./raster.ts";

export type OpenCv = typeof cvType;
export type Mat = InstanceType<OpenCv["Mat"]>;

// Required, not imported: a loader that awaits the imported module (vitest's does) would meet the `then` below.
const cvModule = createRequire(import.meta.url)("@techstark/opencv-js") as OpenCv;

const ready = new Promise<void>((done) => {
	(cvModule as unknown as { onRuntimeInitialized: () => void }).onRuntimeInitialized = done;
});

/** The OpenCV module, once its WebAssembly is compiled (about 0.8 s per process). Use inside engine workers only. */
export async function loadOpenCv(): Promise<OpenCv> {
	await ready;
	// Emscripten leaves a `then` on the module that resolves to the module itself: awaiting it would never end.
	delete (cvModule as { then?: unknown }).then;
	return cvModule;
}

/**
 * Runs `work` with a registrar: every Mat (or MatVector …) passed through `own` is deleted afterwards, also on a throw.
 * WebAssembly memory is not garbage collected, so all OpenCV code goes through here.
 */
export function withMats<T>(work: (own: <M extends { delete(): void }>(m: M) => M) => T): T {
	const owned: { delete(): void }[] = [];
	try {
		return work((m) => {
			owned.push(m);
			return m;
		});
	} finally {
		for (const m of owned.reverse()) m.delete();
	}
}

/** `withMats` for work that awaits something in between. */
export async function withMatsAsync<T>(
	work: (own: <M extends { delete(): void }>(m: M) => M) => Promise<T>,
): Promise<T> {
	const owned: { delete(): void }[] = [];
	try {
		return await work((m) => {
			owned.push(m);
			return m;
		});
	} finally {
		for (const m of owned.reverse()) m.delete();
	}
}

/** Copies a raster into a new CV_8UC3 Mat (RGB order). The caller owns it. */
export function toMat(cv: OpenCv, { width, height, data }: Raster): Mat {
	const mat = new cv.Mat(height, width, cv.CV_8UC3);
	mat.data.set(data);
	return mat;
}

/** Copies a CV_8UC3 Mat (RGB order) out of WebAssembly memory. */
export function toRaster(mat: Mat): Raster {
	return { width: mat.cols, height: mat.rows, data: new Uint8Array(mat.data) };
}
