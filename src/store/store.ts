/** Everything that is kept, opened in one place: records, photos and the registry. */
import { userInfo } from "node:os";
import { ZhengjianError } from "../errors.ts";
import type { Registry } from "../registry.ts";
import { rulebook } from "../rulebook/index.ts";
import { type Manifest, restore } from "./backup.ts";
import { type DataAnswers, type DataCommand, isDataCommand, runDataCommand } from "./data-commands.ts";
import { type Database, openEmbedded, openPostgres, type Queries } from "./database.ts";
import { askHolder, hold } from "./holder.ts";
import { openVault } from "./keys.ts";
import { openPhotos, sealPhotos } from "./open-photos.ts";
import type { BucketOptions } from "./photo-bucket.ts";
import type { PhotoStore } from "./photos.ts";
import { assembleRegistry, readSnapshot, writeSnapshot } from "./registry.ts";
import { type AnswerTo, loadRegistered, type RegistryCommand, runRegistryCommand } from "./registry-commands.ts";
import { DEFAULT_RETENTION, type Retention } from "./retention.ts";
import { recordRulebook } from "./rulebooks.ts";
import type { Vault } from "./vault.ts";
import { Verifications } from "./verifications.ts";

export interface StoreOptions {
	/** DATA_DIR: photos, the registry's snapshot and, unless there is a `databaseUrl`, the database. */
	dataDir: string;
	/** DATABASE_URL: a PostgreSQL server instead of the embedded database. */
	databaseUrl?: string | undefined;
	/** S3_*: an S3 store for the photos instead of the folder. */
	bucket?: BucketOptions | undefined;
	/** DATA_KEY: the keys that data are sealed with (keys.ts); the key file in `dataDir` when left out. */
	dataKey?: string | undefined;
	/** How long records are kept; DEFAULT_RETENTION when left out. */
	retention?: Retention | undefined;
	/** Commands of other rooms that come through the holder's socket. */
	answer?: AnswerCommand | undefined;
}

/** Answers a command, as plain JSON; undefined for one that is none of its own. */
export type AnswerCommand = (queries: Queries, request: unknown) => Promise<unknown> | undefined;

export interface Store {
	database: Database;
	/** Seals the personal values of every table before they are written. */
	vault: Vault;
	verifications: Verifications;
	photos: PhotoStore;
	/** The photos as they lie in the folder or bucket, sealed: for backups and checks. */
	sealedPhotos: PhotoStore;
	loadRegistry: () => Promise<Registry>;
	close: () => Promise<void>;
}

/**
 * Opens the store and brings its tables up to date. Throws `store.in-use` when another process holds the embedded one,
 * `store.key-missing` or `store.key-invalid` without the key that its data are sealed with, `store.unreachable`
 * when the S3 store does not answer.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
	const { dataDir, bucket, dataKey, retention = DEFAULT_RETENTION } = options;
	let store: Store | undefined;
	const database = await openDatabase(options, () => store);
	try {
		const vault = await openVault(database.queries, dataDir, dataKey);
		const sealedPhotos = await openPhotos(dataDir, database.exclusive, bucket);
		store = {
			database,
			vault,
			verifications: new Verifications(database.queries, vault, retention),
			photos: sealPhotos(sealedPhotos, vault),
			sealedPhotos,
			loadRegistry: async () => assembleRegistry(await loadRegistered(database.queries)),
			close: database.close,
		};
		return store;
	} catch (error) {
		await database.close();
		throw error;
	}
}

/** Runs one command on all that is kept: through the process that holds the embedded store, otherwise on a store opened for it. */
export async function commandData<C extends DataCommand>(
	options: StoreOptions,
	command: C,
): Promise<DataAnswers[C["command"]]> {
	const held = options.databaseUrl ? null : await askHolder(options.dataDir, command);
	if (held) return held.result as DataAnswers[C["command"]];
	const store = await openStore(options);
	try {
		return (await runDataCommand(store, command)) as DataAnswers[C["command"]];
	} finally {
		await store.close();
	}
}

