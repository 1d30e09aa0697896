import { createHmac } from "node:crypto";
import supertest from "supertest";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkPassword, oneTimePassword } from "../../src/service/accounts/password.ts";
import { admit, cookiesOf, PASSWORD, signIn } from "./accounts-fixtures.ts";
import { fakeEngine } from "./fixtures.ts";
import { startService } from "./start.ts";

let service: Awaited<ReturnType<typeof startService>>;
beforeAll(async () => {
	service = await startService(fakeEngine());
});
afterAll(() => service.stop());

const api = () => supertest(service.app);
const codeOf = (response: supertest.Response): [number, string] => [response.status, JSON.parse(response.text).code];

test("the first start makes one administrator, whose one-time password opens nothing but its own change", async () => {
	const first = await service.accounts.accounts.admitFirst();
	expect(first?.account).toMatchObject({ role: "administrator", passwordExpired: true });
	expect(await service.accounts.accounts.admitFirst()).toBeNull();
	const { email } = first?.account ?? { email: "" };

	const signedIn = await signIn(service.app, email, first?.password ?? "");
	expect(signedIn.body).toMatchObject({ role: "newcomer", secondFactor: false });
	const [cookie = ""] = [signedIn.get("Set-Cookie") ?? []].flat();
	expect(cookie).toMatch(/HttpOnly/i);
	expect(cookie).toMatch(/SameSite=Strict/i);
	expect(cookie).not.toMatch(/Secure/i);
	const session = cookiesOf(signedIn);
	expect(codeOf(await api().get("/api/v1/accounts").set("Cookie", session))).toEqual([403, "account.password-expired"]);

	const change = (password: string) =>
		api().put("/api/v1/session/password").set("Cookie", session).send({ current: first?.password, password });
	expect(codeOf(await change("short"))).toEqual([400, "account.password-weak"]);
	expect(codeOf(await change(first?.password ?? ""))).toEqual([400, "account.password-weak"]);
	const changed = await change(PASSWORD);
	expect(changed.body).toMatchObject({ role: "administrator" });
	expect((await api().get("/api/v1/accounts").set("Cookie", cookiesOf(changed))).status).toBe(200);
	expect((await api().get("/api/v1/session").set("Cookie", session)).body, "the old session ended").toMatchObject({
		role: "anonymous",
	});
	expect(codeOf(await signIn(service.app, email, first?.password ?? ""))).toEqual([401, "account.sign-in-failed"]);
});

test("accounts are made, disabled and given a new password by an administrator alone", async () => {
	const { cookie } = await admit(service, { role: "administrator" });
	const make = (body: object) => api().post("/api/v1/accounts").set("Cookie", cookie).send(body);
	const given = {
		email: "Employer@Example.org",
		name: "虚构单位人事",
		role: "employer",
		organisation: "虚构制造有限公司",
	};
	const made = await make(given);
	expect(made.status).toBe(201);
	expect(made.body.account).toMatchObject({ email: "employer@example.org", organisation: given.organisation });
	expect(codeOf(await make(given))).toEqual([409, "account.exists"]);
	expect(codeOf(await make({ ...given, email: "b@example.org", organisation: undefined }))).toEqual([
		400,
		"request.invalid",
	]);
	const { id } = made.body.account;
	const session = cookiesOf(await signIn(service.app, given.email, made.body.password));

	const reset = await api().post(`/api/v1/accounts/${id}/password`).set("Cookie", cookie);
	expect((await api().get("/api/v1/session").set("Cookie", session)).body.role).toBe("anonymous");
	const again = cookiesOf(await signIn(service.app, given.email, reset.body.password));
	expect((await api().get("/api/v1/session").set("Cookie", again)).body.role).toBe("newcomer");

	const disable = (disabled: boolean) => api().patch(`/api/v1/accounts/${id}`).set("Cookie", cookie).send({ disabled });
	expect((await disable(true)).body.disabled).toBe(true);
	expect((await api().get("/api/v1/session").set("Cookie", again)).body.role).toBe("anonymous");
	expect(codeOf(await signIn(service.app, given.email, reset.body.password))).toEqual([401, "account.sign-in-failed"]);
	await disable(false);
	expect((await signIn(service.app, given.email, reset.body.password)).status).toBe(200);
	expect(codeOf(await api().patch("/api/v1/accounts/none").set("Cookie", cookie).send({ disabled: true }))).toEqual([
		404,
		"account.not-found",
	]);
});

test("signing out ends the session for good", async () => {
	const { cookie } = await admit(service, { role: "clerk" });
	expect((await api().get("/api/v1/session").set("Cookie", cookie)).body.role).toBe("clerk");
	expect((await api().delete("/api/v1/session").set("Cookie", cookie)).status).toBe(204);
	expect((await api().get("/api/v1/session").set("Cookie", cookie)).body.role).toBe("anonymous");
});

