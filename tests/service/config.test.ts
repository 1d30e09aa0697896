import { expect, test } from "vitest";
import { readConfig, storeOptionsOf } from "../../src/service/config.ts";

const S3 = { S3_BUCKET: "b", S3_ACCESS_KEY_ID: "i", S3_SECRET_ACCESS_KEY: "s" };

test("nothing set: one process, embedded, a folder, the default periods", () => {
	const config = readConfig({ S3_BUCKET: "", DATA_KEY: "" });
	expect(config.SERVICE_ROLE).toBe("all");
	expect(storeOptionsOf(config)).toEqual({
		dataDir: "./data",
		databaseUrl: undefined,
		dataKey: undefined,
		bucket: undefined,
		retention: { anonymousHours: 24, othersDays: 180 },
	});
});

test("an S3 store with all that it needs", () => {
	const config = readConfig({ ...S3, S3_ENDPOINT: "http://s3:9000", S3_FORCE_PATH_STYLE: "true" });
	expect(storeOptionsOf(config).bucket).toEqual({
		bucket: "b",
		endpoint: "http://s3:9000",
		region: "us-east-1",
		accessKeyId: "i",
		secretAccessKey: "s",
		forcePathStyle: true,
	});
});

test.each([
	[{ S3_BUCKET: "b" }, ["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"]],
	[{ S3_ENDPOINT: "http://s3" }, ["S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"]],
	[{ ...S3, S3_ENDPOINT: "s3:9000", S3_FORCE_PATH_STYLE: "perhaps" }, ["S3_ENDPOINT", "S3_FORCE_PATH_STYLE"]],
	[{ SERVICE_ROLE: "worker" }, ["DATABASE_URL"]],
	[{ SERVICE_ROLE: "boss", PORT: "x", RETENTION_DAYS: "0" }, ["SERVICE_ROLE", "PORT", "RETENTION_DAYS"]],
])("every wrong setting of %j is named", (env, names) => {
	let message = "";
	try {
		readConfig(env);
	} catch (error) {
		message = String(error);
	}
	const named = [...message.matchAll(/^([A-Z0-9_]+): ./gm)].map(([, name]) => name);
	expect(named.sort()).toEqual([...names].sort());
});
