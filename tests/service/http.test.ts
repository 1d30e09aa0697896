import { readdir } from "node:fs/promises";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import supertest from "supertest";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { EnginePool } from "../../src/engine/pool.ts";
import { ERROR_CODES, ZhengjianError } from "../../src/errors.ts";
import { STAGES } from "../../src/evidence.ts";
import { MAX_BYTES } from "../../src/photo/limits.ts";
import { preferredWait } from "../../src/service/verifications.ts";
import { fakeEngine, reportOf } from "./fixtures.ts";
import { startService } from "./start.ts";

const PHOTO = Buffer.from("photo bytes");
const API = "/api/v1/verifications";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What the engine does next; each test sets its own. */
let verify: EnginePool["verify"];
let seen: { claims: Record<string, string>; today: string; photo: string }[];
let service: Awaited<ReturnType<typeof startService>>;
let server: Server;

beforeAll(async () => {
	service = await startService(
		fakeEngine((...given) => verify(...given)),
		{ queueLimit: 3 },
	);
	server = createServer(service.app).listen(0);
});
afterAll(async () => {
	server.closeAllConnections();
	server.close();
	await service.stop();
});
beforeEach(() => {
	seen = [];
	verify = async (photo, registry, policy, identity, onStage) => {
		seen.push({ ...policy, photo: Buffer.from(photo).toString() });
		return fakeEngine().verify(photo, registry, policy, identity, onStage);
	};
});

const upload = () => supertest(server).post(API);
const storedPhotos = async () =>
	(await readdir(join(service.dataDir, "photos"), { recursive: true, withFileTypes: true })).filter((entry) =>
		entry.isFile(),
	).length;

/** The problem of a response, with the rules that hold for all of them. */
function problem(response: supertest.Response) {
	expect(response.type).toBe("application/problem+json");
	const body = JSON.parse(response.text);
	expect(ERROR_CODES).toContain(body.code);
	expect(body).toMatchObject({ status: response.status, type: `urn:zhengjian:problem:${body.code}` });
	expect(body.message.zh).toMatch(/\p{Script=Han}/u);
	return body;
}

test("an upload is acknowledged, finished in the background and read back", async () => {
	const accepted = await upload()
		.attach("image", PHOTO, "张三的证书.jpg")
		.field("claims", '{"holderName":"张三","score":85}');
	expect(accepted.status).toBe(202);
	const location = accepted.get("Location") ?? "";
	const id = location.slice(API.length + 1);
	expect(id).toMatch(UUID);
	expect(accepted.body).toMatchObject({ id, status: expect.stringMatching(/queued|running/) });
	await expect.poll(async () => (await supertest(server).get(location)).status, { interval: 50 }).toBe(200);
	const report = (await supertest(server).get(location)).body;
	expect(report).toMatchObject({ schema: "report/v1", id });
	expect(seen).toEqual([
		{
			claims: { holderName: "张三", score: "85" },
			today: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
			photo: "photo bytes",
		},
	]);
	const log = service.logged.join("");
	expect(log).toContain('"verified"');
	for (const personal of ["张三", id]) expect(log).not.toContain(personal);
});

test("Prefer: wait answers with the finished report", async () => {
	const response = await upload().set("Prefer", "respond-async, wait=10").attach("image", PHOTO, "a.jpg");
	expect(response.status).toBe(200);
	expect(response.get("Preference-Applied")).toBe("wait=10");
	expect(response.get("Location")).toBe(`${API}/${response.body.id}`);
});

test("Prefer: wait gives up in time and says how far it is", async () => {
	let release = () => {};
	verify = async (_photo, _registry, _policy, identity, onStage) => {
		onStage?.("intake");
		onStage?.("page");
		onStage?.("page");
		await new Promise<void>((done) => {
			release = done;
		});
		return reportOf(identity);
	};
	const response = await upload().set("Prefer", "wait=1").attach("image", PHOTO, "a.jpg");
	expect(response.status).toBe(202);
	expect(response.body).toMatchObject({ status: "running", stage: "page" });
	const location = response.get("Location") ?? "";
	expect(problem(await supertest(server).get(`${location}/annotated`)).code).toBe("verification.not-finished");
	release();
	await expect.poll(async () => (await supertest(server).get(location)).status).toBe(200);
});

