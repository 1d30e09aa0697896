/** `account create|reset|list|disable|enable` and `account audit verify`: beside a running service, or without one. */
import Table from "cli-table3";
import { Command, Option } from "commander";
import colours from "picocolors";
import { ZhengjianError } from "../errors.ts";
import type { Admitted } from "../service/accounts/accounts.ts";
import { type AccountAnswers, type AccountCommand, answerAccounts } from "../service/accounts/commands.ts";
import { authSecret } from "../service/accounts/secret.ts";
import { readConfig, storeOptionsOf } from "../service/config.ts";
import { ACCOUNT_ROLES } from "../store/schema.ts";
import { commandStore } from "../store/store.ts";
import { printFailure } from "./failure.ts";
import { TABLE_STYLE } from "./table.ts";

const ROLE_NAMES = { employer: "用人单位", inspector: "检查人员", clerk: "经办人员", administrator: "管理员" } as const;

const program = new Command("account").description("账户与审计记录 / accounts and the audit trail");

program
	.command("create <email>")
	.description("新建账户，显示一次性密码 / make an account and show its one-time password")
	.requiredOption("--name <name>", "姓名或岗位 / name of the person or post")
	.addOption(new Option("--role <role>", "角色 / role").choices(ACCOUNT_ROLES).makeOptionMandatory())
	.option("--organisation <name>", "用人单位名称 / an employer's organisation")
	.option("--district <name>", "检查人员的辖区 / an inspector's district")
	.action(async (email: string, options) => {
		printAdmitted(await ask({ command: "account.create", account: { email, ...options } }));
	});

program
	.command("reset <email>")
	.description("换成新的一次性密码，并停用两步验证 / give a new one-time password and take off the second factor")
	.action(async (email: string) => printAdmitted(await ask({ command: "account.reset", email })));

for (const [name, disabled, words] of [
	["disable", true, "停用账户，立即退出登录 / disable an account and end its sessions"],
	["enable", false, "重新启用账户 / enable an account again"],
] as const)
	program
		.command(`${name} <email>`)
		.description(words)
		.action(async (email: string) => {
			const account = await ask({ command: "account.disable", email, disabled });
			console.log(`${account.email}: ${disabled ? "已停用 / disabled" : "已启用 / enabled"}`);
		});

program
	.command("list")
	.description("列出账户 / list the accounts")
	.option("--json", "每行一个 JSON / one JSON account per line", false)
	.action(async ({ json }: { json: boolean }) => {
		const accounts = await ask({ command: "account.list" });
		if (json) {
			for (const account of accounts) console.log(JSON.stringify(account));
			return;
		}
		const table = new Table({ head: ["邮箱", "姓名", "角色", "单位或辖区", "状态"], style: TABLE_STYLE });
		for (const { email, name, role, organisation, district, disabled, passwordExpired } of accounts) {
			const state = disabled ? colours.red("已停用") : passwordExpired ? colours.yellow("待改密码") : "正常";
			table.push([email, name, ROLE_NAMES[role], organisation ?? district ?? "", state]);
		}
		console.log(table.toString());
	});

program
	.command("audit")
	.description("审计记录 / the audit trail")
	.command("verify")
	.description("核对审计链；断链时指出第一处并以 1 退出 / check the chain; names the first broken row and exits 1")
	.option("--head <hash>", "以前记下的末行哈希 / hash of the last row as noted earlier")
	.action(async ({ head }: { head?: string }) => {
		const check = await ask({ command: "account.audit-verify", ...(head === undefined ? {} : { head }) });
		if (check.broken)
			throw new ZhengjianError("audit.broken", `row ${check.broken.seq} is ${check.broken.fault}`, {
				expected: `a chain of rows after row ${check.rows}, whose hash is ${check.head}`,
			});
		if (check.headHeld === false)
			throw new ZhengjianError("audit.broken", "the row that was noted earlier is gone", { expected: String(head) });
		console.log(`审计链完整：${check.rows} 行 / the chain is whole: ${check.rows} rows`);
		console.log(colours.dim(`末行哈希，可另行留存 / hash of the last row, to be noted elsewhere: ${check.head}`));
	});

try {
	await program.parseAsync();
} catch (error) {
	if (!(error instanceof ZhengjianError)) throw error;
	printFailure(error);
}

async function ask<C extends AccountCommand>(command: C): Promise<AccountAnswers[C["command"]]> {
	const config = readConfig(process.env);
	const answer = answerAccounts(await authSecret(config.DATA_DIR, config.AUTH_SECRET));
	return (await commandStore({ ...storeOptionsOf(config), answer }, command)) as AccountAnswers[C["command"]];
}

function printAdmitted({ account, password }: Admitted): void {
	console.log(`${account.email}  ${ROLE_NAMES[account.role]}`);
	console.log(`一次性密码，首次登录须修改 / one-time password, to be changed at the first sign-in: ${password}`);
}
