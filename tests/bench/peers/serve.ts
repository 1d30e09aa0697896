/** The reader's side of the line protocol (see process.ts) in Node. */
import { readFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Reading } from "./reading.ts";

/** File descriptor of the answers: the standard output is left to libraries that print. */
const ANSWERS = 3;

/** Says that it is ready, then reads each photo named on the standard input until that ends. */
export async function servePeer(version: string, read: (path: string) => Promise<Reading>): Promise<void> {
	const say = (message: object) => writeSync(ANSWERS, `${JSON.stringify(message)}\n`);
	say({ ready: version });
	for await (const path of createInterface({ input: process.stdin })) {
		try {
			say({ ...(await read(path)), peakBytes: peakBytes() });
		} catch (error) {
			say({ error: String(error) });
		}
	}
}

/** Linux only. (`process.resourceUsage().maxRSS` would count the parent's memory from before the program was loaded.) */
function peakBytes(): number | null {
	if (process.platform !== "linux") return null;
	const [, kibibytes = ""] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
	return Number(kibibytes) * 1024;
}
