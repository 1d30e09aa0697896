import { Readable } from "node:stream";
import sharp from "sharp";
import supertest from "supertest";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EnginePool } from "../../src/engine/pool.ts";
import { annotatedKey } from "../../src/store/retention.ts";
import { fakeEngine, reportOf } from "./fixtures.ts";
import { startService } from "./start.ts";

const API = "/api/v1/verifications";
let verify: EnginePool["verify"] = fakeEngine().verify;
let service: Awaited<ReturnType<typeof startService>>;

beforeAll(async () => {
	service = await startService(fakeEngine((...given) => verify(...given)));
});
afterAll(() => service.stop());

const upload = (photo: Buffer) =>
	supertest(service.app).post(API).set("Prefer", "wait=30").attach("image", photo, "a.jpg");
const stored = async () => (await Readable.from(service.store.photos.list()).toArray()).length;

test("whoever holds the link deletes record, photo and picture; nothing is left, and nothing answers", async () => {
	const { body } = await upload(Buffer.from("photo"));
	const address = `${API}/${body.id}`;
	expect((await supertest(service.app).get(`${address}/annotated`)).status).toBe(200);
	const { photoKey } = await service.store.verifications.get(body.id);
	expect(await service.store.photos.get(annotatedKey({ photoKey }))).not.toBeNull();
	expect((await supertest(service.app).delete(address)).status).toBe(204);
	for (const gone of [address, `${address}/annotated`, `${address}/events`])
		expect((await supertest(service.app).get(gone)).status).toBe(404);
	expect((await supertest(service.app).delete(address)).status).toBe(404);
	expect(await stored()).toBe(0);
});

test("a record deleted while its photo is judged stays deleted", async () => {
	let release = () => {};
	const gate = new Promise<void>((done) => {
		release = done;
	});
	let judged = () => {};
	const end = new Promise<void>((done) => {
		judged = done;
	});
	verify = async (_photo, _registry, _policy, identity) => {
		await gate;
		judged();
		return reportOf(identity);
	};
	const accepted = await supertest(service.app).post(API).attach("image", Buffer.from("photo"), "a.jpg");
	const address = accepted.get("Location") ?? "";
	await expect.poll(async () => (await supertest(service.app).get(address)).body.status).toBe("running");
	expect((await supertest(service.app).delete(address)).status).toBe(204);
	release();
	await end;
	verify = fakeEngine().verify;
	expect((await upload(Buffer.from("the next"))).status, "the queue goes on").toBe(200);
	expect((await supertest(service.app).get(address)).status).toBe(404);
});

test("the place where a photo was taken is neither judged nor kept", async () => {
	const degrees = 987_654_321;
	const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#d0c0a0" } })
		.withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: `${degrees}/1000 1/1 1/1` } })
		.jpeg()
		.toBuffer();
	const has = (bytes: Uint8Array | null) => {
		const mark = Buffer.alloc(4);
		mark.writeUInt32LE(degrees);
		return Buffer.from(bytes ?? []).includes(mark);
	};
	expect(has(photo)).toBe(true);
	let judged: Uint8Array = Buffer.alloc(0);
	verify = async (given, registry, policy, identity, onStage) => {
		judged = given;
		return fakeEngine().verify(given, registry, policy, identity, onStage);
	};
	const { body } = await upload(photo);
	const { photoKey } = await service.store.verifications.get(body.id);
	const kept = await service.store.photos.get(photoKey);
	expect(kept?.length).toBe(photo.length);
	expect(has(kept)).toBe(false);
	expect(kept?.equals(judged)).toBe(true);
});
