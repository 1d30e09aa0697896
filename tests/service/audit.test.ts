import { sql } from "drizzle-orm";
import supertest from "supertest";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { AuditTrail } from "../../src/service/audit/trail.ts";
import { auditTrail } from "../../src/store/schema.ts";
import { fakeEngine } from "./fixtures.ts";
import { SECRET, startService } from "./start.ts";

let service: Awaited<ReturnType<typeof startService>>;
let trail: AuditTrail;
beforeAll(async () => {
	service = await startService(fakeEngine());
	trail = new AuditTrail(service.store.database.queries, SECRET);
});
afterAll(() => service.stop());

const queries = () => service.store.database.queries;
const rows = (number: number) =>
	Promise.all(
		Array.from({ length: number }, (_, k) =>
			trail.record({ actor: `account:${k}`, action: "verification.read", record: null, outcome: "allowed" }),
		),
	);
/** What somebody with all rights on the database could do. */
async function tamper(statement: string): Promise<void> {
	await queries().execute(sql.raw("alter table audit_trail disable trigger audit_trail_append_only"));
	await queries().execute(sql.raw(statement));
	await queries().execute(sql.raw("alter table audit_trail enable trigger audit_trail_append_only"));
}
beforeEach(() => tamper("truncate audit_trail"));

test("rows written at the same moment stand in one chain", async () => {
	expect(await trail.verify()).toEqual({ rows: 0, head: "0".repeat(64), broken: null });
	await rows(20);
	const { rows: number, head, broken } = await trail.verify();
	expect([number, broken]).toEqual([20, null]);
	expect(await trail.holds(head)).toBe(true);
	await rows(1);
	expect(await trail.holds(head), "an older head stays in the chain").toBe(true);
	expect(await trail.holds("f".repeat(64))).toBe(false);
});

test.each(["update audit_trail set actor = 'x'", "delete from audit_trail", "truncate audit_trail"])(
	"the database refuses: %s",
	async (statement) => {
		await rows(2);
		await expect(queries().execute(sql.raw(statement))).rejects.toThrow();
		expect((await trail.verify()).rows).toBe(2);
	},
);

test.each([
	["another actor", "update audit_trail set actor = 'account:9' where seq = 3", { seq: 3, fault: "altered" }],
	["another outcome", "update audit_trail set outcome = 'refused' where seq = 3", { seq: 3, fault: "altered" }],
	["another moment", "update audit_trail set at = at - interval '1 ms' where seq = 3", { seq: 3, fault: "altered" }],
	["a row removed", "delete from audit_trail where seq = 3", { seq: 3, fault: "missing" }],
	[
		"a row removed and the others moved up",
		"delete from audit_trail where seq = 3; update audit_trail set seq = seq - 1 where seq > 3",
		{ seq: 3, fault: "altered" },
	],
	[
		"two rows exchanged",
		"update audit_trail set seq = 99 where seq = 3; update audit_trail set seq = 3 where seq = 4; update audit_trail set seq = 4 where seq = 99",
		{ seq: 3, fault: "altered" },
	],
	["the first row removed", "delete from audit_trail where seq = 1", { seq: 1, fault: "missing" }],
] as const)("%s shows", async (_case, statements, broken) => {
	for (let k = 0; k < 5; k++) await rows(1);
	for (const statement of statements.split("; ")) await tamper(statement);
	expect((await trail.verify()).broken).toEqual(broken);
});

test("a row made anew with a right hash of its own does not fit the next one", async () => {
	for (let k = 0; k < 3; k++) await rows(1);
	const kept = await queries().select().from(auditTrail).orderBy(auditTrail.seq);
	await tamper("delete from audit_trail where seq > 1");
	await trail.record({ actor: "account:9", action: "forged", record: null, outcome: "allowed" });
	await queries()
		.insert(auditTrail)
		.values(kept[2] as (typeof kept)[number]);
	expect((await trail.verify()).broken).toEqual({ seq: 3, fault: "unlinked" });
	expect(await trail.holds(kept[1]?.hash ?? ""), "a head noted before the forgery is gone").toBe(false);
});

test("every access to a record leaves its row before it is answered, without a name, a number or the link itself", async () => {
	const { body } = await supertest(service.app)
		.post("/api/v1/verifications")
		.set("Prefer", "wait=30")
		.field("claims", '{"holderName":"张三"}')
		.attach("image", Buffer.from("photo"), "a.jpg");
	await supertest(service.app).get(`/api/v1/verifications/${body.id}`);
	await supertest(service.app).get(`/api/v1/verifications/${body.id}/annotated`);
	await supertest(service.app).get(`/api/v1/verifications/${crypto.randomUUID()}`);
	await supertest(service.app).get("/api/v1/accounts");
	await supertest(service.app).get("/healthz");
	const kept = (await trail.list({})).toReversed();
	expect(kept.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
		"verification.create allowed",
		"verification.read allowed",
		"verification.read-photo allowed",
		"verification.read not-found",
		"account.list refused",
	]);
	expect(new Set(kept.map(({ actor }) => actor)).size).toBe(1);
	const ofRecord = await trail.list({ record: trail.fingerprint(`verification:${body.id}`) });
	expect(ofRecord.map(({ seq }) => seq)).toEqual([3, 2]);
	for (const personal of ["张三", body.id, "127.0.0.1"]) expect(JSON.stringify(kept)).not.toContain(personal);
	expect(new AuditTrail(queries(), `${SECRET}?`).fingerprint("x")).not.toBe(trail.fingerprint("x"));
});
