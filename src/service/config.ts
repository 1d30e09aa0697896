/** Settings from the environment, checked at start with every fault named. */
import { z } from "zod";

/** "" in the environment means "not set", as in compose files. */
const optional = <T extends z.ZodType>(schema: T) =>
	z.preprocess((value) => (value === "" ? undefined : value), schema);
const whole = (fallback: number, min = 0) => optional(z.coerce.number().int().min(min).default(fallback));

const environment = z.object({
	PORT: whole(3000),
	HOST: optional(z.string().default("0.0.0.0")),
	DATA_DIR: optional(z.string().default("./data")),
	DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ }).optional()),
	READER: optional(z.enum(["onnx", "tesseract"]).optional()),
	ENGINE_WORKERS: optional(z.coerce.number().int().min(1).max(64).optional()),
	/** Seconds one photo may take. */
	ENGINE_TIMEOUT: optional(z.coerce.number().positive().default(60)),
	/** JavaScript heap of one engine process, MiB. */
	ENGINE_MEMORY: whole(1024, 128),
	/** Unfinished photos beyond which uploads are answered 503. */
	QUEUE_LIMIT: whole(200, 1),
	/** Uploads per minute and client address; 0 = no limit. */
	RATE_LIMIT: whole(120),
	/** Number of proxies in front whose X-Forwarded-For is believed. */
	TRUST_PROXY: whole(0),
	LOG_LEVEL: optional(z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info")),
});
export type Config = z.infer<typeof environment>;

/** Throws an Error that names every setting that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
	const parsed = environment.safeParse(env);
	if (parsed.success) return parsed.data;
	const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
	throw new Error(`wrong settings in the environment:\n${faults.join("\n")}`);
}
