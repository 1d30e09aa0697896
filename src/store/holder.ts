/**
 * One process at a time may hold an embedded store. The holder listens on a socket inside DATA_DIR: an open socket is the
 * lock (the system closes it when the process dies, however it dies), and through it other processes ask the holder.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdir, rm } from "node:fs/promises";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { json } from "node:stream/consumers";
import { ERROR_CODES, type ErrorCode, ZhengjianError } from "../errors.ts";

/** Longest socket path that every system accepts (macOS: 104 bytes with the closing zero). */
const MAX_SOCKET_PATH_BYTES = 103;

type Answer = { result: unknown } | { error: { code: string; message: string } };

/**
 * Takes the lock of `folder` and answers other processes with `serve`, whose argument and result are plain JSON.
 * Returns how to release it. Throws `store.in-use` when a living process holds the folder.
 */
export async function hold(
	folder: string,
	serve: (request: unknown) => Promise<unknown>,
): Promise<() => Promise<void>> {
	await mkdir(folder, { recursive: true });
	const path = socketPath(folder);
	const callers = new Set<Socket>();
	const server = createServer({ allowHalfOpen: true }, async (socket) => {
		callers.add(socket);
		socket.on("close", () => callers.delete(socket));
		socket.on("error", () => socket.destroy());
		const answer: Answer = await read(socket)
			.then(serve)
			.then(
				(result) => ({ result }),
				(error: unknown) => ({
					error:
						error instanceof ZhengjianError
							? { code: error.code, message: error.message }
							: { code: "internal", message: "the process that holds the store failed" },
				}),
			);
		socket.end(JSON.stringify(answer));
	});
	if (!(await listen(server, path))) {
		const living = await connect(path);
		living?.destroy();
		if (living) throw inUse(folder);
		await rm(path, { force: true });
		if (!(await listen(server, path))) throw inUse(folder);
	}
	if (process.platform !== "win32") await chmod(path, 0o600);
	server.unref();
	return () =>
		new Promise((done) => {
			server.close(() => done());
			for (const socket of callers) socket.destroy();
		});
}

/** Asks the process that holds `folder`. Returns null when nobody does; throws what the holder's `serve` threw. */
export async function askHolder(folder: string, request: unknown): Promise<{ result: unknown } | null> {
	const socket = await connect(socketPath(folder));
	if (!socket) return null;
	socket.end(JSON.stringify(request));
	const answer = (await read(socket).catch((cause: unknown) => {
		throw new ZhengjianError("internal", "the process that holds the store ended before it answered", { cause });
	})) as Answer;
	socket.destroy();
	if ("result" in answer) return answer;
	const code = ERROR_CODES.find((known) => known === answer.error.code) ?? ("internal" satisfies ErrorCode);
	throw new ZhengjianError(code, answer.error.message);
}

function socketPath(folder: string): string {
	const name = createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 24);
	if (process.platform === "win32") return `\\\\.\\pipe\\zhengjian-${name}`;
	const inside = resolve(folder, "store.sock");
	return Buffer.byteLength(inside) <= MAX_SOCKET_PATH_BYTES ? inside : join(tmpdir(), `zhengjian-${name}.sock`);
}

/** The other side's JSON, up to its end; this side stays open to answer. */
const read = (socket: Socket): Promise<unknown> => json(socket.iterator({ destroyOnReturn: false }));

/** False when the address is taken, by a living process or by the remains of a dead one. */
async function listen(server: Server, path: string): Promise<boolean> {
	try {
		server.listen(path);
		await once(server, "listening");
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return false;
		throw error;
	}
}

/** Null when nobody listens. */
async function connect(path: string) {
	const socket = createConnection({ path, allowHalfOpen: true });
	try {
		await once(socket, "connect");
		return socket;
	} catch {
		socket.destroy();
		return null;
	}
}

const inUse = (folder: string) =>
	new ZhengjianError("store.in-use", `another process holds the store in ${folder}`, {
		expected: "one process per DATA_DIR, or a DATABASE_URL",
		found: "a process that answers on its socket",
	});
