/** The photo as the page draws it: upright, on a canvas, from the reader's own file or from the service. */
import { type Turned, uprightSize } from "../report/look/upright.ts";
import { annotatedUrl } from "./api.ts";

/** Long side kept for drawing, pixels: sharp when enlarged, small enough for the memory of a phone. */
const MAX_LONG_SIDE = 2400;
/** Share by which the side ratios of file and report may differ and still be the same photo. */
const RATIO_TOLERANCE = 0.01;

export interface Photo {
	/** The upright photo. */
	canvas: HTMLCanvasElement;
	/** Whether outlines and numbers are already drawn into it. */
	marked: boolean;
}

/** A picture file as a canvas, or null where the browser cannot show this kind (HEIC, TIFF and PDF in most). */
export async function decode(file: File): Promise<HTMLCanvasElement | null> {
	try {
		const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
		const canvas = draw(bitmap, bitmap, 0);
		bitmap.close();
		return canvas;
	} catch {
		return null;
	}
}

/**
 * The photo a report is about. The reader's own file is used when it is at hand and shows the same picture; otherwise the service's
 * annotated picture without its legend. Null when neither can be shown.
 */
export async function photoOf(id: string, image: Turned, own: HTMLCanvasElement | null): Promise<Photo | null> {
	if (own && sameShape(own, image)) return { canvas: draw(own, own, image.turn), marked: false };
	const picture = new Image();
	picture.src = annotatedUrl(id);
	try {
		await picture.decode();
	} catch {
		return null;
	}
	const upright = uprightSize(image);
	const size = { width: picture.naturalWidth, height: (picture.naturalWidth * upright.height) / upright.width };
	return { canvas: draw(picture, size, 0), marked: true };
}

const sameShape = (canvas: HTMLCanvasElement, { width, height }: Turned): boolean =>
	Math.abs((canvas.width / canvas.height) * (height / width) - 1) < RATIO_TOLERANCE;

/** Draws the top left `size` of a source onto a new canvas, scaled to at most `MAX_LONG_SIDE` and turned clockwise. */
function draw(
	source: CanvasImageSource,
	size: { width: number; height: number },
	turn: Turned["turn"],
): HTMLCanvasElement {
	const scale = Math.min(1, MAX_LONG_SIDE / Math.max(size.width, size.height));
	const width = Math.max(1, Math.round(size.width * scale));
	const height = Math.max(1, Math.round(size.height * scale));
	const canvas = document.createElement("canvas");
	Object.assign(canvas, uprightSize({ width, height, turn }));
	const context = canvas.getContext("2d");
	if (!context) throw new Error("the browser has no canvas");
	context.translate(canvas.width / 2, canvas.height / 2);
	context.rotate((turn * Math.PI) / 180);
	context.drawImage(source, 0, 0, size.width, size.height, -width / 2, -height / 2, width, height);
	return canvas;
}