test("the sixth guess at a password is not even looked at, and no log or answer says which part was wrong", async () => {
	const { email } = await admit(service, { role: "clerk" });
	for (let k = 0; k < 5; k++)
		expect(codeOf(await signIn(service.app, email, `wrong ${k}`))).toEqual([401, "account.sign-in-failed"]);
	const sixth = await signIn(service.app, email, PASSWORD);
	expect(codeOf(sixth)).toEqual([429, "rate.limited"]);
	expect(Number(sixth.get("Retry-After"))).toBeGreaterThan(0);
	expect(codeOf(await signIn(service.app, "nobody@example.org", "wrong"))).toEqual([401, "account.sign-in-failed"]);
	expect(service.logged.join("")).not.toContain(email);
});

test.each([
	[{ "Sec-Fetch-Site": "cross-site" }, 403],
	[{ "Sec-Fetch-Site": "same-site" }, 403],
	[{ Origin: "https://elsewhere.example" }, 403],
	[{ Origin: "null" }, 403],
	[{ "Sec-Fetch-Site": "same-origin", Origin: "https://behind-a-proxy.example" }, 204],
	[{}, 204],
])("a change asked for with %j answers %i", async (headers, status) => {
	const response = await api().delete("/api/v1/session").set(headers);
	expect(response.status).toBe(status);
	if (status === 403) expect(codeOf(response)[1]).toBe("access.cross-origin");
});

test("with a second factor the password alone opens nothing; a backup code opens once", async () => {
	const { cookie, email } = await admit(service, { role: "inspector", district: "虚构区" });
	const second = (method: "post" | "put" | "delete", body: object, session = cookie) =>
		api()[method]("/api/v1/second-factor").set("Cookie", session).send(body);
	expect(codeOf(await second("post", { password: "wrong" }))).toEqual([401, "account.sign-in-failed"]);
	const { uri, backupCodes } = (await second("post", { password: PASSWORD })).body;
	const secret = new URL(uri).searchParams.get("secret") ?? "";
	const confirmed = await second("put", { code: totp(secret) });
	expect(confirmed.status).toBe(204);

	const confirm = (session: string, code: string) =>
		api().post("/api/v1/session/second-factor").set("Cookie", session).send({ code });
	const halfway = await signIn(service.app, email, PASSWORD);
	expect(halfway.body).toEqual({ role: "anonymous", accountId: null, secondFactor: true });
	expect((await api().get("/api/v1/session").set("Cookie", cookiesOf(halfway))).body.role).toBe("anonymous");
	expect(codeOf(await confirm(cookiesOf(halfway), "000000"))).toEqual([401, "account.sign-in-failed"]);
	const whole = await confirm(cookiesOf(halfway), totp(secret));
	expect(whole.body).toMatchObject({ role: "inspector" });
	expect((await api().get("/api/v1/session").set("Cookie", cookiesOf(whole))).body.role).toBe("inspector");

	for (const status of [200, 401]) {
		const session = cookiesOf(await signIn(service.app, email, PASSWORD));
		expect((await confirm(session, backupCodes[0])).status).toBe(status);
	}
	expect((await second("delete", { password: PASSWORD }, cookiesOf(whole))).status).toBe(204);
	expect((await signIn(service.app, email, PASSWORD)).body).toMatchObject({ role: "inspector" });
});

test("an API key is shown once, opens its organisation's records and ends when it is revoked", async () => {
	const { cookie } = await admit(service, { role: "employer", organisation: "虚构物流有限公司" });
	const made = await api().post("/api/v1/api-keys").set("Cookie", cookie).send({ name: "人事系统" });
	expect(made.status).toBe(201);
	const { apiKey, key } = made.body;
	const listed = await api().get("/api/v1/api-keys").set("Cookie", cookie);
	expect(listed.body).toEqual([apiKey]);
	expect(listed.text).not.toContain(key);
	const asProgram = () => api().get("/api/v1/session").set("Authorization", `Bearer ${key}`);
	expect((await asProgram()).body.role).toBe("api-key");
	expect((await api().delete(`/api/v1/api-keys/${apiKey.id}`).set("Cookie", cookie)).status).toBe(204);
	expect(codeOf(await asProgram())).toEqual([401, "access.unauthenticated"]);
	expect(codeOf(await api().post("/api/v1/api-keys").set("Cookie", cookie).send({ name: "x", days: 0 }))).toEqual([
		400,
		"request.invalid",
	]);
});

test.each(["password1234", "qwertyuiop12", "zhengjian1234", "aaaaaaaaaaaa", "li.ming@example.org", "x".repeat(129)])(
	"the password %s is refused",
	(password) => {
		expect(() => checkPassword(password, ["李明", "li.ming@example.org"])).toThrow(
			expect.objectContaining({ code: "account.password-weak" }),
		);
	},
);

test("one-time passwords differ and are strong", () => {
	const passwords = new Set(Array.from({ length: 100 }, oneTimePassword));
	expect(passwords.size).toBe(100);
	for (const password of [...passwords].slice(0, 3)) expect(() => checkPassword(password, [])).not.toThrow();
});

/** Six digits of RFC 6238 (SHA-1, 30 s) for a secret in base 32, as an authenticator app shows them. */
function totp(secret: string): string {
	const bits = [...secret.replace(/=+$/, "")]
		.map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
		.join("");
	const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
	const mac = createHmac("sha1", key).update(counter).digest();
	const offset = (mac.at(-1) ?? 0) & 15;
	return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
