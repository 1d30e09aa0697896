/** An evidence pack: a ZIP with everything a verdict rests on, signed so that a later change of any file shows. */
import { createPublicKey, type KeyObject, sign } from "node:crypto";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { ZhengjianError } from "../../errors.ts";
import type { Evidence } from "../../evidence.ts";
import type { Registry } from "../../registry.ts";
import { drawFindings, openReported } from "../../report/annotate.ts";
import { cropPlace } from "../../report/pdf/places.ts";
import { renderPdf } from "../../report/pdf/report-pdf.ts";
import type { Report } from "../../report/schema.ts";
import { LANGUAGES } from "../../report/words/catalogue.ts";
import { digest, fingerprint, MANIFEST, type Manifest, PUBLIC_KEY, SIGNATURE } from "./manifest.ts";
import { README } from "./readme.ts";

/** One verification with the photo it was made from and the registry it was judged by. */
export interface PackedVerification {
	photo: Uint8Array;
	report: Report;
	evidence: Evidence;
	registry: Pick<Registry, "rulebook" | "templates">;
	/** Address that opens the verification, for the QR code of the PDF. */
	link?: string | undefined;
}

/**
 * Packs verifications in the given order, each in a folder of its own. The same input gives the same bytes. Throws `pack.invalid` when a photo is not the one its report speaks of, else as `openReported` does.
 */
export async function writePack(
	verifications: readonly PackedVerification[],
	{ key, createdAt }: { key: KeyObject; createdAt: Date },
): Promise<Uint8Array> {
	const files = new Map<string, Uint8Array>([["README.txt", utf8(README)]]);
	const listed: Manifest["verifications"] = [];
	for (const [index, verification] of verifications.entries()) {
		const folder = String(index + 1).padStart(2, "0");
		const { report, photo } = verification;
		if (digest(photo) !== report.image.sha256)
			throw new ZhengjianError("pack.invalid", "the photo is not the one the report speaks of", {
				expected: report.image.sha256,
				found: digest(photo),
			});
		const original = `${folder}/photo.${report.source.format}`;
		listed.push({ folder, id: report.id, photo: original, sha256: report.image.sha256 });
		files.set(original, photo);
		for (const [name, content] of await contentsOf(verification)) files.set(`${folder}/${name}`, content);
	}
	const manifest: Manifest = {
		schema: "evidence-pack/v1",
		createdAt: createdAt.toISOString(),
		signer: fingerprint(key),
		verifications: listed,
		files: [...files].map(([path, content]) => ({ path, size: content.length, sha256: digest(content) })),
	};
	const signed = json(manifest);
	files.set(MANIFEST, signed);
	files.set(SIGNATURE, utf8(`${sign(null, signed, key).toString("base64")}\n`));
	files.set(PUBLIC_KEY, utf8(createPublicKey(key).export({ type: "spki", format: "pem" }).toString()));
	return zip(files, createdAt);
}

/** Everything about one verification beside its photo. */
async function contentsOf({
	photo,
	report,
	evidence,
	registry,
	link,
}: PackedVerification): Promise<[string, Uint8Array][]> {
	const raster = await openReported(photo, report);
	const contents: [string, Uint8Array][] = [
		["report.json", json(report)],
		["evidence.json", json(evidence)],
		["annotated.jpg", await drawFindings(raster, report, "zh", true)],
		["rules.json", json(rulesOf(report, registry))],
		["versions.json", json(versionsOf(report, registry))],
	];
	for (const language of LANGUAGES)
		contents.push([`report.${language}.pdf`, await renderPdf(photo, report, { language, link })]);
	for (const [index, finding] of report.findings.entries()) {
		const crop = await cropPlace(raster, report, finding);
		if (crop) contents.push([`findings/${String(index + 1).padStart(2, "0")}.${finding.code}.jpg`, crop.picture]);
	}
	return contents;
}

/** The clauses the findings rest on, as the rulebook quotes them. */
const rulesOf = ({ findings }: Report, { rulebook }: PackedVerification["registry"]) => ({
	rulebook: rulebook.version,
	clauses: rulebook.clauses.filter(({ id }) => findings.some(({ clause }) => clause === id)),
});

/** Versions a verdict was made with, and the registered standard itself. */
const versionsOf = ({ engine, template, image }: Report, { templates }: PackedVerification["registry"]) => ({
	engine,
	photo: image,
	template: templates.find(({ id, version }) => id === template?.id && version === template.version) ?? null,
});

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (value: unknown): Uint8Array => utf8(`${JSON.stringify(value, null, "\t")}\n`);

async function zip(files: ReadonlyMap<string, Uint8Array>, date: Date): Promise<Uint8Array> {
	const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, lastModDate: date });
	for (const [path, content] of files) await writer.add(path, new Uint8ArrayReader(content));
	return writer.close();
}
