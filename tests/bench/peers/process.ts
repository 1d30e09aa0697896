/**
 * A reader in a process of its own, so that its time and its memory are its own. The line protocol: once its models are loaded
 * it writes `{"ready": version}`; then for each photo's path on its standard input one answer, all as JSON lines on file
 * descriptor 3, which no library prints to.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";
import type { Polygon } from "../../../src/geometry.ts";

const readySchema = z.object({ ready: z.string() });

const answerSchema = z.union([
	z.object({
		lines: z.array(
			z.object({
				text: z.string(),
				polygon: z
					.array(z.tuple([z.number(), z.number()]))
					.min(4)
					.transform((points): Polygon => points),
			}),
		),
		fields: z.record(z.string(), z.string()).optional(),
		/** Most memory resident in the process so far; null where the system does not tell. */
		peakBytes: z.number().nullable(),
	}),
	z.object({ error: z.string() }),
]);
export type Answer = z.infer<typeof answerSchema>;

/** Loading models on a busy machine, and reading one photo with the slowest reader known (30 s for 12 megapixels). */
const START_LIMIT_MS = 300_000;
const READ_LIMIT_MS = 300_000;
/** Kept of what the process writes to its error output, for its last words. */
const KEPT_ERROR_CHARACTERS = 4_000;

export interface Command {
	file: string;
	args: string[];
}

export interface Peer {
	version: string;
	/** One photo; from path to answer in milliseconds. Throws when the process dies or does not answer in time. */
	read(path: string): Promise<{ answer: Answer; milliseconds: number }>;
	/** Ends the process and waits until it is gone. */
	stop(): Promise<void>;
}

/** Starts a reader and waits until it is ready. Throws with its last words when it cannot start. */
export async function startPeer({ file, args }: Command): Promise<Peer> {
	const child = spawn(file, args, { stdio: ["pipe", "ignore", "pipe", "pipe"] });
	const gone = new Promise<void>((resolve) => {
		child.once("close", () => resolve());
		child.once("error", () => resolve());
	});
	let said = "";
	child.once("error", ({ message }) => {
		said += message;
	});
	(child.stderr as Readable).on("data", (data) => {
		said = (said + data).slice(-KEPT_ERROR_CHARACTERS);
	});
	// A write to a process that died is told by the missing answer.
	(child.stdin as Writable).on("error", () => {});
	const lines = createInterface({ input: child.stdio[3] as Readable })[Symbol.asyncIterator]();
	const next = async (limit: number): Promise<unknown> => {
		const { value, done } = await within(limit, lines.next(), child);
		if (!done) return JSON.parse(value);
		await gone;
		throw new Error(lastLine(said) || "the process ended without a word");
	};
	const stop = async () => {
		child.kill("SIGKILL");
		await gone;
	};
	try {
		const { ready } = readySchema.parse(await next(START_LIMIT_MS));
		return {
			version: ready,
			async read(path) {
				const start = performance.now();
				(child.stdin as Writable).write(`${path}\n`);
				const answer = answerSchema.parse(await next(READ_LIMIT_MS));
				return { answer, milliseconds: performance.now() - start };
			},
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Ends the process when it takes too long. */
async function within<T>(limit: number, work: Promise<T>, child: ChildProcess): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => {
			child.kill("SIGKILL");
			reject(new Error(`no answer within ${limit / 1000} s`));
		}, limit);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}

/** The last line that says something: error output ends with the reason in Python, pip and Node alike. */
export function lastLine(text: string): string {
	const lines = text.split("\n").map((line) => line.trim());
	return lines.findLast((line) => /\p{L}/u.test(line) && !/^(at |Node\.js v)/.test(line)) ?? "";
}
