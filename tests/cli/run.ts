/** Runs a command of the product in a process of its own, as a user would. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Ran {
	code: number;
	stdout: string;
	stderr: string;
}

export function run(
	command: "verify" | "registry" | "report" | "replay" | "account",
	args: string[],
	env: Record<string, string>,
): Promise<Ran> {
	const entry = fileURLToPath(new URL(`../../src/cli/${command}.ts`, import.meta.url));
	return new Promise((done) => {
		const options = { env: { ...process.env, NO_COLOR: "1", ...env }, maxBuffer: 64 * 1024 * 1024 };
		execFile(process.execPath, ["--import", "tsx", entry, ...args], options, (error, stdout, stderr) =>
			done({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, stdout, stderr }),
		);
	});
}
