/**
 * A backup is a folder: every table as JSON lines, every photo as it lies in the store (sealed), and a manifest, written last. PostgreSQL itself
 * writes and reads the rows, so one way serves both databases. Keys are not in it.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { ZhengjianError } from "../errors.ts";
import type { Queries } from "./database.ts";
import type { PhotoStore } from "./photos.ts";

/** Rows fetched and inserted at once; a row may hold a megabyte of evidence. */
const BATCH = 50;
/** Tables that opening a store fills by itself. */
const FILLED_AT_START = ["rulebooks"];

const manifestSchema = z.object({
	schema: z.literal("backup/v1"),
	createdAt: z.iso.datetime(),
	/** Hashes of the migrations that made the tables: only the same tables can take the rows back. */
	migrations: z.array(z.string()),
	tables: z.record(z.string().regex(/^\w+$/), z.object({ rows: z.number(), sha256: z.string() })),
	photos: z.number(),
});
export type Manifest = z.infer<typeof manifestSchema>;

type Transaction = Parameters<Parameters<Queries["transaction"]>[0]>[0];

interface Kept {
	queries: Queries;
	/** As stored, sealed. */
	sealedPhotos: PhotoStore;
}

/**
 * Writes a backup into `folder`, which must not exist. Rows are those of one moment; the store may be in use. A half-written
 * backup never bears the name of a whole one. Throws `backup.invalid` when something has that name already.
 */
export async function backup({ queries, sealedPhotos }: Kept, folder: string): Promise<Manifest> {
	const partial = `${folder}.partial`;
	const taken = await readdir(folder).catch(() => null);
	if (taken)
		throw new ZhengjianError("backup.invalid", `there is something at ${folder} already`, {
			expected: "a name that is free",
		});
	await rm(partial, { recursive: true, force: true });
	await mkdir(join(partial, "tables"), { recursive: true, mode: 0o700 });
	const { migrations, tables } = await queries.transaction(
		async (tx) => {
			const written: Manifest["tables"] = {};
			for (const table of await tableNames(tx)) written[table] = await writeTable(tx, table, partial);
			return { migrations: await appliedMigrations(tx), tables: written };
		},
		{ isolationLevel: "repeatable read", accessMode: "read only" },
	);
	let photos = 0;
	for await (const { key } of sealedPhotos.list()) {
		const content = await sealedPhotos.get(key);
		// Deleted since it was listed.
		if (!content) continue;
		const file = photoFile(partial, key);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, content, { mode: 0o600 });
		photos++;
	}
	const manifest: Manifest = { schema: "backup/v1", createdAt: new Date().toISOString(), migrations, tables, photos };
	await writeFile(join(partial, "manifest.json"), JSON.stringify(manifest, null, "\t"), { mode: 0o600 });
	await rename(partial, folder);
	return manifest;
}

/**
 * Brings a backup into an empty store: the photos first, then all rows in one transaction that ends with `check` (which may refuse
 * by throwing). Throws `backup.invalid` when the backup is incomplete, altered or of another version, or the store holds data.
 */
export async function restore(
	{ queries, sealedPhotos }: Kept,
	folder: string,
	check: (queries: Queries) => Promise<unknown>,
): Promise<Manifest> {
	const manifest = await readManifest(folder);
	await refuseUnfit(queries, manifest);
	let photos = 0;
	for (const group of await readdir(join(folder, "photos")).catch(() => []))
		for (const key of await readdir(join(folder, "photos", group))) {
			await sealedPhotos.put(key, createReadStream(photoFile(folder, key)));
			photos++;
		}
	if (photos !== manifest.photos) throw damaged(`${manifest.photos} photos`, `${photos}`);
	await queries.transaction(async (tx) => {
		const references = await dropReferences(tx);
		for (const table of FILLED_AT_START) await tx.execute(sql`delete from ${sql.identifier(table)}`);
		for (const [table, expected] of Object.entries(manifest.tables)) await readTable(tx, table, folder, expected);
		for (const reference of references) await tx.execute(reference);
		await renumber(tx);
		await check(tx);
	});
	return manifest;
}

