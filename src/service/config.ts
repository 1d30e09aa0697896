/** Settings from the environment, checked at start with every fault named. */
import { z } from "zod";
import { DEFAULT_RETENTION } from "../store/retention.ts";
import type { StoreOptions } from "../store/store.ts";

/** "" in the environment means "not set", as in compose files. */
const optional = <T extends z.ZodType>(schema: T) =>
	z.preprocess((value) => (value === "" ? undefined : value), schema);
const whole = (fallback: number, min = 0) => optional(z.coerce.number().int().min(min).default(fallback));

/** Without one of these there is no access to an S3 store. */
const S3_NEEDED = ["S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;

const environment = z
	.object({
		PORT: whole(3000),
		HOST: optional(z.string().default("0.0.0.0")),
		DATA_DIR: optional(z.string().default("./data")),
		DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ }).optional()),
		/** What this process does: everything, the requests (server) or the photos (worker). */
		SERVICE_ROLE: optional(z.enum(["all", "server", "worker"]).default("all")),
		/** An S3 store for the photos instead of the folder in DATA_DIR. */
		S3_ENDPOINT: optional(z.url({ protocol: /^https?$/ }).optional()),
		S3_BUCKET: optional(z.string().optional()),
		S3_REGION: optional(z.string().default("us-east-1")),
		S3_ACCESS_KEY_ID: optional(z.string().optional()),
		S3_SECRET_ACCESS_KEY: optional(z.string().optional()),
		/** The bucket in the path, as stores other than Amazon's want it. */
		S3_FORCE_PATH_STYLE: optional(z.stringbool().default(false)),
		/** Keys that data are sealed with (store/keys.ts): the first one seals. A file in DATA_DIR when left out. */
		DATA_KEY: optional(z.string().optional()),
		/** Hours that records of nobody in particular are kept. */
		RETENTION_ANONYMOUS_HOURS: optional(z.coerce.number().positive().default(DEFAULT_RETENTION.anonymousHours)),
		/** Days that all other records are kept. */
		RETENTION_DAYS: optional(z.coerce.number().positive().default(DEFAULT_RETENTION.othersDays)),
		/** Signs the sessions; a file in DATA_DIR when left out. */
		AUTH_SECRET: optional(z.string().min(32).optional()),
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
	})
	.superRefine((settings, context) => {
		const fault = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
		if (S3_NEEDED.some((name) => settings[name] !== undefined) || settings.S3_ENDPOINT !== undefined)
			for (const name of S3_NEEDED) if (settings[name] === undefined) fault(name, "an S3 store needs it");
		if (settings.SERVICE_ROLE !== "all" && settings.DATABASE_URL === undefined)
			fault(
				"DATABASE_URL",
				`the embedded database serves one process, so SERVICE_ROLE=${settings.SERVICE_ROLE} needs a server`,
			);
	});
export type Config = z.infer<typeof environment>;

/** Throws an Error that names every setting that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
	const parsed = environment.safeParse(env);
	if (parsed.success) return parsed.data;
	const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
	throw new Error(`wrong settings in the environment:\n${faults.join("\n")}`);
}

/** The settings that say where everything is kept. */
export function storeOptionsOf(config: Config): StoreOptions {
	const { S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = config;
	return {
		dataDir: config.DATA_DIR,
		databaseUrl: config.DATABASE_URL,
		dataKey: config.DATA_KEY,
		retention: { anonymousHours: config.RETENTION_ANONYMOUS_HOURS, othersDays: config.RETENTION_DAYS },
		bucket:
			S3_BUCKET !== undefined && S3_ACCESS_KEY_ID !== undefined && S3_SECRET_ACCESS_KEY !== undefined
				? {
						bucket: S3_BUCKET,
						endpoint: config.S3_ENDPOINT,
						region: config.S3_REGION,
						accessKeyId: S3_ACCESS_KEY_ID,
						secretAccessKey: S3_SECRET_ACCESS_KEY,
						forcePathStyle: config.S3_FORCE_PATH_STYLE,
					}
				: undefined,
	};
}
