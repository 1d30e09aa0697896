import { afterAll, beforeAll, expect, test } from "vitest";
import { loadModel } from "../../src/vision/models.ts";
import { type FloatTensor, type Model, openModel } from "../../src/vision/onnx.ts";

/** Which way up a line is: 3 × 48 × 192 in, two probabilities out. */
const SHAPE = [1, 3, 48, 192] as const;
const picture = (value: number) => ({ data: new Float32Array(3 * 48 * 192).fill(value), shape: SHAPE });

let model: Model;
beforeAll(async () => {
	model = await openModel(await loadModel("ch_ppocr_mobile_v2.0_cls"), { runs: "many" });
});
afterAll(() => model.close());

test("runs side by side answer each their own question", async () => {
	const alone: FloatTensor[] = [];
	for (const value of [-1, 0, 1]) alone.push(await model.run(picture(value)));
	const together = await Promise.all([-1, 0, 1, -1, 0, 1].map((value) => model.run(picture(value))));
	together.forEach(({ data, shape }, i) => {
		expect(shape).toEqual([1, 2]);
		expect([...data]).toEqual([...(alone[i % 3]?.data ?? [])]);
	});
	expect(alone[0]?.data).not.toEqual(alone[2]?.data);
});

test("the caller goes on while a model runs", async () => {
	const order: string[] = [];
	const running = model.run(picture(0)).then(() => order.push("answer"));
	await new Promise<void>((done) => setImmediate(() => done(void order.push("caller"))));
	await running;
	expect(order).toEqual(["caller", "answer"]);
});

test("a wrong shape fails that run only", async () => {
	await expect(model.run({ data: new Float32Array(7), shape: [1, 7] })).rejects.toThrow(/rank|shape|dim/i);
	expect((await model.run(picture(0))).shape).toEqual([1, 2]);
});

test("what is no model is refused, and a closed model answers nothing", async () => {
	await expect(openModel(new TextEncoder().encode("no model"), { runs: "one" })).rejects.toThrow(RangeError);
	const other = await openModel(await loadModel("ch_ppocr_mobile_v2.0_cls"), { runs: "one" });
	await other.close();
	await expect(other.run(picture(0))).rejects.toThrow("closed");
});
