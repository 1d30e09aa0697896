/** Everything that is kept, opened in one place: records, photos and the registry. */
import { join } from "node:path";
import { ZhengjianError } from "../errors.ts";
import type { IssuerEntry, RegisteredLogo, Registry } from "../registry.ts";
import type { Template } from "../templates/schema.ts";
import { type Database, openEmbedded, openPostgres } from "./database.ts";
import { askHolder, hold } from "./holder.ts";
import { type ImportResult, importIssuers, listIssuers } from "./issuers.ts";
import { type LogoEntry, listLogos, registerLogo, removeLogo } from "./logos.ts";
import { openPhotoFolder, type PhotoStore } from "./photos.ts";
import { assembleRegistry, readSnapshot, writeSnapshot } from "./registry.ts";
import { listTemplates, registerTemplate } from "./templates.ts";
import { Verifications } from "./verifications.ts";

export interface StoreOptions {
	/** DATA_DIR: photos, the registry's snapshot and, unless there is a `databaseUrl`, the database. */
	dataDir: string;
	/** DATABASE_URL: a PostgreSQL server instead of the embedded database. */
	databaseUrl?: string | undefined;
}

export interface Store {
	database: Database;
	verifications: Verifications;
	photos: PhotoStore;
	loadRegistry: () => Promise<Registry>;
	close: () => Promise<void>;
}

/** What the registry can be asked to do, as plain JSON: the same in this process and through the holder's socket. */
export type RegistryCommand =
	| { command: "issuers.import"; entries: IssuerEntry[] }
	| { command: "issuers.list" }
	| { command: "templates.register"; template: unknown }
	| { command: "templates.list" }
	| { command: "logos.register"; logo: RegisteredLogo }
	| { command: "logos.list" }
	| { command: "logos.remove"; entry: number };

/** What each command answers. */
export interface RegistryAnswers {
	"issuers.import": ImportResult & {
		/** Families named by the entries that no registered standard has: perhaps misspelt. */
		unknownFamilies: string[];
	};
	"issuers.list": IssuerEntry[];
	"templates.register": { template: Template; added: boolean };
	"templates.list": Template[];
	"logos.register": { entry: number; added: boolean };
	"logos.list": LogoEntry[];
	"logos.remove": LogoEntry;
}
type AnswerTo<C extends RegistryCommand> = RegistryAnswers[C["command"]];

/** Opens the store and brings its tables up to date. Throws `store.in-use` when another process holds the embedded one. */
export async function openStore(options: StoreOptions): Promise<Store> {
	const database = await openDatabase(options);
	return {
		database,
		verifications: new Verifications(database.queries),
		photos: await openPhotoFolder(join(options.dataDir, "photos"), database.exclusive),
		loadRegistry: async () => assembleRegistry(await loadRegistered(database)),
		close: database.close,
	};
}

/**
 * Runs one registry command: through the process that holds the embedded store (a running service sees the change with
 * its next photo), otherwise on a database opened for it.
 */
export async function commandRegistry<C extends RegistryCommand>(
	options: StoreOptions,
	command: C,
): Promise<AnswerTo<C>> {
	const held = options.databaseUrl ? null : await askHolder(options.dataDir, command);
	if (held) return held.result as AnswerTo<C>;
	const database = await openDatabase(options);
	try {
		return (await runRegistryCommand(database, options.dataDir, command)) as AnswerTo<C>;
	} finally {
		await database.close();
	}
}

async function openDatabase({ dataDir, databaseUrl }: StoreOptions): Promise<Database> {
	if (databaseUrl) return openPostgres(databaseUrl);
	let database: Database | undefined;
	const release = await hold(dataDir, async (request) => {
		if (!database) throw new ZhengjianError("store.in-use", "the store is being opened, try again");
		return runRegistryCommand(database, dataDir, request as RegistryCommand);
	});
	try {
		const opened = await openEmbedded(dataDir);
		// A process that died between a change and its snapshot left an old one behind.
		await writeSnapshot(dataDir, await loadRegistered(opened));
		database = opened;
		return {
			...opened,
			close: async () => {
				await release();
				await opened.close();
			},
		};
	} catch (error) {
		await release();
		throw error;
	}
}

/** The registry for a reader that keeps nothing: the snapshot in DATA_DIR, or the server's present state. */
export async function readRegistry({ dataDir, databaseUrl }: StoreOptions): Promise<Registry> {
	if (!databaseUrl) return readSnapshot(dataDir);
	const database = await openPostgres(databaseUrl);
	try {
		return assembleRegistry(await loadRegistered(database));
	} finally {
		await database.close();
	}
}

async function runRegistryCommand(database: Database, dataDir: string, command: RegistryCommand): Promise<unknown> {
	const { queries } = database;
	switch (command.command) {
		case "issuers.list":
			return listIssuers(queries);
		case "templates.list":
			return [...assembleRegistry(await loadRegistered(database)).templates];
		case "issuers.import": {
			const result = await importIssuers(queries, command.entries);
			const registered = await loadRegistered(database);
			await writeSnapshot(dataDir, registered);
			return { ...result, unknownFamilies: unknownFamilies(command.entries, assembleRegistry(registered)) };
		}
		case "templates.register": {
			const result = await registerTemplate(queries, command.template);
			await writeSnapshot(dataDir, await loadRegistered(database));
			return result;
		}
		case "logos.list":
			return listLogos(queries);
		case "logos.register": {
			const result = await registerLogo(queries, command.logo);
			await writeSnapshot(dataDir, await loadRegistered(database));
			return result;
		}
		case "logos.remove": {
			const removed = await removeLogo(queries, command.entry);
			await writeSnapshot(dataDir, await loadRegistered(database));
			return removed;
		}
		default:
			throw new ZhengjianError("request.invalid", "unknown registry command", {
				found: JSON.stringify(command satisfies never),
			});
	}
}

const loadRegistered = async ({ queries }: Database) => ({
	templates: await listTemplates(queries),
	issuers: await listIssuers(queries),
	logos: (await listLogos(queries)).map(({ entry: _, ...logo }) => logo),
});

function unknownFamilies(entries: readonly IssuerEntry[], { templates }: Registry): string[] {
	const known = new Set(templates.map((template) => template.family));
	return [...new Set(entries.flatMap((entry) => entry.families))].filter((family) => !known.has(family));
}
