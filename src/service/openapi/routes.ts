/** /openapi.json and /docs: the description of the interface, for programs and for people. */
import { readFileSync } from "node:fs";
import { Router } from "express";
import { describeApi } from "./document.ts";
import { describeAsPage, STYLE } from "./page.ts";

/** Seconds that a browser may keep the description: it changes with the version of the service alone. */
const MAX_AGE_S = 3600;

export function openapiRoutes(): Router {
	const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
	const document = describeApi(version);
	const page = describeAsPage(document);
	const router = Router();
	router.use(["/openapi.json", "/docs"], (_request, response, next) => {
		response.set("Cache-Control", `public, max-age=${MAX_AGE_S}`);
		next();
	});
	router.get("/openapi.json", (_request, response) => {
		response.json(document);
	});
	router.get("/docs", (_request, response) => {
		response.type("html").send(page);
	});
	router.get("/docs/style.css", (_request, response) => {
		response.type("css").send(STYLE);
	});
	return router;
}
