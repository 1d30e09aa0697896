/** What a planted violation is: a change to a conforming page, and the findings it must cause. */
import type { Polygon } from "../../../src/geometry.ts";
import type { FindingCode, Severity } from "../../../src/report/schema.ts";
import type { PageContent, TemplateId } from "../pages/content.ts";
import type { Sheet } from "../pages/sheet.ts";
import type { Random } from "../random.ts";

export interface PlantedFinding {
	code: FindingCode;
	severity: Severity;
	/** Where it is, once the page is drawn (PageMm). */
	where: (sheet: Sheet) => Polygon[];
}

export interface Planted {
	variant: string;
	findings: PlantedFinding[];
	/** Codes that may be found as well. */
	allowed: FindingCode[];
	claims?: Record<string, string>;
	issuerListing?: "whitelist" | "blacklist" | "unlisted";
}

export interface Plant {
	/** Finding code it is about, or the code with a suffix. */
	group: string;
	templates: readonly TemplateId[];
	/** Changes the content in place. */
	plant: (content: PageContent, random: Random) => Planted;
}
