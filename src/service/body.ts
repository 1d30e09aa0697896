/** The JSON body and the query of a request, checked by their schemas. */
import type { Request } from "express";
import type { z } from "zod";
import { ZhengjianError } from "../errors.ts";

/** Throws `request.invalid` naming what is wrong, never the value that was sent: it may be a password or a name. */
export const parseBody = <S extends z.ZodType>(schema: S, request: Request): z.output<S> =>
	check(schema, request.body ?? {}, "the body");

/** Throws `request.invalid` as `parseBody` does. */
export const parseQuery = <S extends z.ZodType>(schema: S, request: Request): z.output<S> =>
	check(schema, request.query, "the query");

function check<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".") || where}: ${message}`);
	throw new ZhengjianError("request.invalid", `${where} does not have the right form`, { expected: faults.join("; ") });
}
