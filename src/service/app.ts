/** The web application: the page, the API and what guards them. */
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import express, { type Application } from "express";
import helmet from "helmet";
import type { Logger } from "pino";
import { ZhengjianError } from "../errors.ts";
import { guard } from "./access/guard.ts";
import { ownershipIn } from "./access/records.ts";
import { mount } from "./access/routes.ts";
import type { AccountServices } from "./accounts/open.ts";
import { accountRoutes } from "./accounts/routes.ts";
import { sessionRoutes } from "./accounts/session-routes.ts";
import { openapiRoutes } from "./openapi/routes.ts";
import { problemHandler } from "./problems.ts";
import { shareRoutes } from "./shares/routes.ts";
import { Shares } from "./shares/shares.ts";
import { type VerificationRoutes, verificationRoutes } from "./verifications.ts";

/** The built page. */
const PAGE_FOLDER = fileURLToPath(new URL("../../dist/web", import.meta.url));

export interface AppOptions extends VerificationRoutes {
	log: Logger;
	trustProxy: number;
	accounts: AccountServices;
}

export function createApp({ log, trustProxy, accounts, ...routes }: AppOptions): Application {
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
	// The page's files are for everybody; whatever comes after them passes the guard.
	app.use("/assets", express.static(`${PAGE_FOLDER}/assets`, { immutable: true, maxAge: "1y" }));
	app.use(express.static(PAGE_FOLDER));
	app.use(guard({ ...accounts, ownershipOf: ownershipIn(routes.store.database.queries) }));
	app.get("/healthz", async (_request, response) => {
		response.json({ status: "ok", waiting: await routes.store.verifications.countUnfinished() });
	});
	mount(app, "/api/v1/verifications", verificationRoutes(routes));
	mount(app, "/api/v1", shareRoutes({ ...routes, shares: new Shares(routes.store.database.queries) }));
	mount(app, "/api/v1", sessionRoutes(accounts));
	mount(app, "/api/v1", accountRoutes(accounts));
	mount(app, "/api/v1", openapiRoutes());
	app.use((request) => {
		throw new ZhengjianError("route.not-found", "there is nothing at this address", { found: request.method });
	});
	app.use(problemHandler(log));
	return app;
}
