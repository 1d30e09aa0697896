/** Real servers for tests: PostgreSQL at TEST_DATABASE_URL and an S3 store at TEST_S3_ENDPOINT, or a loud word that they are not there. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { BucketOptions } from "../../src/store/photo-bucket.ts";

/**
 * The address of a server from the environment. Without it, says which tests do not run, and fails with REQUIRE_SERVERS set: a suite
 * that did not run is never taken for one that passed.
 */
export function serverFor(suite: string, variable: "TEST_DATABASE_URL" | "TEST_S3_ENDPOINT"): string | undefined {
	const address = process.env[variable] || undefined;
	if (address) return address;
	if (process.env.REQUIRE_SERVERS) throw new Error(`${suite}: ${variable} is not set`);
	console.warn(`NOT RUN: ${suite}, because ${variable} is not set (see .ci/run)`);
	return undefined;
}

/** An empty database of its own on the server, and how to be rid of it. */
export async function freshDatabase(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
	const name = `zhengjian_${randomUUID().replaceAll("-", "")}`;
	const ask = async (statement: string) => {
		const client = new pg.Client({ connectionString: server });
		await client.connect();
		await client.query(statement).finally(() => client.end());
	};
	// A pool that was closed has told its connections to go; the last one may still be on its way.
	const drop = async (attempts = 50): Promise<void> => {
		await ask(`drop database ${name}`).catch(async (error: unknown) => {
			if (attempts === 0) throw error;
			await sleep(100);
			await drop(attempts - 1);
		});
	};
	await ask(`create database ${name}`);
	const url = new URL(server);
	url.pathname = `/${name}`;
	return { url: url.href, drop };
}

/** A bucket of its own in the S3 store at `endpoint`, made when it is opened. */
export const freshBucket = (endpoint: string): BucketOptions => ({
	endpoint,
	bucket: `zhengjian-${randomUUID()}`,
	region: "us-east-1",
	accessKeyId: "test",
	secretAccessKey: "a key for tests",
	forcePathStyle: true,
});
