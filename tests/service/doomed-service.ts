/** A service in a process of its own that tests kill: DATA_DIR, and ENGINE = "stuck" (never finishes) or "quick". */
import { pino } from "pino";
import { openAccounts } from "../../src/service/accounts/open.ts";
import { createApp } from "../../src/service/app.ts";
import { startJobs } from "../../src/service/jobs.ts";
import { openStore } from "../../src/store/store.ts";
import { fakeEngine } from "./fixtures.ts";
import { SECRET } from "./start.ts";

const stuck = fakeEngine((_photo, _registry, _policy, _identity, onStage) => {
	onStage?.("intake");
	return new Promise(() => {});
});
const engine = process.env.ENGINE === "stuck" ? stuck : fakeEngine();
const store = await openStore({ dataDir: String(process.env.DATA_DIR) });
const log = pino({ level: "silent" });
const jobs = await startJobs({ store, engine, concurrency: 1, log });
const accounts = openAccounts(store.database.queries, SECRET);
const app = createApp({ accounts, store, jobs, engine, log, trustProxy: 0, queueLimit: 100, uploadsPerMinute: 0 });
const server = app.listen(0, () => {
	const address = server.address();
	process.send?.(typeof address === "object" ? address?.port : null);
});
