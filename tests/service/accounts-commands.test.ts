import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AccountAnswers, type AccountCommand, answerAccounts } from "../../src/service/accounts/commands.ts";
import { openAccounts } from "../../src/service/accounts/open.ts";
import { authSecret } from "../../src/service/accounts/secret.ts";
import { commandStore, openStore, type Store } from "../../src/store/store.ts";
import { run } from "../cli/run.ts";

let dataDir: string;
let secret: string;
let store: Store;
/** Asks as another process would: the store is held by this one. */
const ask = async <C extends AccountCommand>(command: C) =>
	(await commandStore({ dataDir, answer: () => undefined }, command)) as AccountAnswers[C["command"]];

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), "zhengjian-"));
	secret = await authSecret(dataDir, undefined);
	store = await openStore({ dataDir, answer: answerAccounts(secret) });
});
afterAll(async () => {
	await store.close();
	await rm(dataDir, { recursive: true, force: true });
});

test("the secret is made once, for its owner's eyes", async () => {
	expect(secret.length).toBeGreaterThanOrEqual(32);
	expect(await authSecret(dataDir, undefined)).toBe(secret);
	expect(await authSecret(dataDir, "another")).toBe("another");
	expect((await stat(join(dataDir, "auth.key"))).mode & 0o777).toBe(0o600);
});

test("accounts are made, listed, reset and disabled beside a running service, and each change is in the audit trail", async () => {
	const email = "inspector@example.org";
	const account = { email, name: "虚构检查员", role: "inspector", district: "虚构区" } as const;
	const made = await ask({ command: "account.create", account });
	expect(made.account).toMatchObject({ email, role: "inspector", district: "虚构区", passwordExpired: true });
	await expect(ask({ command: "account.create", account })).rejects.toMatchObject({ code: "account.exists" });
	const wrong = { ...account, email: "none", district: undefined };
	await expect(ask({ command: "account.create", account: wrong } as never)).rejects.toMatchObject({
		code: "account.invalid",
		message: expect.stringMatching(/email.*\n.*district/s),
	});
	expect((await ask({ command: "account.reset", email })).password).not.toBe(made.password);
	expect((await ask({ command: "account.disable", email, disabled: true })).disabled).toBe(true);
	await expect(ask({ command: "account.reset", email: "nobody@example.org" })).rejects.toMatchObject({
		code: "account.not-found",
	});
	expect(await ask({ command: "account.list" })).toHaveLength(1);
	expect(await ask({ command: "account.audit-verify" })).toMatchObject({ rows: 3, broken: null, headHeld: null });
	const { trail } = openAccounts(store.database.queries, secret);
	expect((await trail.list({})).map(({ actor, action }) => `${actor} ${action}`)).toEqual([
		"command account.disable",
		"command account.reset",
		"command account.create",
	]);
});

test("the command prints the one-time password once, and names the first broken row", async () => {
	const env = { DATA_DIR: dataDir };
	const args = ["create", "clerk@example.org", "--name", "虚构经办", "--role", "clerk"];
	const made = await run("account", args, env);
	expect(made).toMatchObject({ code: 0, stderr: "" });
	expect(made.stdout).toMatch(/clerk@example\.org {2}经办人员\n.*([a-z2-9]{5}-){3}[a-z2-9]{5}\n$/);
	await store.database.executeSql("alter table audit_trail disable trigger audit_trail_append_only");
	await store.database.executeSql("update audit_trail set actor = 'account:x' where seq = 2");
	const broken = await run("account", ["audit", "verify"], env);
	expect(broken.code).toBe(1);
	expect(broken.stderr).toContain("audit.broken");
	expect(broken.stderr).toContain("row 2 is altered");
}, 120_000);
