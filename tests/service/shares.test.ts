import { sql } from "drizzle-orm";
import supertest from "supertest";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Report } from "../../src/report/schema.ts";
import { hashOfCode, newCode } from "../../src/service/shares/code.ts";
import { shownBy } from "../../src/service/shares/shares.ts";
import { fakeEngine, reportOf } from "./fixtures.ts";
import { startService } from "./start.ts";

let service: Awaited<ReturnType<typeof startService>>;
let id: string;
const polygon: [number, number][] = [
	[0, 0],
	[1, 0],
	[1, 1],
	[0, 1],
];

beforeAll(async () => {
	service = await startService(
		fakeEngine(async (_photo, _registry, _policy, identity) => {
			const verdict = reportOf(identity);
			verdict.report.fields = {
				holderName: { value: "张三", confidence: 1, polygon },
				identityNumber: { value: "110101199003077774", normalized: "110101199003077774", confidence: 1, polygon },
			};
			return verdict;
		}),
	);
	const made = await api()
		.post("/api/v1/verifications")
		.set("Prefer", "wait=30")
		.attach("image", Buffer.from("photo"), "a.jpg");
	id = made.body.id;
});
afterAll(() => service.stop());

const api = () => supertest(service.app);
const share = async (body: object) => api().post(`/api/v1/verifications/${id}/shares`).send(body);
const codeOf = (response: supertest.Response): [number, string] => [response.status, JSON.parse(response.text).code];

test("a share shows the chosen parts and nothing else; only a hash of its code is kept", async () => {
	const made = await share({ days: 7, parts: ["verdict"] });
	expect(made.status).toBe(201);
	expect(made.get("Location")).toBe(`/api/v1/shares/${made.body.code}`);
	const shown = await api().get(made.get("Location") ?? "");
	expect(shown.body).toMatchObject({ conclusion: "unreadable", parts: ["verdict"] });
	for (const hidden of ["findings", "fields", "image", "id", "lines", "evidence"])
		expect(Object.keys(shown.body)).not.toContain(hidden);
	expect(shown.text).not.toContain(id);
	expect(codeOf(await api().get(`/api/v1/shares/${made.body.code}/photo`))).toEqual([404, "share.not-found"]);
	const { rows } = await service.store.database.executeSql("select * from shares");
	expect(JSON.stringify(rows)).not.toContain(made.body.code.replaceAll("-", ""));
	expect(JSON.stringify(rows)).not.toContain(made.body.code);
});

test("identity numbers are masked in what is shared", async () => {
	const { code } = (await share({ days: 1, parts: ["fields", "photo", "findings"] })).body;
	const shown = await api().get(`/api/v1/shares/${code.toLowerCase().replaceAll("-", "")}`);
	expect(shown.body.fields.holderName.value).toBe("张三");
	expect(shown.body.fields.identityNumber.value).toMatch(/^\d{1,4}\*+\d{1,4}$/);
	expect(shown.text).not.toContain("110101199003077774");
	expect((await api().get(`/api/v1/shares/${code}/photo`)).type).toBe("image/jpeg");

	const finding: Report["findings"][number] = {
		code: "field.claim",
		severity: "suspect",
		clause: "–",
		message: { zh: "应为 110101199003077774", en: "110101199003077774" },
		evidence: { claimed: "110101199003077774", distance: 1 },
		confidence: 1,
		regions: [{ polygon, label: "seen" }],
		departments: [],
	};
	const { report } = reportOf({ id, createdAt: new Date().toISOString() });
	const { findings } = shownBy({ parts: ["findings"], expiresAt: new Date() }, { ...report, findings: [finding] });
	expect(JSON.stringify(findings)).not.toContain("110101199003077774");
	expect(findings?.[0]).toMatchObject({ code: "field.claim", evidence: { distance: 1 } });
});

test.each([
	{ days: 0, parts: ["verdict"] },
	{ days: 181, parts: ["verdict"] },
	{ days: 1.5, parts: ["verdict"] },
	{ days: 1, parts: [] },
	{ days: 1, parts: ["evidence"] },
	{},
])("%j is refused", async (body) => expect(codeOf(await share(body))).toEqual([400, "request.invalid"]));

test("a share that was taken back or has ended says so and shows nothing", async () => {
	const { code, share: made } = (await share({ days: 180, parts: ["verdict"] })).body;
	const listed = await api().get(`/api/v1/verifications/${id}/shares`);
	expect(listed.body[0]).toMatchObject({ id: made.id, revoked: false });
	expect((await api().delete(`/api/v1/verifications/${id}/shares/${made.id}`)).status).toBe(204);
	expect(codeOf(await api().get(`/api/v1/shares/${code}`))).toEqual([410, "share.revoked"]);
	expect(codeOf(await api().delete(`/api/v1/verifications/${id}/shares/${crypto.randomUUID()}`))).toEqual([
		404,
		"share.not-found",
	]);

	const { code: old } = (await share({ days: 1, parts: ["photo"] })).body;
	await service.store.database.queries.execute(
		sql`update shares set expires_at = now() - interval '1 second' where sha256 = ${hashOfCode(old)}`,
	);
	expect(codeOf(await api().get(`/api/v1/shares/${old}`))).toEqual([410, "share.expired"]);
	expect(codeOf(await api().get(`/api/v1/shares/${old}/photo`))).toEqual([410, "share.expired"]);
});

test("a code reads the same however it is written, and no two are alike", () => {
	expect(hashOfCode("7k3m-o1il")).toBe(hashOfCode("7K3M 0111"));
	const codes = new Set(Array.from({ length: 1000 }, newCode));
	expect(codes.size).toBe(1000);
	for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
});
