/** What a worker without a web application answers: whether it is up. */
import express, { type Application } from "express";
import type { Logger } from "pino";
import { ZhengjianError } from "../errors.ts";
import type { Store } from "../store/store.ts";
import { problemHandler } from "./problems.ts";

export function createHealthApp({ store, log }: { store: Store; log: Logger }): Application {
	const app = express();
	app.disable("x-powered-by");
	app.get("/healthz", async (_request, response) => {
		response.json({ status: "ok", waiting: await store.verifications.countUnfinished() });
	});
	app.use((request) => {
		throw new ZhengjianError("route.not-found", "there is nothing at this address", { found: request.method });
	});
	app.use(problemHandler(log));
	return app;
}