async function readManifest(folder: string): Promise<Manifest> {
	try {
		return manifestSchema.parse(JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")));
	} catch (cause) {
		throw new ZhengjianError("backup.invalid", `there is no backup in ${folder}`, {
			expected: "a folder with a manifest.json of backup/v1",
			found: cause instanceof Error ? cause.message.slice(0, 300) : String(cause),
			cause,
		});
	}
}

/** Throws `backup.invalid` when the tables are not those of the backup, or hold something. */
async function refuseUnfit(queries: Queries, manifest: Manifest): Promise<void> {
	const migrations = await appliedMigrations(queries);
	if (migrations.join() !== manifest.migrations.join())
		throw new ZhengjianError("backup.invalid", "the backup was made by another version: restore it with that one", {
			expected: `${migrations.length} migrations`,
			found: `${manifest.migrations.length} migrations`,
		});
	for (const table of await tableNames(queries)) {
		if (FILLED_AT_START.includes(table)) continue;
		const [row] = await rows<{ filled: boolean }>(
			queries,
			sql`select exists (select from ${sql.identifier(table)}) as filled`,
		);
		if (row?.filled)
			throw new ZhengjianError("backup.invalid", "the store holds data, and a backup replaces nothing", {
				expected: "a store that was never used",
				found: `rows in ${table}`,
			});
	}
}

async function writeTable(tx: Transaction, table: string, folder: string): Promise<{ rows: number; sha256: string }> {
	const file = await open(tableFile(folder, table), "wx", 0o600);
	const hash = createHash("sha256");
	let count = 0;
	try {
		await tx.execute(sql`declare dump cursor for select row_to_json(t)::text as line from ${sql.identifier(table)} t`);
		for (;;) {
			const fetched = await rows<{ line: string }>(tx, sql.raw(`fetch ${BATCH} from dump`));
			if (fetched.length === 0) break;
			const text = fetched.map(({ line }) => `${line}\n`).join("");
			hash.update(text);
			await file.write(text);
			count += fetched.length;
		}
		await tx.execute(sql`close dump`);
	} finally {
		await file.close();
	}
	return { rows: count, sha256: hash.digest("hex") };
}

async function readTable(
	tx: Transaction,
	table: string,
	folder: string,
	expected: { rows: number; sha256: string },
): Promise<void> {
	const hash = createHash("sha256");
	let count = 0;
	let lines: string[] = [];
	const name = sql.identifier(table);
	const insert = async () => {
		const json = `[${lines.join(",")}]`;
		await tx.execute(sql`insert into ${name} select * from json_populate_recordset(null::${name}, ${json}::json)`);
		lines = [];
	};
	for await (const line of createInterface({ input: createReadStream(tableFile(folder, table)), crlfDelay: 0 })) {
		hash.update(`${line}\n`);
		count++;
		if (lines.push(line) === BATCH) await insert();
	}
	if (lines.length > 0) await insert();
	if (count !== expected.rows || hash.digest("hex") !== expected.sha256)
		throw damaged(`${expected.rows} rows of ${table} as written`, `${count} rows, or others`);
}

/** Takes the references between tables away, so that rows may come in any order, and returns how to put them back. */
async function dropReferences(tx: Transaction): Promise<SQL[]> {
	const references = await rows<{ table: string; name: string; definition: string }>(
		tx,
		sql`select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
			from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
	);
	for (const { table, name } of references)
		await tx.execute(sql`alter table ${sql.raw(table)} drop constraint ${sql.identifier(name)}`);
	return references.map(
		({ table, name, definition }) =>
			sql`alter table ${sql.raw(table)} add constraint ${sql.identifier(name)} ${sql.raw(definition)}`,
	);
}

/** Lets every counter go on after the highest number that came back. */
async function renumber(tx: Transaction): Promise<void> {
	const counters = await rows<{ table: string; column: string }>(
		tx,
		sql`select table_name as table, column_name as column from information_schema.columns
			where table_schema = 'public' and (column_default like 'nextval(%' or is_identity = 'YES')`,
	);
	for (const { table, column } of counters)
		await tx.execute(
			sql`select setval(pg_get_serial_sequence(${`"${table}"`}, ${column}),
				coalesce(max(${sql.identifier(column)}), 0) + 1, false) from ${sql.identifier(table)}`,
		);
}

const tableNames = async (queries: Queries): Promise<string[]> =>
	(
		await rows<{ name: string }>(
			queries,
			sql`select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
		)
	).map(({ name }) => name);

const appliedMigrations = async (queries: Queries): Promise<string[]> =>
	(await rows<{ hash: string }>(queries, sql`select hash from drizzle.__drizzle_migrations order by created_at`)).map(
		({ hash }) => hash,
	);

/** Both drivers answer with `rows`. */
const rows = async <T>(queries: Queries, query: SQL): Promise<T[]> =>
	((await queries.execute(query)) as unknown as { rows: T[] }).rows;

const tableFile = (folder: string, table: string): string => join(folder, "tables", `${table}.jsonl`);
const photoFile = (folder: string, key: string): string => join(folder, "photos", key.slice(0, 2), key);
const damaged = (expected: string, found: string) =>
	new ZhengjianError("backup.invalid", "the backup is incomplete or was altered", { expected, found });
