/** What is wrong with the photo, and where: the report's advice for a retake, and the rules' reason for cannot-tell. */
import type { Quality } from "../evidence.ts";
import type { Raster } from "../vision/raster.ts";
import type { FlatPage } from "./flatten.ts";

/** Quality of the photo for reading. Areas are UploadPx. */
export async function assessQuality(upload: Raster, flat: FlatPage): Promise<Quality> {
	const issues: Quality["issues"] =
		flat.corners === "assumed" && upload.width > 0 ? [{ code: "page-not-found", severe: false }] : [];
	return { score: issues.length === 0 ? 1 : 0.9, issues };
}
