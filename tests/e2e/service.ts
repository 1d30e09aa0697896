/** The real service with its real engine and a freshly built page, in a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";

const ROOT = new URL("../../", import.meta.url).pathname;

export interface RunningService {
	url: string;
	stop(): Promise<void>;
}

export async function startService(): Promise<RunningService> {
	await build({ configFile: join(ROOT, "src/web/vite.config.ts"), root: join(ROOT, "src/web"), logLevel: "warn" });
	const dataDir = await mkdtemp(join(tmpdir(), "zhengjian-page-"));
	const child = spawn(join(ROOT, "node_modules/.bin/tsx"), ["src/service/main.ts"], {
		cwd: ROOT,
		env: { ...process.env, PORT: "0", HOST: "127.0.0.1", DATA_DIR: dataDir, ENGINE_WORKERS: "1", LOG_LEVEL: "warn" },
		stdio: ["ignore", "pipe", "pipe"],
	});
	const stop = async () => {
		await ended(child);
		await rm(dataDir, { recursive: true, force: true });
	};
	try {
		return { url: await address(child), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** The address the service prints when it is ready. */
function address(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let output = "";
		const read = (chunk: Buffer) => {
			output += chunk.toString();
			const url = /http:\/\/localhost:\d+/.exec(output)?.[0];
			if (url) resolve(url.replace("localhost", "127.0.0.1"));
		};
		child.stdout?.on("data", read);
		child.stderr?.on("data", read);
		child.once("exit", (code) => reject(new Error(`the service ended with ${code}:\n${output}`)));
	});
}

function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		child.once("exit", () => resolve());
		child.kill("SIGTERM");
	});
}
