import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { fingerprints, loadModel, MODELS, type ModelId } from "../../src/vision/models.ts";

const folder = await mkdtemp(join(tmpdir(), "models-"));
afterAll(() => rm(folder, { recursive: true }));

test.each(Object.keys(MODELS) as ModelId[])("%s is installed and is the measured one", async (id) => {
	expect((await loadModel(id)).length).toBeGreaterThan(10_000);
	expect(fingerprints([id])[id]).toMatch(/^[0-9a-f]{12}$/);
});

test("a model that is not there is named", async () => {
	const path = join(folder, "none.onnx");
	await expect(loadModel("ch_PP-OCRv4_det", path)).rejects.toMatchObject({
		code: "model.missing",
		detail: { expected: path },
	});
});

test("an altered model is refused, with both hashes", async () => {
	const path = join(folder, "keys.txt");
	await writeFile(path, "甲\n乙\n");
	await expect(loadModel("ppocr_keys_v1", path)).rejects.toMatchObject({
		code: "model.altered",
		detail: { expected: MODELS.ppocr_keys_v1.sha256, found: expect.stringMatching(/^[0-9a-f]{64}$/) },
	});
});
