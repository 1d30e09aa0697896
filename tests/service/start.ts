/**
 * The service with its real store in a fresh folder and a fake engine, as tests want it. The database is the embedded one,
 * or the PostgreSQL server at TEST_DATABASE_URL.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { EnginePool } from "../../src/engine/pool.ts";
import { openAccounts } from "../../src/service/accounts/open.ts";
import { createApp } from "../../src/service/app.ts";
import { startJobs } from "../../src/service/jobs.ts";
import { openStore } from "../../src/store/store.ts";
import { freshDatabase } from "../store/servers.ts";

/** Signs the sessions of the services in tests. */
export const SECRET = "the secret of a service in a test";

export async function startService(
	engine: EnginePool,
	settings: { queueLimit?: number; uploadsPerMinute?: number; concurrency?: number } = {},
) {
	const dataDir = await mkdtemp(join(tmpdir(), "zhengjian-"));
	const logged: string[] = [];
	const log = pino({ level: "debug" }, { write: (line: string) => void logged.push(line) });
	// A database of its own: services of several test files must not do each other's work.
	const server = process.env.TEST_DATABASE_URL;
	const served = server ? await freshDatabase(server) : undefined;
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
