/** Opens the one SQL database: PGlite (PostgreSQL in this process) inside DATA_DIR, or a PostgreSQL server. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzlePg } from "drizzle-orm/node-postgres";
import { migrate as migratePg } from "drizzle-orm/node-postgres/migrator";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzleLite } from "drizzle-orm/pglite";
import { migrate as migrateLite } from "drizzle-orm/pglite/migrator";
import pg from "pg";
import * as schema from "./schema.ts";

export type Queries = PgDatabase<PgQueryResultHKT, typeof schema>;

export interface Database {
	queries: Queries;
	/** Plain SQL for the job queue, which brings its own statements. */
	executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
	/** True where no other process can use the database: what a dead process left behind is then surely abandoned. */
	exclusive: boolean;
	close: () => Promise<void>;
}

const MIGRATIONS = { migrationsFolder: fileURLToPath(new URL("./migrations", import.meta.url)) };

/** Embedded database in `folder`, made on first use. The caller holds the folder's lock: PGlite serves one process. */
export async function openEmbedded(folder: string): Promise<Database> {
	await mkdir(folder, { recursive: true });
	const client = await PGlite.create(join(folder, "database"));
	const queries = drizzleLite(client, { schema });
	await migrateLite(queries, MIGRATIONS);
	return {
		queries,
		executeSql: async (text, values = []) =>
			values.length > 0 ? client.query(text, values) : ((await client.exec(text)).at(-1) ?? { rows: [] }),
		exclusive: true,
		close: () => client.close(),
	};
}

/** Any number that no other advisory lock of this database uses. */
const MIGRATIONS_LOCK = 7_461_204;

/** Several processes may start at once on an empty database: one makes the tables, the others wait for them. */
async function migrateAlone(pool: pg.Pool): Promise<void> {
	const client = await pool.connect();
	try {
		await client.query("select pg_advisory_lock($1)", [MIGRATIONS_LOCK]);
		await migratePg(drizzlePg(client), MIGRATIONS);
	} finally {
		// Ends the session, and with it the lock, also after a failure.
		client.release(true);
	}
}

/** PostgreSQL server at `url`; the same migrations and the same queries. */
export async function openPostgres(url: string): Promise<Database> {
	const pool = new pg.Pool({ connectionString: url });
	// A connection lost while it is idle is replaced with the next query; unheard, its error would end the process.
	pool.on("error", () => undefined);
	const queries = drizzlePg(pool, { schema });
	await migrateAlone(pool);
	return {
		queries,
		executeSql: (text, values = []) => pool.query(text, values),
		exclusive: false,
		close: () => pool.end(),
	};
}
