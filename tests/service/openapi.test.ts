import { Validator } from "@seriousme/openapi-schema-validator";
import supertest from "supertest";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { reportSchema } from "../../src/report/schema.ts";
import { routesOf } from "../../src/service/access/routes.ts";
import { RULES } from "../../src/service/access/rules.ts";
import { fakeEngine } from "./fixtures.ts";
import { startService } from "./start.ts";

let service: Awaited<ReturnType<typeof startService>>;
beforeAll(async () => {
	service = await startService(fakeEngine());
});
afterAll(() => service.stop());

const get = (path: string) => supertest(service.app).get(path);

test("the description follows OpenAPI 3.1 and names exactly the routes that there are", async () => {
	const { body } = await get("/api/v1/openapi.json");
	expect(await new Validator().validate(structuredClone(body))).toEqual({ valid: true });
	const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, operations]) =>
		Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`),
	);
	expect(described.toSorted()).toEqual(routesOf(service.app).toSorted());
});

test("its schemas are those of the answers, its security is the table of access", async () => {
	const { body } = await get("/api/v1/openapi.json");
	const { $schema: _, ...report } = z.toJSONSchema(reportSchema);
	expect(body.components.schemas.Report).toEqual(JSON.parse(JSON.stringify(report)));
	const read = body.paths["/api/v1/verifications/{id}"].get;
	expect(read.responses[200].content["application/json"].schema).toEqual({ $ref: "#/components/schemas/Report" });
	expect(read.security).toEqual([{}, { session: [] }, { apiKey: [] }]);
	expect(body.paths["/api/v1/accounts"].get.security).toEqual([{ session: [] }]);
	expect(body.paths["/api/v1/session"].post.requestBody.content["application/json"].schema.required).toEqual([
		"email",
		"password",
	]);
});

test("the page shows every operation with who may, and needs neither script nor inline style", async () => {
	const page = await get("/api/v1/docs");
	expect(page.type).toBe("text/html");
	expect(page.text.match(/<details>/g)).toHaveLength(Object.keys(RULES).length);
	for (const route of Object.keys(RULES))
		expect(page.text).toContain(`<code>${route.split(" ")[1]?.replace(/:(\w+)/g, "{$1}")}</code>`);
	expect(page.text).toContain("<li>inspector: link, own, district</li>");
	expect(page.text).not.toMatch(/<script|<style|style=|https?:\/\/(?!json-schema)/);
	expect((await get("/api/v1/docs/style.css")).type).toBe("text/css");
});
