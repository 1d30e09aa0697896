/** Accounts of every role, signed in, on a service of a test. */
import type { Application } from "express";
import supertest from "supertest";
import type { NewAccount } from "../../src/service/accounts/accounts.ts";
import type { AccountServices } from "../../src/service/accounts/open.ts";

export const PASSWORD = "纸鸢 over the harbour 27";

/** The cookies that an answer sets, as a browser would send them back. */
export const cookiesOf = (response: supertest.Response): string =>
	[response.get("Set-Cookie") ?? []]
		.flat()
		.map((cookie) => cookie.split(";")[0])
		.join("; ");

export const signIn = (app: Application, email: string, password: string) =>
	supertest(app).post("/api/v1/session").send({ email, password });

let made = 0;

/** Makes an account; `settled`: with a password of its own. Returns its id, address, password and session. */
export async function admit(
	{ app, accounts }: { app: Application; accounts: AccountServices },
	given: Pick<NewAccount, "role" | "organisation" | "district">,
	settled = true,
) {
	const email = `${given.role}${++made}-${crypto.randomUUID().slice(0, 8)}@example.org`;
	const { account, password } = await accounts.accounts.create({ email, name: "虚构用户", ...given });
	let cookie = cookiesOf(await signIn(app, email, password));
	if (settled) {
		const changed = await supertest(app)
			.put("/api/v1/session/password")
			.set("Cookie", cookie)
			.send({ current: password, password: PASSWORD });
		cookie = cookiesOf(changed);
	}
	return { id: account.id, email, password: settled ? PASSWORD : password, cookie };
}
