import { afterEach, expect, it } from "vitest";
import { lastLine, type Peer, startPeer } from "./process.ts";

/** A reader of a few lines: says that it is ready, then answers each path by `answer`, an expression over `path`. */
const reader = (answer: string) => ({
	file: process.execPath,
	args: [
		"-e",
		`const { writeSync } = require("node:fs");
		const say = (message) => writeSync(3, JSON.stringify(message) + "\\n");
		console.log("chatter of a library");
		say({ ready: "1.0" });
		require("node:readline").createInterface({ input: process.stdin }).on("line", (path) => say(${answer}));`,
	],
});

let peer: Peer | undefined;
afterEach(async () => {
	await peer?.stop();
	peer = undefined;
});

it("asks one photo after the other and takes the time", async () => {
	const box = "[[0, 0], [9, 0], [9, 9], [0, 9]]";
	peer = await startPeer(reader(`({ lines: [{ text: path, polygon: ${box} }], peakBytes: 7 })`));
	expect(peer.version).toBe("1.0");
	for (const path of ["/a b/1.jpg", "/a b/2.jpg"]) {
		const { answer, milliseconds } = await peer.read(path);
		expect(answer).toMatchObject({ lines: [{ text: path }], peakBytes: 7 });
		expect(milliseconds).toBeGreaterThan(0);
	}
});

it("passes on that one photo could not be read", async () => {
	peer = await startPeer(reader(`path === "bad" ? { error: "no picture" } : { lines: [], peakBytes: null }`));
	expect((await peer.read("bad")).answer).toEqual({ error: "no picture" });
	expect((await peer.read("good")).answer).toEqual({ lines: [], peakBytes: null });
});

it("refuses an answer of another shape", async () => {
	peer = await startPeer(reader(`({ lines: "all of them", peakBytes: 7 })`));
	await expect(peer.read("x")).rejects.toThrow();
});

it("gives the last words of a reader that cannot start or dies", async () => {
	const broken = { file: process.execPath, args: ["-e", `throw new Error("no model here")`] };
	await expect(startPeer(broken)).rejects.toThrow("no model here");
	await expect(startPeer({ file: "no-such-command", args: [] })).rejects.toThrow("no-such-command");
	peer = await startPeer(reader(`process.exit(3)`));
	await expect(peer.read("x")).rejects.toThrow("ended");
});

it("knows the line that says why", () => {
	expect(lastLine("Traceback:\n  File x\nModuleNotFoundError: No module named 'y'\n")).toBe(
		"ModuleNotFoundError: No module named 'y'",
	);
	expect(lastLine("Error: broken\n    at run (x.js:1)\n\nNode.js v20.20.0\n")).toBe("Error: broken");
	expect(lastLine("")).toBe("");
});
