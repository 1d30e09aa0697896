/** Every route of the service × every role × every kind of owner, held against the table of access. */
import { randomUUID } from "node:crypto";
import express from "express";
import supertest from "supertest";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Caller, ROLES, type Role } from "../../src/service/access/caller.ts";
import { guard } from "../../src/service/access/guard.ts";
import { ownedBy } from "../../src/service/access/owner.ts";
import type { RecordKind } from "../../src/service/access/records.ts";
import { mount, routesOf } from "../../src/service/access/routes.ts";
import { type Condition, findRule, RULES } from "../../src/service/access/rules.ts";
import { problemHandler } from "../../src/service/problems.ts";
import { Shares } from "../../src/service/shares/shares.ts";
import { admit } from "./accounts-fixtures.ts";
import { fakeEngine } from "./fixtures.ts";
import { startService } from "./start.ts";

let service: Awaited<ReturnType<typeof startService>>;
let headers: Record<Role, Record<string, string>>;
/** One record of each owner: its identifier by the kind of record, and which conditions each role fulfils on it. */
let owners: Record<string, { ids: Partial<Record<RecordKind, string>>; fulfilled: Partial<Record<Role, Condition[]>> }>;

const OURS = "虚构制造有限公司";
const THEIRS = "虚构物流有限公司";

beforeAll(async () => {
	service = await startService(fakeEngine());
	const employer = await admit(service, { role: "employer", organisation: OURS });
	const inspector = await admit(service, { role: "inspector", district: "虚构区" });
	const clerk = await admit(service, { role: "clerk" });
	const administrator = await admit(service, { role: "administrator" });
	const newcomer = await admit(service, { role: "clerk" }, false);
	const { key } = await makeKey(employer.cookie);
	headers = {
		anonymous: {},
		newcomer: { Cookie: newcomer.cookie },
		"api-key": { Authorization: `Bearer ${key}` },
		employer: { Cookie: employer.cookie },
		inspector: { Cookie: inspector.cookie },
		clerk: { Cookie: clerk.cookie },
		administrator: { Cookie: administrator.cookie },
	};

	const stranger = await admit(service, { role: "employer", organisation: THEIRS });
	const neighbour = await admit(service, { role: "inspector", district: "虚构区" });
	const distant = await admit(service, { role: "inspector", district: "别的区" });
	const link = (ids: Partial<Record<RecordKind, string>>) => ({
		ids,
		fulfilled: Object.fromEntries(ROLES.map((role) => [role, ["link"]])) as Record<Role, Condition[]>,
	});
	const citizens = await makeVerification(headers.anonymous);
	const made = await new Shares(service.store.database.queries).create(citizens, { days: 1, parts: ["photo"] });
	owners = {
		"a citizen": link({ verification: citizens, share: made.code, account: neighbour.id }),
		"the employer": {
			ids: {
				verification: await makeVerification(headers.employer),
				"api-key": (await makeKey(employer.cookie)).apiKey.id,
			},
			fulfilled: { employer: ["own", "organisation"], "api-key": ["own", "organisation"] },
		},
		"another employer": {
			ids: {
				verification: await makeVerification({ Cookie: stranger.cookie }),
				"api-key": (await makeKey(stranger.cookie)).apiKey.id,
			},
			fulfilled: {},
		},
		"the inspector": {
			ids: { verification: await makeVerification(headers.inspector) },
			fulfilled: { inspector: ["own", "district"] },
		},
		"an inspector of the district": {
			ids: { verification: await makeVerification({ Cookie: neighbour.cookie }) },
			fulfilled: { inspector: ["district"] },
		},
		"an inspector of elsewhere": {
			ids: { verification: await makeVerification({ Cookie: distant.cookie }) },
			fulfilled: {},
		},
		"the clerk": { ids: { verification: await makeVerification(headers.clerk) }, fulfilled: { clerk: ["own"] } },
		nobody: {
			ids: { verification: randomUUID(), share: "0000", account: "none", "api-key": randomUUID() },
			fulfilled: {},
		},
	};
});
afterAll(() => service.stop());

async function makeKey(cookie: string) {
	return (await supertest(service.app).post("/api/v1/api-keys").set("Cookie", cookie).send({ name: "系统" })).body;
}

/** A finished verification made by whoever sends these headers. */
async function makeVerification(sent: Record<string, string>): Promise<string> {
	const response = await supertest(service.app)
		.post("/api/v1/verifications")
		.set({ ...sent, Prefer: "wait=30" })
		.attach("image", Buffer.from("photo"), "a.jpg");
	expect(response.status).toBe(200);
	return response.body.id;
}

