import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../../src/store/store.ts";

const ENTRY = fileURLToPath(new URL("./doomed-service.ts", import.meta.url));
let dataDir: string;
let child: ChildProcess | undefined;

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), "zhengjian-"));
});
afterAll(async () => {
	child?.kill("SIGKILL");
	await rm(dataDir, { recursive: true, force: true });
});

async function start(engine: "stuck" | "quick"): Promise<string> {
	child = fork(ENTRY, { execArgv: ["--import", "tsx"], env: { ...process.env, DATA_DIR: dataDir, ENGINE: engine } });
	const [port] = await once(child, "message");
	child.disconnect();
	return `http://127.0.0.1:${port}/api/v1/verifications`;
}

async function kill(): Promise<void> {
	const gone = once(child as ChildProcess, "exit");
	child?.kill("SIGKILL");
	await gone;
}

async function upload(api: string, name: string): Promise<string> {
	const form = new FormData();
	form.append("image", new Blob([`photo ${name}`]), name);
	const response = await fetch(api, { method: "POST", body: form });
	expect(response.status).toBe(202);
	return ((await response.json()) as { id: string }).id;
}

test("what was acknowledged is finished after a kill -9, the running one and the waiting ones", async () => {
	const first = await start("stuck");
	const ids: string[] = [];
	for (const name of ["a", "b", "c"]) ids.push(await upload(first, name));
	await expect
		.poll(async () => ((await (await fetch(`${first}/${ids[0]}`)).json()) as { stage: string }).stage, {
			timeout: 10_000,
		})
		.toBe("intake");
	await expect(openStore({ dataDir }), "the embedded store serves one process").rejects.toMatchObject({
		code: "store.in-use",
	});
	await kill();

	const second = await start("quick");
	for (const id of ids) {
		await expect
			.poll(async () => (await fetch(`${second}/${id}`)).status, { timeout: 15_000, interval: 100 })
			.toBe(200);
		expect(await (await fetch(`${second}/${id}`)).json()).toMatchObject({ schema: "report/v1", id });
	}
});
