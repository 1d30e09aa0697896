import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool, type EnginePool } from "../../src/engine/pool.ts";
import { STAGES, type Stage } from "../../src/evidence.ts";
import type { Registry } from "../../src/registry.ts";
import { rulebook } from "../../src/rulebook/index.ts";

const PHOTO = { good: 1, damaged: 2, unforeseen: 3, exits: 4, hangs: 5, fillsMemory: 6 } as const;
const REGISTRY: Registry = { templates: [], issuers: [], logos: [], rulebook };
const POLICY = { today: "2026-11-22", claims: {} };
const IDENTITY = { id: "1", createdAt: "2026-11-22T00:00:00.000Z" };

let pool: EnginePool;
const verify = (kind: keyof typeof PHOTO, onStage?: (stage: Stage) => void) =>
	pool.verify(new Uint8Array([PHOTO[kind], 2, 3]), REGISTRY, POLICY, IDENTITY, onStage);

beforeAll(async () => {
	pool = await createPool({
		workers: 1,
		timeoutMs: 3000,
		memoryMb: 64,
		entry: new URL("./fixture-worker.ts", import.meta.url),
	});
}, 30_000);
afterAll(() => pool.close());

test("the verdict, every stage in order, and one engine for all photos of a worker", async () => {
	const stages: Stage[] = [];
	const photo = new Uint8Array([PHOTO.good]);
	const { report } = await pool.verify(photo, REGISTRY, POLICY, IDENTITY, (stage) => stages.push(stage));
	expect(report.summary.zh).toBe("2026-11-22 engine 1");
	expect(report.id).toBe("1");
	expect(stages).toEqual([...STAGES]);
	expect((await verify("good")).report.summary.zh).toBe("2026-11-22 engine 1");
	expect(photo, "the caller keeps its bytes").toEqual(new Uint8Array([PHOTO.good]));
});

test("an error keeps its code, what was expected and what was found", async () => {
	await expect(verify("damaged")).rejects.toMatchObject({
		name: "ZhengjianError",
		code: "photo.damaged",
		message: "cut short",
		detail: { expected: "a whole file", found: "half of one" },
	});
	await expect(verify("unforeseen")).rejects.toMatchObject({ code: "internal" });
});

test.each([
	["exits", "engine.crashed"],
	["fillsMemory", "engine.crashed"],
	["hangs", "engine.timeout"],
] as const)(
	"a worker that %s fails its photo with %s and is replaced",
	async (kind, code) => {
		await expect(verify(kind)).rejects.toMatchObject({ code });
		expect((await verify("good")).report.summary.zh).toBe("2026-11-22 engine 1");
	},
	30_000,
);

test("the time budget does not run while a photo waits for its turn", async () => {
	const stuck = verify("hangs");
	const waiting = verify("good");
	await expect(stuck).rejects.toMatchObject({ code: "engine.timeout" });
	expect((await waiting).report.id).toBe("1");
}, 30_000);

test("the annotated picture comes back as bytes", async () => {
	const picture = await pool.annotate(new Uint8Array([9]), (await verify("good")).report);
	expect([...picture]).toEqual([0xff, 0xd8, 9]);
});
