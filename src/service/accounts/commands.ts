/** What can be asked about accounts at the machine itself, as plain JSON: the same in this process and through the holder's socket. */
import { ZhengjianError } from "../../errors.ts";
import type { AnswerCommand } from "../../store/store.ts";
import type { AuditCheck, AuditTrail } from "../audit/trail.ts";
import { type Account, type Admitted, type NewAccount, newAccountSchema } from "./accounts.ts";
import { type AccountServices, openAccounts } from "./open.ts";

export type AccountCommand =
	| { command: "account.create"; account: NewAccount }
	| { command: "account.reset"; email: string }
	| { command: "account.disable"; email: string; disabled: boolean }
	| { command: "account.list" }
	/** `head`: hash of a row that was noted earlier. */
	| { command: "account.audit-verify"; head?: string };

/** What each command answers. */
export interface AccountAnswers {
	"account.create": Admitted;
	"account.reset": Admitted;
	"account.disable": Account;
	"account.list": Account[];
	/** `headHeld`: whether the noted row is still there; null when none was given. */
	"account.audit-verify": AuditCheck & { headHeld: boolean | null };
}

/** Answers the account commands of a store; undefined for any other. `secret`: of this store's service. */
export const answerAccounts =
	(secret: string): AnswerCommand =>
	(queries, request) =>
		isAccountCommand(request) ? run(openAccounts(queries, secret), request) : undefined;

const isAccountCommand = (request: unknown): request is AccountCommand =>
	typeof request === "object" &&
	request !== null &&
	"command" in request &&
	String(request.command).startsWith("account.");

async function run(
	{ accounts, trail }: AccountServices,
	command: AccountCommand,
): Promise<AccountAnswers[keyof AccountAnswers]> {
	switch (command.command) {
		case "account.create": {
			const admitted = await accounts.create(parseAccount(command.account));
			await file(trail, command, admitted.account);
			return admitted;
		}
		case "account.reset": {
			const admitted = await accounts.resetPassword((await accounts.find(command.email)).id);
			await file(trail, command, admitted.account);
			return admitted;
		}
		case "account.disable": {
			const account = await accounts.setDisabled((await accounts.find(command.email)).id, command.disabled);
			await file(trail, command, account);
			return account;
		}
		case "account.list":
			return accounts.list();
		case "account.audit-verify":
			return {
				...(await trail.verify()),
				headHeld: command.head === undefined ? null : await trail.holds(command.head),
			};
		default:
			return command satisfies never;
	}
}

const file = (trail: AuditTrail, { command }: AccountCommand, { id }: Account): Promise<void> =>
	trail.record({ actor: "command", action: command, record: trail.fingerprint(`account:${id}`), outcome: "allowed" });

/** Throws `account.invalid` naming each fault. */
function parseAccount(given: unknown): NewAccount {
	const parsed = newAccountSchema.safeParse(given);
	if (parsed.success) return parsed.data;
	throw new ZhengjianError(
		"account.invalid",
		parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"),
	);
}
