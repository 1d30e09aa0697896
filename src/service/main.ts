/** Starts the service: store, engine, jobs, web application, in this order; stops them in the other. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import { pino } from "pino";
import { createPool } from "../engine/pool.ts";
import { ZhengjianError } from "../errors.ts";
import { openStore } from "../store/store.ts";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { startJobs } from "./jobs.ts";

/** How long running photos may take to finish when the service is told to stop, milliseconds. */
const STOP_TIMEOUT_MS = 20_000;

async function start(): Promise<void> {
	const config = readConfig(process.env);
	const log = pino({ level: config.LOG_LEVEL });
	const workers = config.ENGINE_WORKERS ?? Math.max(1, Math.floor(availableParallelism() / 2));

	const store = await openStore({ dataDir: config.DATA_DIR, databaseUrl: config.DATABASE_URL });
	const engine = await createPool({
		reader: config.READER,
		workers,
		timeoutMs: config.ENGINE_TIMEOUT * 1000,
		memoryMb: config.ENGINE_MEMORY,
	});
	const jobs = await startJobs({ store, engine, concurrency: workers, log });
	const app = createApp({
		store,
		jobs,
		engine,
		log,
		queueLimit: config.QUEUE_LIMIT,
		uploadsPerMinute: config.RATE_LIMIT,
		trustProxy: config.TRUST_PROXY,
	});
	const server = app.listen(config.PORT, config.HOST);
	await once(server, "listening");
	console.log(`证鉴 zhengjian: http://localhost:${(server.address() as AddressInfo).port}`);

	let stopping = false;
	const stop = async (signal: string): Promise<void> => {
		if (stopping) return;
		stopping = true;
		log.info({ signal }, "stopping");
		server.close();
		await jobs.close(STOP_TIMEOUT_MS);
		server.closeAllConnections();
		await engine.close();
		await store.close();
		process.exit(0);
	};
	process.on("SIGTERM", stop);
	process.on("SIGINT", stop);
}

start().catch((error: unknown) => {
	console.error(error instanceof ZhengjianError ? `${error.message} [${error.code}]` : error);
	process.exit(1);
});
