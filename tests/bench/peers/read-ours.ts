/** zhengjian: the whole verification of a photo, or (`read-ours.ts page`) the reading of its page alone. */
import { readFile } from "node:fs/promises";
import { createEngine } from "../../../src/engine/engine.ts";
import { backward } from "../../../src/geometry.ts";
import { openPhoto } from "../../../src/photo/intake.ts";
import { findPage, flatten, turnPage } from "../../../src/photo/page.ts";
import { createOnnxReader } from "../../../src/reading/onnx/reader.ts";
import { layUpright } from "../../../src/reading/orientation.ts";
import { verify } from "../../../src/verify.ts";
import { sampleRegistry } from "../registry.ts";
import type { Reading } from "./reading.ts";
import { servePeer } from "./serve.ts";

async function wholeVerification(): Promise<(path: string) => Promise<Reading>> {
	const engine = await createEngine();
	const registry = await sampleRegistry();
	return async (path) => {
		const identity = { id: "bench", createdAt: new Date().toISOString() };
		const policy = { today: identity.createdAt.slice(0, 10), claims: {} };
		const { report } = await verify(await readFile(path), registry, policy, engine, identity);
		return {
			lines: report.lines.map(({ text, polygon }) => ({ text, polygon })),
			fields: Object.fromEntries(Object.entries(report.fields).map(([name, { value }]) => [name, value])),
		};
	};
}

async function pageAlone(): Promise<(path: string) => Promise<Reading>> {
	const reader = await createOnnxReader();
	return async (path) => {
		const upload = await (await openPhoto(await readFile(path))).load(0);
		const outlined = await flatten(upload, await findPage(upload));
		const upright = await layUpright(outlined.raster, reader);
		const { steps } = turnPage(outlined, upright.turn);
		const lines = await upright.read();
		return { lines: lines.map(({ text, polygon }) => ({ text, polygon: polygon.map((p) => backward(steps, p)) })) };
	};
}

const [part] = process.argv.slice(2);
await servePeer("this checkout", await (part === "page" ? pageAlone() : wholeVerification()));