test.each([
	["wait=30", 30],
	["respond-async; wait=5", 5],
	["wait=100000", 60],
	["wait=x", null],
	["await=3", null],
	[undefined, null],
])("Prefer: %s waits %s s", (header, seconds) => expect(preferredWait(header)).toBe(seconds));

test("events: one per stage, then done; the same for a verification that is finished", async () => {
	const accepted = await upload().attach("image", PHOTO, "a.jpg");
	const address = `${accepted.get("Location")}/events`;
	for (const when of ["while it runs", "afterwards"]) {
		const stream = await supertest(server).get(address);
		expect(stream.type, when).toBe("text/event-stream");
		const events = stream.text
			.trim()
			.split("\n\n")
			.map((event) => event.split("\n"));
		expect(
			events.map(([name]) => name),
			when,
		).toEqual([...STAGES, "done"].map((name) => `event: ${name}`));
		expect(events.at(-1)?.[1]).toBe(`data: {"id":"${accepted.body.id}","conclusion":"unreadable"}`);
	}
});

test("a photo that cannot be judged is set aside at once, with its code everywhere", async () => {
	let attempts = 0;
	verify = async () => {
		attempts++;
		throw new ZhengjianError("photo.damaged", "cut short");
	};
	const response = await upload().set("Prefer", "wait=10").attach("image", PHOTO, "a.jpg");
	expect(response.status).toBe(422);
	expect(problem(response).code).toBe("photo.damaged");
	const location = response.get("Location") ?? "";
	expect(problem(await supertest(server).get(location)).code).toBe("photo.damaged");
	expect(problem(await supertest(server).get(`${location}/annotated`)).code).toBe("photo.damaged");
	expect((await supertest(server).get(`${location}/events`)).text).toMatch(
		/^event: failed\ndata: .*"code":"photo.damaged"/,
	);
	expect(attempts).toBe(1);
});

test("a crash of the engine is tried again, at most three times in all", async () => {
	let attempts = 0;
	verify = async (_photo, _registry, _policy, identity) => {
		if (++attempts < 3) throw new ZhengjianError("engine.crashed", "died");
		return reportOf(identity);
	};
	expect((await upload().set("Prefer", "wait=20").attach("image", PHOTO, "a.jpg")).status).toBe(200);
	attempts = -1000;
	verify = async () => {
		attempts++;
		throw new ZhengjianError("engine.crashed", "died");
	};
	const poison = await upload().set("Prefer", "wait=20").attach("image", PHOTO, "a.jpg");
	expect(problem(poison).code).toBe("engine.crashed");
	expect(attempts).toBe(-997);
});

test("the annotated picture is a JPEG, drawn once", async () => {
	const { body } = await upload().set("Prefer", "wait=10").attach("image", PHOTO, "a.jpg");
	for (const _ of [1, 2]) {
		const picture = await supertest(server).get(`${API}/${body.id}/annotated`).buffer(true);
		expect(picture.type).toBe("image/jpeg");
		expect([...picture.body]).toEqual([0xff, 0xd8, PHOTO.length]);
	}
});

test("the report is a PDF in the language asked for", async () => {
	const { body } = await upload().set("Prefer", "wait=10").attach("image", PHOTO, "a.jpg");
	for (const [query, content] of [
		["", "%PDF-zh"],
		["?lang=en", "%PDF-en"],
	]) {
		const paper = await supertest(server).get(`${API}/${body.id}/report.pdf${query}`).buffer(true);
		expect(paper.type).toBe("application/pdf");
		expect(paper.body.toString()).toBe(content);
	}
	expect(problem(await supertest(server).get(`${API}/${body.id}/report.pdf?lang=fr`)).code).toBe("request.invalid");
});

