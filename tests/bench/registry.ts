/** The registry all benches judge by: the shipped standards, the shipped rulebook and the fictional issuers of the samples. */
import { readFile } from "node:fs/promises";
import type { Registry } from "../../src/registry.ts";
import { rulebook } from "../../src/rulebook/index.ts";
import { parseIssuerList } from "../../src/store/issuer-list.ts";
import { shippedTemplates } from "../../src/templates/registered.ts";

export async function sampleRegistry(): Promise<Registry> {
	const file = new URL("../../samples/issuers.csv", import.meta.url);
	return {
		templates: shippedTemplates,
		rulebook,
		issuers: parseIssuerList(await readFile(file), "samples/issuers.csv"),
		logos: [],
	};
}
