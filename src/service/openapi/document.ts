/** The OpenAPI 3.1 description, made from the schemas that check the requests and from the table of access. */
import { z } from "zod";
import { reportSchema } from "../../report/schema.ts";
import { RULES } from "../access/rules.ts";
import { type Content, OPERATIONS, type Operation, problemSchema } from "./operations.ts";

type Json = Record<string, unknown>;

/** Schemas that many operations share, by the name they have in the document. */
const SHARED = new Map<z.ZodType, string>([
	[reportSchema, "Report"],
	[problemSchema, "Problem"],
]);

/** Made anew with each call. `version`: of the service. */
export function describeApi(version: string) {
	const paths: Record<string, Record<string, Json>> = {};
	for (const [route, operation] of Object.entries(OPERATIONS)) {
		const [method = "", path = ""] = route.split(" ");
		const address = path.replace(/:(\w+)/g, "{$1}");
		paths[address] = { ...paths[address], [method.toLowerCase()]: describe(route, path, operation) };
	}
	return {
		openapi: "3.1.1",
		info: {
			title: "证鉴 zhengjian",
			version,
			description:
				"对照规范样式核验职业证书照片。本服务不是官方查询系统，结论仅供参考。Compares a photo of a vocational certificate with the registered standard. This is not the official register.",
			license: { name: "Apache-2.0", identifier: "Apache-2.0" },
		},
		servers: [{ url: "/" }],
		paths,
		components: {
			schemas: Object.fromEntries([...SHARED].map(([schema, name]) => [name, toJsonSchema(schema, "output")])),
			securitySchemes: {
				session: { type: "apiKey", in: "cookie", name: "zhengjian.session_token" },
				apiKey: { type: "http", scheme: "bearer" },
			},
		},
	};
}

function describe(route: string, path: string, operation: Operation): Json {
	const { tag, summary, query, headers = {}, body, answers } = operation;
	const parameters = [
		...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
			name,
			in: "path",
			required: true,
			schema: { type: "string" },
		})),
		...Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
			name,
			in: "query",
			schema: toJsonSchema(schema as z.ZodType, "output"),
		})),
		...Object.entries(headers).map(([name, description]) => ({
			name,
			in: "header",
			description,
			schema: { type: "string" },
		})),
	];
	return {
		operationId: route.replace(/[^A-Za-z0-9]+/g, "-").replace(/-$/, ""),
		tags: [tag],
		summary: `${summary.zh} · ${summary.en}`,
		...(parameters.length > 0 && { parameters }),
		...(body && { requestBody: { required: true, content: contentOf(body, "input") } }),
		responses: {
			...Object.fromEntries(
				Object.entries(answers).map(([status, content]) => [
					status,
					{ description: summary.en, ...(content && { content: contentOf(content, "output") }) },
				]),
			),
			default: {
				description: "RFC 9457 problem details",
				content: { "application/problem+json": { schema: reference("Problem") } },
			},
		},
		security: securityOf(route),
	};
}

/** Which credentials open a route, by its row in the table; {} = none is needed. */
function securityOf(route: string): Json[] {
	const allow = RULES[route]?.allow;
	return [
		...(allow?.anonymous.length ? [{}] : []),
		{ session: [] },
		...(allow?.["api-key"].length ? [{ apiKey: [] }] : []),
	];
}

function contentOf(content: Content, io: "input" | "output"): Json {
	if (!(content instanceof z.ZodType)) return { [content.mediaType]: content.schema ? { schema: content.schema } : {} };
	const name = SHARED.get(content);
	return { "application/json": { schema: name ? reference(name) : toJsonSchema(content, io) } };
}

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

function toJsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
	const { $schema: _, ...described } = z.toJSONSchema(schema, { io });
	return described;
}
