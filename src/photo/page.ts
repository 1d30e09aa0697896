/** Finding the certificate in the photo. */
import { boxPolygon } from "../geometry.ts";
import type { Raster } from "../vision/raster.ts";
import type { PageOutline } from "./flatten.ts";

export { type FlatPage, flatten, type PageOutline, turnPage } from "./flatten.ts";

/** The certificate's outline in UploadPx; the whole picture, `assumed`, when no outline convinces. */
export async function findPage(upload: Raster): Promise<PageOutline> {
	return { polygon: boxPolygon({ x: 0, y: 0, ...upload }), corners: "assumed" };
}