test("every route has its row in the table, every row its route, and no row hides another", () => {
	const routes = routesOf(service.app);
	expect(routes.length).toBeGreaterThan(20);
	expect(routes.toSorted()).toEqual(Object.keys(RULES).toSorted());
	for (const route of routes) {
		const [method = "", path = ""] = route.split(" ");
		expect(findRule(method, path.replaceAll(":", "x-"))?.route).toBe(route);
	}
});

const ACCESS_CODES = ["access.unauthenticated", "access.forbidden", "access.cross-origin", "account.password-expired"];
const refusalOf = (role: Role): string =>
	role === "anonymous"
		? "access.unauthenticated"
		: role === "newcomer"
			? "account.password-expired"
			: "access.forbidden";

// What ends a session or a record comes last: the others need them.
const ENDS = ["DELETE /api/v1/verifications/:id", "DELETE /api/v1/session"];
const inOrder = Object.keys(RULES).toSorted((a, b) => ENDS.indexOf(a) - ENDS.indexOf(b));

test.each(inOrder)(
	"%s answers each role as the table says",
	async (route) => {
		const rule = RULES[route] as (typeof RULES)[string];
		const [method = "", path = ""] = route.split(" ");
		const records = rule.record
			? Object.entries(owners).flatMap(([owner, { ids, fulfilled }]) => {
					const id = ids[rule.record?.kind as RecordKind];
					return id === undefined ? [] : [{ owner, id, fulfilled }];
				})
			: [{ owner: "no record", id: "", fulfilled: {} as Partial<Record<Role, Condition[]>> }];
		expect(records.length).toBeGreaterThan(0);
		for (const { owner, id, fulfilled } of records) {
			const mayOpen = (role: Role) =>
				rule.allow[role].some((condition) => condition === "any" || fulfilled[role]?.includes(condition));
			// Those who are refused first: one who is let through may end the record.
			for (const role of ROLES.toSorted((a, b) => Number(mayOpen(a)) - Number(mayOpen(b)))) {
				const address = path.replace(`:${rule.record?.param}`, id).replace(/:\w+/, "none");
				const response = await send(method, address, headers[role]);
				const found = /problem\+json/.test(response.type) ? JSON.parse(response.text).code : null;
				const label = `${role}, record of ${owner}`;
				if (owner === "nobody")
					expect([response.status, found], label).toEqual([404, `${rule.record?.kind}.not-found`]);
				else if (mayOpen(role)) expect(ACCESS_CODES, label).not.toContain(found);
				else expect(found, label).toBe(refusalOf(role));
				expect(response.status, label).toBeLessThan(500);
			}
		}
	},
	60_000,
);

function send(method: string, address: string, sent: Record<string, string>) {
	const request = supertest(service.app)[method.toLowerCase() as "get"](address).set(sent);
	return method === "GET" ? request : request.send({});
}

test("a route without a row is not served, whoever asks; one outside mount() is reported", async () => {
	const app = express();
	const { trail } = service.accounts;
	const caller: Caller = {
		role: "administrator",
		actor: "account:x",
		accountId: "x",
		organisationId: null,
		district: null,
	};
	app.use(guard({ identify: async () => caller, ownershipOf: async () => null, trail }));
	mount(
		app,
		"/api/v1",
		express.Router().get("/forgotten", (_request, response) => void response.json("secret")),
	);
	app.use(problemHandler(service.log));
	const response = await supertest(app).get("/api/v1/forgotten");
	expect([response.status, JSON.parse(response.text).code]).toEqual([404, "route.not-found"]);
	expect(routesOf(app)).toEqual(["GET /api/v1/forgotten"]);
	app.use("/elsewhere", express.Router());
	expect(() => routesOf(app)).toThrow(RangeError);
});

test("records of the offices are the offices' own, whoever of them made them", () => {
	const caller = { actor: "", accountId: "x", organisationId: null, district: null };
	expect(ownedBy({ ...caller, role: "anonymous", accountId: null })).toEqual({});
	for (const role of ["inspector", "clerk", "administrator"] as const)
		expect(ownedBy({ ...caller, role }).owner?.kind).toBe("inspector");
	for (const role of ["employer", "api-key"] as const)
		expect(ownedBy({ ...caller, role }).owner?.kind).toBe("employer");
});
