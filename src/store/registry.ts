/** Builds the registry from what ships and what was registered, and keeps a snapshot that readers can use without the database. */
import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ZhengjianError } from "../errors.ts";
import type { IssuerEntry, RegisteredLogo, Registry } from "../registry.ts";
import { rulebook } from "../rulebook/index.ts";
import { parseTemplate, shippedTemplates } from "../templates/registered.ts";
import type { Template } from "../templates/schema.ts";
import { syncFolder } from "./photo-folder.ts";

/** What the store adds to the shipped standards and the rulebook. */
export interface Registered {
	templates: Template[];
	issuers: IssuerEntry[];
	logos: RegisteredLogo[];
}

/**
 * All versions of all standards, shipped and registered: saved evidence is judged by the version it was matched with. A shipped
 * one gives way to one registered under its very id and version.
 */
export function assembleRegistry({ templates, issuers, logos }: Registered): Registry {
	const registered = new Set(templates.map(({ id, version }) => `${id} ${version}`));
	return {
		templates: [...shippedTemplates.filter(({ id, version }) => !registered.has(`${id} ${version}`)), ...templates],
		issuers,
		logos,
		rulebook,
	};
}

const snapshotSchema = z.object({
	schema: z.literal("registry/v1"),
	templates: z.array(z.unknown()),
	issuers: z.array(
		z.object({
			name: z.string(),
			aliases: z.array(z.string()).optional(),
			creditCode: z.string().nullable(),
			listing: z.enum(["whitelist", "blacklist"]),
			families: z.array(z.string()),
			from: z.string().nullable(),
			to: z.string().nullable(),
			source: z.string(),
		}),
	),
	// A snapshot from before logos could be registered has none.
	logos: z
		.array(z.object({ owner: z.string(), creditCode: z.string().nullable(), sha256: z.string(), picture: z.base64() }))
		.default([]),
});

const snapshotFile = (folder: string) => join(folder, "registry.json");

/** Replaces the snapshot in `folder` (DATA_DIR) in one step: a reader sees the old one or the new one. */
export async function writeSnapshot(folder: string, { templates, issuers, logos }: Registered): Promise<void> {
	await mkdir(folder, { recursive: true });
	const partial = `${snapshotFile(folder)}.${randomUUID()}`;
	const file = await open(partial, "w");
	try {
		await file.writeFile(JSON.stringify({ schema: "registry/v1", templates, issuers, logos }));
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(partial, snapshotFile(folder));
	await syncFolder(folder);
}

/**
 * The registry of `folder` (DATA_DIR) as last written, without opening the database; only what ships when nothing was
 * registered yet. Throws `registry.unreadable` when the snapshot is there but cannot be read.
 */
export async function readSnapshot(folder: string): Promise<Registry> {
	try {
		const { templates, issuers, logos } = snapshotSchema.parse(
			JSON.parse(await readFile(snapshotFile(folder), "utf8")),
		);
		return assembleRegistry({ templates: templates.map(parseTemplate), issuers, logos });
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === "ENOENT")
			return assembleRegistry({ templates: [], issuers: [], logos: [] });
		throw new ZhengjianError("registry.unreadable", `the registry ${snapshotFile(folder)} cannot be read`, {
			expected: "a registry/v1 snapshot",
			found: cause instanceof Error ? cause.message.slice(0, 300) : String(cause),
			cause,
		});
	}
}