/** Runs a command of another room: through the process that holds the embedded store, otherwise on a database opened for it. */
export async function commandStore(
	{ answer, ...options }: StoreOptions & { answer: AnswerCommand },
	request: unknown,
): Promise<unknown> {
	const held = options.databaseUrl ? null : await askHolder(options.dataDir, request);
	if (held) return held.result;
	const database = await openDatabase(options);
	try {
		return await answer(database.queries, request);
	} finally {
		await database.close();
	}
}

/**
 * Brings the backup in `folder` into a store that was never used. The keys it was sealed with must be there already, as DATA_KEY or as
 * the key file in `dataDir`: throws `store.key-missing` otherwise, and `backup.invalid` as `restore` does.
 */
export async function restoreStore(options: StoreOptions, folder: string): Promise<Manifest> {
	const { dataDir, bucket, dataKey } = options;
	const database = await openDatabase(options);
	try {
		const sealedPhotos = await openPhotos(dataDir, database.exclusive, bucket);
		const kept = { queries: database.queries, sealedPhotos };
		return await restore(kept, folder, (queries) => openVault(queries, dataDir, dataKey));
	} finally {
		await database.close();
	}
}

/**
 * Runs one registry command: through the process that holds the embedded store (a running service sees the change with
 * its next photo), otherwise on a database opened for it.
 */
export async function commandRegistry<C extends RegistryCommand>(
	options: StoreOptions,
	command: C,
): Promise<AnswerTo<C>> {
	const asked = "by" in command ? command : { ...command, by: accountName() };
	const held = options.databaseUrl ? null : await askHolder(options.dataDir, asked);
	if (held) return held.result as AnswerTo<C>;
	const database = await openDatabase(options);
	try {
		return (await runRegistryCommand(database.queries, options.dataDir, asked)) as AnswerTo<C>;
	} finally {
		await database.close();
	}
}

/** `holding`: the store that this process holds open, if it is more than the database. */
async function openDatabase(
	{ dataDir, databaseUrl, answer }: StoreOptions,
	holding: () => Store | undefined = () => undefined,
): Promise<Database> {
	if (databaseUrl) {
		const served = await openPostgres(databaseUrl);
		await recordRulebook(served.queries, rulebook);
		return served;
	}
	let database: Database | undefined;
	const release = await hold(dataDir, async (request) => {
		if (isDataCommand(request)) return runDataCommand(opened(holding()), request);
		const { queries } = opened(database);
		return answer?.(queries, request) ?? runRegistryCommand(queries, dataDir, request as RegistryCommand);
	});
	try {
		const embedded = await openEmbedded(dataDir);
		await recordRulebook(embedded.queries, rulebook);
		// A process that died between a change and its snapshot left an old one behind.
		await writeSnapshot(dataDir, await loadRegistered(embedded.queries));
		database = embedded;
		return {
			...embedded,
			close: async () => {
				await release();
				await embedded.close();
			},
		};
	} catch (error) {
		await release();
		throw error;
	}
}

function opened<T>(held: T | undefined): T {
	if (held === undefined) throw new ZhengjianError("store.in-use", "the store is being opened, try again");
	return held;
}

/** The registry for a reader that keeps nothing: the snapshot in DATA_DIR, or the server's present state. */
export async function readRegistry({ dataDir, databaseUrl }: StoreOptions): Promise<Registry> {
	if (!databaseUrl) return readSnapshot(dataDir);
	const database = await openPostgres(databaseUrl);
	try {
		return assembleRegistry(await loadRegistered(database.queries));
	} finally {
		await database.close();
	}
}

/** The account this process runs under; null for one without a name, as in containers. */
function accountName(): string | null {
	try {
		return userInfo().username;
	} catch {
		return null;
	}
}
