/**
 * The service with its real store in a fresh folder and a fake engine, as tests want it. The database is the embedded one,
 * or the PostgreSQL server at TEST_DATABASE_URL.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { pino } from "pino";
import type { EnginePool } from "../../src/engine/pool.ts";
import { openAccounts } from "../../src/service/accounts/open.ts";
import { createApp } from "../../src/service/app.ts";
import { startJobs } from "../../src/service/jobs.ts";
import { openStore } from "../../src/store/store.ts";

/** Signs the sessions of the services in tests. */
export const SECRET = "the secret of a service in a test";

export async function startService(
	engine: EnginePool,
	settings: { queueLimit?: number; uploadsPerMinute?: number; concurrency?: number } = {},
) {
	const dataDir = await mkdtemp(join(tmpdir(), "zhengjian-"));
	const logged: string[] = [];
	const log = pino({ level: "debug" }, { write: (line: string) => void logged.push(line) });
	const served = await openTestDatabase();
	const store = await openStore({ dataDir, databaseUrl: served?.url });
	const jobs = await startJobs({ store, engine, concurrency: settings.concurrency ?? 1, log });
	const accounts = openAccounts(store.database.queries, SECRET);
	const app = createApp({
		accounts,
		store,
		jobs,
		engine,
		log,
		trustProxy: 0,
		queueLimit: settings.queueLimit ?? 100,
		uploadsPerMinute: settings.uploadsPerMinute ?? 0,
	});
	return {
		app,
		accounts,
		store,
		jobs,
		dataDir,
		log,
		logged,
		stop: async () => {
			await jobs.close(1000);
			await store.close();
			await served?.drop();
			await rm(dataDir, { recursive: true, force: true });
		},
	};
}

/** A database of its own on the server at TEST_DATABASE_URL: services of several test files must not do each other's work. */
async function openTestDatabase(): Promise<{ url: string; drop: () => Promise<void> } | undefined> {
	const server = process.env.TEST_DATABASE_URL;
	if (!server) return undefined;
	const name = `zhengjian_${crypto.randomUUID().replaceAll("-", "")}`;
	const execute = async (statement: string) => {
		const client = new pg.Client({ connectionString: server });
		await client.connect();
		await client.query(statement).finally(() => client.end());
	};
	await execute(`create database ${name}`);
	const url = new URL(server);
	url.pathname = `/${name}`;
	return { url: url.href, drop: () => execute(`drop database ${name} with (force)`) };
}
