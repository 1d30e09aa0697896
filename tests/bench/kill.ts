/**
 * `kill`: a service killed with SIGKILL again and again while uploads come in. What was acknowledged must be found afterwards, finished,
 * its photo as sent, and nothing twice.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { verifications } from "../../src/store/schema.ts";
import { openStore } from "../../src/store/store.ts";

const ENTRY = fileURLToPath(new URL("../service/doomed-service.ts", import.meta.url));
/** Uploads under way at the same time. */
const CLIENTS = 4;
/** A process takes up to so many uploads, and then lives up to so many milliseconds more: the kill may come at any moment. */
const MAX_UPLOADS = 12;
const MAX_REST_MS = 300;
/** Size of a photo, bytes: several chunks, so that a kill can fall within one. */
const PHOTO_BYTES = 300_000;
const FINISH_TIMEOUT_MS = 300_000;

/** Kills `count` times, then counts. Exits 1 when anything was lost, doubled or altered. */
export async function runKill(count: number): Promise<void> {
	const dataDir = await mkdtemp(join(tmpdir(), "zhengjian-kill-"));
	const acknowledged = new Map<string, string>();
	let sent = 0;
	const upload = async (api: string): Promise<void> => {
		const name = `photo ${sent++}`;
		const form = new FormData();
		form.append("image", new Blob([content(name)]), "a.jpg");
		const response = await fetch(api, { method: "POST", body: form });
		if (response.status === 202) acknowledged.set(((await response.json()) as { id: string }).id, name);
	};
	try {
		for (let k = 1; k <= count; k++) {
			const { child, api } = await start(dataDir);
			const gone = once(child, "exit");
			let alive = true;
			const clients = Array.from({ length: CLIENTS }, async () => {
				while (alive) await upload(api).catch(() => undefined);
			});
			const enough = acknowledged.size + 1 + Math.floor(Math.random() * MAX_UPLOADS);
			while (acknowledged.size < enough && child.exitCode === null) await sleep(10);
			await sleep(Math.random() * MAX_REST_MS);
			child.kill("SIGKILL");
			await gone;
			alive = false;
			await Promise.all(clients);
			process.stderr.write(`\r${k} of ${count} kills, ${acknowledged.size} of ${sent} uploads acknowledged `);
		}
		await finishAll(dataDir);
		const result = await inspect(dataDir, acknowledged);
		console.log(
			`${count} kills, ${sent} uploads sent, ${acknowledged.size} acknowledged, ${result.records} records: ` +
				`${result.lost} lost, ${result.doubled} doubled, ${result.altered} altered`,
		);
		process.exitCode = result.lost + result.doubled + result.altered > 0 ? 1 : 0;
	} finally {
		await rm(dataDir, { recursive: true, force: true });
	}
}

/** Lets a last process finish what the killed ones left. */
async function finishAll(dataDir: string): Promise<void> {
	const { child, api } = await start(dataDir);
	const gone = once(child, "exit");
	const health = new URL("/healthz", api);
	const deadline = Date.now() + FINISH_TIMEOUT_MS;
	while (((await (await fetch(health)).json()) as { waiting: number }).waiting > 0 && Date.now() < deadline)
		await sleep(500);
	child.kill("SIGKILL");
	await gone;
}

/** Looks at everything that is kept. A record that was never acknowledged is no fault, two records of one upload are. */
async function inspect(dataDir: string, acknowledged: ReadonlyMap<string, string>) {
	const store = await openStore({ dataDir });
	const times = new Map<string, number>();
	let altered = 0;
	const found = new Set<string>();
	try {
		const rows = await store.database.queries.select().from(verifications);
		for (const row of rows) {
			const record = store.verifications.open(row);
			const photo = await store.photos.get(record.photoKey);
			const name = photo?.toString("latin1").match(/^photo \d+/)?.[0] ?? "";
			times.set(name, (times.get(name) ?? 0) + 1);
			const sent = acknowledged.get(record.id);
			if (!photo?.equals(content(name)) || (sent !== undefined && sent !== name)) altered++;
			else if (record.status === "done" && record.report?.id === record.id) found.add(record.id);
		}
		const lost = [...acknowledged.keys()].filter((id) => !found.has(id)).length;
		const doubled = [...times.values()].filter((n) => n > 1).length;
		return { records: rows.length, lost, doubled, altered };
	} finally {
		await store.close();
	}
}

const content = (name: string) => Buffer.alloc(PHOTO_BYTES, `${name} `);

async function start(dataDir: string): Promise<{ child: ChildProcess; api: string }> {
	const child = fork(ENTRY, {
		execArgv: ["--import", "tsx"],
		env: { ...process.env, DATA_DIR: dataDir, ENGINE: "quick" },
	});
	const [port] = await once(child, "message");
	child.disconnect();
	return { child, api: `http://127.0.0.1:${port}/api/v1/verifications` };
}
