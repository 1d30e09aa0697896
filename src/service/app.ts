/** The web application: the page, the API and what guards them. */
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import express, { type Application } from "express";
import helmet from "helmet";
import type { Logger } from "pino";
import { ZhengjianError } from "../errors.ts";
import { problemHandler } from "./problems.ts";
import { type VerificationRoutes, verificationRoutes } from "./verifications.ts";

/** The built page. */
const PAGE_FOLDER = fileURLToPath(new URL("../../dist/web", import.meta.url));

export interface AppOptions extends VerificationRoutes {
	log: Logger;
	trustProxy: number;
}

export function createApp({ log, trustProxy, ...routes }: AppOptions): Application {
	const app = express();
	app.set("trust proxy", trustProxy);
	app.use((request, response, next) => {
		const requestId = randomUUID();
		response.locals.requestId = requestId;
		response.set("X-Request-Id", requestId);
		const began = performance.now();
		response.once("close", () => {
			// The route's pattern, never the address: an id opens its record. Nothing of the body is logged.
			const route = request.route ? `${request.baseUrl}${request.route.path}` : "-";
			const ms = Math.round(performance.now() - began);
			log.info({ requestId, method: request.method, route, status: response.statusCode, ms }, "request");
		});
		next();
	});
	app.use(
		helmet({
			contentSecurityPolicy: {
				useDefaults: false,
				directives: {
					defaultSrc: ["'self'"],
					imgSrc: ["'self'", "blob:", "data:"],
					objectSrc: ["'none'"],
					baseUri: ["'none'"],
					formAction: ["'self'"],
					frameAncestors: ["'none'"],
				},
			},
			// Links carry the id that opens a record.
			referrerPolicy: { policy: "no-referrer" },
			// Whether a host is only ever reached by https is for the proxy in front to promise.
			strictTransportSecurity: false,
		}),
	);
	app.get("/healthz", async (_request, response) => {
		response.json({ status: "ok", waiting: await routes.store.verifications.countUnfinished() });
	});
	app.use("/api/v1/verifications", verificationRoutes(routes));
	app.use("/assets", express.static(`${PAGE_FOLDER}/assets`, { immutable: true, maxAge: "1y" }));
	app.use(express.static(PAGE_FOLDER));
	app.use((request) => {
		throw new ZhengjianError("route.not-found", "there is nothing at this address", { found: request.method });
	});
	app.use(problemHandler(log));
	return app;
}
