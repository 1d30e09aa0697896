/** Starts the service: store, engine, jobs, web application, in this order; stops them in the other. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import type { Application } from "express";
import { pino } from "pino";
import { createPool } from "../engine/pool.ts";
import { ZhengjianError } from "../errors.ts";
import { openStore } from "../store/store.ts";
import { answerAccounts } from "./accounts/commands.ts";
import { openAccounts } from "./accounts/open.ts";
import { authSecret } from "./accounts/secret.ts";
import { type AppOptions, createApp } from "./app.ts";
import { type Config, readConfig, storeOptionsOf } from "./config.ts";
import { createHealthApp } from "./health.ts";
import { startJobs } from "./jobs.ts";

/** How long running photos may take to finish when the service is told to stop, milliseconds. */
const STOP_TIMEOUT_MS = 20_000;
const DRAWING_ENTRY = new URL("../engine/drawing-worker.ts", import.meta.url);

async function start(): Promise<void> {
	const config = readConfig(process.env);
	const log = pino({ level: config.LOG_LEVEL });
	const workers = config.ENGINE_WORKERS ?? Math.max(1, Math.floor(availableParallelism() / 2));

	const secret = await authSecret(config.DATA_DIR, config.AUTH_SECRET);
	const store = await openStore({ ...storeOptionsOf(config), answer: answerAccounts(secret) });
	const verifies = config.SERVICE_ROLE !== "server";
	const engine = await createPool({
		reader: config.READER,
		workers,
		timeoutMs: config.ENGINE_TIMEOUT * 1000,
		memoryMb: config.ENGINE_MEMORY,
		// A server draws pictures when somebody asks for them; what it takes to verify is for the workers.
		...(verifies ? {} : { entry: DRAWING_ENTRY }),
	});
	const jobs = await startJobs({ store, engine, concurrency: verifies ? workers : 0, log });
	const app =
		config.SERVICE_ROLE === "worker"
			? createHealthApp({ store, log })
			: await openWeb(config, secret, { store, jobs, engine, log });
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

/** The web application and the accounts of those who use it. */
async function openWeb(
	config: Config,
	secret: string,
	parts: Pick<AppOptions, "store" | "jobs" | "engine" | "log">,
): Promise<Application> {
	const accounts = openAccounts(parts.store.database.queries, secret);
	const app = createApp({
		accounts,
		...parts,
		queueLimit: config.QUEUE_LIMIT,
		uploadsPerMinute: config.RATE_LIMIT,
		trustProxy: config.TRUST_PROXY,
	});
	const first = await accounts.accounts.admitFirst();
	if (first)
		console.log(`管理员 administrator: ${first.account.email}  一次性密码 one-time password: ${first.password}`);
	return app;
}

start().catch((error: unknown) => {
	console.error(error instanceof ZhengjianError ? `${error.message} [${error.code}]` : error);
	process.exit(1);
});
