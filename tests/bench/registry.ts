/** The registry all benches judge by: the shipped standards, the shipped rulebook, the fictional issuers and logos of the samples. */
import { readFile } from "node:fs/promises";
import { logoFile, OWNED_LOGOS } from "../../samples/generator/pages/owned-logos.ts";
import { prepareLogo } from "../../src/marks/logo-picture.ts";
import type { RegisteredLogo, Registry } from "../../src/registry.ts";
import { rulebook } from "../../src/rulebook/index.ts";
import { parseIssuerList } from "../../src/store/issuer-list.ts";
import { shippedTemplates } from "../../src/templates/registered.ts";

export async function sampleRegistry(): Promise<Registry> {
	const file = new URL("../../samples/issuers.csv", import.meta.url);
	return {
		templates: shippedTemplates,
		rulebook,
		issuers: await parseIssuerList(await readFile(file), "samples/issuers.csv"),
		logos: await registeredLogos(),
	};
}

/** The thirty fictional logos as a registry holds them. */
export const registeredLogos = (): Promise<RegisteredLogo[]> =>
	Promise.all(
		OWNED_LOGOS.map(async (logo) => ({
			owner: logo.owner,
			creditCode: null,
			...(await prepareLogo(new TextEncoder().encode(logoFile(logo)))),
		})),
	);
