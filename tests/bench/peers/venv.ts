/** Python packages for peers, in virtual environments that are made once and kept in the cache folder. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import { lastLine } from "./process.ts";

/** Where environments and figures are kept. */
export const CACHE = resolve(process.env.BENCH_PEERS_DIR ?? ".cache/peers");

/**
 * The interpreter of an environment with exactly the packages of a pinned requirements file; changed requirements make a new
 * one. Throws with pip's last words when they cannot be installed.
 */
export async function pythonWith(requirements: string): Promise<string> {
	const digest = createHash("sha256")
		.update(await readFile(requirements))
		.digest("hex")
		.slice(0, 12);
	const home = join(CACHE, `${basename(requirements, ".txt")}-${digest}`);
	const interpreter = join(home, "bin", "python");
	const complete = join(home, "complete");
	if (existsSync(complete)) return interpreter;
	await mkdir(CACHE, { recursive: true });
	await rm(home, { recursive: true, force: true });
	await run("python3", ["-m", "venv", home]);
	// The file lists every package: resolving dependencies could only bring other versions.
	await run(interpreter, [
		"-m",
		"pip",
		"install",
		"--quiet",
		"--no-deps",
		"--only-binary",
		":all:",
		"-r",
		requirements,
	]);
	await writeFile(complete, "");
	return interpreter;
}

async function run(file: string, args: string[]): Promise<void> {
	try {
		await promisify(execFile)(file, args);
	} catch (error) {
		const { stderr = "", message } = error as Error & { stderr?: string };
		throw new Error(lastLine(stderr) || message, { cause: error });
	}
}
