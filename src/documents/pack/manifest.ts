/** What an evidence pack says about itself: every file by its digest, signed. */
import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";

/** Names inside the pack that the manifest does not list: it cannot hold its own digest. */
export const MANIFEST = "manifest.json";
export const SIGNATURE = "manifest.sig";
export const PUBLIC_KEY = "public-key.pem";
export const UNLISTED: readonly string[] = [MANIFEST, SIGNATURE, PUBLIC_KEY];

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const manifestSchema = z.object({
	schema: z.literal("evidence-pack/v1"),
	createdAt: z.iso.datetime(),
	/** SHA-256 of the signer's public key (SPKI, DER), hex. */
	signer: sha256,
	verifications: z.array(z.object({ folder: z.string(), id: z.string(), photo: z.string(), sha256 })),
	files: z.array(z.object({ path: z.string(), size: z.number().int().nonnegative(), sha256 })),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const digest = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** SHA-256 of a public key in its canonical form, hex: what two people compare. */
export const fingerprint = (key: KeyObject): string => {
	const open = key.type === "private" ? createPublicKey(key) : key;
	return digest(open.export({ type: "spki", format: "der" }));
};
