/** A blank sheet read by the real pipeline, and the template drafted from it. */
import { createHash } from "node:crypto";
import { createEngine } from "../../engine/engine.ts";
import { gather } from "../../gathering/gather.ts";
import { openPhoto } from "../../photo/intake.ts";
import type { Registry } from "../../registry.ts";
import { type Draft, draftTemplate } from "../../templates/draft/draft.ts";

export interface BlankRequest {
	/** Name of the sample's file, for the template's source. */
	file: string;
	id: string;
	family: string;
	title: string;
	/** Width and height, mm. */
	page: [number, number];
}

/**
 * Drafts the next version of a form from the first page of a photo or scan of its empty sheet. Throws ZhengjianError: `photo.*`
 * when it cannot be opened, `template.invalid` when it is no sample of such a form.
 */
export async function draftFromBlank(
	photo: Uint8Array,
	{ file, id, family, title, page }: BlankRequest,
	registry: Registry,
): Promise<Draft> {
	const opened = await openPhoto(photo);
	const engine = await createEngine();
	try {
		// With no form to compare with, all that stands on the sheet stays open.
		const open = { templates: [], logos: registry.logos };
		const evidence = await gather(opened, 0, open, engine, (_stage, work) => work());
		const versions = registry.templates.filter((form) => form.id === id).map(({ version }) => version);
		const sha256 = createHash("sha256").update(photo).digest("hex");
		const request = {
			id,
			version: Math.max(0, ...versions) + 1,
			family,
			title: title.normalize("NFKC").trim(),
			page,
			source: `Drafted from the blank ${file}, SHA-256 ${sha256}.`,
		};
		return await draftTemplate(evidence, await opened.load(0), request, registry.templates);
	} finally {
		await engine.close();
	}
}