test.each([
	["no photo", 400, "photo.missing", () => upload().field("claims", "{}")],
	["no multipart at all", 400, "photo.missing", () => upload().send({ image: "x" })],
	["an empty photo", 400, "photo.empty", () => upload().attach("image", Buffer.alloc(0), "a.jpg")],
	["more than 20 MB", 413, "photo.too-large", () => upload().attach("image", Buffer.alloc(MAX_BYTES + 1), "a.jpg")],
	[
		"claims that are no JSON",
		400,
		"claims.invalid",
		() => upload().attach("image", PHOTO, "a.jpg").field("claims", "{"),
	],
	[
		"claims that are a list",
		400,
		"claims.invalid",
		() => upload().attach("image", PHOTO, "a.jpg").field("claims", "[1]"),
	],
	[
		"two photos",
		400,
		"request.invalid",
		() => upload().attach("image", PHOTO, "a.jpg").attach("image", PHOTO, "b.jpg"),
	],
	["a file part of another name", 400, "request.invalid", () => upload().attach("photo", PHOTO, "a.jpg")],
	[
		"a multipart body that ends early",
		400,
		"request.invalid",
		() =>
			upload()
				.set("Content-Type", "multipart/form-data; boundary=x")
				.send('--x\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n\r\nhalf'),
	],
	[
		"multipart without boundary",
		400,
		"request.invalid",
		() => upload().set("Content-Type", "multipart/form-data").send("x"),
	],
	["an unknown id", 404, "verification.not-found", () => supertest(server).get(`${API}/${crypto.randomUUID()}`)],
	["an id of another form", 404, "verification.not-found", () => supertest(server).get(`${API}/1'%20or%201=1`)],
	["events of an unknown id", 404, "verification.not-found", () => supertest(server).get(`${API}/1/events`)],
	["an unknown address", 404, "route.not-found", () => supertest(server).get("/api/v2/x")],
	["an address that is no text", 400, "request.invalid", () => supertest(server).get(`${API}/%ff`)],
] as const)("%s → %i %s", async (_case, status, code, send) => {
	const before = await storedPhotos();
	const response = await send();
	expect(problem(response)).toMatchObject({ status, code });
	expect(await storedPhotos(), "a refused photo is not kept").toBe(before);
	expect(seen).toEqual([]);
});

test("an aborted upload leaves nothing behind and the service alive", async () => {
	const before = await storedPhotos();
	const { port } = server.address() as AddressInfo;
	await new Promise<void>((closed) => {
		const request = httpRequest({
			port,
			path: API,
			method: "POST",
			headers: { "Content-Type": "multipart/form-data; boundary=x" },
		});
		request.on("error", () => closed());
		request.write('--x\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n\r\n');
		request.write(Buffer.alloc(100_000));
		expect
			.poll(storedPhotos)
			.toBe(before + 1)
			.then(() => request.destroy(new Error("gone")));
	});
	await expect.poll(storedPhotos).toBe(before);
	expect((await supertest(server).get("/healthz")).body).toMatchObject({ status: "ok" });
});

test("a full queue answers 503 with Retry-After before it takes the photo", async () => {
	let release = () => {};
	const gate = new Promise<void>((done) => {
		release = done;
	});
	verify = async (_photo, _registry, _policy, identity) => {
		await gate;
		return reportOf(identity);
	};
	for (let k = 0; k < 3; k++) expect((await upload().attach("image", PHOTO, "a.jpg")).status).toBe(202);
	const refused = await upload().attach("image", PHOTO, "a.jpg");
	expect(problem(refused)).toMatchObject({ status: 503, code: "engine.busy" });
	expect(Number(refused.get("Retry-After"))).toBeGreaterThan(0);
	release();
	await expect.poll(() => service.store.verifications.countUnfinished(), { timeout: 10_000 }).toBe(0);
});

test("scripts and frames of others are refused by the page's headers", async () => {
	const { headers } = await supertest(server).get("/healthz");
	const policy = headers["content-security-policy"];
	expect(policy).toContain("default-src 'self'");
	expect(policy).toContain("frame-ancestors 'none'");
	expect(policy).not.toContain("unsafe-inline");
	expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" });
});
